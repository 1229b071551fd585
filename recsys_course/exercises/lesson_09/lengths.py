"""How long is the result of a stack of layers?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake

Layers = list[tuple[str, int]]


def length_after(length: int, layers: Layers) -> int:
    """L - w + 1 after ("conv", w), L after ("same", w), L // w after ("pool", w)."""
    n_rows = length
    for kind, width in layers:
        n_rows = {"conv": n_rows - width + 1, "same": n_rows, "pool": n_rows // width}[kind]
    return n_rows


def _cases(rng: np.random.Generator) -> Cases:
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


def _each(length: int, layers: Layers, rules: dict[str, Callable[[int, int], Any]]) -> Any:
    for kind, width in layers:
        length = rules[kind](length, width)
    return length


def _conv(length: int, width: int) -> int:
    return length - width + 1


def _pool(length: int, width: int) -> int:
    return length // width


def _same(length: int, width: int) -> int:
    return length


EXERCISE = Exercise(
    "09-lengths",
    points=1,
    title="how long is what comes out",
    reference=length_after,
    cases=_cases,
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
        Mistake(
            lambda length, layers: _each(
                length, layers, {"conv": lambda n, w: n + w - 1, "same": _same, "pool": _pool}
            ),
            "A filter makes the length shorter, not longer: L - w + 1.",
        ),
        Mistake(
            lambda length, layers: _each(
                length, layers, {"conv": lambda n, w: n - w - 1, "same": _same, "pool": _pool}
            ),
            "Mind the sign of the 1: a filter of width w fits at L - w PLUS 1 places.",
        ),
        Mistake(
            lambda length, layers: _each(length, layers, {"conv": _same, "same": _same, "pool": _pool}),
            'A "conv" layer leaves L - w + 1 places. Only "same" keeps the length.',
        ),
        Mistake(
            lambda length, layers: _each(length, layers, {"conv": _conv, "same": _same, "pool": _same}),
            'A "pool" layer changes the length: L // w.',
        ),
        Mistake(
            lambda length, layers: _each(length, layers, {"conv": _conv, "same": _same, "pool": lambda n, w: n // 2}),
            "Your pooling always takes 2 rows at a time. It takes w of them.",
        ),
        Mistake(
            lambda length, layers: _each(length, layers, {"conv": _conv, "same": lambda n, w: w, "pool": _pool}),
            '"same" keeps the length L. You took the width w.',
        ),
        Mistake(
            lambda length, layers: _each(length, layers, {"conv": _conv, "same": _pool, "pool": _pool}),
            '"same" keeps the length. Only pooling divides.',
        ),
        Mistake(
            lambda length, layers: length_after(length, layers[::-1]),
            "You went through the layers from the last to the first. The first layer comes first.",
        ),
        Mistake(
            lambda length, layers: length_after(length, layers[-1:]),
            "You applied only the last layer to the length L. Each layer gets the length that the one before it left.",
        ),
        Mistake(
            lambda length, layers: length_after(length, layers[:-1]),
            "The last layer is missing.",
        ),
        Mistake(
            lambda length, layers: [length_after(length, layers[: n + 1]) for n in range(len(layers))],
            "These are the lengths after each layer. Only the last one is asked for.",
        ),
        Mistake(
            lambda length, layers: _each(
                length, layers, {"conv": _conv, "same": _same, "pool": lambda n, w: round(n / w)}
            ),
            "round() may go up. Rows that do not fill a whole group are dropped: L // w.",
        ),
        Mistake(
            lambda length, layers: _each(length, layers, {"conv": _conv, "same": _same, "pool": lambda n, w: n - w}),
            "Pooling by w does not take w away, it divides: L // w.",
        ),
    ],
    hints=[
        "Go through the layers one after the other and change the length at each.",
        'Three rules: "conv" takes away w - 1, "same" nothing, "pool" divides and drops the rest.',
    ],
)
