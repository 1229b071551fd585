"""The sigmoid, which every gate ends with."""

from __future__ import annotations

import numpy as np


def sigmoid(a: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-a)."""
    return 1 / (1 + np.exp(-a))
