"""Exercises of lesson 09, part three: pooling, the arithmetic of lengths, and two branches that meet."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to, exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake

Layers = list[tuple[str, int]]


def halve(table: np.ndarray) -> np.ndarray:
    """The larger of each two neighbours in time, column by column.  (L, n) -> (L // 2, n)."""
    half = len(table) // 2
    return table[: 2 * half].reshape(half, 2, -1).max(axis=1)


def _tables(rng: np.random.Generator) -> Cases:
    """By hand, an odd length, negative numbers; then random ones."""
    cases: Cases = [(np.array([[3.0, 0], [1, 2], [0, 5], [4, 1]]),), (np.array([[1.0, -2], [-3, -1], [9, 9]]),)]
    return cases + [(rng.normal(size=(n, d)).round(2),) for n, d in ((8, 3), (7, 2), (6, 4))]


def _sliding(table: np.ndarray) -> np.ndarray:
    return np.maximum(table[:-1], table[1:])


def _filled_up(table: np.ndarray) -> np.ndarray:
    even = len(table) % 2 == 0
    return halve(table if even else np.vstack([table, table[-1:]]))


POOL = Exercise(
    "09-pool",
    points=1,
    title="pooling: the larger of two",
    reference=halve,
    cases=_tables,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(_sliding, "Your pairs overlap: rows 0 and 1, rows 1 and 2. Take rows 0 and 1, then rows 2 and 3."),
        Mistake(
            _filled_up,
            "A single row is left over at the end, and you kept it. Pooling drops it: L // 2 rows come out.",
        ),
        Mistake(
            lambda table: (table[0 : len(table) // 2 * 2 : 2] + table[1::2]) / 2,
            "You took the mean of each two. Here it is the larger one, for each column.",
        ),
        Mistake(
            lambda table: table[: len(table) // 2 * 2 : 2],
            "You kept every second row. Compare it with the row after it and keep the larger number.",
        ),
        Mistake(
            lambda table: np.maximum(halve(table), 0),
            "Negative numbers became 0. That would be a relu; pooling keeps what is larger, also below 0.",
        ),
        Mistake(
            lambda table: table.max(axis=0),
            "This is the largest of ALL rows, as in max over time. Pooling keeps one row for each two.",
        ),
        Mistake(
            lambda table: halve(table.T).T,
            "You pooled over the columns, which are the filters. Pool over the rows, which are the places.",
        ),
    ],
    hints=[
        "table[0::2] are the rows 0, 2, 4, ... and table[1::2] the rows 1, 3, 5, ...",
        "np.maximum compares two tables of the same shape cell by cell. Cut off a left-over row first.",
    ],
)


def length_after(length: int, layers: Layers) -> int:
    """L - w + 1 after ("conv", w), L after ("same", w), L // w after ("pool", w)."""
    n_rows = length
    for kind, width in layers:
        n_rows = {"conv": n_rows - width + 1, "same": n_rows, "pool": n_rows // width}[kind]
    return n_rows


def _stacks(rng: np.random.Generator) -> Cases:
    """Each layer alone, the two branches of the lesson with and without zeros at the ends; then random stacks."""
    alone: Cases = [(5, [("conv", 2)]), (5, [("same", 3)]), (9, [("pool", 2)]), (10, [("pool", 3)])]
    plain = [("conv", 3), ("pool", 2), ("conv", 3), ("pool", 2)]
    zeros = [("same", 3), ("pool", 2), ("same", 3), ("pool", 2)]
    cases: Cases = [*alone, (12, plain), (8, zeros), (11, zeros)]
    kinds = ("conv", "same", "pool")
    for _ in range(4):
        layers = [(kinds[rng.integers(3)], int(rng.integers(2, 4))) for _ in range(3)]
        cases.append((int(rng.integers(45, 60)), layers))
    return cases


def _each(length: int, layers: Layers, rules: dict) -> int:
    for kind, width in layers:
        length = rules[kind](length, width)
    return length


def _conv(length: int, width: int) -> int:
    return length - width + 1


def _pool(length: int, width: int) -> int:
    return length // width


def _same(length: int, width: int) -> int:
    return length


SHAPES = Exercise(
    "09-lengths",
    points=1,
    title="how long is what comes out",
    reference=length_after,
    cases=_stacks,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda length, layers: _each(length, layers, {"conv": lambda n, w: n - w, "same": _same, "pool": _pool}),
            "A filter of width w fits at L - w + 1 places, not at L - w. Try it with L = 2 and w = 2.",
        ),
        Mistake(
            lambda length, layers: _each(length, layers, {"conv": _conv, "same": _conv, "pool": _pool}),
            '"same" adds rows of zeros at the ends, so that the length stays.',
        ),
        Mistake(
            lambda length, layers: _each(length, layers, {"conv": _conv, "same": _same, "pool": _conv}),
            "Pooling does not slide by one: it takes w rows at a time, and L // w come out.",
        ),
        Mistake(
            lambda length, layers: _each(
                length, layers, {"conv": _conv, "same": _same, "pool": lambda n, w: -(-n // w)}
            ),
            "You rounded up. Rows that do not fill a whole group are dropped: L // w.",
        ),
        Mistake(
            lambda length, layers: length_after(length, layers[:1]),
            "You stopped after the first layer. Each layer gets the length that the one before it left.",
        ),
        Mistake(
            lambda length, layers: _each(length, layers, {"conv": _conv, "same": _same, "pool": lambda n, w: n / w}),
            "You divided with /, which leaves parts of a row. L // w drops the rest.",
        ),
        Mistake(
            lambda length, layers: float(length_after(length, layers)),
            "The value is right, but a length is a whole number, without a decimal point: use //, or int(...).",
        ),
    ],
    hints=[
        "Go through the layers one after the other and change the length at each.",
        'Three rules: "conv" takes away w - 1, "same" nothing, "pool" divides and drops the rest.',
    ],
)


def join(own: np.ndarray, like: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """relu([own, like] W + b), both flattened per person.  (m, a, n), (m, b, k), (a n + b k, d), (d,) -> (m, d)."""
    both = np.concatenate([own.reshape(len(own), -1), like.reshape(len(like), -1)], axis=1)
    return np.maximum(both @ kernel + bias, 0)


def _branches(rng: np.random.Generator) -> Cases:
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


JOIN = Exercise(
    "09-mend-join",
    points=2,
    title="repair: two branches added",
    reference=join,
    cases=_branches,
    compare=close_to(1e-5),
    mistakes=[
        Mistake(_added, "The bug is still there: the branches are added. Put them side by side."),
        Mistake(
            lambda own, like, kernel, bias: join(like, own, kernel, bias),
            "The branches stand in the other order: first the films' own numbers, then the features.",
        ),
        Mistake(
            lambda own, like, kernel, bias: (
                np.concatenate([own.reshape(len(own), -1), like.reshape(len(like), -1)], axis=1) @ kernel + bias
            ),
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
    ],
    hints=[
        "Adding needs equal widths, and even then a place of one branch meets an unrelated place of the other.",
        "Flatten each person's table to one row: reshape(m, -1). Then put the two rows side by side along axis 1.",
        "Now W has a row for each number of both branches. Then the bias, then the relu.",
    ],
)
