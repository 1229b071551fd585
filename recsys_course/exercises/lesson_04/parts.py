"""What each term adds to a score: an explanation that adds up."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def parts(profile: np.ndarray, film: np.ndarray) -> np.ndarray:
    """p_t x_t / (|p| |x|): what each term adds to the cosine.  (d,), (d,) -> (d,)."""
    squares = (profile @ profile) * (film @ film)
    return np.divide(profile * film, np.sqrt(squares), out=np.zeros(len(film)), where=squares > 0)


def _cases(rng: np.random.Generator) -> Cases:
    """Lengths 5 and 13, equal directions, a film without words, nothing shared; then random ones."""
    cases: Cases = [
        (np.array([3.0, 4, 0]), np.array([5.0, 0, 12])),
        (np.array([1.0, 2]), np.array([2.0, 4])),
        (np.array([1.0, 2]), np.zeros(2)),
        (np.array([2.0, 0]), np.array([0.0, 3])),
    ]
    return cases + [(rng.random(4).round(2) + 0.5, rng.integers(0, 4, 4) + 0.5) for _ in range(3)]


def _parts_with_nan(profile: np.ndarray, film: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return profile * film / (np.linalg.norm(profile) * np.linalg.norm(film))


EXERCISE = Exercise(
    "04-parts",
    points=2,
    title="what each term adds to the score",
    reference=parts,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda profile, film: profile * film,
            "These are the parts of the dot product. Divide them by both lengths: then they add up to the cosine.",
        ),
        Mistake(
            lambda profile, film: float(parts(profile, film).sum()),
            "This is the whole score, one number. Keep one number for each term, before the sum.",
        ),
        Mistake(
            lambda profile, film: profile * film / max(np.linalg.norm(film), 1e-12),
            "You divided by the length of the film only. The profile has a length too.",
        ),
        Mistake(
            lambda profile, film: profile * film / np.linalg.norm(profile),
            "You divided by the length of the profile only. The film has a length too.",
        ),
        Mistake(
            lambda profile, film: profile * film / max(profile @ film, 1e-12),
            "Your parts add up to 1. They should add up to the score, so divide by the two lengths.",
        ),
        Mistake(
            lambda profile, film: profile * film / max((profile @ profile) * (film @ film), 1e-12),
            "You divided by the squares of the lengths. Take the roots.",
        ),
        Mistake(
            _parts_with_nan,
            "Right, except for a film without any known word: 0 / 0 is not a number. All its parts are 0.",
        ),
    ],
    hints=[
        "The cosine is a sum over terms, divided by two lengths. Leave the sum out.",
        "`a * b` multiplies two arrays place by place, and `a @ b` also adds the products up.",
    ],
)
