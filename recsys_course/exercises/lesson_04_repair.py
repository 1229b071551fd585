"""Exercises of lesson 04, part three: two bugs to repair."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def mended_scores(profile: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The cosine of the profile with every row of counts.  (d,), (n, d) -> (n,)."""
    lengths = np.linalg.norm(profile) * np.linalg.norm(counts, axis=1)
    return np.divide(counts @ profile, lengths, out=np.zeros(len(counts)), where=lengths > 0)


def _scores_cases(rng: np.random.Generator) -> Cases:
    """The same text three times over, an empty text, an empty profile; then random texts of unequal length."""
    texts = np.array([[1.0, 1, 0], [3, 3, 0], [0, 0, 0], [0, 1, 1]])
    cases: Cases = [(np.array([2.0, 1, 0]), texts), (np.zeros(3), texts)]
    return cases + [(rng.integers(1, 4, 4) + 0.5, rng.integers(0, 4, (4, 4)) + np.eye(4)) for _ in range(3)]


def _scores_with_nan(profile: np.ndarray, counts: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return counts @ profile / (np.linalg.norm(profile) * np.linalg.norm(counts, axis=1))


MEND_LONG = Exercise(
    "04-mend-long",
    points=2,
    title="repair: long texts win",
    reference=mended_scores,
    cases=_scores_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda profile, counts: counts @ profile,
            "The bug is still there: a text written three times over scores three times as much.",
        ),
        Mistake(
            lambda profile, counts: counts @ profile / max(np.linalg.norm(profile), 1e-12),
            "You divided by the length of the profile. It is the same for every film, so long texts still win.",
        ),
        Mistake(
            lambda profile, counts: counts @ profile / np.maximum(np.linalg.norm(counts, axis=1), 1e-12),
            "The order is right now. For the cosine divide by the length of the profile too.",
        ),
        Mistake(
            lambda profile, counts: counts @ profile / np.maximum(counts.sum(axis=1), 1e-12),
            "You divided by the number of words. The cosine divides by the root of the sum of the squares.",
        ),
        Mistake(
            lambda profile, counts: (
                counts @ profile / np.maximum(np.linalg.norm(profile) * np.linalg.norm(counts), 1e-12)
            ),
            "You took one length of the whole table. Each film has its own: axis=1.",
        ),
        Mistake(
            _scores_with_nan,
            "Right, except for a text or a profile without words: 0 / 0 is not a number. Return 0 there.",
        ),
    ],
    hints=[
        "Give it a text, and the same text twice over. Which of the two should win?",
        "Lesson 03 had the same bug with viewers instead of words: a dot product without lengths.",
        "np.linalg.norm(counts, axis=1) holds one length for each film.",
    ],
)


def profile_at(vectors: np.ndarray, times: np.ndarray, when: float) -> np.ndarray:
    """Mean of the rows with times < when; zeros when there are none.  (t, d), (t,), number -> (d,)."""
    past = vectors[times < when]
    return past.mean(axis=0) if len(past) else np.zeros(vectors.shape[1])


def _at_cases(rng: np.random.Generator) -> Cases:
    """A film at the very moment, nothing before it, and random times out of order."""
    three = np.array([[1.0, 0], [0, 1], [0.6, 0.8]])
    cases: Cases = [(three, np.array([10, 20, 30]), 30), (three, np.array([10, 20, 30]), 5)]
    for _ in range(3):
        times = rng.permutation(50)[:5]
        cases.append((rng.random((5, 3)).round(2), times, int(np.sort(times)[3])))
    return cases


def _past_with_nan(vectors: np.ndarray, times: np.ndarray, when: float) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return vectors[times < when].sum(axis=0) / (times < when).sum()


MEND_LEAK = Exercise(
    "04-mend-leak",
    points=2,
    title="repair: a profile that knows tomorrow",
    reference=profile_at,
    cases=_at_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda vectors, times, when: vectors.mean(axis=0),
            "The bug is still there: films that were met after `when` are in the mean.",
        ),
        Mistake(
            lambda vectors, times, when: (
                vectors[times <= when].mean(axis=0) if (times <= when).any() else np.zeros(vectors.shape[1])
            ),
            "Almost: the film met AT that moment is the one we want to recommend. Only earlier ones count: <, not <=.",
        ),
        Mistake(
            lambda vectors, times, when: vectors[times > when].mean(axis=0) if (times > when).any() else vectors[0] * 0,
            "You kept the films that came after `when`: only the future. Turn the sign around.",
        ),
        Mistake(
            lambda vectors, times, when: vectors[:-1].mean(axis=0),
            "You left out the last row. The rows need not be in order of time: look at `times`.",
        ),
        Mistake(
            lambda vectors, times, when: vectors[times < when].sum(axis=0),
            "This is the sum of the past. The profile here is the mean.",
        ),
        Mistake(
            lambda vectors, times, when: vectors[times < when].sum(axis=0) / len(vectors),
            "You divided by the number of ALL films. Divide by the number of those that came earlier.",
        ),
        Mistake(
            _past_with_nan,
            "Right, except when no film was met earlier: 0 / 0 is not a number. Return zeros, one for each term.",
        ),
    ],
    hints=[
        "Which films could the service know about at the moment `when`?",
        "`times < when` is an array of True and False; it picks rows of `vectors`.",
        "When nothing was met before, the mean of no rows is not a number. Return zeros.",
    ],
)
