"""Trust little evidence less: shrink a cosine that rests on few people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet, with_and_without


def shrink(similarity: np.ndarray, shared: np.ndarray, shrinkage: float) -> np.ndarray:
    """s_ij * n_ij / (n_ij + shrinkage).  (n, n), (n, n), number -> (n, n); 0 where n_ij = 0."""
    total = shared + shrinkage
    return similarity * np.divide(shared, total, out=np.zeros(np.shape(total)), where=total > 0)


def _cases(rng: np.random.Generator) -> Cases:
    """One shared person against ten; shrinkage 0; nothing shared, with and without shrinkage; then random ones."""
    two = (np.array([[0.0, 1.0], [0.7, 0.0]]), np.array([[3, 1], [10, 4]]))
    cases: Cases = [(*two, 5.0), (np.array([[0.5, 0.0]]), np.array([[2, 0]]), 0.0)]
    none = (np.array([[0.0, 0.6], [0.9, 0.0]]), np.array([[5, 0], [0, 4]]))  # alike, and nobody saw both
    cases += [(*none, 0.0), (*none, 2.5), (np.array([[0.5, 0.3]]), np.array([[1, 2]]), 0.0)]
    return cases + [(rng.random((3, 3)), rng.integers(1, 20, (3, 3)), float(rng.integers(2, 30))) for _ in range(3)]


def _shrink_with_nan(similarity: np.ndarray, shared: np.ndarray, shrinkage: float) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return similarity * shared / (shared + shrinkage)


def _shrink_without_brackets(similarity: np.ndarray, shared: np.ndarray, shrinkage: float) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return similarity * shared / shared + shrinkage


def _formula(code: Callable[..., Any], hint: str) -> tuple[Mistake, Mistake]:
    return with_and_without(code, hint, "And where n and shrinkage are 0, 0 / 0 is not a number: return 0 there.")


def _kept_where_nobody_shares(similarity: np.ndarray, shared: np.ndarray, shrinkage: float) -> np.ndarray:
    return np.where(shared > 0, shrink(similarity, shared, shrinkage), similarity)


EXERCISE = Exercise(
    "03-shrink",
    points=1,
    title="trust little evidence less",
    reference=shrink,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _kept_where_nobody_shares,
            "Where nobody saw both films you keep the similarity. No evidence leaves nothing of it: the result is 0.",
        ),
        Mistake(
            quiet(
                lambda similarity, shared, shrinkage: np.where(
                    shared + shrinkage > 0, shrink(similarity, shared, shrinkage), similarity
                )
            ),
            "Where nobody saw both films and shrinkage is 0, you keep the similarity. The result is 0 there too.",
        ),
        *_formula(
            lambda similarity, shared, shrinkage: similarity / (shared + shrinkage),
            "You divided by n + shrinkage but did not multiply by n: now MORE shared people make films less alike.",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: similarity * shared / (1 + shrinkage),
            "You divided by 1 + shrinkage. The number of shared people goes below the line too: n / (n + shrinkage).",
        ),
        *_formula(
            lambda similarity, shared, shrinkage: similarity * shrinkage / (shared + shrinkage),
            "You multiplied by shrinkage / (n + shrinkage): that trusts little evidence more. Above the line is n.",
        ),
        Mistake(
            _shrink_without_brackets,
            "x / y + z adds z after the division. Put n + shrinkage in brackets.",
        ),
        Mistake(
            _shrink_with_nan,
            "Right, except where nobody saw both films and shrinkage is 0: 0 / 0 is not a number. Return 0 there.",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: np.where(shared >= shrinkage, similarity, 0),
            "You cut off everything below the limit. Shrinkage is softer: it makes small evidence smaller, not zero.",
        ),
        *_formula(
            lambda similarity, shared, shrinkage: shared / (shared + shrinkage),
            "This is the factor alone. Multiply the similarity by it.",
        ),
        *_formula(
            lambda similarity, shared, shrinkage: similarity * shared / (shared * shrinkage),
            "You multiplied n by shrinkage below the line. It is a sum: n + shrinkage.",
        ),
        *_formula(
            lambda similarity, shared, shrinkage: similarity * shared / (shared - shrinkage),
            "You subtracted below the line. It is a sum: n + shrinkage.",
        ),
        *_formula(
            lambda similarity, shared, shrinkage: similarity + shared / (shared + shrinkage),
            "You ADDED the factor. Multiply the similarity by it.",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: similarity * shared / (shared.sum() + shrinkage),
            "You added up all pairs below the line. Each pair has its own number of people: n_ij + shrinkage.",
        ),
        *_formula(
            lambda similarity, shared, shrinkage: similarity * (shared // (shared + shrinkage)),
            "You divide with //, which rounds down to a whole number. The factor needs /.",
        ),
        *_formula(
            lambda similarity, shared, shrinkage: similarity * np.minimum(shared, shrinkage) / shrinkage,
            "This is min(n, shrinkage) / shrinkage, another rule. Here the factor is n / (n + shrinkage).",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: similarity * shared / (shared + shrinkage + 1),
            "You have one too many below the line. The factor is n / (n + shrinkage), without a 1.",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: similarity - shrinkage,
            "You subtracted the shrinkage. It belongs below the line: the factor is n / (n + shrinkage).",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: np.where(shared > 1, shrink(similarity, shared, shrinkage), 0),
            "You leave out pairs with one shared person. One is evidence too, if little: only 0 shared people give 0.",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: (
                similarity * np.maximum(shared - shrinkage, 0) / np.maximum(shared, 1)
            ),
            "You took the shrinkage away from n. It belongs below the line: n / (n + shrinkage).",
        ),
    ],
    hints=[
        "Do one pair first: cosine 1.0, one shared person, shrinkage 5. The factor is 1 / (1 + 5).",
        "NumPy does all pairs at once when both tables have one shape: no loop is needed.",
        "Only shrinkage 0 with 0 shared people divides 0 by 0. The result there is 0: np.divide with `where` helps.",
    ],
)
