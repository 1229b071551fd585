"""One step of the LSTM."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_10.sigmoid import sigmoid


def lstm_step(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """New state and cell (h, c).  (n,), (d,), (d,), (n, 4 d), (d, 4 d), (4 d,) -> (d,), (d,)."""
    i, f, candidate, o = np.split(x @ W + h @ U + b, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(candidate)
    return sigmoid(o) * np.tanh(c), c


def _cases(rng: np.random.Generator) -> Cases:
    shapes = ((3,), (2,), (2,), (3, 8), (2, 8), (8,))
    return [tuple(rng.normal(size=shape) for shape in shapes) for _ in range(5)]


def _in_order(*order: int) -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    """The step with the four parts of the columns taken in another order."""

    def step(
        x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        d = len(h)
        columns = np.concatenate([np.arange(part * d, (part + 1) * d) for part in order])
        return lstm_step(x, h, c, W[:, columns], U[:, columns], b[columns])

    return step


def _without_tanh(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    new = lstm_step(x, h, c, W, U, b)[1]
    return sigmoid(np.split(x @ W + h @ U + b, 4)[3]) * new, new


def _old_memory(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    return sigmoid(np.split(x @ W + h @ U + b, 4)[3]) * np.tanh(c), lstm_step(x, h, c, W, U, b)[1]


def _mixture(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    _, f, candidate, o = np.split(x @ W + h @ U + b, 4)
    new = sigmoid(f) * c + (1 - sigmoid(f)) * np.tanh(candidate)
    return sigmoid(o) * np.tanh(new), new


def _sigmoid_candidate(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    i, f, candidate, o = (sigmoid(part) for part in np.split(x @ W + h @ U + b, 4))
    new = f * c + i * candidate
    return o * np.tanh(new), new


def _gates_of_tanh(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    i, f, candidate, o = (np.tanh(part) for part in np.split(x @ W + h @ U + b, 4))
    new = f * c + i * candidate
    return o * np.tanh(new), new


def _plain_candidate(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    i, f, candidate, o = np.split(x @ W + h @ U + b, 4)
    new = sigmoid(f) * c + sigmoid(i) * candidate
    return sigmoid(o) * np.tanh(new), new


def _tanh_last(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    new = lstm_step(x, h, c, W, U, b)[1]
    return np.tanh(sigmoid(np.split(x @ W + h @ U + b, 4)[3]) * new), new


def _from_parts(
    new: Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray], np.ndarray],
) -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    """The step with another new cell. new: i, f, candidate, c -> cell."""

    def step(
        x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        i, f, candidate, o = np.split(x @ W + h @ U + b, 4)
        cell = new(sigmoid(i), sigmoid(f), np.tanh(candidate), c)
        return sigmoid(o) * np.tanh(cell), cell

    return step


def _without_sigmoids(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    i, f, candidate, o = np.split(x @ W + h @ U + b, 4)
    new = f * c + i * np.tanh(candidate)
    return o * np.tanh(new), new


EXERCISE = Exercise(
    "10-lstm-step",
    points=2,
    title="one step of the LSTM",
    reference=lstm_step,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda x, h, c, W, U, b: lstm_step(x, h, c, W, U, b)[::-1],
            "The order of the results is (h, c): the state first, then the cell.",
        ),
        Mistake(_in_order(1, 0, 2, 3), "Input and forget gate are exchanged: f multiplies the OLD cell."),
        Mistake(
            _in_order(0, 1, 3, 2),
            "The columns are in the order i, f, candidate, o. You took o before the candidate.",
        ),
        Mistake(_without_tanh, "In the new state, tanh of the cell is missing: h = o * tanh(c)."),
        Mistake(_old_memory, "The new state is made from the NEW cell, not from the old one."),
        Mistake(
            _mixture,
            "You used 1 - f in place of i. That is the GRU's way; the LSTM has a gate of its own.",
        ),
        Mistake(_sigmoid_candidate, "The candidate is not a gate: it gets tanh, not the sigmoid."),
        Mistake(
            lambda x, h, c, W, U, b: lstm_step(x, h, c, W, U, b)[0],
            "You returned only the new state. Return the pair (new h, new c).",
        ),
        Mistake(
            _from_parts(lambda i, f, candidate, c: i * candidate),
            "The old cell is missing: c' = f * c + i * candidate.",
        ),
        Mistake(
            _from_parts(lambda i, f, candidate, c: c + i * candidate),
            "The forget gate is missing: it says how much of the old cell stays, f * c.",
        ),
        Mistake(
            _from_parts(lambda i, f, candidate, c: f * c + candidate),
            "The input gate is missing: it says how much of the candidate enters, i * candidate.",
        ),
        Mistake(
            _from_parts(lambda i, f, candidate, c: f * c),
            "The candidate is missing: c' = f * c + i * candidate.",
        ),
        Mistake(
            _from_parts(lambda i, f, candidate, c: (1 - f) * c + i * candidate),
            "You used 1 - f for the old cell. f says how much STAYS: f * c.",
        ),
        Mistake(
            _from_parts(lambda i, f, candidate, c: f * c - i * candidate),
            "You subtracted the candidate. Add it.",
        ),
        Mistake(
            _without_sigmoids,
            "The sigmoids are missing: i, f and o are gates, between 0 and 1.",
        ),
        Mistake(
            lambda x, h, c, W, U, b: (np.tanh(lstm_step(x, h, c, W, U, b)[1]), lstm_step(x, h, c, W, U, b)[1]),
            "The output gate is missing: h = o * tanh(c).",
        ),
        Mistake(
            lambda x, h, c, W, U, b: lstm_step(x, h, c, W, U, 0 * b),
            "The bias b is missing.",
        ),
        Mistake(
            lambda x, h, c, W, U, b: lstm_step(x, 0 * h, c, W, U, b),
            "The old state takes no part: h @ U is missing.",
        ),
        Mistake(
            lambda x, h, c, W, U, b: lstm_step(x, c, c, W, U, b),
            "You multiplied the CELL with U. The gates look at the state: h @ U.",
        ),
        Mistake(
            lambda x, h, c, W, U, b: lstm_step(x, h, h, W, U, b),
            "You used the old state h in place of the old cell c.",
        ),
        Mistake(
            _in_order(3, 1, 2, 0),
            "Input and output gate are exchanged: the order is i, f, candidate, o.",
        ),
        Mistake(
            _in_order(2, 1, 0, 3),
            "Input gate and candidate are exchanged: the order is i, f, candidate, o.",
        ),
        Mistake(
            _in_order(1, 2, 3, 0),
            "You began with f: the order of the columns is i, f, candidate, o.",
        ),
        Mistake(
            lambda x, h, c, W, U, b: (
                sigmoid(lstm_step(x, h, c, W, U, b)[1])
                * lstm_step(x, h, c, W, U, b)[0]
                / np.tanh(lstm_step(x, h, c, W, U, b)[1]),
                lstm_step(x, h, c, W, U, b)[1],
            ),
            "In the new state you took the sigmoid of the cell. It is tanh: h = o * tanh(c).",
        ),
        Mistake(
            lambda x, h, c, W, U, b: lstm_step(x, h, c, W, U, b)[1],
            "You returned only the new cell. Return the pair (new h, new c).",
        ),
        Mistake(
            _gates_of_tanh,
            "The gates i, f and o get the sigmoid, so that they lie between 0 and 1. Only the candidate gets tanh.",
        ),
        Mistake(
            _plain_candidate,
            "tanh is missing in the candidate.",
        ),
        Mistake(
            _tanh_last,
            "tanh is around the product. It is around the cell alone: h = o * tanh(c).",
        ),
        Mistake(
            lambda x, h, c, W, U, b: lstm_step(x, c, h, W, U, b),
            "The old state and the old cell are exchanged: U multiplies h, and f multiplies c.",
        ),
        Mistake(
            _in_order(0, 2, 1, 3),
            "Forget gate and candidate are exchanged: the order is i, f, candidate, o.",
        ),
    ],
    hints=[
        "x @ W + h @ U + b has 4 d numbers. np.split(..., 4) cuts them into i, f, candidate, o.",
        "Three of the four parts get a sigmoid; the candidate gets tanh.",
        "First the new cell, then the new state from the new cell.",
    ],
)
