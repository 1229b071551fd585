"""Attention over histories in PyTorch: SASRec."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from recsys_course.models.neural import attention
from recsys_course.models.neural.born import Weights
from recsys_course.models_torch.layers import dense, look_up, norm, rows, table
from recsys_course.models_torch.network import Scorer, Twin


class SASRecScorer(Scorer):
    """score_t = b_i + x_t . q_i, x_t what the blocks make of the items up to place t."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.item_factors = table(weights, "item_factors")
        self.item_bias = table(weights, "item_bias")
        if "place_factors" in weights:
            self.place_factors = table(weights, "place_factors")
        self.blocks = sorted({name.split("_")[0] for name in weights if name.startswith("block")})
        for block in self.blocks:  # block1, block2, ...
            for part in ("norm", "second_norm"):
                setattr(self, f"{block}_{part}", norm(weights, f"{block}_{part}"))
            for part in ("query", "key", "value", "inner", "outer"):
                setattr(self, f"{block}_{part}", dense(weights, f"{block}_{part}"))
            if f"{block}_slope" in weights:
                setattr(self, f"{block}_slope", table(weights, f"{block}_slope"))
        self.last_norm = norm(weights, "last_norm")

    def people(self, items: Tensor, places: Tensor, kept: Tensor | None = None) -> Tensor:
        """The vectors x (m, d) at these places of the histories (b, L), counted row by row."""
        return look_up(rows(self.states(items, kept)), places)

    def states(self, items: Tensor, kept: Tensor | None = None) -> Tensor:
        """What the last block makes of every place, (b, L) -> (b, L, d). kept: what dropout leaves, see `kept`."""
        x = self.embed(items)
        x = x if kept is None else x * kept[0]
        for number, block in enumerate(self.blocks):
            x = x + _drop(self.attend(block, x), kept, 2 * number + 1)
            x = x + _drop(self.feed_forward(block, x), kept, 2 * number + 2)
        return self.last_norm(x)

    def embed(self, items: Tensor) -> Tensor:
        """The vectors of the items, with those of their places where there are any: (b, L) -> (b, L, d)."""
        vectors = look_up(self.item_factors, items)
        return vectors + self.place_factors if hasattr(self, "place_factors") else vectors

    def attend(self, block: str, x: Tensor) -> Tensor:
        """A V: what every place takes from the places up to it, (b, L, d) -> (b, L, d)."""
        return self.attention_weights(block, x) @ getattr(self, f"{block}_value")(getattr(self, f"{block}_norm")(x))

    def attention_weights(self, block: str, x: Tensor) -> Tensor:
        """A (b, L, L): row t says how much place t takes from each place up to t; a row sums to 1."""
        calm = getattr(self, f"{block}_norm")(x)
        query, key = getattr(self, f"{block}_query")(calm), getattr(self, f"{block}_key")(calm)
        return causal_softmax(
            query @ key.transpose(1, 2) / query.shape[2] ** 0.5, getattr(self, f"{block}_slope", None)
        )

    def feed_forward(self, block: str, x: Tensor) -> Tensor:
        """relu(x W1 + b1) W2 + b2 at every place for itself, (b, L, d) -> (b, L, d)."""
        calm = getattr(self, f"{block}_second_norm")(x)
        return getattr(self, f"{block}_outer")(F.relu(getattr(self, f"{block}_inner")(calm)))


class SASRec(Twin, attention.SASRec):
    """Every item looks at the items before it, see models/neural/attention.py."""

    scorer = SASRecScorer


def causal_softmax(match: Tensor, slope: Tensor | None = None) -> Tensor:
    """softmax of each row over the places up to its own, less slope * distance.  (b, L, L) -> (b, L, L)"""
    place = torch.arange(match.shape[1])
    distance = place[:, None] - place
    match = match if slope is None else match - slope * distance
    return torch.softmax(match.masked_fill(distance < 0, -torch.inf), dim=2)


def _drop(x: Tensor, kept: Tensor | None, layer: int) -> Tensor:
    return x if kept is None else x * kept[layer]
