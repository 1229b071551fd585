"""Random numbers in given shapes, and whole networks of them, for cases."""

from __future__ import annotations

import numpy as np

Many = tuple[np.ndarray, ...]


def numbers(rng: np.random.Generator, *shapes: tuple[int, ...]) -> Many:
    """One array with two decimals for each shape."""
    return tuple(rng.normal(size=shape).round(2) for shape in shapes)


def network(rng: np.random.Generator, n: int, m: int, d: int) -> Many:
    """n people, m films, and a network of 2 d, 2 d + 1 and d + 1 numbers."""
    h, k = 2 * d + 1, d + 1
    return numbers(rng, (n, d), (m, d), (2 * d, h), (h,), (h, k), (k,), (k,))
