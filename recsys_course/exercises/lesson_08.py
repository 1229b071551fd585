"""Exercises of lesson 08, part one: a dense layer, two layers, and the two halves of the first one."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake

Many = tuple[np.ndarray, ...]


def dense(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """relu(x W + b).  (n, d_in), (d_in, d_out), (d_out,) -> (n, d_out)."""
    return np.maximum(x @ W + b, 0)


def _numbers(rng: np.random.Generator, *shapes: tuple[int, ...]) -> Many:
    return tuple(rng.normal(size=shape).round(2) for shape in shapes)


def _dense_cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, a single output, and random layers of unequal sides."""
    by_hand = (np.array([[1, 0.5, 0.5, -1]]), np.array([[1, -1, 0], [0, 2, 1], [2, 0, 1], [0, 1, 1]]))
    cases: Cases = [(*by_hand, np.array([0.5, 0, 0.5])), _numbers(rng, (3, 2), (2, 1), (1,))]
    return cases + [_numbers(rng, (4, 3), (3, 5), (5,)) for _ in range(4)]


DENSE = Exercise(
    "08-dense",
    points=1,
    title="a dense layer with relu",
    reference=dense,
    cases=_dense_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(lambda x, W, b: x @ W + b, "The relu is missing: a number below 0 becomes 0."),
        Mistake(lambda x, W, b: np.maximum(x @ W, 0), "The bias b is missing. Each output has its own."),
        Mistake(
            lambda x, W, b: np.maximum(x @ W, 0) + b,
            "You added the bias after the relu. It belongs inside: first x W + b, then the relu.",
        ),
        Mistake(
            lambda x, W, b: np.abs(x @ W + b),
            "You took the absolute value. The relu does not turn -2 into 2; it makes it 0.",
        ),
        Mistake(
            lambda x, W, b: np.maximum(x @ W + b, 0).sum(axis=1),
            "You added up the outputs. Keep them apart: one row for each input, one column for each output.",
        ),
        Mistake(
            lambda x, W, b: 1 / (1 + np.exp(-(x @ W + b))),
            "This is the sigmoid. The relu leaves what is above 0 as it is.",
        ),
    ],
    hints=[
        "Three steps: multiply, add, cut off.",
        "`x @ W` has one row for each row of x and one column for each output. `+ b` adds to every row.",
        "np.maximum compares number by number with 0.",
    ],
)


def two_layers(P: np.ndarray, Q: np.ndarray, W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray,
               w: np.ndarray) -> np.ndarray:  # fmt: skip
    """relu(relu([p, q] W1 + b1) W2 + b2) . w, row by row.  (n, d), (n, d), ... -> (n,)."""
    return dense(dense(np.hstack([P, Q]), W1, b1), W2, b2) @ w


def _network(rng: np.random.Generator, n: int, m: int, d: int) -> Many:
    """n people, m films, and a network of 2 d, 2 d + 1 and d + 1 numbers."""
    h, k = 2 * d + 1, d + 1
    return _numbers(rng, (n, d), (m, d), (2 * d, h), (h,), (h, k), (k,), (k,))


def _pair_cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, then random networks."""
    first = (np.array([[1, -1, 0], [0, 2, 1], [2, 0, 1], [0, 1, 1]]), np.array([0.5, 0, 0.5]))
    second = (np.array([[1, 0], [1, 1], [-1, 2]]), np.array([0, -2]), np.array([0.5, 1]))
    return [(np.array([[1, 0.5]]), np.array([[0.5, -1]]), *first, *second)] + [_network(rng, 5, 5, 3) for _ in range(4)]


TWO_LAYERS = Exercise(
    "08-two-layers",
    points=2,
    title="two layers on a person and a film",
    reference=two_layers,
    cases=_pair_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: two_layers(Q, P, W1, b1, W2, b2, w),
            "You put the film before the person. The first d rows of W1 belong to the person.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: (dense(np.hstack([P, Q]), W1, b1) @ W2 + b2) @ w,
            "The second layer has no relu in your answer. Both layers have one.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(np.hstack([P, Q]) @ W1 + b1, W2, b2) @ w,
            "The first layer has no relu in your answer. Both layers have one.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: np.maximum(two_layers(P, Q, W1, b1, W2, b2, w), 0),
            "You put a relu on the score too. The last step has none: a score may be below 0.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(dense(np.hstack([P, Q]), W1, b1), W2, b2),
            "You stopped at the second layer. Its numbers, each times its weight in w, add up to the score.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(dense(np.hstack([P, Q]), W1, 0 * b1), W2, 0 * b2) @ w,
            "Both biases are missing.",
        ),
    ],
    hints=[
        "First one row for each pair: the numbers of the person, then those of the film. np.hstack does it.",
        "The first layer reads that row, the second layer reads the first. Both are the last exercise.",
        "The last step is a dot product with w, without relu.",
    ],
)


def first_layer(P: np.ndarray, Q: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """relu([p, q] W + b) of every person with every film.  (n, d), (m, d), (2 d, h), (h,) -> (n, m, h)."""
    d = P.shape[1]
    return np.maximum((P @ W[:d])[:, None] + Q @ W[d:] + b, 0)


def _halves_cases(rng: np.random.Generator) -> Cases:
    """As many people as films, one film, more films than people."""
    shapes = [(3, 3, 2, 4), (2, 1, 2, 3), (2, 5, 3, 4), (4, 2, 2, 5)]
    return [_numbers(rng, (n, d), (m, d), (2 * d, h), (h,)) for n, m, d, h in shapes]


HALVES = Exercise(
    "08-halves",
    points=3,
    title="the first layer of all pairs, in two halves",
    reference=first_layer,
    cases=_halves_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[P.shape[1] :])[:, None] + Q @ W[: P.shape[1]] + b, 0),
            "The halves are exchanged: the first d rows of W belong to the person.",
        ),
        Mistake(
            lambda P, Q, W, b: (
                np.maximum((P @ W[: P.shape[1]])[:, None] + b, 0) + np.maximum(Q @ W[P.shape[1] :] + b, 0)
            ),
            "You cut off each half by itself. The relu looks at the SUM of both halves and the bias.",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[: P.shape[1]])[:, None], 0) + np.maximum(Q @ W[P.shape[1] :] + b, 0),
            "You took one relu of the person's part and one of the film's. There is one, around their sum.",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[: P.shape[1]])[:, None] + Q @ W[P.shape[1] :], 0),
            "The bias b is missing. It is added once, before the relu.",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[: P.shape[1]])[:, None] + Q @ W[P.shape[1] :] + 2 * b, 0),
            "The bias stands in your sum twice, once in each half. It is added once.",
        ),
        Mistake(
            lambda P, Q, W, b: first_layer(P, Q, W, b).transpose(1, 0, 2),
            "The axes are (film, person, output) in your answer. Wanted is (person, film, output).",
        ),
        Mistake(
            lambda P, Q, W, b: (P @ W[: P.shape[1]])[:, None] + Q @ W[P.shape[1] :] + b,
            "The halves are right. The relu is missing.",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[: P.shape[1]])[:, None] * (Q @ W[P.shape[1] :]) + b, 0),
            "You multiplied the halves. A dense layer adds them.",
        ),
    ],
    hints=[
        "How many rows of W does the person use? P has that many columns.",
        "P @ W[:d] has a row for each person, Q @ W[d:] a row for each film. All pairs: a table of sums.",
        "[:, None] puts an axis of length 1 between, (n, 1, h), so that NumPy adds (n, 1, h) and (m, h) to (n, m, h).",
    ],
)
