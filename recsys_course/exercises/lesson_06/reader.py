"""The reader and the two films of the lesson, and the cosines that nobody asked for."""

from __future__ import annotations

import numpy as np

READER = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.0])  # the six numbers of the lesson
TWO_FILMS = np.array([[0.3, 0.5, 0.1, 0.2, 0.4, 0.0], [0.4, 0.6, 0.2, 0.3, 0.5, 0.0]])


def cosines(user: np.ndarray, items: np.ndarray) -> np.ndarray:
    """The cosine of the user with each film: the dot product divided by both lengths.  (d,), (n, d) -> (n,)."""
    return items @ user / (np.linalg.norm(items, axis=1) * np.linalg.norm(user))
