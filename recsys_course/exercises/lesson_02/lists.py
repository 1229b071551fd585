"""Ranked lists with their relevant films: cases of the two exercises on one list, and a count of hits."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases


def list_cases(rng: np.random.Generator) -> Cases:
    """Bo's list, a cut, a short list, no hit, only hits, more relevant films than places; then random ones."""
    cases: Cases = [
        ([4, 5, 6, 2], [6, 2, 3], 4),
        ([4, 5, 6, 2], [6, 2, 3], 3),
        ([2, 9], [2, 5, 7], 5),
        ([1, 3, 8], [0, 2], 2),
        ([7, 3, 1], [1, 3, 7], 3),
        ([5, 1, 9, 4, 6], [9, 1, 4, 5, 6, 0], 2),
        ([5, 8, 9, 1, 0, 4], [1, 5], 4),
    ]
    for _ in range(4):
        ranked, relevant = rng.permutation(12)[:6].tolist(), rng.permutation(12)[:4].tolist()
        cases.append((ranked, relevant, int(rng.integers(2, 6))))
    return cases


def count_hits(ranked: list[int], relevant: list[int], k: int) -> int:
    """How many of the first k films are relevant."""
    return len(set(ranked[:k]) & set(relevant))
