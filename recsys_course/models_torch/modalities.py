"""Networks for films that nobody has seen in PyTorch: PictureCNN, and ContentTowers."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from recsys_course.models.neural import modalities
from recsys_course.models.neural.born import Weights
from recsys_course.models_torch.layers import constant, convolution, convolve, dense, flat, halve, look_up, table
from recsys_course.models_torch.network import Scorer, Twin


class PictureScorer(Scorer):
    """score = b_w + z . q_w, z from two layers of filters over the picture."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.first = convolution(weights, "first")
        self.second = convolution(weights, "second")
        self.join = dense(weights, "join")
        self.item_factors = table(weights, "item_factors")
        self.item_bias = table(weights, "item_bias")

    def people(self, pictures: Tensor) -> Tensor:
        """z (m, d)."""
        answers = halve(convolve(self.second, halve(convolve(self.first, pictures))))
        return F.relu(self.join(flat(answers)))


class PictureCNN(Twin, modalities.PictureCNN):
    """Words for pictures, see models/neural/modalities.py."""

    scorer = PictureScorer


class ContentScorer(Scorer):
    """score = c p . x_i, x_i from what is known about the film, p from the last films of the person."""

    features: Tensor
    present: Tensor

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.register_buffer("features", constant(weights, "features"))
        self.register_buffer("present", constant(weights, "present"))
        self.towers = sorted(name for name in weights if name.startswith("tower"))
        for name in self.towers:  # tower1, tower2, ...: one for each modality
            setattr(self, name, table(weights, name))
        self.join = table(weights, "join") if "join" in weights else None
        own = table(weights, "item_factors") if "item_factors" in weights else None
        self.item_factors = own  # type: ignore[assignment]  # without `own` there is none
        self.everybody = table(weights, "everybody")
        self.ages = table(weights, "ages")
        self.loudness = table(weights, "loudness")

    def people(self, items: Tensor, looks: Tensor) -> Tensor:
        """c p (m, d): a weighted mean of the last films, as they look now, and what all people share."""
        weights = torch.exp(self.ages) * (items >= 0)
        total = (weights[:, :, None] * look_up(self.items(looks), items)).sum(dim=1)
        mean = total / (weights.sum(dim=1, keepdim=True) + 1e-6)
        return torch.exp(self.loudness) * (self.everybody + mean)

    def items(self, numbers: Tensor) -> Tensor:
        """x (n, d) of films as they look, see `looks`: length 1, or 0 where nothing is known."""
        parts = self.parts(numbers)
        if self.join is not None:
            together = F.relu(torch.cat(parts[: len(self.towers)], dim=1)) @ self.join
            parts = [together, *parts[len(self.towers) :]]
        x = torch.stack(parts).sum(dim=0)
        return x / torch.sqrt((x**2).sum(dim=1, keepdim=True) + 1e-6)

    def parts(self, numbers: Tensor) -> list[Tensor]:
        """What each modality says about the films, (n, d) each; zeros where it is missing or hidden."""
        films, hidden = numbers % len(self.features), numbers // len(self.features)
        start, said = 0, []
        for name in self.towers:
            tower = getattr(self, name)
            said.append(self.features[films, start : start + len(tower)] @ tower)
            start += len(tower)
        if self.item_factors is not None:
            said.append(look_up(self.item_factors, films))
        bits = torch.div(hidden[:, None], 2 ** torch.arange(len(said)), rounding_mode="floor") % 2
        kept = self.present[films] * (1 - bits)
        return [part * kept[:, m : m + 1] for m, part in enumerate(said)]

    def pairs(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Scores (m,) of people and films, one by one; a film that nobody met has no bias."""
        return (people * self.items(numbers)).sum(dim=1)

    def scores(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Scores (m, n) of everybody with every film."""
        return people @ self.items(numbers).T


class ContentTowers(Twin, modalities.ContentTowers):
    """A tower for each modality, see models/neural/modalities.py."""

    scorer = ContentScorer
