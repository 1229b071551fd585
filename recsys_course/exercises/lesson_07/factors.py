"""Random factors of people and of films, for cases."""

from __future__ import annotations

import numpy as np


def random_factors(rng: np.random.Generator, n: int, n_items: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Factors (n, d) of people and (n_items, d) of films, with two decimals."""
    return rng.normal(size=(n, d)).round(2), rng.normal(size=(n_items, d)).round(2)
