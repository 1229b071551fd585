"""Repair a broken nDCG."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def mended_ndcg(hits: np.ndarray, n_relevant: np.ndarray) -> np.ndarray:
    """nDCG of each row. hits (n, k) booleans, n_relevant (n,) -> (n,), NaN for people without relevant films."""
    places = np.arange(hits.shape[1])
    worth = 1 / np.log2(places + 2)
    ideal = (places < np.asarray(n_relevant)[:, None]) @ worth
    return np.divide(hits @ worth, ideal, out=np.full(len(hits), np.nan), where=ideal > 0)


def _cases(rng: np.random.Generator) -> Cases:
    """Missed films, a perfect list, no hit, nobody to find, more relevant films than places; then random ones."""
    by_hand: list[tuple[list[list[int]], list[int]]] = [
        ([[1, 0, 0, 0], [1, 1, 0, 1]], [3, 3]),
        ([[1, 1], [0, 0], [0, 1]], [2, 1, 1]),
        ([[0, 0, 0], [0, 1, 0]], [0, 2]),
        ([[1, 1, 0], [0, 1, 1]], [7, 4]),
        ([[0, 1]], [1]),
    ]
    cases: Cases = [(np.array(rows, dtype=bool), np.array(counts)) for rows, counts in by_hand]
    for _ in range(4):
        hits = rng.random((4, 5)) < 0.3
        cases.append((hits, hits.sum(axis=1) + rng.integers(1, 5, size=4)))
    return cases


def _over(hits: np.ndarray, ideal: np.ndarray, empty: float) -> np.ndarray:
    dcg = hits @ (1 / np.log2(np.arange(hits.shape[1]) + 2))
    ideal = np.broadcast_to(np.asarray(ideal, float), dcg.shape)
    return np.divide(dcg, ideal, out=np.full(len(hits), empty), where=ideal > 0)


def _worth(hits: np.ndarray) -> np.ndarray:
    return 1 / np.log2(np.arange(hits.shape[1]) + 2)


def _own_hits_as_ideal(hits: np.ndarray, n_relevant: np.ndarray) -> np.ndarray:
    return _over(hits, np.sort(hits, axis=1)[:, ::-1] @ _worth(hits), 0.0)


def _ideal_without_cut(hits: np.ndarray, n_relevant: np.ndarray) -> np.ndarray:
    ideal = [sum(1 / np.log2(j + 2) for j in range(n)) for n in n_relevant]
    return _over(hits, np.array(ideal), np.nan)


def _still_broken_with_nan(hits: np.ndarray, n_relevant: np.ndarray) -> np.ndarray:
    return _over(hits, np.sort(hits, axis=1)[:, ::-1] @ _worth(hits), np.nan)


def _ideal_of(number: Callable[..., np.ndarray], empty: float = np.nan) -> Callable[..., np.ndarray]:
    """nDCG whose ideal list has another number of hits, number(n_relevant, k); `empty` for people without films."""

    def answer(hits: np.ndarray, n_relevant: np.ndarray) -> np.ndarray:
        ideal = (np.arange(hits.shape[1]) < number(n_relevant, hits.shape[1])[:, None]) @ _worth(hits)
        return np.where(n_relevant > 0, _over(hits, ideal, np.nan), empty)

    return answer


EXERCISE = Exercise(
    "02-mended-ndcg",
    points=3,
    title="repair a broken nDCG",
    reference=mended_ndcg,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            _own_hits_as_ideal,
            "The ideal still comes from the hits of the list itself, so missed films cost nothing. Take the number "
            "of hits of the ideal list from n_relevant.",
        ),
        Mistake(
            lambda hits, n_relevant: np.nan_to_num(mended_ndcg(hits, n_relevant)),
            "Almost: people without relevant films have no value. Give them NaN, not 0; the mean over people then "
            "leaves them out (np.nanmean).",
        ),
        Mistake(
            lambda hits, n_relevant: np.where(hits.any(axis=1), mended_ndcg(hits, n_relevant), np.nan),
            "Your function gives NaN to people whose list has no hit. A miss is 0; only n_relevant = 0 is NaN.",
        ),
        Mistake(
            _ideal_without_cut,
            "Almost: the ideal list has only k places, also when a person has more than k relevant films.",
        ),
        Mistake(
            lambda hits, n_relevant: _over(hits, _worth(hits).sum(), np.nan),
            "Your ideal list has a hit at every place. It has n_relevant hits, and no more than k.",
        ),
        Mistake(
            lambda hits, n_relevant: _over(hits, n_relevant, np.nan),
            "You divide by the number of relevant films. Divide by the DCG of the ideal list.",
        ),
        Mistake(
            lambda hits, n_relevant: float(np.nanmean(mended_ndcg(hits, n_relevant))),
            "You return the mean. Return one value for each person.",
        ),
        Mistake(
            _still_broken_with_nan,
            "The ideal still comes from the hits of the list itself; NaN does not mend that. Take the number of "
            "hits of "
            "the ideal list from n_relevant.",
        ),
        Mistake(
            lambda hits, n_relevant: np.nan_to_num(_ideal_without_cut(hits, n_relevant)),
            "The ideal list has only k places, also when a person has more than k relevant films. "
            "And people without relevant films get NaN, not 0.",
        ),
        Mistake(
            _ideal_of(lambda n, k: n + 1),
            "Your ideal list has one hit too many. The positions 0 .. k-1 that are < n_relevant are exactly n_relevant "
            "many; with <= there is one more.",
        ),
        Mistake(
            lambda hits, n_relevant: _over(hits, (np.arange(hits.shape[1]) <= n_relevant[:, None]) @ _worth(hits), 0.0),
            "Your ideal list has one hit too many, so nobody is without an ideal. Take the positions 0 .. k-1 that are "
            "< n_relevant.",
        ),
        Mistake(
            _ideal_of(lambda n, k: n - 1),
            "Your ideal list has one hit too few. A slice leaves out its end: worth[:n] holds n places.",
        ),
        Mistake(
            _ideal_of(lambda n, k: np.full(len(n), k)),
            "Your ideal list has a hit at every place, for all who have a relevant film. "
            "It has n_relevant hits, and no more than k.",
        ),
        Mistake(
            lambda hits, n_relevant: _over(hits, np.minimum(n_relevant, hits.shape[1]), np.nan),
            "You divide by the number of hits of the ideal list. Divide by its DCG: its low places are worth less.",
        ),
        Mistake(
            lambda hits, n_relevant: mended_ndcg(hits, np.full(len(hits), n_relevant.max())),
            "You use the largest n_relevant for everybody. Each person has an ideal list of their own.",
        ),
        Mistake(
            lambda hits, n_relevant: hits @ _worth(hits),
            "This is the DCG. Divide it by the DCG of the ideal list of each person.",
        ),
    ],
    hints=[
        "Which line of broken_ndcg builds the ideal, and what does that line look at? What should it look at?",
        "The ideal list of a person has hits at places 1 to n_relevant, and misses at the rest of its k places.",
        "Comparing the positions 0 .. k-1 with n_relevant as a column gives a table of True and False: the hits of "
        "all ideal lists at once. Where the ideal is 0, the value is NaN.",
    ],
)
