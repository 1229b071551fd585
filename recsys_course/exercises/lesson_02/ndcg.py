"""nDCG of one list: a hit counts less further down."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Exercise, Mistake
from recsys_course.exercises.lesson_02.lists import count_hits, list_cases


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
    found = count_hits(ranked, relevant, k)
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


def _with_hits(
    places: Callable[[list[int]], list[int]], n_ideal: Callable[[int], range] = range
) -> Callable[..., float]:
    """nDCG with other places (counted from 0) in place of those of the hits, or of the ideal list."""

    def answer(ranked: list[int], relevant: list[int], k: int) -> float:
        hits = places([j for j, item in enumerate(ranked[:k]) if item in relevant])
        ideal = sum(1 / np.log2(j + 2) for j in n_ideal(min(k, len(relevant))))
        return float(sum(1 / np.log2(j + 2) for j in hits) / ideal)

    return answer


def _with_worth(
    worth: Callable[[int], float], ideal_worth: Callable[[int], float] | None = None
) -> Callable[..., float]:
    """nDCG in which the place j = 1, 2, ... is worth something else."""

    def answer(ranked: list[int], relevant: list[int], k: int) -> float:
        dcg = sum(worth(j) for j, item in enumerate(ranked[:k], start=1) if item in relevant)
        return float(dcg / sum((ideal_worth or worth)(j) for j in range(1, min(k, len(relevant)) + 1)))

    return answer


def _place_in_relevant(ranked: list[int], relevant: list[int], k: int) -> float:
    return _dcg(list(range(len(ranked))), relevant, k) / _best(min(k, len(relevant)))


def _own_ideal_with_nan(ranked: list[int], relevant: list[int], k: int) -> float:
    return _own_ideal(ranked, relevant, k) if count_hits(ranked, relevant, k) else float("nan")


EXERCISE = Exercise(
    "02-ndcg",
    points=3,
    title="nDCG of one list",
    reference=ndcg,
    cases=list_cases,
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
            "Your ideal list has a hit at each of its k places. It can only have as many hits as there are "
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
        Mistake(
            _own_ideal_with_nan,
            "Your ideal list holds only the films that the list found, so a list without a hit divides by 0. "
            "The best possible list begins with ALL relevant films.",
        ),
        Mistake(
            _with_hits(lambda hits: hits[:1]),
            "Only the first hit counts in your sum. Does your loop stop or return there? Add up all hits.",
        ),
        Mistake(
            _with_hits(lambda hits: hits[-1:]),
            "Only the last hit counts in your sum. Inside the loop, `=` replaces the sum; `+=` adds to it.",
        ),
        Mistake(
            _with_hits(lambda hits: hits, lambda n: range(1, n + 1)),
            "The ideal list begins at place 2 in your sum. Its first hit is at place 1, which is worth 1: "
            "with range(n) the positions begin at 0.",
        ),
        Mistake(
            _with_hits(lambda hits: hits, lambda n: range(n + 1)),
            "Your ideal list has one hit too many: min(k, number of relevant films) is right.",
        ),
        Mistake(
            _with_worth(lambda j: float(np.log2(j + 1))),
            "You MULTIPLY by log2(j + 1): then low places are worth more. A hit is worth 1 / log2(j + 1).",
        ),
        Mistake(
            _with_worth(lambda j: float(1 / (np.log2(j) + 1))),
            "Your place j is worth 1 / (log2(j) + 1). The + 1 belongs inside the logarithm: 1 / log2(j + 1).",
        ),
        Mistake(
            _with_worth(lambda j: 1.0),
            "All places are worth the same in your sums. A hit on place j is worth 1 / log2(j + 1).",
        ),
        Mistake(
            _with_worth(lambda j: float(1 / np.log(j + 1)), lambda j: float(1 / np.log2(j + 1))),
            "One of your sums uses np.log, the natural logarithm, and the other np.log2. Use np.log2 in both.",
        ),
        Mistake(
            _with_worth(lambda j: float(1 / np.log2(j + 1)), lambda j: float(1 / np.log(j + 1))),
            "Your ideal uses np.log, the natural logarithm, and your DCG np.log2. Use np.log2 in both.",
        ),
        Mistake(
            _place_in_relevant,
            "You test whether the PLACE is among the relevant films. Test the film at this place.",
        ),
        Mistake(
            lambda ranked, relevant, k: _dcg(ranked, relevant, k - 1) / _best(min(k, len(relevant))),
            "You look at k - 1 places only. A slice leaves out its end: ranked[:k] holds the first k places.",
        ),
        Mistake(
            lambda ranked, relevant, k: count_hits(ranked, relevant, k) / _best(min(k, len(relevant))),
            "Above the line you count hits, each as 1. A hit on place j is worth 1 / log2(j + 1).",
        ),
        Mistake(
            lambda ranked, relevant, k: _best(min(k, len(relevant))) - _dcg(ranked, relevant, k),
            "You subtract. nDCG is a quotient: DCG divided by the DCG of the ideal list.",
        ),
        Mistake(
            lambda ranked, relevant, k: _dcg(ranked, relevant, k + 1) / _best(min(k, len(relevant))),
            "You look at k + 1 places, one too many. The slice ranked[:k] holds the first k places.",
        ),
        Mistake(
            lambda ranked, relevant, k: _dcg(ranked, relevant, k) / _best(len(ranked)),
            "Your ideal list has as many hits as `ranked` has films. It has min(k, number of relevant films) hits.",
        ),
    ],
    hints=[
        "Two sums are needed, and both add up what places are worth: one for the list as it is, one for the best "
        "possible list.",
        "`enumerate` counts from 0, places count from 1. With position 0, 1, 2 the worth is 1 / log2(position + 2).",
        "The best possible list has hits at its first places. How many? As many as there are relevant films, but "
        "never more than k places.",
    ],
)
