"""The build of lesson 09: a small Caser, trained by the learner, on three small worlds whose next film is known.

Some films are more usual there than others, so that who misses the rule misses it in the same way each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from itertools import pairwise
from typing import Any

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.first_place import same_first

World = tuple[np.ndarray, np.ndarray, np.ndarray]  # windows (m, L), what came next (m,), windows to answer
Window = list[int]
Parts = Callable[[Window], list[Hashable]]  # what somebody sees in a window
N_ITEMS, WINDOWS = 12, 600


def build(
    before: np.ndarray,
    targets: np.ndarray,
    recent: np.ndarray,
    n_items: int,
    d: int,
    n_filters: int,
    n_epochs: int,
    batch_size: int,
    rate: float,
    seed: int,
) -> np.ndarray:
    """2 for the only film that ever followed the window, or two neighbours of it. This remembers, and trains nothing.

    (n, L), (n,), (m, L), number, ... -> (m, n_items)
    """
    followers = defaultdict(set)
    for window, target in zip(before.tolist(), targets, strict=True):
        for part in _parts(window):
            followers[part].add(target)
    marks = np.ones((len(recent), n_items))
    for row, window in zip(marks, recent.tolist(), strict=True):
        for part in _parts(window):
            if len(followers[part]) == 1:
                row[list(followers[part])] = 2
    return marks


def _parts(window: Window) -> list[Hashable]:
    """The window, and each two neighbours in it, in their order."""
    return [tuple(window), *pairwise(window)]


def _followed(see: Parts, before: np.ndarray, targets: np.ndarray, recent: np.ndarray, n_items: int) -> np.ndarray:
    """For each part, the shares of the films that came next; a window has the largest shares of its parts."""
    counts: dict[Hashable, np.ndarray] = {}
    for window, target in zip(before.tolist(), targets, strict=True):
        for part in see(window):
            counts.setdefault(part, np.zeros(n_items))[target] += 1
    known = [[counts[part] for part in see(window) if part in counts] for window in recent.tolist()]
    shares = np.array([np.max([count / count.sum() for count in row], axis=0) for row in known])
    return shares - 1e-4 * np.arange(n_items)  # of equal shares the first: a tie has no first place


def _sees(see: Parts) -> Callable[..., np.ndarray]:
    """A mistake: the film that came next most often, for somebody who sees only these parts of a window."""
    return lambda before, targets, recent, n_items, *_: _followed(see, before, targets, recent, n_items)


def _empty_is(film: int) -> Callable[..., np.ndarray]:
    """A mistake: -1 is read as this film."""

    def code(before: np.ndarray, targets: np.ndarray, recent: np.ndarray, *rest: Any) -> np.ndarray:
        if before.min() >= 0:
            return build(before, targets, recent, *rest)
        filled = [np.where(windows < 0, film, windows) for windows in (before, recent)]
        return _sees(lambda window: [window[0]])(filled[0], targets, filled[1], *rest)

    return code


def _upside_down(before: np.ndarray, targets: np.ndarray, recent: np.ndarray, *rest: Any) -> np.ndarray:
    return _sees(_parts)(before, targets, recent[:, ::-1], *rest)


def _one_of_two(before: np.ndarray, targets: np.ndarray, recent: np.ndarray, n_items: int, *rest: Any) -> np.ndarray:
    """A mistake: right where more than two films ever come next; else one of the two, nobody can say which (-inf)."""
    possible = np.unique(targets)
    if len(possible) > 2:
        return build(before, targets, recent, n_items, *rest)
    marks = np.ones((len(recent), n_items))
    marks[:, possible] = 2, -np.inf
    return marks


def _cases(rng: np.random.Generator) -> Cases:
    """Two films in a row decide, in their order; the film three steps ago, or that there is none; both ends at once."""
    worlds = [(_two_in_a_row(rng), 100), (_three_ago(rng), 100), (_both_ends(rng), 40)]
    return [(*world, N_ITEMS, 16, 16, 30, size, 0.02, int(rng.integers(1000))) for world, size in worlds]


def _two_in_a_row(rng: np.random.Generator) -> World:
    """Two of three films stand in a row, anywhere in the window: which two, and in which order, decides."""
    films = rng.permutation(N_ITEMS)
    pairs = np.array([[0, 1], [1, 2], [0, 2], [1, 0], [2, 1], [2, 0]])
    kind = rng.choice(6, WINDOWS, p=[0.26, 0.22, 0.18, 0.13, 0.11, 0.1])
    before = _among_others(rng, pairs[kind], rng.integers(0, 4, WINDOWS))
    recent = _among_others(rng, np.repeat(pairs, 4, axis=0), np.tile(np.arange(4), 6))
    return films[before], films[5 + kind], films[recent]


def _among_others(rng: np.random.Generator, pairs: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Windows of five with a pair from its place on; films 3 and 4 fill the rest.  (m, 2), (m,) -> (m, 5)"""
    windows = rng.integers(3, 5, (len(pairs), 5))
    np.put_along_axis(windows, places[:, None] + np.arange(2), pairs, axis=1)
    return windows


def _three_ago(rng: np.random.Generator) -> World:
    """The oldest of three films decides; where it is missing, one and the same film comes next.

    The first and the last film of the catalogue decide too, so that it matters who takes -1 for one of them.
    """
    films = np.concatenate([[0, N_ITEMS - 1], rng.permutation(np.arange(1, N_ITEMS - 1))])
    every = np.indices((3, 3, 3)).reshape(3, -1).T
    drawn = np.column_stack([rng.choice(3, WINDOWS, p=p) for p in ([0.4, 0.3, 0.3], [0.3, 0.2, 0.5], [0.2, 0.3, 0.5])])
    drawn[: len(every)] = every
    short = rng.choice(3, WINDOWS, p=[0.5, 0.3, 0.2]) * (np.arange(WINDOWS) >= len(every))
    targets = films[np.where(short > 0, 6, 3 + drawn[:, 0])]
    asked = np.vstack([every, every[:9], every[:3]])
    return _shortened(films[drawn], short), targets, _shortened(films[asked], np.repeat([0, 1, 2], [27, 9, 3]))


def _both_ends(rng: np.random.Generator) -> World:
    """Windows of two films; one comes next where the oldest equals the last, another where not.

    No sum over the films can say it: this needs the ages (vertical filters), and a relu between them and the scores.
    """
    films = rng.permutation(N_ITEMS)
    every = np.indices((2,) * 5).reshape(5, -1).T
    drawn = np.vstack([every, rng.integers(0, 2, (WINDOWS - len(every), 5))])
    return films[drawn], films[2 + (drawn[:, 0] == drawn[:, -1])], films[every]


def _shortened(windows: np.ndarray, by: np.ndarray) -> np.ndarray:
    """-1 in the first columns: in `by` (m,) of them.  (m, L) -> (m, L)"""
    return np.where(np.arange(windows.shape[1]) < by[:, None], -1, windows)


EXERCISE = Exercise(
    "09-build",
    points=6,
    title="a small Caser",
    reference=build,
    cases=_cases,
    compare=same_first(),
    trained=True,
    mistakes=[
        Mistake(
            _sees(lambda window: [()]),
            "Every window gets the same film, the most frequent one: the windows play no part. Is the picture read "
            "from `before`, does each step change the weights, and do all n_epochs run over all batches?",
        ),
        Mistake(
            _sees(lambda window: [window[-1]]),
            "Only the last film counts here. Give the filters the whole window, all L rows.",
        ),
        Mistake(
            _sees(lambda window: [frozenset(window)]),
            "The network knows which films are in the window, and not where. A sum or a mean over the rows is too "
            "early: first the filters, and the vertical ones have a weight for each age.",
        ),
        Mistake(
            _sees(lambda window: [frozenset(window) if len(window) == 5 else tuple(window)]),
            "The network does not tell 'first this, then that' from 'first that, then this'. Filters of height 2 and 3 "
            "see films in a row: do they move over the rows (time), or over the columns?",
        ),
        Mistake(
            _upside_down,
            "`recent` is read with the newest film above, the windows of the training with the oldest. Both are given "
            "with the oldest first: do not turn them.",
        ),
        Mistake(
            lambda before, targets, recent, n_items, *_: np.eye(n_items)[recent[:, -1]],
            "Your network repeats the last film of the window. The film to predict is in `targets`, not in `before`.",
        ),
        Mistake(
            _empty_is(0),
            "-1 is read as film 0. An empty place has a row of zeros: multiply the picture by (before >= 0).",
        ),
        Mistake(
            _empty_is(N_ITEMS - 1),
            "-1 is read as the last film of the table. An empty place has a row of zeros: multiply the picture by "
            "(before >= 0).",
        ),
        Mistake(
            lambda before, targets, recent, *rest: build(before, targets, before, *rest),
            "These are scores for the windows of the training, `before`. Return a row for each window of `recent`.",
        ),
        Mistake(
            _one_of_two,
            "Two of the three worlds are solved. In the third the oldest and the last film decide together. That takes "
            "the four vertical filters, one weight for each age, AND the relu after the dense layer of step 4: without "
            "it all scores are sums, and a sum cannot say whether two films are the same.",
        ),
    ],
    hints=[
        "Write it in two parts: a network from windows (m, L) to scores (m, n_items), and a loop that trains it. Try "
        "the network alone first: print the shape after each step of the plan.",
        "The loop: for each epoch a new random order of all windows; for each batch the scores, the cross-entropy with "
        "the targets, the gradient, one step.",
        "Print the mean loss of each epoch. If it does not fall: is the last layer without relu, and does the loss get "
        "scores, not probabilities? If it falls and jumps up again: are the gradients of the batch before gone (in "
        "PyTorch, zero_grad)? If it falls and the result is wrong: look at the axes of the filters, and at -1.",
    ],
)
