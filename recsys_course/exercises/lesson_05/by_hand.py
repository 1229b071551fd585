"""Numbers of the lesson that two exercises begin with."""

from __future__ import annotations

import numpy as np

# Ana to Fei: the shares of science fiction and of comedy in their histories
SIX = np.array([[0.5, 0], [0.6, 0.2], [0.5, 0.25], [0, 0.5], [0.2, 0.2], [0.25, 0.5]])
# What Popularity gives to Ana for each of the eight films
POPULAR = np.array([6.0, 5, 2, 2, 4, 3, 3, 1])
