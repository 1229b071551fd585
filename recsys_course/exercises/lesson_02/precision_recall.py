"""Precision and recall of one list."""

from __future__ import annotations

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Exercise, Mistake
from recsys_course.exercises.lesson_02.lists import count_hits, list_cases


def precision_recall(ranked: list[int], relevant: list[int], k: int) -> tuple[float, float]:
    """Precision and recall of the first k places.  P = hits / k,  R = hits / number of relevant films."""
    found = len(set(ranked[:k]) & set(relevant))
    return found / k, found / len(relevant)


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
    ],
    hints=[
        "Count the hits first: films that are among the first k places and are also relevant. "
        "Both measures use this one number.",
        "Precision and recall have the same numerator. Only the denominator differs. Which question does each ask?",
        "Cut the list with a slice, count what is `in relevant`, and return two quotients: the first divided by the "
        "places k, the second by how many films are relevant.",
    ],
)
