"""The mean reciprocal rank of the lists of many people."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def mean_reciprocal_rank(hits: np.ndarray) -> float:
    """MRR of many lists. hits (n, k) booleans, one row for each person."""
    places = np.arange(1, hits.shape[1] + 1)
    return float(np.where(hits, 1 / places, 0.0).max(axis=1).mean())


def _cases(rng: np.random.Generator) -> Cases:
    """By hand: first places, several hits in a row, rows without a hit, nobody with a hit; then random ones."""
    by_hand = [
        [[0, 1, 0], [0, 0, 1], [0, 0, 0], [0, 0, 1], [0, 0, 0], [0, 0, 1]],
        [[1, 0, 0, 0], [0, 1, 1, 0], [1, 1, 1, 1]],
        [[0, 0, 0], [0, 1, 0]],
        [[0, 0], [0, 0]],
        [[0, 0, 0, 1]],
    ]
    cases: Cases = [(np.array(rows, dtype=bool),) for rows in by_hand]
    return cases + [(rng.random((5, 6)) < 0.3,) for _ in range(4)]


def _first_places(hits: np.ndarray) -> np.ndarray:
    return hits.argmax(axis=1) + 1


def _last_hit(hits: np.ndarray) -> float:
    places = hits.shape[1] - hits[:, ::-1].argmax(axis=1)
    return float(np.where(hits.any(axis=1), 1 / places, 0).mean())


def _only_people_with_hits(hits: np.ndarray) -> float:
    found = hits.any(axis=1)
    return float((1 / _first_places(hits[found])).mean()) if found.any() else 0.0


def _counted_from_zero_places(hits: np.ndarray) -> float:
    with np.errstate(divide="ignore"):
        return float(np.where(hits.any(axis=1), 1 / hits.argmax(axis=1), 0).mean())


def _one_over_mean_place(hits: np.ndarray) -> float:
    found = hits.any(axis=1)
    return float(1 / _first_places(hits[found]).mean()) if found.any() else 0.0


def _per_person(hits: np.ndarray) -> np.ndarray:
    return np.where(hits.any(axis=1), 1 / _first_places(hits), 0.0)


def _without_misses_nan(hits: np.ndarray) -> float:
    return _only_people_with_hits(hits) if hits.any() else float("nan")


EXERCISE = Exercise(
    "02-mrr",
    points=2,
    title="mean reciprocal rank of many lists",
    reference=mean_reciprocal_rank,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            lambda hits: float((1 / _first_places(hits)).mean()),
            "Lists without any hit get 1 from you. argmax gives position 0 for a row without True; such a person "
            "must get 0.",
        ),
        Mistake(
            _only_people_with_hits,
            "You leave out the people without a hit. They count as 0; otherwise a model looks better the more people "
            "it fails.",
        ),
        Mistake(_last_hit, "You take the last hit of each list. Take the first one, the smallest place."),
        Mistake(
            lambda hits: float((hits / np.arange(1, hits.shape[1] + 1)).sum(axis=1).mean()),
            "You add 1 / place for every hit. Only the first hit of each list counts.",
        ),
        Mistake(
            lambda hits: float(np.where(hits.any(axis=1), 1 / (_first_places(hits) + 1), 0).mean()),
            "Your places begin at 2: a hit at the first place must give 1.",
        ),
        Mistake(
            lambda hits: np.where(hits.any(axis=1), 1 / _first_places(hits), 0.0),
            "These are the values of the individual people. Return their mean.",
        ),
        Mistake(
            lambda hits: float(hits.any(axis=1).mean()),
            "This is the hit rate: every hit counts 1. Here a hit at place j counts 1 / j.",
        ),
        Mistake(
            _counted_from_zero_places,
            "You divide by the position counted from 0, so a hit at the first place gives 1 / 0. Places count from 1.",
        ),
        Mistake(
            _one_over_mean_place,
            "You take the mean of the places first, and then 1 divided by it. Divide for each person first; the mean "
            "comes last.",
        ),
        Mistake(
            _without_misses_nan,
            "You leave out the people without a hit, and when nobody has one you divide 0 by 0. They count as 0: "
            "divide by the number of ALL people.",
        ),
        Mistake(
            lambda hits: float(_per_person(hits).sum()),
            "This is the sum over people. The MRR is the mean: divide by the number of people.",
        ),
        Mistake(
            lambda hits: float(_per_person(hits).sum() / hits.shape[1]),
            "You divide the sum by the number of places. Divide by the number of people, the rows: len(hits).",
        ),
        Mistake(
            lambda hits: mean_reciprocal_rank(hits.T),
            "You look down the columns. Each ROW is one person: use axis=1.",
        ),
        Mistake(
            lambda hits: float(np.where(hits.any(axis=1), _first_places(hits), 0).mean()),
            "This is the mean of the places. Take 1 / place for each person, then the mean.",
        ),
        Mistake(
            lambda hits: float(np.where(hits.any(axis=1), 1 / _first_places(hits), 1 / (hits.shape[1] + 1)).mean()),
            "You give a person without a hit the place below the list. Here such a person counts 0.",
        ),
        Mistake(
            lambda hits: float(np.where(hits.any(axis=1), 1 / np.log2(_first_places(hits) + 1), 0).mean()),
            "You discount with the logarithm, as nDCG does. Here a first hit at place j counts 1 / j.",
        ),
        Mistake(
            lambda hits: float(np.where(hits[:, 0], 1.0, 0.0).mean()),
            "You divide with //, or look at the first place only: then every place but the first counts 0. Use /.",
        ),
        Mistake(
            lambda hits: float(_per_person(hits)[0] / len(hits)),
            "Only the first person is in your sum. Does your function return inside its loop? Return after it.",
        ),
        Mistake(
            lambda hits: float(np.median(_per_person(hits))),
            "You take the median over people. MRR is the mean.",
        ),
        Mistake(
            lambda hits: float(1 / (hits.argmax() + 1)) if hits.any() else 0.0,
            "You look for the first hit of the whole table. Each row has a first hit of its own: axis=1.",
        ),
        Mistake(
            lambda hits: float(np.where(hits.argmax(axis=1) > 0, 1 / _first_places(hits), 0).mean()),
            "argmax gives 0 for a hit at the first place AND for a row without a hit. You take both for no hit: "
            "ask hits.any(axis=1).",
        ),
        Mistake(
            lambda hits: float(_per_person(hits).max()),
            "You return the best person. MRR is the mean over all people.",
        ),
    ],
    hints=[
        "Write a value beside every row: 1 / place of the first True, or 0 where there is no True. Then the mean.",
        "`row.argmax()` gives the position of the first True, counted from 0. And for a row without True?",
        "`hits.any(axis=1)` says which rows have a hit. np.where can choose between a quotient and 0 with it.",
    ],
)
