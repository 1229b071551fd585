"""The build of lesson 07: a dot-product network, trained by the learner, on small worlds whose answer is known.

People fall into groups. Everybody saw one film, and all films of their group but one: the missing film must be first.
A larger group has the more popular films. The reference is no network: it counts who shared films. In the last world
the penalty is so large that all vectors stay near 0: only the biases are left, and the most watched film must be first.
"""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.first_place import same_first

HEAVY = 10.0  # a penalty from which on vectors stay near 0


def build(
    users: np.ndarray, items: np.ndarray, n_users: int, n_items: int, d: int,
    n_epochs: int, batch_size: int, rate: float, n_rivals: int, penalty: float, seed: int,
) -> np.ndarray:  # fmt: skip
    """1 + how often those who share films with u saw i; films that u saw are not asked for.  -> (n_users, n_items)

    With a heavy penalty: 1 + how often anybody saw i. The 1: a logarithm of 0 would be -inf, and what is -inf equals
    any answer.
    """
    seen = np.zeros((n_users, n_items))
    seen[users, items] = 1
    alike = seen @ seen.T if penalty < HEAVY else np.ones((n_users, n_users))
    return np.where(seen == 1, -np.inf, 1 + alike @ seen)


def _cases(rng: np.random.Generator) -> Cases:
    """Two groups of people, then three, with more people than films, or fewer; then a heavy penalty."""
    light = ([(8, 6), (14, 7)], [(6, 5), (9, 4), (12, 6)], [(5, 6), (5, 7)])
    worlds = [*((groups, 0.05) for groups in light), ([(6, 5), (18, 4)], HEAVY)]
    return [(*_world(rng, groups), 8, 25, 16, 0.02, 8, penalty, int(rng.integers(1000))) for groups, penalty in worlds]


def _world(rng: np.random.Generator, groups: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray, int, int]:
    """Groups of (people, films); the film before the last was seen by everybody, the last one by nobody."""
    n_users, n_films = np.sum(groups, axis=0)
    seen = np.zeros((n_users, n_films + 2), dtype=int)
    seen[:, n_films] = 1
    row = column = 0
    for people, films in groups:
        for person in range(people):
            seen[row + person, column : column + films] = 1
            seen[row + person, column + 1 + person % (films - 1)] = 0  # nobody misses the first film of a group
        row, column = row + people, column + films
    seen = rng.permutation(seen)[:, [*rng.permutation(n_films + 1), n_films + 1]]
    users, items = rng.permutation(np.argwhere(seen)).T
    return users, items, int(n_users), int(n_films + 2)


def _popular(users: np.ndarray, items: np.ndarray, n_users: int, n_items: int, *_: float) -> np.ndarray:
    return np.tile(np.bincount(items, minlength=n_items), (n_users, 1)).astype(float)


def _as_born(
    users: np.ndarray, items: np.ndarray, n_users: int, n_items: int, d: int, *settings: float
) -> np.ndarray:  # fmt: skip
    rng = np.random.default_rng(int(settings[-1]))
    P, Q = (rng.normal(0, 0.1, (n, d)) for n in (n_users, n_items))
    return P @ Q.T


def _of_shape(rows: int, columns: int) -> np.ndarray:
    """A table of this shape in which nothing is asked for: whatever has the shape equals it."""
    return np.full((rows, columns), -np.inf)


EXERCISE = Exercise(
    "07-build",
    points=6,
    title="a dot-product network, trained by you",
    reference=build,
    cases=_cases,
    compare=same_first(),
    trained=True,
    mistakes=[
        Mistake(
            _popular,
            "Everybody gets the most popular film: the person plays no part. Do users and items of a batch stay pairs "
            "when you shuffle? Do both tables begin with random numbers, and does the optimizer hold them?",
        ),
        Mistake(
            _as_born,
            "The tables are still as they were born: no step has changed them. Give the optimizer the tables, and let "
            "it step once for every batch.",
        ),
        Mistake(
            lambda users, items, n_users, n_items, *_: _of_shape(n_items, n_users),
            "Your table has a row for each FILM. Give each person a row, with a column for each film.",
        ),
        Mistake(
            lambda users, items, n_users, n_items, *_: _of_shape(len(users), n_items),
            "Your table has a row for each EVENT. When the training is over, score every person once: all rows of P.",
        ),
        Mistake(
            lambda users, items, n_users, n_items, d, n_epochs, batch_size, *_: _of_shape(batch_size, n_items),
            "Your table has the people of the last batch only. When the training is over, take all rows of P.",
        ),
        Mistake(
            lambda users, items, n_users, n_items, *_: _of_shape(n_users, int(items.max()) + 1),
            "A film that nobody saw has no column. Make the tables with `n_users` and `n_items` rows.",
        ),
        Mistake(
            lambda users, items, n_users, n_items, *_: _of_shape(n_users, n_items + 1),
            "Your table has one column too many. Films are numbered from 0, so n_items rows of Q hold them all.",
        ),
        Mistake(
            lambda users, items, n_users, n_items, d, n_epochs, batch_size, rate, n_rivals, *_: _of_shape(
                n_users, n_rivals
            ),
            "Your table has a column for each drawn rival. When the training is over, take all rows of Q.",
        ),
    ],
    hints=[
        "Write it in three parts: what is born, the loop over epochs and batches, and the table of scores at the end.",
        "One batch first: print the shapes. With 16 events and 8 rivals, `right` is (16,) and `wrong` is (16, 8).",
        "Does the mean loss of an epoch fall? If not, look at what the optimizer holds, and at the pairs of the batch.",
        "The loss of a batch is that of 07-sampled, in the framework: put `right` as one more column beside `wrong`.",
        "Is only the last world wrong? A penalty of 10 leaves little more than the biases. Is the penalty a part of "
        "the loss? Do `right`, `wrong` and the table at the end have the biases in them?",
    ],
)
