"""Precision and recall of one list."""

from __future__ import annotations

from collections.abc import Callable

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Exercise, Mistake
from recsys_course.exercises.lesson_02.lists import count_hits, list_cases


def precision_recall(ranked: list[int], relevant: list[int], k: int) -> tuple[float, float]:
    """Precision and recall of the first k places.  P = hits / k,  R = hits / number of relevant films."""
    found = len(set(ranked[:k]) & set(relevant))
    return found / k, found / len(relevant)


def _quotients(count: Callable[..., float]) -> Callable[..., tuple[float, ...]]:
    """Precision and recall with another count of hits, count(ranked, relevant, k)."""
    return lambda ranked, relevant, k: tuple(count(ranked, relevant, k) / n for n in (k, len(relevant)))


def _harmonic(ranked: list[int], relevant: list[int], k: int) -> float:
    p, r = precision_recall(ranked, relevant, k)
    return 2 * p * r / (p + r) if p else 0.0


def _k_places_of_a_short_list(ranked: list[int], relevant: list[int], k: int) -> tuple[float, float]:
    hits = sum(ranked[place] in relevant for place in range(k))
    return hits / k, hits / len(relevant)


EXERCISE = Exercise(
    "02-precision-recall",
    points=2,
    title="precision and recall of one list",
    reference=precision_recall,
    cases=list_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            lambda ranked, relevant, k: precision_recall(ranked, relevant, k)[::-1],
            "The two values are in the wrong order, or their denominators are exchanged: precision is a share of "
            "the list, recall is a share of the relevant films.",
        ),
        Mistake(
            lambda ranked, relevant, k: tuple(
                count_hits(ranked, relevant, len(ranked)) / n for n in (k, len(relevant))
            ),
            "You count hits in the whole list. Only the first k places are shown, so only they count.",
        ),
        Mistake(
            lambda ranked, relevant, k: tuple(
                count_hits(ranked, relevant, len(ranked)) / len(x) for x in (ranked, relevant)
            ),
            "You use the whole list. Cut it first: ranked[:k]; then divide by k.",
        ),
        Mistake(
            lambda ranked, relevant, k: (
                count_hits(ranked, relevant, k) / len(ranked),
                count_hits(ranked, relevant, k) / len(relevant),
            ),
            "Your precision is divided by the length of `ranked`. The list has k places: divide by k.",
        ),
        Mistake(
            lambda ranked, relevant, k: (
                count_hits(ranked, relevant, k) / min(k, len(ranked)),
                count_hits(ranked, relevant, k) / len(relevant),
            ),
            "Almost: where `ranked` is shorter than k, the empty places count as misses. Divide by k there too.",
        ),
        Mistake(
            lambda ranked, relevant, k: (
                count_hits(ranked, relevant, k) / k,
                count_hits(ranked, relevant, k) / min(k, len(relevant)),
            ),
            "Your recall is divided by at most k. Recall asks for all relevant films, even when there are more than k "
            "of them: divide by their number.",
        ),
        Mistake(
            lambda ranked, relevant, k: (count_hits(ranked, relevant, k), count_hits(ranked, relevant, k)),
            "You return the number of hits. Divide it: once by the places, once by the relevant films.",
        ),
        Mistake(
            lambda ranked, relevant, k: tuple(count_hits(ranked, relevant, k - 1) / n for n in (k, len(relevant))),
            "You look at k - 1 places only. A slice leaves out its end: ranked[:k] holds the first k places.",
        ),
        Mistake(
            lambda ranked, relevant, k: tuple(count_hits(ranked, relevant[:k], k) / n for n in (k, len(relevant))),
            "You cut the relevant films at k. Only the list is cut; every relevant film may be a hit.",
        ),
        Mistake(
            lambda ranked, relevant, k: (
                count_hits(ranked, relevant, k) // k,
                count_hits(ranked, relevant, k) // len(relevant),
            ),
            "You divide with //, which rounds down to a whole number. A share needs /.",
        ),
        Mistake(
            lambda ranked, relevant, k: tuple(100 * share for share in precision_recall(ranked, relevant, k)),
            "You give percent. Give shares between 0 and 1.",
        ),
        Mistake(
            _harmonic,
            "This is F1, which joins both in one number. Return precision and recall, two numbers.",
        ),
        Mistake(
            lambda ranked, relevant, k: precision_recall(ranked, relevant, k)[0],
            "This is the precision alone. Return two numbers, (precision, recall).",
        ),
        Mistake(
            lambda ranked, relevant, k: precision_recall(ranked, relevant, k)[1],
            "This is the recall alone. Return two numbers, (precision, recall).",
        ),
        Mistake(
            lambda ranked, relevant, k: (count_hits(ranked, relevant, k) / k,) * 2,
            "You divide by k twice. Recall is the share of the relevant films: divide by how many there are.",
        ),
        Mistake(
            lambda ranked, relevant, k: (count_hits(ranked, relevant, k) / len(relevant),) * 2,
            "You divide by the number of relevant films twice. Precision is the share of the k places: divide by k.",
        ),
        Mistake(
            lambda ranked, relevant, k: (
                count_hits(ranked, relevant, k) / k,
                count_hits(ranked, relevant, k) / len(ranked),
            ),
            "Your recall is divided by the length of `ranked`. Divide by the number of relevant films.",
        ),
        Mistake(
            _quotients(lambda ranked, relevant, k: count_hits(ranked, relevant, k + 1)),
            "You look at k + 1 places, one too many. The slice ranked[:k] holds the first k places.",
        ),
        Mistake(
            _quotients(lambda ranked, relevant, k: count_hits(ranked[-k:], relevant, k)),
            "You look at the LAST k places. The list is sorted from best to worst: the first k are ranked[:k].",
        ),
        Mistake(
            _quotients(lambda ranked, relevant, k: count_hits(ranked[k:], relevant, len(ranked))),
            "You look at the places AFTER the first k. ranked[k:] begins there; ranked[:k] ends there.",
        ),
        Mistake(
            _quotients(lambda ranked, relevant, k: count_hits(ranked, relevant, k) > 0),
            "You count at most one hit. Does your loop stop or return at the first one? Count all hits.",
        ),
        Mistake(
            _quotients(lambda ranked, relevant, k: sum(a == b for a, b in zip(ranked[:k], relevant, strict=False))),
            "You compare place by place. `relevant` has no order: a film of the list is a hit when it is IN relevant.",
        ),
        Mistake(
            _quotients(lambda ranked, relevant, k: len(ranked[:k]) - count_hits(ranked, relevant, k)),
            "You count the misses. A hit is a film that is among the relevant ones.",
        ),
        Mistake(
            _k_places_of_a_short_list,
            "`ranked` may have fewer than k films, and then a place that you ask for does not exist. "
            "The slice ranked[:k] is simply shorter then.",
        ),
    ],
    hints=[
        "Count the hits first: films that are among the first k places and are also relevant. "
        "Both measures use this one number.",
        "Precision and recall have the same numerator. Only the denominator differs. Which question does each ask?",
        "Cut the list with a slice, count what is `in relevant`, and return two quotients: the first divided by the "
        "places k, the second by how many films are relevant.",
    ],
)
