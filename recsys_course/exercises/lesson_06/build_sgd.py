"""The build of the first half of lesson 06: stars by stochastic gradient descent, from the step for one rating."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_06.sgd_step import sgd_step

Tables = tuple[float, np.ndarray, np.ndarray, np.ndarray, np.ndarray]  # mean, b_u, b_i, P, Q
Step = Callable[..., tuple[Any, ...]]


def build_sgd(
    users: np.ndarray,
    items: np.ndarray,
    stars: np.ndarray,
    P: np.ndarray,
    Q: np.ndarray,
    orders: Sequence[np.ndarray],
    rate: float,
    penalty: float,
) -> np.ndarray:
    """mu + b_u + b_i + p_u . q_i of all pairs, after one step for each rating, epoch by epoch in the given orders.

    (t,), (t,), (t,), (n_people, d), (n_films, d), epochs of (t,), number, number -> (n_people, n_films)
    """
    return _stars(*_learn(users, items, stars, P, Q, np.concatenate(orders), rate, penalty))


def _learn(
    users: np.ndarray,
    items: np.ndarray,
    stars: np.ndarray,
    P: np.ndarray,
    Q: np.ndarray,
    visits: np.ndarray,
    rate: float,
    penalty: float,
    step: Step = sgd_step,
) -> Tables:
    """What is known after a step for each visit, a number of a rating; P and Q themselves stay."""
    mean, P, Q = float(np.mean(stars)), P.copy(), Q.copy()
    b_u, b_i = np.zeros(len(P)), np.zeros(len(Q))
    for n in visits:
        u, i = users[n], items[n]
        b_u[u], b_i[i], P[u], Q[i] = step(stars[n], mean, b_u[u], b_i[i], P[u], Q[i], rate, penalty)
    return mean, b_u, b_i, P, Q


def _stars(mean: float, b_u: np.ndarray, b_i: np.ndarray, P: np.ndarray, Q: np.ndarray) -> np.ndarray:
    """The table of predictions.  -> (n_people, n_films)"""
    return np.add.outer(b_u, b_i) + P @ Q.T + mean


def _cases(rng: np.random.Generator) -> Cases:
    """Two ratings; a person and a film without ratings; then random worlds, of one epoch and of several."""
    P, Q = np.array([[0.5, 0.1], [-0.2, 0.4], [3.0, 3.0]]), np.array([[0.2, 0.5], [0.6, -0.1]])
    two = np.array([0, 1]), np.array([0, 0]), np.array([5.0, 2.0])
    four = np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1]), np.array([5.0, 1.0, 4.0, 2.0])
    visits = [np.array([2, 0, 3, 1]), np.array([1, 3, 0, 2]), np.array([3, 2, 1, 0])]
    worlds = [(4, 3, 2, 1), (3, 5, 2, 2), (5, 4, 1, 3), (4, 4, 3, 2)]
    return [
        (*two, P, Q, [np.array([1, 0])], 0.1, 0.1),
        (*four, P, Q, visits, 0.2, 0.5),
        *(_random(rng, *world) for world in worlds),
    ]


def _random(rng: np.random.Generator, n: int, m: int, d: int, epochs: int) -> tuple[Any, ...]:
    """About half of all cells hold a star; no epoch visits the ratings in their own order."""
    cells = np.sort(rng.permutation(n * m)[: max(4, n * m // 2)])
    stars = rng.integers(1, 6, len(cells)).astype(float)
    stars[:2] = 1.0, 4.0  # never all alike
    orders = [np.roll(np.arange(len(cells))[::-1], int(rng.integers(len(cells)))) for _ in range(epochs)]
    P, Q = rng.normal(scale=0.7, size=(n, d)).round(2), rng.normal(scale=0.7, size=(m, d)).round(2)
    return cells // m, cells % m, stars, P, Q, orders, float(rng.uniform(0.05, 0.2)), float(rng.uniform(0.2, 0.6))


def _new_p_for_q(r: float, mean: float, b_u: float, b_i: float, p: Any, q: Any, *settings: float) -> tuple[Any, ...]:
    new_b_u, new_b_i, new_p, new_q = sgd_step(r, mean, b_u, b_i, p, q, *settings)
    e = r - mean - b_u - b_i - p @ q
    return new_b_u, new_b_i, new_p, new_q + settings[0] * e * (new_p - p)


def _biases_stay(r: float, mean: float, b_u: float, b_i: float, *others: Any) -> tuple[Any, ...]:
    return b_u, b_i, *sgd_step(r, mean, b_u, b_i, *others)[2:]


def _vectors_stay(r: float, mean: float, b_u: float, b_i: float, p: Any, q: Any, *settings: float) -> tuple[Any, ...]:
    return *sgd_step(r, mean, b_u, b_i, p, q, *settings)[:2], p, q


def _without_mean(r: float, mean: float, *others: Any) -> tuple[Any, ...]:
    return sgd_step(r, 0.0, *others)


def _stars_unordered(
    users: np.ndarray,
    items: np.ndarray,
    stars: np.ndarray,
    P: np.ndarray,
    Q: np.ndarray,
    orders: Any,
    rate: float,
    penalty: float,
) -> np.ndarray:
    """The k-th visit of an epoch takes the k-th star, whichever rating it visits."""
    mixed = np.concatenate([stars] * len(orders))
    visits = np.concatenate(orders)
    table = _learn(users[visits], items[visits], mixed, P, Q, np.arange(len(visits)), rate, penalty)
    return _stars(*table)


def _all_at_once(
    users: np.ndarray, items: np.ndarray, stars: np.ndarray, P: np.ndarray, Q: np.ndarray, orders: Any, *settings: float
) -> np.ndarray:
    """Each epoch computes all errors from the values with which it began."""
    mean, P, Q = float(np.mean(stars)), P.copy(), Q.copy()
    b_u, b_i = np.zeros(len(P)), np.zeros(len(Q))
    for order in orders:
        old = b_u.copy(), b_i.copy(), P.copy(), Q.copy()
        for n in order:
            u, i = users[n], items[n]
            values = old[0][u], old[1][i], old[2][u], old[3][i]
            moved = sgd_step(stars[n], mean, *values, *settings)
            b_u[u], b_i[i] = b_u[u] + moved[0] - values[0], b_i[i] + moved[1] - values[1]
            P[u], Q[i] = P[u] + moved[2] - values[2], Q[i] + moved[3] - values[3]
    return _stars(mean, b_u, b_i, P, Q)


def _with(step: Step) -> Callable[..., np.ndarray]:
    """The build with another step."""
    return lambda users, items, stars, P, Q, orders, rate, penalty: _stars(
        *_learn(users, items, stars, P, Q, np.concatenate(orders), rate, penalty, step)
    )


def _of(choose: Callable[[Any], np.ndarray]) -> Callable[..., np.ndarray]:
    """The build with other visits, chosen from the orders."""
    return lambda users, items, stars, P, Q, orders, *settings: _stars(
        *_learn(users, items, stars, P, Q, choose(orders), *settings)
    )


def _give(change: Callable[[Tables], Any]) -> Callable[..., Any]:
    """The build with another result, made from what was learned."""
    return lambda users, items, stars, P, Q, orders, *settings: change(
        _learn(users, items, stars, P, Q, np.concatenate(orders), *settings)
    )


EXERCISE = Exercise(
    "06-build-sgd",
    points=4,
    title="stars by SGD, whole",
    reference=build_sgd,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _of(lambda orders: orders[0]),
            "You stopped after one epoch. `orders` has an order for each epoch, and `return` comes after all of them.",
        ),
        Mistake(
            _of(lambda orders: orders[-1]),
            "Each epoch begins again from the start, so only the last one counts. Make the copies of P and Q and the "
            "biases once, before the loop over the epochs.",
        ),
        Mistake(
            _of(lambda orders: np.tile(np.arange(len(orders[0])), len(orders))),
            "You visited the ratings in the order in which they stand. Each epoch has its own order, in `orders`.",
        ),
        Mistake(
            _stars_unordered,
            "The person and the film are those of rating n, the stars are not. All three come from the same n: "
            "users[n], items[n], stars[n].",
        ),
        Mistake(
            _all_at_once,
            "All steps of an epoch used the values with which it began. Store the four new values after each step: the "
            "next step uses them.",
        ),
        Mistake(
            _with(_new_p_for_q),
            "P[u] was changed first, and the step of q used the NEW p. Compute all four new values, then store them.",
        ),
        Mistake(_with(_biases_stay), "The biases stay 0. Store their new values too: b_u[u] and b_i[i]."),
        Mistake(_with(_vectors_stay), "P and Q stay as they were. Store the new vectors too: P[u] and Q[i]."),
        Mistake(
            _with(_without_mean),
            "The steps do not know the mean. The error is the stars minus the WHOLE prediction, with the mean in it.",
        ),
        Mistake(
            lambda users, items, stars, P, Q, orders, rate, penalty: build_sgd(
                users, items, stars, P, Q, orders, rate, 0.0
            ),
            "The penalty is missing in the steps.",
        ),
        Mistake(
            lambda users, items, stars, P, Q, orders, rate, penalty: build_sgd(
                users, items, stars, P, Q, orders, penalty, rate
            ),
            "Rate and penalty are swapped.",
        ),
        Mistake(
            _of(lambda orders: orders[0][:1]),
            "You stopped after one rating: `return` stands inside the loop. It comes after all epochs.",
        ),
        Mistake(
            _give(lambda tables: tables[3] @ tables[4].T),
            "Only the dot products are there. A prediction is the mean, two biases and the dot product.",
        ),
        Mistake(
            _give(lambda tables: _stars(0.0, *tables[1:])),
            "The mean is missing in the result. Add it to all cells of the table.",
        ),
        Mistake(
            _give(lambda tables: tables[0] + tables[3] @ tables[4].T),
            "The two biases are missing in the result.",
        ),
        Mistake(_give(lambda tables: _stars(*tables).T), "Rows and columns are swapped: a row is a person."),
        Mistake(
            _give(lambda tables: np.clip(_stars(*tables), 1, 5)),
            "You cut the predictions to 1 to 5 stars. Here the sums themselves are asked for.",
        ),
        Mistake(
            lambda users, items, stars, P, Q, orders, *settings: build_sgd(
                users, items, stars, P, Q, orders, *settings
            )[users, items],
            "These are the predictions of the given ratings only. The table of all people and all films is asked for.",
        ),
        Mistake(
            _give(lambda tables: tables[1:]),
            "These are the learned numbers. The table of the predictions is asked for.",
        ),
    ],
    hints=[
        "Two loops: one over the epochs, `for order in orders`, and in it one over the numbers of that order.",
        "Rating n is users[n], items[n] and stars[n]. One step gives four new values; each goes back to its place.",
        "In the table a column b_u[:, None] plus a row b_i gives every pair.",
    ],
)
