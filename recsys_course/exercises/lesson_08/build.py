"""The build of lesson 08: an MLP that the learner assembles and trains, on small worlds whose answer is known."""

from __future__ import annotations

from typing import Any

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.first_place import same_first

FEW = 4  # viewers of the rare film of a group


def build(users: np.ndarray, items: np.ndarray, n_users: int, n_items: int, d: int, n_epochs: int, batch_size: int,
          rate: float, n_rivals: int, seed: int) -> np.ndarray:  # fmt: skip
    """What a trained network must find: of the films that a person has not seen, the one that goes with theirs.

    users, items (n,); numbers -> (n_users, n_items), -inf at films that were seen
    """
    ones = _ones(users, items, n_users, n_items)
    return np.where(ones > 0, -np.inf, _together(ones))


def _ones(users: np.ndarray, items: np.ndarray, n_users: int, n_items: int) -> np.ndarray:
    """1 where a person met a film.  -> (n_users, n_items)"""
    ones = np.zeros((n_users, n_items))
    ones[users, items] = 1
    return ones


def _together(ones: np.ndarray) -> np.ndarray:
    """1 + how often a film was seen together with the films of a person.  (n_users, n_items) -> (n_users, n_items)

    The 1: a logarithm of 0 would be -inf, and what is -inf equals any answer.
    """
    return 1 + ones @ (ones.T @ ones)


def _cases(rng: np.random.Generator) -> Cases:
    """Two groups of people, one larger, so that its films are more popular; each person misses one film of theirs.

    (Person 0 is of the smaller group: whoever gives everybody the row of person 0 can be told from popularity.)
    """
    return [
        (*_world(rng, sizes, n_films), 16, 24, 32, 0.01, 16, int(rng.integers(1000)))
        for sizes, n_films in (((16, 24), 10), ((18, 28), 10), ((18, 26), 11))
    ]


def _world(rng: np.random.Generator, sizes: tuple[int, ...], n_films: int) -> tuple[np.ndarray, np.ndarray, int, int]:
    """users, items, n_users, n_items; the first film of a group was seen by all of it, the second one by few."""
    names = rng.permutation(n_films * len(sizes)).reshape(len(sizes), n_films)
    rows = np.vstack([_group(rng, size, films, names.size) for size, films in zip(sizes, names, strict=True)])
    rng.shuffle(rows[1:])
    users, items = np.nonzero(rows)
    order = rng.permutation(len(users))
    return users[order], items[order], sum(sizes), names.size


def _group(rng: np.random.Generator, size: int, films: np.ndarray, n_items: int) -> np.ndarray:
    """The rows of one group.  -> (size, n_items)"""
    rows = np.zeros((size, n_items))
    rows[:, films] = 1
    rows[np.arange(size), films[2 + rng.permutation(size) % (len(films) - 2)]] = 0
    rows[FEW:, films[1]] = 0
    return rows


def _all_alike(*arguments: Any) -> np.ndarray:
    """The number of viewers, the same row for everybody."""
    ones = _ones(*arguments[:4])
    return np.tile(ones.sum(axis=0), (len(ones), 1))


def _a_popular_one(*arguments: Any) -> np.ndarray:
    """Of the films that a person has not seen a popular one comes first; which of those, nobody can say (-inf)."""
    ones = _ones(*arguments[:4])
    unseen = np.where(ones > 0, 0, ones.sum(axis=0))
    most = unseen.max(axis=1, keepdims=True)
    rows = np.where(unseen > 0.8 * most, -np.inf, 1.0)
    rows[np.arange(len(rows)), unseen.argmax(axis=1)] = 2
    return np.where(ones > 0, -np.inf, rows)


def _against(*arguments: Any) -> np.ndarray:
    """What comes of a loss with the wrong sign: the least watched film of the other people."""
    return -_together(_ones(*arguments[:4])) - _all_alike(*arguments)


EXERCISE = Exercise(
    "08-build",
    points=6,
    title="a whole MLP, built and trained",
    reference=build,
    cases=_cases,
    compare=same_first(),
    trained=True,
    mistakes=[
        Mistake(
            _all_alike,
            "Everybody gets the films in one and the same order, that of their popularity: the person plays no part. "
            "Is there a relu between the layers? Does a shuffled batch take users and films from the same places?",
        ),
        Mistake(
            _a_popular_one,
            "Of the films that people have not seen, popular ones come first: the person plays no part. Is there a "
            "relu after each layer but the last? Does a shuffled batch take users and films from the same places?",
        ),
        Mistake(
            _against,
            "The films of the other people come first, and the least watched one leads. Your loss pushes in the wrong "
            "direction: softplus of MINUS s for films that were seen, softplus of s for rivals.",
        ),
        Mistake(
            lambda *arguments: np.tile(_together(_ones(*arguments[:4]))[0], (arguments[2], 1)),
            "Everybody gets the row of person 0. In the end each person, np.arange(n_users), meets every film.",
        ),
        Mistake(
            lambda *arguments: np.roll(_together(_ones(*arguments[:4])), 1, axis=0),
            "Each person has the row of the person before. Row 0 belongs to person 0, row 1 to person 1, and so on.",
        ),
        Mistake(
            lambda *arguments: np.roll(_together(_ones(*arguments[:4])), 1, axis=1),
            "Each score stands one column too far to the right. Films are numbered from 0: column i belongs to film i.",
        ),
    ],
    hints=[
        "Three parts: the layers, the loop over epochs and batches, and one table of scores in the end.",
        "Write one function for the scores of people and films. Give it users (m, 1) and films (1, k), and broadcasting"
        " makes (m, k): so it serves for the rivals, and in the end for all pairs.",
        "Print the loss of each epoch. If it does not fall, look at the step. If it falls to nearly 0, look at the "
        "rivals: without them, or with the wrong sign, a yes to everything is enough. If it jumps, are the gradients "
        "of the batch before gone (in PyTorch, zero_grad)? If it falls and the check says that the person plays no "
        "part, look at the relu and at the shuffling.",
    ],
)
