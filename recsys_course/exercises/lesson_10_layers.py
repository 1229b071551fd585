"""Exercises of lesson 10, part two: the framework's GRU layer with given weights, and one step of the LSTM."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_10 import (
    bias_outside,
    biases_exchanged,
    gates_exchanged,
    gru_step,
    reset_before,
    sigmoid,
    turned,
)


def _loop(step: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """A whole history read with `step`: x (t, n) -> states (t, d)."""

    def read(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
        states, h = [], np.zeros(len(U))
        for film in x:
            h = step(film, h, W, U, b)
            states.append(h)
        return np.array(states)

    return read


read_with_gru = _loop(gru_step)


def _layer_cases(rng: np.random.Generator) -> Cases:
    """Histories of different lengths, more numbers in than out, with biases."""
    shapes = ((3, 6), (2, 6), (2, 6))
    return [(rng.normal(size=(t, 3)), *(rng.normal(size=shape) for shape in shapes)) for t in (1, 3, 4, 6, 8)]


def _turned_tables(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    return read_with_gru(x, W, np.hstack([part.T for part in np.split(U, 3, axis=1)]), b)


LAYER = Exercise(
    "10-layer",
    points=3,
    title="the GRU layer of the framework, with given weights",
    reference=read_with_gru,
    cases=_layer_cases,
    compare=close_to(1e-4, 1e-4),
    mistakes=[
        Mistake(
            _loop(gates_exchanged),
            "The gates z and r are exchanged. PyTorch wants r, z, candidate; Keras wants z, r, candidate, as here.",
        ),
        Mistake(
            _loop(reset_before),
            "This is the form with the reset gate before the product. In Keras set reset_after=True (the default).",
        ),
        Mistake(
            _loop(bias_outside),
            "You added both biases on the film's side. They are two: b[0] for the film, b[1] for the state.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W, U, b)[-1],
            "You gave the last state only. In Keras set return_sequences=True; in PyTorch take the first result.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W, U, np.zeros(b.shape)),
            "Your biases are 0. Copy both rows of b into the layer too.",
        ),
        Mistake(
            _turned_tables,
            "The blocks of U stand the wrong way round: compare which side wants rows, which columns.",
        ),
        Mistake(
            _loop(biases_exchanged),
            "The biases still stand in the order z, r, candidate. Change their places too, as in the tables.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W, U, b)[-1:],
            "This is the last state only, as a table of one row. The layer's first result holds all of them.",
        ),
        Mistake(_loop(turned), "z and 1 - z are exchanged: z says how much of the old state stays."),
    ],
    hints=[
        "The table above the exercise says where each of the three arrays goes, and in which order the gates stand.",
        "A layer reads a batch: give it one history, x[None], and take the first of the results.",
    ],
)


def lstm_step(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """New state and cell (h, c).  (n,), (d,), (d,), (n, 4 d), (d, 4 d), (4 d,) -> (d,), (d,)."""
    i, f, candidate, o = np.split(x @ W + h @ U + b, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(candidate)
    return sigmoid(o) * np.tanh(c), c


def _lstm_cases(rng: np.random.Generator) -> Cases:
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


LSTM = Exercise(
    "10-lstm-step",
    points=2,
    title="one step of the LSTM",
    reference=lstm_step,
    cases=_lstm_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda x, h, c, W, U, b: lstm_step(x, h, c, W, U, b)[::-1],
            "The order of the results is (h, c): the state first, then the cell.",
        ),
        Mistake(_in_order(1, 0, 2, 3), "Input and forget gate are exchanged: f multiplies the OLD cell."),
        Mistake(
            _in_order(0, 1, 3, 2),
            "The columns stand in the order i, f, candidate, o. You took o before the candidate.",
        ),
        Mistake(_without_tanh, "In the new state, tanh of the cell is missing: h = o * tanh(c)."),
        Mistake(_old_memory, "The new state is made from the NEW cell, not from the old one."),
        Mistake(
            _mixture,
            "You used 1 - f in the place of i. That is the GRU's way; the LSTM has a gate of its own.",
        ),
        Mistake(_sigmoid_candidate, "The candidate is no gate: it gets tanh, not the sigmoid."),
        Mistake(
            lambda x, h, c, W, U, b: lstm_step(x, h, c, W, U, b)[0],
            "You returned the new state alone. Return the pair (new h, new c).",
        ),
    ],
    hints=[
        "x @ W + h @ U + b has 4 d numbers. np.split(..., 4) cuts them into i, f, candidate, o.",
        "Three of the four parts get a sigmoid; the candidate gets tanh.",
        "First the new cell, then the new state from the new cell.",
    ],
)
