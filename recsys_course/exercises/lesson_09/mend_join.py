"""Repair two branches that are added where they must be joined."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def join(own: np.ndarray, like: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """relu([own, like] W + b), both flattened per person.  (m, a, n), (m, b, k), (a n + b k, d), (d,) -> (m, d)."""
    both = np.concatenate([own.reshape(len(own), -1), like.reshape(len(like), -1)], axis=1)
    return np.maximum(both @ kernel + bias, 0)


def _cases(rng: np.random.Generator) -> Cases:
    """Branches of equal and of different widths, as many people as columns, one person."""
    cases: Cases = []
    for m, a, n, b, k, d in ((2, 2, 3, 2, 3, 4), (3, 2, 2, 2, 2, 3), (4, 1, 2, 1, 2, 5), (1, 2, 2, 2, 2, 6)):
        own, like = rng.normal(size=(m, a, n)), rng.normal(size=(m, b, k))
        kernel, bias = rng.normal(size=(a * n + b * k, d)), rng.uniform(0.5, 1, d)
        cases.append(tuple(array.round(2) for array in (own, like, kernel, bias)))
    own, like = rng.normal(size=(3, 2, 4)).round(2), rng.normal(size=(3, 2, 1)).round(2)  # widths that broadcast
    return [*cases, (own, like, rng.normal(size=(10, 2)).round(2), np.array([1.0, 2.0]))]


def _added(own: np.ndarray, like: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    both = (own + like).reshape(len(own), -1)
    return np.maximum(both @ kernel[: both.shape[1]] + bias, 0)


def _filters_first(own: np.ndarray, like: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    return join(np.swapaxes(own, 1, 2), np.swapaxes(like, 1, 2), kernel, bias)


def _joined_first(own: np.ndarray, like: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    both = np.concatenate([own, like], axis=2).reshape(len(own), -1)
    return np.maximum(both @ kernel + bias, 0)


def _side_by_side(own: np.ndarray, like: np.ndarray) -> np.ndarray:
    return np.concatenate([own.reshape(len(own), -1), like.reshape(len(like), -1)], axis=1)


EXERCISE = Exercise(
    "09-mend-join",
    points=2,
    title="repair: two branches added",
    reference=join,
    cases=_cases,
    compare=close_to(1e-5),
    mistakes=[
        Mistake(_added, "The bug is still there: the branches are added. Put them side by side."),
        Mistake(
            lambda own, like, kernel, bias: join(like, own, kernel, bias),
            "The branches are in the wrong order: first the films' own numbers, then the features.",
        ),
        Mistake(
            lambda own, like, kernel, bias: _side_by_side(own, like) @ kernel + bias,
            "The relu is missing at the end.",
        ),
        Mistake(
            lambda own, like, kernel, bias: join(own, like, kernel, np.zeros(len(bias))),
            "The bias is missing.",
        ),
        Mistake(
            _filters_first,
            "You flattened filter by filter. Keep the order of the array: place by place, at each place all filters.",
        ),
        Mistake(
            _joined_first,
            "You joined first and flattened then, so that the branches alternate, place by place. Flatten each first.",
        ),
        Mistake(
            lambda own, like, kernel, bias: np.maximum(_side_by_side(own, like) @ kernel, 0) + bias,
            "You added the bias after the relu. It belongs inside: first the product, then the bias, then the relu.",
        ),
        Mistake(
            lambda own, like, kernel, bias: join(np.maximum(own, 0), np.maximum(like, 0), kernel, bias),
            "You put a relu on the branches too. There is one, at the end.",
        ),
        Mistake(
            lambda own, like, kernel, bias: _side_by_side(own, like),
            "The branches stand side by side. Now the product with the kernel, the bias and the relu.",
        ),
        Mistake(
            lambda own, like, kernel, bias: join(own, 0 * like, kernel, bias),
            "The second branch takes no part.",
        ),
        Mistake(
            lambda own, like, kernel, bias: join(0 * own, like, kernel, bias),
            "The first branch takes no part.",
        ),
        Mistake(
            lambda own, like, kernel, bias: np.abs(_side_by_side(own, like) @ kernel + bias),
            "You took the absolute value. The relu does not turn -2 into 2; it makes it 0.",
        ),
        Mistake(
            lambda own, like, kernel, bias: join(own, like, kernel, bias).sum(axis=1),
            "You added up the d numbers of each person. Keep them apart: (m, d).",
        ),
        Mistake(
            lambda own, like, kernel, bias: join(own, like, kernel, 2 * bias),
            "The bias is in your sum twice. It is added once.",
        ),
        Mistake(
            lambda own, like, kernel, bias: join(
                own.mean(axis=1, keepdims=True), like.mean(axis=1, keepdims=True), kernel, bias
            ),
            "You took the mean over the places. Flattening keeps every number: reshape(m, -1).",
        ),
        Mistake(
            lambda own, like, kernel, bias: np.maximum(
                np.concatenate([own, like], axis=1).reshape(len(own), -1) @ kernel + bias, 0
            ),
            "You joined the tables before flattening, which needs equal widths. Flatten each branch for itself, "
            "then join the two rows.",
        ),
        Mistake(
            lambda own, like, kernel, bias: sum(
                np.maximum(part @ rows + bias, 0)
                for part, rows in (
                    (own.reshape(len(own), -1), kernel[: own[0].size]),
                    (like.reshape(len(like), -1), kernel[own[0].size :]),
                )
            ),
            "You cut off each branch by itself, with the bias in both. There is one relu, around the sum of both "
            "and the bias.",
        ),
        Mistake(
            lambda own, like, kernel, bias: 1 / (1 + np.exp(-(_side_by_side(own, like) @ kernel + bias))),
            "This is the sigmoid. The relu leaves what is above 0 as it is.",
        ),
        Mistake(
            lambda own, like, kernel, bias: np.maximum(_side_by_side(own, like), 0) @ kernel + bias,
            "Your relu is on the branches. It belongs at the end, after the product and the bias.",
        ),
    ],
    hints=[
        "Adding needs equal widths, and even then a place of one branch meets an unrelated place of the other.",
        "Flatten each person's table to one row: reshape(m, -1). Then put the two rows side by side along axis 1.",
        "Now W has a row for each number of both branches. Then the bias, then the relu.",
    ],
)
