"""Exercises of lesson 07, part one: one-hot rows, scores of pairs, and one training step."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to, exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake

Array = np.ndarray


def one_hot(numbers: Array, n: int) -> Array:
    """A row for each number: 1 in the column of that number, else 0.  (m,) -> (m, n)."""
    return (np.asarray(numbers)[:, None] == np.arange(n)).astype(float)


def _one_hot_cases(rng: np.random.Generator) -> Cases:
    """A number twice, more columns than numbers, more numbers than columns; then random ones."""
    cases: Cases = [(np.array([2, 0, 2]), 5), (np.array([1, 0, 1, 1, 0, 1]), 2)]
    return cases + [(rng.integers(0, n, m), n) for m, n in ((4, 6), (5, 3))]


ONE_HOT = Exercise(
    "07-one-hot",
    points=1,
    title="numbers of films as rows of 0 and 1",
    reference=one_hot,
    cases=_one_hot_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda numbers, n: one_hot(numbers, n).T,
            "Rows and columns are swapped: a row for each number of the list, a column for each film.",
        ),
        Mistake(
            lambda numbers, n: one_hot(numbers, n).sum(axis=0),
            "You counted all numbers in one row. Each number has a row of its own.",
        ),
        Mistake(
            lambda numbers, n: one_hot(numbers, n) * np.asarray(numbers)[:, None],
            "You wrote the number of the film into its cell. Write 1: the place says which film it is.",
        ),
        Mistake(
            lambda numbers, n: one_hot(np.asarray(numbers) - 1, n),
            "The ones stand one place too far to the left. Film 0 has the first column.",
        ),
    ],
    hints=[
        "Begin with a table of zeros, with a row for each number.",
        "np.eye(n) is a table with ones on its diagonal. Which of its rows do you need?",
    ],
)


def pair_scores(P: Array, Q: Array, bias: Array, users: Array, items: Array) -> Array:
    """b_i + p_u . q_i for pairs of users (m,) and items (m,).  (n, d), (n_items, d), (n_items,) -> (m,)."""
    return bias[items] + np.einsum("md,md->m", P[users], Q[items])


def _tables(rng: np.random.Generator, n: int, n_items: int, d: int) -> tuple[Array, Array]:
    return rng.normal(size=(n, d)).round(2), rng.normal(size=(n_items, d)).round(2)


def _pair_cases(rng: np.random.Generator) -> Cases:
    """As many pairs as numbers in a vector, a person twice, one pair; then random tables."""
    P, Q = np.array([[1.0, 0.5], [0.0, -2.0], [3.0, 1.0]]), np.array([[0.4, 1.0], [2.0, 0.0], [-1.0, 0.5], [1.0, 1.0]])
    bias = np.array([0.1, 0.2, -0.3, 0.7])
    cases: Cases = [(P, Q, bias, np.array([0, 2]), np.array([3, 1])), (P, Q, bias, np.array([1]), np.array([2]))]
    for n, n_items, d, m in ((4, 4, 3, 6), (5, 6, 2, 4)):
        users, items = rng.integers(0, n, m), rng.permutation(np.resize(np.arange(n_items), m))
        cases.append((*_tables(rng, n, n_items, d), rng.normal(size=n_items).round(2), users, items))
    return cases


PAIRS = Exercise(
    "07-pairs",
    points=2,
    title="look up and multiply, in the framework",
    reference=pair_scores,
    cases=_pair_cases,
    compare=close_to(1e-5, 1e-5),
    mistakes=[
        Mistake(
            lambda P, Q, bias, users, items: bias[items] + P[users] @ Q[items].T,
            "You multiplied every person with every film. Here the first person belongs to the first film, and so on.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: (P[users] * Q[items]).sum(axis=1),
            "The dot products are right. Add the bias of each film.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[items] + np.tensordot(P[users], Q[items], axes=2),
            "You summed over all pairs: one number for the whole batch. Sum over the numbers of each pair only.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[items] + (P[users] * Q[items]).mean(axis=1),
            "You took the mean of the products. The dot product is their sum.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[users] + (P[users] * Q[items]).sum(axis=1),
            "You looked up the biases by the numbers of the PEOPLE. The bias belongs to the film.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[: len(items)] + (P[users] * Q[items]).sum(axis=1),
            "Look up the biases too: the first pair needs the bias of ITS film, not of film 0.",
        ),
    ],
    hints=[
        "Three look-ups: rows of P by `users`, rows of Q by `items`, numbers of `bias` by `items`.",
        "Multiply the two looked-up tables place by place. Along which axis do you sum, to get one number per pair?",
        "TensorFlow: tf.gather looks up, tf.reduce_sum sums. PyTorch: make tensors, then square brackets look up.",
    ],
)


def training_step(P: Array, Q: Array, users: Array, items: Array, stars: Array, rate: float) -> tuple[Array, Array]:
    """P and Q after one step down mean (r - p_u . q_i)^2 over a batch of m ratings."""
    to_P, to_Q = _gradients(P, Q, users, items, stars)
    return P - rate * to_P, Q - rate * to_Q


def _gradients(P: Array, Q: Array, users: Array, items: Array, stars: Array) -> tuple[Array, Array]:
    slope = -2 * (stars - (P[users] * Q[items]).sum(axis=1))[:, None] / len(stars)
    to_P, to_Q = np.zeros_like(P), np.zeros_like(Q)
    np.add.at(to_P, users, slope * Q[items])  # a person may stand in the batch more than once
    np.add.at(to_Q, items, slope * P[users])
    return to_P, to_Q


def _step_cases(rng: np.random.Generator) -> Cases:
    """A person twice and a film twice in every batch; one batch has a single rating more."""
    cases: Cases = []
    for n, n_items, d, m, rate in ((3, 4, 2, 4, 0.1), (4, 3, 3, 6, 0.5), (2, 2, 2, 5, 0.2)):
        users, items = rng.integers(0, n, m), rng.integers(0, n_items, m)
        users[1], items[2] = users[0], items[0]
        items[1] = (items[0] + 1) % n_items
        cases.append((*_tables(rng, n, n_items, d), users, items, rng.uniform(1, 5, m).round(1), rate))
    return cases


def _one_after_the_other(
    P: Array, Q: Array, users: Array, items: Array, stars: Array, rate: float
) -> tuple[Array, Array]:
    P = P - rate * _gradients(P, Q, users, items, stars)[0]
    return P, Q - rate * _gradients(P, Q, users, items, stars)[1]


def _last_one_wins(P: Array, Q: Array, users: Array, items: Array, stars: Array, rate: float) -> tuple[Array, Array]:
    slope = -2 * (stars - (P[users] * Q[items]).sum(axis=1))[:, None] / len(stars)
    new_P, new_Q = P.copy(), Q.copy()
    new_P[users] -= rate * slope * Q[items]
    new_Q[items] -= rate * slope * P[users]
    return new_P, new_Q


STEP = Exercise(
    "07-step",
    points=3,
    title="one training step, in the framework",
    reference=training_step,
    cases=_step_cases,
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
            "A person who stands in the batch twice moved only once. Both gradients must be added: let the framework "
            "compute the gradient of the whole table.",
        ),
    ],
    hints=[
        "Make the tables variables that the framework watches, compute the loss, and ask for its gradients.",
        "The loss is one number: the mean over the batch of (stars - dot product) squared.",
        "TensorFlow: the loss inside `with tf.GradientTape() as tape`, then tape.gradient. PyTorch: "
        "requires_grad=True, then loss.backward() fills P.grad and Q.grad.",
    ],
)
