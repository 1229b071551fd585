"""Numbers of the lesson that two exercises begin with."""

from __future__ import annotations

import numpy as np

SIX = np.array([[0.5, 0], [0.6, 0.2], [0.5, 0.25], [0, 0.5], [0.2, 0.2], [0.25, 0.5]])

POPULAR = np.array([6.0, 5, 2, 2, 4, 3, 3, 1])
