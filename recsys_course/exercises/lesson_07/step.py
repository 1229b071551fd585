"""One training step in the framework."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_07.factors import random_factors


def training_step(
    P: np.ndarray, Q: np.ndarray, users: np.ndarray, items: np.ndarray, stars: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray]:
    """P and Q after one step down mean (r - p_u . q_i)^2 over a batch of m ratings."""
    to_P, to_Q = _gradients(P, Q, users, items, stars)
    return P - rate * to_P, Q - rate * to_Q


def _gradients(
    P: np.ndarray, Q: np.ndarray, users: np.ndarray, items: np.ndarray, stars: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    slope = -2 * (stars - (P[users] * Q[items]).sum(axis=1))[:, None] / len(stars)
    to_P, to_Q = np.zeros_like(P), np.zeros_like(Q)
    np.add.at(to_P, users, slope * Q[items])  # a person may be in the batch more than once
    np.add.at(to_Q, items, slope * P[users])
    return to_P, to_Q


def _cases(rng: np.random.Generator) -> Cases:
    """A person twice and a film twice in every batch; one batch has one more rating."""
    cases: Cases = []
    for n, n_items, d, m, rate in ((3, 4, 2, 4, 0.1), (4, 3, 3, 6, 0.5), (2, 2, 2, 5, 0.2)):
        users, items = rng.integers(0, n, m), rng.integers(0, n_items, m)
        users[1], items[2] = users[0], items[0]
        items[1] = (items[0] + 1) % n_items
        P, Q = random_factors(rng, n, n_items, d)
        P[users[0]] = Q[items[0]] = 2  # this match is above any number of stars
        cases.append((P, Q, users, items, rng.uniform(1, 5, m).round(1), rate))
    return cases


def _one_after_the_other(
    P: np.ndarray, Q: np.ndarray, users: np.ndarray, items: np.ndarray, stars: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray]:
    P = P - rate * _gradients(P, Q, users, items, stars)[0]
    return P, Q - rate * _gradients(P, Q, users, items, stars)[1]


def _last_one_wins(
    P: np.ndarray, Q: np.ndarray, users: np.ndarray, items: np.ndarray, stars: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray]:
    slope = -2 * (stars - (P[users] * Q[items]).sum(axis=1))[:, None] / len(stars)
    new_P, new_Q = P.copy(), Q.copy()
    new_P[users] -= rate * slope * Q[items]
    new_Q[items] -= rate * slope * P[users]
    return new_P, new_Q


def _with_slope(
    slope: Callable[[np.ndarray], np.ndarray],
) -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    """The step for another loss. slope: errors (m,) -> derivative of their losses."""

    def step(
        P: np.ndarray, Q: np.ndarray, users: np.ndarray, items: np.ndarray, stars: np.ndarray, rate: float
    ) -> tuple[np.ndarray, np.ndarray]:
        match = (P[users] * Q[items]).sum(axis=1)
        return training_step(P, Q, users, items, match + slope(stars - match) / 2, rate)

    return step


def _one_rating_after_the_other(
    P: np.ndarray, Q: np.ndarray, users: np.ndarray, items: np.ndarray, stars: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray]:
    for k in range(len(stars)):
        P, Q = training_step(P, Q, users[[k]], items[[k]], stars[[k]], rate / len(stars))
    return P, Q


def _root(
    P: np.ndarray, Q: np.ndarray, users: np.ndarray, items: np.ndarray, stars: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray]:
    rmse = np.sqrt(np.mean((stars - (P[users] * Q[items]).sum(axis=1)) ** 2))
    return training_step(P, Q, users, items, stars, rate / (2 * rmse))


def _every_pair(
    P: np.ndarray, Q: np.ndarray, users: np.ndarray, items: np.ndarray, stars: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray]:
    m = len(users)
    return training_step(P, Q, np.repeat(users, m), np.repeat(items, m), np.tile(stars, m), rate)


def _every_meeting(
    P: np.ndarray, Q: np.ndarray, users: np.ndarray, items: np.ndarray, stars: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray]:
    m = len(users)
    return training_step(P, Q, np.repeat(users, m), np.tile(items, m), np.tile(stars, m), rate)


EXERCISE = Exercise(
    "07-step",
    points=3,
    title="one training step, in the framework",
    reference=training_step,
    cases=_cases,
    compare=close_to(1e-5, 1e-5),
    mistakes=[
        Mistake(
            lambda P, Q, users, items, stars, rate: training_step(P, Q, users, items, stars, -rate),
            "You walked uphill: the gradient points up. Subtract it.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: training_step(P, Q, users, items, stars, rate * len(stars)),
            "Your loss is the SUM of the squared errors, so the step grows with the batch. Take the mean.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: training_step(P, Q, users, items, stars, rate / 2),
            "Your loss is half of the squared error, as in lesson 06. Here it is the mean of the whole squares.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: (training_step(P, Q, users, items, stars, rate)[0], Q),
            "P is right, but Q did not move. Both tables learn.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: _gradients(P, Q, users, items, stars),
            "These are the gradients. Return the tables after the step: table - rate * gradient.",
        ),
        Mistake(
            _one_after_the_other,
            "You moved P first, and computed the gradient of Q from the new P. Both steps begin at the old tables.",
        ),
        Mistake(
            _last_one_wins,
            "A person who is in the batch twice moved only once. Both gradients must be added: let the framework "
            "compute the gradient of the whole table.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: (P, training_step(P, Q, users, items, stars, rate)[1]),
            "Q is right, but P did not move. Both tables learn.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: (P, Q),
            "Nothing moved: these are the old tables. In PyTorch and TensorFlow `P - rate * gradient` makes a new"
            " table; return it.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: training_step(P, Q, users, items, stars, rate)[::-1],
            "The two tables are swapped: first P, then Q.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: training_step(P, Q, users, items, stars, 1.0),
            "You took the whole step. Multiply the gradient by the rate.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: training_step(P, Q, users, items, stars, rate / P.shape[1]),
            "Your mean also runs over the d numbers of a vector. Sum over them first; then square, and take the "
            "mean over the m ratings.",
        ),
        Mistake(
            _with_slope(np.sign),
            "Your loss has the size of the errors. Here it is the mean of their SQUARES.",
        ),
        Mistake(
            _with_slope(np.ones_like),
            "The errors are not squared: then plus and minus cancel in the mean. Square them first.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: training_step(P, Q, users, items, np.zeros(len(stars)), rate),
            "The stars are missing in your loss. It is the square of stars minus match.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: training_step(P, Q, users, items, -stars, rate),
            "You added stars and match. The error is their difference.",
        ),
        Mistake(
            _every_pair,
            "Your error is a table (m, m): a column minus a row. Both must be of shape (m,), so that each rating "
            "meets its own match.",
        ),
        Mistake(
            _every_meeting,
            "Your match is a table (m, m): every person of the batch with every film. Only the pairs count: "
            "multiply row by row, then sum.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: tuple(
                table[numbers]
                for table, numbers in zip(training_step(P, Q, users, items, stars, rate), (users, items), strict=True)
            ),
            "These are only the rows of the batch. Return the two whole tables.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: training_step(P, Q, users, items, stars, rate)[0],
            "Only P is there. Return the pair: P and Q.",
        ),
        Mistake(
            lambda P, Q, users, items, stars, rate: float(np.mean((stars - (P[users] * Q[items]).sum(axis=1)) ** 2)),
            "This is the loss. Ask for its gradients, make the step, and return the two tables.",
        ),
        Mistake(
            _one_rating_after_the_other,
            "You made a step for each rating. A batch makes ONE step: all errors are those of the old tables.",
        ),
        Mistake(
            _root,
            "You took the root of the mean. The loss is the mean of the squares itself.",
        ),
    ],
    hints=[
        "Make the tables variables that the framework watches, compute the loss, and ask for its gradients.",
        "The loss is one number: the mean over the batch of (stars - dot product) squared.",
        "TensorFlow: the loss inside `with tf.GradientTape() as tape`, then tape.gradient. PyTorch: "
        "requires_grad=True, then loss.backward() fills P.grad and Q.grad.",
    ],
)
