"""What each term adds to a score: an explanation that adds up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import with_and_without, zero_where_undefined


def parts(profile: np.ndarray, film: np.ndarray) -> np.ndarray:
    """p_t x_t / (|p| |x|): what each term adds to the cosine.  (d,), (d,) -> (d,)."""
    squares = (profile @ profile) * (film @ film)
    return np.divide(profile * film, np.sqrt(squares), out=np.zeros(len(film)), where=squares > 0)


def _cases(rng: np.random.Generator) -> Cases:
    """Lengths 5 and 13, equal directions, no words on either side, nothing shared, short rows; then random ones."""
    cases: Cases = [
        (np.array([3.0, 4, 0]), np.array([5.0, 0, 12])),
        (np.array([1.0, 2]), np.array([2.0, 4])),
        (np.array([1.0, 2]), np.zeros(2)),
        (np.array([2.0, 0]), np.array([0.0, 3])),
        (np.zeros(3), np.array([1.0, 0, 2])),
        (np.array([0.3, 0.4]), np.array([0.5, 0])),
    ]
    return cases + [(rng.random(4).round(2) + 0.5, rng.integers(0, 4, 4) + 0.5) for _ in range(3)]


def _parts_with_nan(profile: np.ndarray, film: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return profile * film / (np.linalg.norm(profile) * np.linalg.norm(film))


def _formula(code: Callable[..., Any], hint: str) -> tuple[Mistake, Mistake]:
    return with_and_without(code, hint, "And where nothing may be divided, 0 / 0 is not a number: all parts are 0.")


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
        *_formula(
            lambda profile, film: profile @ film / (np.linalg.norm(profile) * np.linalg.norm(film)),
            "This is the whole score, one number. Keep one number for each term, before the sum.",
        ),
        *_formula(
            lambda profile, film: profile * film / np.linalg.norm(film),
            "You divided by the length of the film only. The profile has a length too.",
        ),
        *_formula(
            lambda profile, film: profile * film / np.linalg.norm(profile),
            "You divided by the length of the profile only. The film has a length too.",
        ),
        *_formula(
            lambda profile, film: profile * film / (profile @ film),
            "Your parts add up to 1. They should add up to the score, so divide by the two lengths.",
        ),
        *_formula(
            lambda profile, film: profile * film / ((profile @ profile) * (film @ film)),
            "You divided by the squares of the lengths. Take the roots.",
        ),
        Mistake(
            _parts_with_nan,
            "Right, except for a film without any known word: 0 / 0 is not a number. All its parts are 0.",
        ),
        *_formula(
            lambda profile, film: profile * film / np.linalg.norm(profile) * np.linalg.norm(film),
            "x / y * z divides by y and then MULTIPLIES by z. Put both lengths in brackets: x / (y * z).",
        ),
        Mistake(
            zero_where_undefined(
                lambda profile, film: profile * film / (np.linalg.norm(profile) + np.linalg.norm(film))
            ),
            "You added the two lengths. Multiply them.",
        ),
        *_formula(
            lambda profile, film: profile * film / np.linalg.norm(profile * film),
            "You divided by the length of the products. Divide by the length of the profile times that of the film.",
        ),
        *_formula(
            lambda profile, film: profile * film / (film @ film),
            "You divided by the length of the film twice. The profile has a length too.",
        ),
        *_formula(
            lambda profile, film: profile * film / (profile @ profile),
            "You divided by the length of the profile twice. The film has a length too.",
        ),
        Mistake(
            lambda profile, film: profile * film / max(np.linalg.norm(profile) * np.linalg.norm(film), 1),
            "Almost: you divide by at least 1. The two lengths can multiply to less: only where they are 0 nothing may "
            "be divided.",
        ),
        Mistake(
            lambda profile, film: (
                np.full(len(film), np.nan) if film.any() and not profile.any() else parts(profile, film)
            ),
            "You test only whether the film is all zeros. Where the profile is, 0 / 0 is not a number: test both.",
        ),
        Mistake(
            lambda profile, film: (
                np.full(len(film), np.nan) if profile.any() and not film.any() else parts(profile, film)
            ),
            "You test only whether the profile is all zeros. Where the film is, 0 / 0 is not a number: test both.",
        ),
        Mistake(
            lambda profile, film: parts(profile, film) if profile.any() and film.any() else 0,
            "Where the profile or the film is all zeros you return one 0. Return zeros, one for each term.",
        ),
        Mistake(
            lambda profile, film: np.sort(parts(profile, film))[::-1],
            "The parts are right, but sorted. Keep the order of the terms.",
        ),
        Mistake(
            lambda profile, film: np.outer(profile, film) / max(np.linalg.norm(profile) * np.linalg.norm(film), 1e-12),
            "np.outer multiplies each term of the profile with each term of the film. Multiply place by place: *.",
        ),
    ],
    hints=[
        "The cosine is a sum over terms, divided by two lengths. Leave the sum out.",
        "`a * b` multiplies two arrays place by place, and `a @ b` also adds the products up.",
    ],
)
