"""The dot product with embeddings in PyTorch: Embeddings, and TwoTowers."""

from __future__ import annotations

from torch import Tensor

from recsys_course.models.neural import factors
from recsys_course.models.neural.born import Weights
from recsys_course.models_torch.layers import constant, look_up, table
from recsys_course.models_torch.network import Scorer, Twin


class EmbeddingScorer(Scorer):
    """score = b_i + p_u . q_i"""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.user_factors = table(weights, "user_factors")
        self.item_factors = table(weights, "item_factors")
        self.item_bias = table(weights, "item_bias")

    def people(self, users: Tensor) -> Tensor:
        """p_u (m, d)."""
        return look_up(self.user_factors, users)


class Embeddings(Twin, factors.Embeddings):
    """Two tables and a dot product, see models/neural/factors.py."""

    scorer = EmbeddingScorer


class TowerScorer(EmbeddingScorer):
    """score = b_i + (p_u + g_u A) . (q_i + f_i B)"""

    features: Tensor

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights)
        self.user_tower = table(weights, "user_tower")
        self.item_tower = table(weights, "item_tower")
        self.register_buffer("features", constant(weights, "features"))

    def people(self, users: Tensor, likes: Tensor) -> Tensor:  # type: ignore[override]  # it is told more
        """p_u + g_u A, (m, d)."""
        return super().people(users) + likes @ self.user_tower

    def items(self, numbers: Tensor) -> Tensor:
        """q_i + f_i B, (n, d)."""
        return super().items(numbers) + self.features[numbers] @ self.item_tower


class TwoTowers(Twin, factors.TwoTowers):
    """Two towers that read features, see models/neural/factors.py."""

    scorer = TowerScorer
