"""Repair: a mask that comes after the softmax."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet
from recsys_course.exercises.lesson_11.softmax import causal_softmax, may_look, softmax


def causal_weights(match: np.ndarray) -> np.ndarray:
    """The weights of a history: row t is a softmax over the places up to t, 0 behind it.  (L, L) -> (L, L)"""
    return causal_softmax(match)


def _cases(rng: np.random.Generator) -> Cases:
    """The three films of the lesson, one film, more, a large match in the future, and rows far above each other."""
    by_hand = np.array([[1.0, 2, 5], [0, 1, 4], [2, 0, 1]])
    spoiled = np.array([[1.0, 900, 3], [2, 1, 800], [0, 2, 1]])
    far = by_hand + np.array([[1000.0], [0], [-1000]])
    return [(by_hand,), (np.array([[3.0]]),), *((rng.normal(size=(n, n)),) for n in (2, 4, 6)), (spoiled,), (far,)]


def _without_largest(match: np.ndarray) -> np.ndarray:
    """A softmax that overflows: the largest match of a row is not subtracted first."""
    raised = np.exp(match)
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def _filled(match: np.ndarray, looks: np.ndarray, value: float) -> np.ndarray:
    return softmax(np.where(looks, match, value))


EXERCISE = Exercise(
    "11-mend-mask",
    points=2,
    title="repair: the mask after the softmax",
    reference=causal_weights,
    cases=_cases,
    mistakes=[
        Mistake(
            lambda match: softmax(match) * may_look(len(match)),
            "The bug is still there: the rows do not sum to 1, because the future has taken its share of the softmax "
            "before it was set to 0. Take the future away BEFORE the softmax.",
        ),
        Mistake(
            quiet(lambda match: _without_largest(match) * may_look(len(match))),
            "The bug is still there: the future takes its share of the softmax before it is set to 0, and a large "
            "match makes NaN of a row. Take the future away BEFORE the softmax.",
        ),
        Mistake(
            quiet(lambda match: _without_largest(np.where(may_look(len(match)), match, -np.inf))),
            "Right for small matches. np.exp of a large one is infinite, of a far negative one 0, and the row is NaN: "
            "subtract the largest match of each row before np.exp.",
        ),
        Mistake(
            lambda match: softmax(match * may_look(len(match))),
            "You set the matches of the future to 0. But e to the 0 is 1, so the future keeps a weight: use -inf.",
        ),
        Mistake(
            lambda match: _filled(match, np.triu(np.ones(match.shape, bool)), -np.inf),
            "Past and future are exchanged: row t may look at the places UP TO t, the lower triangle.",
        ),
        Mistake(
            quiet(lambda match: _filled(match, np.tri(len(match), k=-1, dtype=bool), -np.inf)),
            "One place too few: place t may look at itself too. (Row 0 has nothing to look at in your answer.)",
        ),
        Mistake(
            lambda match: _filled(match, np.tri(len(match), k=1, dtype=bool), -np.inf),
            "One place too many: place t looks at place t + 1, the film that it has to name.",
        ),
        Mistake(
            lambda match: softmax(match),
            "Nothing is masked in your answer: place 0 looks at films that were not seen yet.",
        ),
        Mistake(
            lambda match: np.where(may_look(len(match)), match, 0),
            "These are the matches of the past. The softmax of each row is asked for.",
        ),
        Mistake(
            lambda match: softmax(np.where(may_look(len(match)), match, -np.inf).T).T,
            "Your softmax runs over the columns. Each ROW must sum to 1: the last axis.",
        ),
        Mistake(
            quiet(
                lambda match: (
                    (softmax(match) * may_look(len(match)))
                    / (softmax(match) * may_look(len(match))).sum(axis=1, keepdims=True)
                )
            ),
            "Dividing by the rows' sums afterwards is right in theory. But where the future has a large match, the "
            "past is rounded to 0 before, and 0 / 0 is left. Take the future away before the softmax.",
        ),
        Mistake(
            lambda match: _filled(match, may_look(len(match)), -1.0),
            "The future has the match -1, which is not small: its weight is not 0. Use -np.inf.",
        ),
        Mistake(
            lambda match: _filled(match, may_look(len(match)), -10.0),
            "The future has the match -10. Its weight is small and not 0, and where the matches of the past lie far "
            "below, it is not even small. Use -np.inf.",
        ),
        Mistake(
            quiet(lambda match: np.exp(np.where(may_look(len(match)), match, -np.inf))),
            "The division by the sum of each row is missing: its weights must sum to 1.",
        ),
        Mistake(
            lambda match: np.where(may_look(len(match)), softmax(match), -np.inf),
            "You put -inf where the future is AFTER the softmax. Put it there before; then the weight is 0 by itself.",
        ),
        Mistake(
            lambda match: may_look(len(match)) / may_look(len(match)).sum(axis=1, keepdims=True),
            "Every film of the past has the same weight: the matches play no part in your answer.",
        ),
    ],
    hints=[
        "What does exp make of -inf? So what should stand at the places that may not be seen, before the softmax?",
        "np.tri(L, dtype=bool) is True up to the diagonal. np.where(that, match, -np.inf) hides the rest.",
        "Then the softmax of each row, with the largest of the row subtracted first.",
    ],
)
