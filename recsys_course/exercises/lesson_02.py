"""Exercises of lesson 02, first part: how good is one list, and how good are many?"""

from __future__ import annotations

import numpy as np

from recsys_course.exercises.base import Cases, Exercise, Mistake
from recsys_course.exercises.compare import close_to


def precision_recall(ranked: list[int], relevant: list[int], k: int) -> tuple[float, float]:
    """Precision and recall of the first k places.  P = hits / k,  R = hits / number of relevant films."""
    found = len(set(ranked[:k]) & set(relevant))
    return found / k, found / len(relevant)


def _list_cases(rng: np.random.Generator) -> Cases:
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


def _found(ranked: list[int], relevant: list[int], k: int) -> int:
    return len(set(ranked[:k]) & set(relevant))


PRECISION_RECALL = Exercise(
    "02-precision-recall",
    points=2,
    title="precision and recall of one list",
    reference=precision_recall,
    cases=_list_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            lambda ranked, relevant, k: precision_recall(ranked, relevant, k)[::-1],
            "The two values are in the wrong order, or their denominators are exchanged: precision is a share of "
            "the list, recall is a share of the relevant films.",
        ),
        Mistake(
            lambda ranked, relevant, k: tuple(_found(ranked, relevant, len(ranked)) / n for n in (k, len(relevant))),
            "You count hits in the whole list. Only the first k places are shown, so only they count.",
        ),
        Mistake(
            lambda ranked, relevant, k: (
                _found(ranked, relevant, k) / len(ranked),
                _found(ranked, relevant, k) / len(relevant),
            ),
            "Your precision is divided by the length of `ranked`. The list has k places: divide by k.",
        ),
        Mistake(
            lambda ranked, relevant, k: (
                _found(ranked, relevant, k) / min(k, len(ranked)),
                _found(ranked, relevant, k) / len(relevant),
            ),
            "Almost: where `ranked` is shorter than k, the empty places count as misses. Divide by k there too.",
        ),
        Mistake(
            lambda ranked, relevant, k: (
                _found(ranked, relevant, k) / k,
                _found(ranked, relevant, k) / min(k, len(relevant)),
            ),
            "Your recall is divided by at most k. Recall asks for all relevant films, also when they are more than "
            "k: divide by their number.",
        ),
        Mistake(
            lambda ranked, relevant, k: (_found(ranked, relevant, k), _found(ranked, relevant, k)),
            "You return the number of hits. Divide it: once by the places, once by the relevant films.",
        ),
    ],
    hints=[
        "Count the hits first: films that stand among the first k places and are also relevant. "
        "Both measures use this one number.",
        "Precision and recall have the same numerator. Only the denominator differs. Which question does each ask?",
        "Cut the list with a slice, count what is `in relevant`, and return two quotients: the first divided by the "
        "places k, the second by how many films are relevant.",
    ],
)


def ndcg(ranked: list[int], relevant: list[int], k: int) -> float:
    """nDCG at k of one list, with the discount 1 / log2(j + 1) for place j = 1, 2, ..., k."""
    worth = 1 / np.log2(np.arange(2, k + 2))
    rel = np.isin(ranked[:k], relevant)
    return float(rel @ worth[: len(rel)] / worth[: len(relevant)].sum())


def _dcg(ranked: list[int], relevant: list[int], k: int) -> float:
    return sum(1 / np.log2(j + 2) for j, item in enumerate(ranked[:k]) if item in relevant)


def _best(n: int) -> float:
    return sum(1 / np.log2(j + 2) for j in range(n))


def _own_ideal(ranked: list[int], relevant: list[int], k: int) -> float:
    found = _found(ranked, relevant, k)
    return _dcg(ranked, relevant, k) / _best(found) if found else 0.0


def _shifted(ranked: list[int], relevant: list[int], k: int) -> float:
    dcg = sum(1 / np.log2(j + 3) for j, item in enumerate(ranked[:k]) if item in relevant)
    return dcg / sum(1 / np.log2(j + 3) for j in range(min(k, len(relevant))))


def _one_over_place(ranked: list[int], relevant: list[int], k: int) -> float:
    dcg = sum(1 / (j + 1) for j, item in enumerate(ranked[:k]) if item in relevant)
    return dcg / sum(1 / (j + 1) for j in range(min(k, len(relevant))))


NDCG = Exercise(
    "02-ndcg",
    points=3,
    title="nDCG of one list",
    reference=ndcg,
    cases=_list_cases,
    compare=close_to(),
    mistakes=[
        Mistake(_dcg, "This is the DCG. Divide it by the DCG of the best possible list."),
        Mistake(
            _own_ideal,
            "Your ideal list holds only the films that the list found. The best possible list begins with all "
            "relevant films, also those that the list missed.",
        ),
        Mistake(
            lambda ranked, relevant, k: _dcg(ranked, relevant, k) / _best(len(relevant)),
            "Almost: your ideal list has more than k places when more than k films are relevant. Cut it at k.",
        ),
        Mistake(
            lambda ranked, relevant, k: _dcg(ranked, relevant, k) / _best(k),
            "Your ideal list has a hit on each of its k places. It can only have as many hits as there are "
            "relevant films.",
        ),
        Mistake(
            _shifted,
            "Your discount is one place too late: place 1 must be worth 1 / log2(2) = 1. Python counts from 0.",
        ),
        Mistake(_one_over_place, "You discount with 1 / j. This exercise asks for 1 / log2(j + 1)."),
        Mistake(
            lambda ranked, relevant, k: _dcg(ranked, relevant, k) / len(relevant),
            "You divide the DCG by the number of relevant films. Divide by the DCG of the ideal list instead: "
            "there, too, low places are worth less.",
        ),
        Mistake(
            lambda ranked, relevant, k: _dcg(ranked, relevant, len(ranked)) / _best(min(k, len(relevant))),
            "Hits below place k are counted. Cut the list at k first.",
        ),
    ],
    hints=[
        "Two sums are needed, and both add up worths of places: one for the list as it is, one for the best "
        "possible list.",
        "`enumerate` counts from 0, places count from 1. With position 0, 1, 2 the worth is 1 / log2(position + 2).",
        "The best possible list has hits on its first places. How many? As many as there are relevant films, but "
        "never more than k places.",
    ],
)


def mean_reciprocal_rank(hits: np.ndarray) -> float:
    """MRR of many lists. hits (n, k) booleans, one row for each person."""
    places = np.arange(1, hits.shape[1] + 1)
    return float(np.where(hits, 1 / places, 0.0).max(axis=1).mean())


def _hits_cases(rng: np.random.Generator) -> Cases:
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


MEAN_RECIPROCAL_RANK = Exercise(
    "02-mrr",
    points=2,
    title="mean reciprocal rank of many lists",
    reference=mean_reciprocal_rank,
    cases=_hits_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            lambda hits: float((1 / _first_places(hits)).mean()),
            "Lists without any hit get 1 from you. argmax gives position 0 for a row without True; such a person "
            "must get 0.",
        ),
        Mistake(
            _only_people_with_hits,
            "You leave out the people without a hit. They count with 0; else a model looks better the more people "
            "it fails.",
        ),
        Mistake(_last_hit, "You take the last hit of each list. Take the first one, the smallest place."),
        Mistake(
            lambda hits: float((hits / np.arange(1, hits.shape[1] + 1)).sum(axis=1).mean()),
            "You add 1 / place for every hit. Only the first hit of each list counts.",
        ),
        Mistake(
            lambda hits: float(np.where(hits.any(axis=1), 1 / (_first_places(hits) + 1), 0).mean()),
            "Your places begin with 2: a hit on the first place must give 1.",
        ),
        Mistake(
            lambda hits: np.where(hits.any(axis=1), 1 / _first_places(hits), 0.0),
            "These are the values of the single people. Return their mean.",
        ),
        Mistake(
            lambda hits: float(hits.any(axis=1).mean()),
            "This is the hit rate: every hit counts 1. Here a hit on place j counts 1 / j.",
        ),
    ],
    hints=[
        "Write a value beside every row: 1 / place of the first True, or 0 where there is no True. Then the mean.",
        "`row.argmax()` gives the position of the first True, counted from 0. And for a row without True?",
        "`hits.any(axis=1)` says which rows have a hit. np.where can choose between a quotient and 0 with it.",
    ],
)
