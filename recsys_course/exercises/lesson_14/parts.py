"""The parts of a score: what each film of a history gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def parts(history: list[int], similarity: np.ndarray, film: int, half_life: float) -> np.ndarray:
    """part_j = 2^(-steps_j / half_life) s_j,film; the last film has steps 0.  (t,), (m, m), number -> (t,)"""
    latest_first = enumerate(reversed(history))
    given = [float(similarity[watched, film]) * 2 ** (-steps / half_life) for steps, watched in latest_first]
    return np.array(given[::-1])


def world(rng: np.random.Generator, m: int = 8) -> np.ndarray:
    """A table of similarities whose row j, column i is not its column j, row i."""
    table = rng.uniform(0.05, 0.9, (m, m)) * (rng.random((m, m)) < 0.8)
    np.fill_diagonal(table, 0)
    return table


def past(rng: np.random.Generator, t: int, m: int = 8) -> list[int]:
    """A history of t different films."""
    return [int(one) for one in rng.permutation(m)[:t]]


def _cases(rng: np.random.Generator) -> Cases:
    """Ana's three films, one film, none; then drawn ones with several half-lives."""
    ana = np.array([[0, 0.2, 0.1, 0.5], [0.2, 0, 0.3, 0.4], [0.1, 0.3, 0, 0.6], [0.5, 0.4, 0.6, 0]])
    cases: Cases = [([0, 1, 2], ana, 3, 1.0), ([2], ana, 3, 1.0), ([], ana, 3, 1.0)]
    return cases + [(past(rng, t), world(rng), 7 - t, h) for t, h in ((3, 1.0), (4, 2.0), (5, 0.5))]


def _given(
    steps: Callable[[np.ndarray, float], np.ndarray], turned: bool = False
) -> Callable[[list[int], np.ndarray, int, float], np.ndarray]:
    """The parts with other weights, steps(0 for the last film, half-life), or from the turned table."""

    def answer(history: list[int], similarity: np.ndarray, film: int, half_life: float) -> np.ndarray:
        table = similarity.T if turned else similarity
        back = np.arange(len(history))[::-1]
        return np.asarray(steps(back, half_life) * table[np.array(history, int), film])

    return answer


def _then(change: Callable[[np.ndarray], Any]) -> Callable[..., Any]:
    return lambda history, similarity, film, half_life: change(parts(history, similarity, film, half_life))


EXERCISE = Exercise(
    "14-parts",
    points=2,
    title="what each film of a history gives to a score",
    reference=parts,
    cases=_cases,
    compare=close_to(1e-9),
    mistakes=[
        Mistake(
            _given(lambda back, h: np.ones(len(back))),
            "Every film weighs 1 in your answer. A film that is `steps` back weighs 2^(-steps / half_life), "
            "or your parts do not add up to the score.",
        ),
        Mistake(
            _given(lambda back, h: 0.5 ** (back[::-1] / h)),
            "The FIRST film weighs most in your answer. The history begins with the oldest; the last has 0 steps.",
        ),
        Mistake(
            _given(lambda back, h: 0.5 ** (back * h)), "You multiplied the steps by the half-life. Divide: steps / h."
        ),
        Mistake(_given(lambda back, h: 0.5**back), "The half-life plays no part in your answer."),
        Mistake(_given(lambda back, h: 0.5 ** ((back + 1) / h)), "You count steps from 1. The last film has 0 steps."),
        Mistake(_given(lambda back, h: np.exp(-back / h)), "After one half-life HALF is left: 0.5 ** (steps / h)."),
        Mistake(
            _given(lambda back, h: 0.5 ** (back / h), turned=True),
            "Row and column are swapped: similarity[j, film] says how much the film j of the past speaks for `film`.",
        ),
        Mistake(_then(lambda given: float(given.sum())), "This is the score, the sum. Return one part for each film."),
        Mistake(
            _then(lambda given: given / given.sum() if given.size and given.sum() else given),
            "These are shares that add up to 1. The parts must add up to the score itself.",
        ),
        Mistake(_then(lambda given: given[::-1]), "Your parts stand latest first. Keep the order of the history."),
        Mistake(_then(np.cumsum), "You added up along the history. Each film has a part of its own."),
        Mistake(
            lambda history, similarity, film, half_life: 0.5 ** (np.arange(len(history))[::-1] / half_life),
            "These are the weights of recency alone. Multiply each by its similarity to `film`.",
        ),
    ],
    hints=[
        "np.arange(t)[::-1] counts the steps back: t - 1, ..., 1, 0.",
        "similarity[history, film] is the column of the film, at the films of the history.",
        "Two arrays of length t, multiplied.",
    ],
)
