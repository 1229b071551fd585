"""Exercises of lesson 02, first part: how good is one list?"""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


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
            lambda ranked, relevant, k: tuple(
                _found(ranked, relevant, len(ranked)) / len(x) for x in (ranked, relevant)
            ),
            "You use the whole list. Cut it first: ranked[:k]; then divide by k.",
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
        Mistake(
            lambda ranked, relevant, k: tuple(_found(ranked, relevant, k - 1) / n for n in (k, len(relevant))),
            "You look at k - 1 places only. A slice leaves out its end: ranked[:k] holds the first k places.",
        ),
        Mistake(
            lambda ranked, relevant, k: tuple(_found(ranked, relevant[:k], k) / n for n in (k, len(relevant))),
            "You cut the relevant films at k. Only the list is cut; every relevant film may be a hit.",
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


def _counted_from_zero(ranked: list[int], relevant: list[int], k: int) -> float:
    """log2(j + 1) with j = 0 for the first place: the worth of place 1 becomes 1 / 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        worth = 1 / np.log2(np.arange(1, k + 1))
        dcg = sum(w for w, item in zip(worth, ranked, strict=False) if item in relevant)
        return float(np.float64(dcg) / worth[: len(relevant)].sum())


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
        Mistake(
            _counted_from_zero,
            "The first place gets 1 / log2(1), which is 1 / 0. enumerate and range count from 0, places from 1: "
            "write enumerate(..., start=1), or add 2 to the position instead of 1.",
        ),
        Mistake(
            lambda ranked, relevant, k: _dcg(ranked, relevant, k) / _best(min(len(relevant), len(ranked))),
            "Your ideal list has as many places as `ranked`. It has k places, however long `ranked` is.",
        ),
        Mistake(
            lambda ranked, relevant, k: _dcg(ranked, relevant, k) / _best(min(len(relevant), len(ranked), k)),
            "Almost: where `ranked` is shorter than k, the ideal list still has k places.",
        ),
        Mistake(
            lambda ranked, relevant, k: _dcg(ranked, relevant, k) / _best(min(len(relevant), k) - 1),
            "Your ideal list has one hit too few. Remember that range(1, n) ends at n - 1.",
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
