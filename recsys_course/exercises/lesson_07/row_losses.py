"""The softmax loss of each row of scores by itself."""

from __future__ import annotations

import numpy as np


def row_losses(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """-ln of the chance of the target, for each row.  (m, n), (m,) -> (m,)."""
    low = scores - scores.max(axis=1, keepdims=True)
    return np.log(np.exp(low).sum(axis=1)) - np.take_along_axis(low, targets[:, None], axis=1)[:, 0]
