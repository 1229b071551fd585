"""From scores to chances."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def softmax(scores: np.ndarray) -> np.ndarray:
    """exp(s_ui) / sum_j exp(s_uj) in every row, safe for large scores.  (n, m) -> (n, m)."""
    low = scores - scores.max(axis=1, keepdims=True)
    return np.exp(low - np.log(np.exp(low).sum(axis=1, keepdims=True)))


def _cases(rng: np.random.Generator) -> Cases:
    """The scores of the lesson; two people; scores of 1,000 and of -1,000, apart and together; then random tables."""
    cases: Cases = [(np.array([[2.0, 1.0, 0.0]]),), (np.array([[0.44, 0.59], [3.0, -1.0]]),)]
    cases += [(np.array([[1000.0, 999.0, 0.0]]),), (np.array([[-1000.0, -1001.0], [0.0, 0.0]]),)]
    cases += [(np.array([[-1000.0, 1000.0, 999.0], [1000.0, -1000.0, 0.0]]),)]  # the largest is far from all others
    return cases + [(rng.normal(scale=2, size=shape).round(2),) for shape in ((3, 4), (4, 3), (3, 3))]


def _quiet(answer: Callable[[np.ndarray], np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    def run(scores: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return answer(scores)

    return run


def _shifted(scores: np.ndarray) -> np.ndarray:
    return np.exp(scores - scores.max(axis=1, keepdims=True))


def _chances(scores: np.ndarray) -> np.ndarray:
    """The softmax of the formula, without any care for large scores."""
    return np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)


EXERCISE = Exercise(
    "06-softmax",
    points=2,
    title="from scores to chances",
    reference=softmax,
    cases=_cases,
    compare=close_to(1e-9, 1e-6),
    mistakes=[
        Mistake(
            _quiet(_chances),
            "Right for small scores. exp(1000) is too large for a computer, and exp(-1000) is 0, so you divided "
            "infinity by infinity, or 0 by 0. Subtract the largest score of each row first: the result is the same.",
        ),
        Mistake(
            lambda scores: _shifted(scores) / _shifted(scores).sum(),
            "The whole table adds up to 1. Each ROW must: one distribution for each person.",
        ),
        Mistake(
            _quiet(lambda scores: np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum(1, keepdims=True)),
            "You subtracted ONE largest score from all rows. A row far below it becomes 0 divided by 0. Each row needs "
            "its own largest score.",
        ),
        Mistake(
            lambda scores: np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum(),
            "One largest score and one sum for the whole table. Each row needs its own: axis=1, keepdims=True.",
        ),
        Mistake(
            _quiet(
                lambda scores: np.exp(scores - scores.max(axis=0)) / np.exp(scores - scores.max(axis=0)).sum(axis=0)
            ),
            "Each COLUMN adds up to 1. A row is a person, so sum along axis 1, with keepdims=True.",
        ),
        Mistake(
            _quiet(lambda scores: scores / scores.sum(axis=1, keepdims=True)),
            "You divided the scores themselves. Take exp first: then nothing is negative.",
        ),
        Mistake(
            lambda scores: _shifted(scores),
            "These are not chances yet: divide each row by its sum.",
        ),
        Mistake(
            lambda scores: scores - scores.max(axis=1, keepdims=True) - np.log(_shifted(scores).sum(1, keepdims=True)),
            "These are the LOGARITHMS of the chances. Take exp of them.",
        ),
        Mistake(
            lambda scores: (scores == scores.max(axis=1, keepdims=True)) * 1.0,
            "You gave the best film everything. That is a maximum; the softmax also gives the others a part.",
        ),
        Mistake(
            _quiet(lambda scores: _chances(scores - scores.mean(axis=1, keepdims=True))),
            "You subtracted the MEAN of each row. What lies far above it is still too large for exp: subtract the"
            " largest score.",
        ),
        Mistake(
            _quiet(lambda scores: _chances(scores - scores[:, :1])),
            "You subtracted the FIRST score of each row. It need not be the largest: take the maximum of the row.",
        ),
        Mistake(
            _quiet(lambda scores: _chances(scores - scores[:, -1:])),
            "You subtracted the LAST score of each row. It need not be the largest: take the maximum of the row.",
        ),
        Mistake(
            _quiet(lambda scores: _chances(scores - scores.min(axis=1, keepdims=True))),
            "You subtracted the SMALLEST score of each row: then all powers grow. Subtract the largest.",
        ),
        Mistake(
            _quiet(lambda scores: _chances(scores - scores.mean())),
            "You subtracted the mean of the whole TABLE. Each row needs its own largest score.",
        ),
        Mistake(
            _quiet(lambda scores: _chances(scores - scores.sum(axis=1, keepdims=True))),
            "You subtracted the SUM of each row. Subtract its largest score.",
        ),
        Mistake(
            lambda scores: _chances(np.clip(scores, -700, 700)),
            "You cut off large scores, so that films of different scores get equal chances. Subtract the largest "
            "score instead.",
        ),
        Mistake(
            _quiet(lambda scores: np.nan_to_num(_chances(scores))),
            "You replaced what cannot be computed by 0. The chances are lost there: subtract the largest score of"
            " the row first.",
        ),
        Mistake(
            lambda scores: _shifted(scores) / _shifted(scores).sum(axis=0),
            "Each COLUMN adds up to 1. The largest score was right; sum along axis 1 too, with keepdims=True.",
        ),
        Mistake(
            _quiet(lambda scores: _chances(scores / scores.max(axis=1, keepdims=True))),
            "You DIVIDED by the largest score. Subtract it.",
        ),
        Mistake(
            lambda scores: _chances(scores.max(axis=1, keepdims=True) - scores - np.ptp(scores, axis=1, keepdims=True)),
            "The sign is turned around: the film with the lowest score gets the largest chance.",
        ),
        Mistake(
            lambda scores: _shifted(scores) / _shifted(scores).mean(axis=1, keepdims=True),
            "You divided by the mean of the powers. Divide by their sum, so that each row adds up to 1.",
        ),
        Mistake(
            _quiet(lambda scores: 1 / (1 + np.exp(-scores))),
            "This is the sigmoid, film by film. In a softmax the films share one sum: each row adds up to 1.",
        ),
        Mistake(
            lambda scores: (
                np.exp2(scores - scores.max(1, keepdims=True))
                / np.exp2(scores - scores.max(1, keepdims=True)).sum(1, keepdims=True)
            ),
            "You took powers of 2. The softmax takes powers of e: np.exp.",
        ),
        Mistake(
            _quiet(lambda scores: np.exp(scores) / np.exp(scores).sum()),
            "One sum for the whole table, and exp(1000) is too large. Subtract the largest score of each row, and"
            " sum each row.",
        ),
        Mistake(
            _quiet(lambda scores: _chances(scores - scores.max(axis=1))),
            "The maxima lie in a row where they must lie in a column: scores.max(axis=1, keepdims=True).",
        ),
        Mistake(
            lambda scores: _shifted(scores) / _shifted(scores).sum(axis=1),
            "The sums lie in a row where they must lie in a column: .sum(axis=1, keepdims=True).",
        ),
    ],
    hints=[
        "exp of every score, then divide each row by its sum (axis=1, keepdims=True).",
        "A number subtracted from all scores of a row changes nothing in the result. Choose it so that the largest "
        "score becomes 0.",
    ],
)
