"""Convolutions over histories in PyTorch: Caser, and TwoBranchCNN."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from recsys_course.models.neural import cnn
from recsys_course.models.neural.born import Weights
from recsys_course.models_torch.layers import (
    constant,
    convolution,
    convolve,
    dense,
    flat,
    halve,
    look_up,
    same_length,
    table,
)
from recsys_course.models_torch.network import Scorer, Twin


class CaserScorer(Scorer):
    """score = b_i + [z, p_u] . q_i, z from horizontal and vertical filters over the last items."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.picture = table(weights, "picture")
        self.user_factors = table(weights, "user_factors")
        self.horizontal = sorted({name.split(".")[0] for name in weights if name.startswith("horizontal")})
        for name in self.horizontal:  # horizontal1, horizontal2, ...: one layer for each height
            setattr(self, name, convolution(weights, name))
        self.vertical = table(weights, "vertical")
        self.join = dense(weights, "join")
        self.item_factors = table(weights, "item_factors")
        self.item_bias = table(weights, "item_bias")

    def people(self, users: Tensor, items: Tensor) -> Tensor:
        """[z, p_u] (m, 2 d)."""
        picture = look_up(self.picture, items)
        z = F.relu(self.join(torch.cat([*self.across(picture), self.down(picture)], dim=1)))
        return torch.cat([z, look_up(self.user_factors, users)], dim=1)

    def across(self, picture: Tensor) -> list[Tensor]:
        """The strongest answer of each horizontal filter, a (m, n_filters) for each height."""
        return [convolve(getattr(self, name), picture).amax(dim=1) for name in self.horizontal]

    def down(self, picture: Tensor) -> Tensor:
        """The answers of the vertical filters, weighted means over time: (m, n_vertical * d)."""
        return flat(torch.einsum("mld,lv->mvd", picture, self.vertical))


class Caser(Twin, cnn.Caser):
    """Filters over the last items, see models/neural/cnn.py."""

    scorer = CaserScorer


class TwoBranchScorer(Scorer):
    """score = b_i + z . q_i, z from a branch over the items and a branch over their features."""

    features: Tensor

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.picture = table(weights, "picture")
        self.register_buffer("features", constant(weights, "features"))
        self.items1 = convolution(weights, "items1")
        self.items2 = convolution(weights, "items2")
        self.features1 = convolution(weights, "features1")
        self.features2 = convolution(weights, "features2")
        self.join = dense(weights, "join")
        self.item_factors = table(weights, "item_factors")
        self.item_bias = table(weights, "item_bias")

    def people(self, items: Tensor) -> Tensor:
        """z (m, d)."""
        own = halve(same_length(self.items2, halve(same_length(self.items1, look_up(self.picture, items)))))
        like = halve(same_length(self.features2, halve(same_length(self.features1, look_up(self.features, items)))))
        return F.relu(self.join(torch.cat([flat(own), flat(like)], dim=1)))


class TwoBranchCNN(Twin, cnn.TwoBranchCNN):
    """A branch over items and a branch over features, see models/neural/cnn.py."""

    scorer = TwoBranchScorer
