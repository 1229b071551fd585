"""Who is it? And when is it better to say nothing?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet


def _scores(
    stars: np.ndarray,
    known: list[int],
    told: list[float],
    near: float = 1.0,
    weigh: Callable[[np.ndarray], np.ndarray] = lambda n: 1 / np.log(1 + n),
    unrated: bool = False,
) -> np.ndarray:
    """The sum of the weights of all known films that fit, for each person; settings at the end are ways to err."""
    own = stars[:, known]
    fits = (np.abs(own - np.array(told)) <= near) & ((own > 0) | unrated)
    return np.asarray(fits @ weigh((own > 0).sum(axis=0)))


def _named(scores: np.ndarray, margin: float) -> int:
    best, second = np.sort(scores)[[-1, -2]]
    sure = best - second >= margin * np.std(scores) and best > second
    return int(np.argmax(scores)) if sure else -1


def match(stars: np.ndarray, known: list[int], told: list[float], margin: float) -> int:
    """The person who fits best, or -1 where the second fits nearly as well.  (n, m), t, t, number -> number"""
    return _named(_scores(stars, known, told), margin)


def _stars(rng: np.random.Generator, fits: list[dict[int, float]], raters: list[int]) -> np.ndarray:
    """Fourteen people in any order. Film f was rated as `fits` says, and with 1 star by as many others as are lacking.

    Two films more have stars at random; nobody asks for them.
    """
    stars = np.zeros((14, len(fits) + 2))
    for film, (given, n) in enumerate(zip(fits, raters, strict=True)):
        others = [u for u in range(13, -1, -1) if u not in given][: n - len(given)]
        stars[others, film] = 1.0
        stars[list(given), film] = list(given.values())
    stars[:, -2:] = rng.integers(1, 11, (14, 2)) / 2
    return np.asarray(stars[rng.permutation(14)])


def _cases(rng: np.random.Generator) -> Cases:
    """Rare beside famous films, stars that differ, films without stars, two who are near or equal, exact margin."""
    plans: list[tuple[list[dict[int, float]], list[int], float]] = [
        ([{0: 5}, {0: 5}, {1: 5}], [10, 10, 1], 0.01),
        ([{0: 5}, {0: 5}, {0: 5}, {1: 5}], [4, 4, 4, 1], 0.01),
        ([{0: 5}, {0: 5}, {0: 5}, {1: 5}], [6, 6, 6, 1], 0.01),
        ([{0: 5}, {0: 5}, {1: 5}], [4, 4, 1], 0.01),
        ([{0: 4}, {0: 4}, {1: 5}], [3, 3, 3], 0.5),
        ([{0: 3.5}, {0: 3.5}, {1: 5}], [2, 2, 2], 0.5),
        ([{0: 4.5}, {0: 4.5}, {1: 5}], [3, 3, 3], 0.5),
        ([{0: 1}, {0: 1}, {1: 4.5}], [1, 1, 2], 0.5),
        ([{0: 5}], [5], 1.5),
        ([{0: 5}], [5], 4.0),
        ([{0: 5}, {1: 5}], [1, 10], 0.01),
        ([{0: 5, 1: 5}, {0: 5}], [2, 13], 1.5),
        ([{0: 5, 1: 5}], [2], 0.0),
    ]
    cases: Cases = [
        (_stars(rng, fits, raters), list(range(len(fits))), [5.0] * len(fits), margin) for fits, raters, margin in plans
    ]
    cases.append((_stars(rng, [{2: 0.5}], [1]), [0], [1.0], 0.5))
    cases.append((_stars(rng, [{0: 4.5}, {0: 4.5}, {1: 2.5}], [3, 3, 3]), [0, 1, 2], [2.5] * 3, 0.5))
    return [*cases, (np.array([[5.0, 2.0], [1.0, 3.0]]), [0], [5.0], 2.0)]  # exactly at the margin


def _with(**wrong: Any) -> Callable[..., int]:
    return quiet(lambda stars, known, told, margin: _named(_scores(stars, known, told, **wrong), margin))


def _sure_if(sure: Callable[[np.ndarray, float], bool]) -> Callable[..., int]:
    def answer(stars: np.ndarray, known: list[int], told: list[float], margin: float) -> int:
        scores = _scores(stars, known, told)
        return int(np.argmax(scores)) if sure(scores, margin) else -1

    return answer


EXERCISE = Exercise(
    "15-scoreboard",
    points=3,
    title="a name, or silence",
    reference=match,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            _sure_if(lambda scores, margin: True),
            "You name somebody in every case. Where the second fits nearly as well, answer -1: an attack that cannot "
            "be silent accuses the innocent.",
        ),
        Mistake(
            _with(weigh=np.ones_like),
            "Every film counts 1 in your scores. A film that few people rated says more: weigh it 1 / ln(1 + n_i).",
        ),
        Mistake(
            _with(weigh=lambda n: np.log(1 + n)),
            "Your weight GROWS with the number of people who rated the film. It must fall: 1 / ln(1 + n_i).",
        ),
        Mistake(
            _with(weigh=lambda n: 1 / n), "Your weight is 1 / n_i. The rule of the lesson is gentler: 1 / ln(1 + n_i)."
        ),
        Mistake(
            _with(unrated=True),
            "A film that a person has NOT rated (0) counts as near to 0.5 or 1 star. Ask for stars > 0 as well.",
        ),
        Mistake(_with(near=0.0), "You ask for exactly these stars. A difference of up to 1 star fits."),
        Mistake(_with(near=0.5), "Half a star more or less is too narrow. A difference of up to 1 star fits."),
        Mistake(_with(near=9.0), "You do not look at the stars. They fit when they differ by at most 1."),
        Mistake(
            _sure_if(lambda scores, margin: bool(np.ptp(np.sort(scores)[-2:]) >= margin * scores.std())),
            "Two people are equally good, and you name one of them. With margin 0 this is still a guess: answer -1.",
        ),
        Mistake(
            _sure_if(lambda scores, margin: bool(np.ptp(np.sort(scores)[-2:]) > margin * scores.std())),
            "A difference of exactly margin times the deviation is enough: say -1 only where it is LESS. (The "
            "deviation is that of ALL people, scores.std(), without ddof.)",
        ),
        Mistake(
            lambda stars, known, told, margin: _named(
                np.asarray(
                    ((stars[:, known] > 0) & (np.array(told) - stars[:, known] <= 1))
                    @ (1 / np.log(1 + (stars[:, known] > 0).sum(axis=0)))
                ),
                margin,
            ),
            "More stars than told fit always in your answer. Take the difference without its sign: np.abs.",
        ),
        Mistake(
            _sure_if(lambda scores, margin: bool(np.ptp(np.sort(scores)[-2:]) >= margin > 0)),
            "You compare the difference itself with the margin. Divide it by the standard deviation of all scores.",
        ),
        Mistake(
            _sure_if(lambda scores, margin: bool(scores.max() - scores.mean() >= margin * scores.std())),
            "You compare the best with the MEAN. It is the second best who may be the same person: compare with that.",
        ),
    ],
    hints=[
        "stars[:, known] is a table (n, t): compare it with the told stars, and remember which cells are 0.",
        "A table of True and False times a row of weights (t,) adds the weights of what fits.",
        "np.sort(scores)[-2:] holds the second and the first.",
    ],
)
