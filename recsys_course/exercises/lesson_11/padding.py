"""Which places may look at which, where short histories begin with empty places."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_11.softmax import may_look


def padding(items: np.ndarray) -> np.ndarray:
    """True where place t may look at s: a film at s, s <= t; and each place at itself.  (b, L) -> (b, L, L) booleans"""
    return _may(items) | np.eye(items.shape[1], dtype=bool)


def _may(items: np.ndarray) -> np.ndarray:
    return np.logical_and((items >= 0)[:, None, :], may_look(items.shape[1]))


def _cases(rng: np.random.Generator) -> Cases:
    """Full, half and empty rows; film 0 occurs, and a film after it; one place alone."""
    cases: Cases = []
    for L, lengths in ((4, (4, 2, 0)), (3, (1, 3)), (5, (2, 5, 4)), (1, (1, 0))):
        films = rng.integers(1, 9, (len(lengths), L))
        films[:, -2:] = [[0, 5]] if L > 1 else [[0]]
        cases.append((np.where(np.arange(L) >= L - np.array(lengths)[:, None], films, -1),))
    return cases


EXERCISE = Exercise(
    "11-padding",
    points=2,
    title="a mask for padding on the left",
    reference=padding,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda items: _may(items),
            "An empty place on the left looks at nothing in your answer. The softmax of such a row is 0 / 0: let every "
            "place look at itself.",
        ),
        Mistake(
            lambda items: np.repeat(may_look(items.shape[1])[None], len(items), axis=0),
            "Only the future is hidden. The empty places, -1, must not be looked at either.",
        ),
        Mistake(
            lambda items: (
                np.repeat((items >= 0)[:, None, :], items.shape[1], axis=1) | np.eye(items.shape[1], dtype=bool)
            ),
            "Only the empty places are hidden. The future must not be looked at either: s <= t.",
        ),
        Mistake(
            lambda items: (
                np.logical_and((items >= 0)[:, :, None], may_look(items.shape[1])) | np.eye(items.shape[1], dtype=bool)
            ),
            "You asked whether place t is a film. Ask it of place s, the one that is looked AT: [:, None, :].",
        ),
        Mistake(
            lambda items: (
                np.logical_and((items > 0)[:, None, :], may_look(items.shape[1])) | np.eye(items.shape[1], dtype=bool)
            ),
            "Film 0 is a film: items >= 0.",
        ),
        Mistake(
            lambda items: np.where((items >= 0)[:, :, None], padding(items), may_look(items.shape[1])),
            "Right for the films. An empty place looks at its whole past in your answer; it looks at itself only.",
        ),
        Mistake(
            lambda items: ~padding(items),
            "True and False are exchanged: True means that place t MAY look at s.",
        ),
        Mistake(
            lambda items: padding(items).transpose(0, 2, 1),
            "Rows and columns are exchanged: row t says what place t may look at.",
        ),
        Mistake(
            lambda items: padding(items).astype(float),
            "The ones and zeros are right; a mask of True and False is asked for.",
        ),
        Mistake(
            lambda items: np.logical_and((items >= 0)[:, None, :], np.tri(items.shape[1], k=-1, dtype=bool)),
            "Place t does not look at itself in your answer: s <= t includes s = t.",
        ),
        Mistake(
            lambda items: np.where(padding(items), 0.0, -np.inf),
            "This is the mask as numbers to add to the matches. True and False are asked for.",
        ),
        Mistake(
            lambda items: padding(items)[0],
            "This is the mask of the first person. One for each person is asked for, (b, L, L).",
        ),
    ],
    hints=[
        "Two conditions for s: it holds a film, items >= 0, and it is not later than t, np.tri(L, dtype=bool).",
        "The first is (b, L). As (b, 1, L), with [:, None, :], it says for every t which s are films.",
        "Both with &, and then | np.eye(L, dtype=bool), so that every place looks at itself.",
    ],
)
