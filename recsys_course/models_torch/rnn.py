"""Recurrent networks over histories in PyTorch: GRU, LSTM, and TwoBranchRNN."""

from __future__ import annotations

import torch
from torch import Tensor

from recsys_course.models.neural import rnn
from recsys_course.models.neural.born import Weights
from recsys_course.models_torch.layers import constant, dense, gru, look_up, lstm, rows, table
from recsys_course.models_torch.network import Scorer, Twin


class GRUScorer(Scorer):
    """score_t = b_i + h_t . q_i, h_t the state after the item at place t."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.item_factors = table(weights, "item_factors")
        self.item_bias = table(weights, "item_bias")
        self.gru = gru(weights, "gru")

    def people(self, items: Tensor, places: Tensor) -> Tensor:
        """The states h (m, d) at these places of the histories (b, L), counted row by row."""
        return look_up(rows(self.states(items)), places)

    def states(self, items: Tensor) -> Tensor:
        """The state after every item, (b, L) -> (b, L, d)."""
        return self.gru(look_up(self.item_factors, items))[0]


class GRU(Twin, rnn.GRU):
    """A state that reads item after item, see models/neural/rnn.py."""

    scorer = GRUScorer


class LSTMScorer(GRUScorer):
    """The same with two layers of LSTM cells."""

    def __init__(self, weights: Weights) -> None:
        Scorer.__init__(self)
        self.item_factors = table(weights, "item_factors")
        self.item_bias = table(weights, "item_bias")
        self.lower = lstm(weights, "lower")
        self.upper = lstm(weights, "upper")

    def states(self, items: Tensor) -> Tensor:
        """The state of the upper layer after every item, (b, L) -> (b, L, d)."""
        return self.upper(self.lower(look_up(self.item_factors, items))[0])[0]


class LSTM(Twin, rnn.LSTM):
    """Two layers of LSTM cells, see models/neural/rnn.py."""

    scorer = LSTMScorer


class TwoBranchScorer(GRUScorer):
    """h = [h_items, h_features] W + b"""

    features: Tensor

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights)
        self.register_buffer("features", constant(weights, "features"))
        self.feature_gru = gru(weights, "feature_gru")
        self.join = dense(weights, "join")

    def states(self, items: Tensor) -> Tensor:
        """Both states after every item, joined: (b, L) -> (b, L, d)."""
        likes = self.feature_gru(look_up(self.features, items))[0]
        return self.join(torch.cat([super().states(items), likes], dim=2))


class TwoBranchRNN(Twin, rnn.TwoBranchRNN):
    """A branch over items and a branch over features, see models/neural/rnn.py."""

    scorer = TwoBranchScorer
