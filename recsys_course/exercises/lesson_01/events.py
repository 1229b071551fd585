"""Events with repeats, and people and films without any: cases of the two exercises on the matrix."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases


def event_cases(rng: np.random.Generator) -> Cases:
    """By hand: repeats, people and films without events, no events at all; then random ones with repeats."""
    cases: Cases = [
        (np.array([0, 1, 1, 0]), np.array([2, 0, 2, 2]), np.array([4.0, 3.0, 5.0, 2.5]), 3, 4),
        (np.array([1, 1, 1]), np.array([0, 0, 0]), np.array([1.0, 5.0, 3.0]), 2, 2),
        (np.array([0, 2]), np.array([1, 0]), np.array([0.5, 4.5]), 4, 3),
        (np.array([], int), np.array([], int), np.array([]), 2, 3),
    ]
    for _ in range(4):
        users, items = rng.integers(0, 3, size=9), rng.integers(0, 4, size=9)
        cases.append((users, items, rng.integers(1, 11, size=9) / 2, 4, 5))
    return cases
