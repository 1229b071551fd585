"""What all networks in PyTorch share: scores as dot products, the loss, one training step, reading the weights."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from recsys_course.models.neural.born import Weights
from recsys_course.models.neural.network import Batch, Inputs, Network
from recsys_course.models_torch import layers


class Scorer(nn.Module):
    """A network makes a vector for each place it is asked about, and scores items by a dot product with theirs.

    A subclass makes its layers from named arrays, and writes `people`.
    """

    item_factors: nn.Parameter
    item_bias: nn.Parameter

    def people(self, *inputs: Any, **named: Any) -> Tensor:
        """The vectors (m, d) of those who ask."""
        raise NotImplementedError

    def items(self, numbers: Tensor) -> Tensor:
        """The vectors (n, d) of these items."""
        return layers.look_up(self.item_factors, numbers)

    def pairs(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Score of the first with the first item, of the second with the second, ...: (m, d), (m,) -> (m,)."""
        return self.item_bias[numbers] + (people * self.items(numbers)).sum(dim=1)

    def scores(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Score of everybody with every one of these items: (m, d), (n,) -> (m, n)."""
        return self.item_bias[numbers] + people @ self.items(numbers).T


class Twin(Network):
    """The PyTorch half of a network; `scorer` names its Scorer."""

    scorer: ClassVar[type[Scorer]]

    def build(self, weights: Weights, constants: Weights) -> None:
        """Make the scorer and the optimizer."""
        self.network = self.scorer({**weights, **constants})
        learned = [weight for weight in self.network.parameters() if weight.requires_grad]
        if self.optimizer == "adam":
            self.descent: torch.optim.Optimizer = torch.optim.Adam(
                learned, lr=self.rate, eps=1e-7, fused=True
            )  # eps: as Keras has it
        else:
            self.descent = torch.optim.SGD(learned, lr=self.rate)

    def set_rate(self, rate: float) -> None:
        """From now on the optimizer takes steps of this rate."""
        for group in self.descent.param_groups:
            group["lr"] = rate

    def step(self, batch: Batch) -> float:
        """Forward, loss, gradient, one step."""
        self.descent.zero_grad()
        loss = self.loss_of(batch)
        loss.backward()  # type: ignore[no-untyped-call]  # PyTorch left it without types
        self.descent.step()
        return loss.item()

    def loss_of(self, batch: Batch) -> Tensor:
        """The loss of a batch: a mean over its real places."""
        targets, others = torch.from_numpy(batch.targets), torch.from_numpy(batch.others)
        people = self.network.people(*map(torch.from_numpy, batch.inputs))
        real, targets = (targets >= 0).float(), targets.clamp(min=0)
        right, wrong = self.network.pairs(people, targets), self.network.scores(people, others)
        losses = ranking_loss(self.loss, right, wrong, counts=targets[:, None] != others)
        if self.penalty:
            losses = losses + self.penalty / 2 * (squares(people) + squares(self.network.items(targets)))
        return (losses * real).sum() / real.sum()

    def forward(self, inputs: Inputs) -> NDArray[np.float32]:
        """Scores (m, n_items) for what the network is told."""
        with torch.no_grad():
            people = self.network.people(*map(torch.from_numpy, inputs))
            return self.network.scores(people, torch.arange(self.n_items)).numpy()

    def read_weights(self) -> Weights:
        """The named arrays as they are now, copied."""
        return layers.read(self.network)


def squares(vectors: Tensor) -> Tensor:
    """The squared length of each vector.  (m, d) -> (m,)"""
    return (vectors**2).sum(dim=1)


def ranking_loss(kind: str, right: Tensor, wrong: Tensor, counts: Tensor) -> Tensor:
    """The loss of each place, see `Network`.  right (m,), wrong (m, n), counts (m, n): false where other = target."""
    if kind == "softmax":
        every = torch.cat([right[:, None], wrong.masked_fill(~counts, -torch.inf)], dim=1)
        return torch.logsumexp(every, dim=1) - right
    margin = right[:, None] - wrong if kind == "bpr" else -wrong
    mean = (F.softplus(-margin) * counts).sum(dim=1) / counts.sum(dim=1).clamp(min=1)
    return mean if kind == "bpr" else mean + F.softplus(-right)
