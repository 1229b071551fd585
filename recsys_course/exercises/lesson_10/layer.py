"""The GRU layer of the framework, with given weights."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_10.gru_step import (
    bias_outside,
    biases_exchanged,
    gates_exchanged,
    gru_step,
    reset_before,
    reset_first,
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


def _cases(rng: np.random.Generator) -> Cases:
    """Histories of different lengths, more numbers in than out, with biases."""
    shapes = ((3, 6), (2, 6), (2, 6))
    return [(rng.normal(size=(t, 3)), *(rng.normal(size=shape) for shape in shapes)) for t in (1, 3, 4, 6, 8)]


def _turned_tables(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    return read_with_gru(x, W, np.hstack([part.T for part in np.split(U, 3, axis=1)]), b)


EXERCISE = Exercise(
    "10-layer",
    points=3,
    title="the GRU layer of the framework, with given weights",
    reference=read_with_gru,
    cases=_cases,
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
            "You added both biases on the film's side. There are two: b[0] for the film, b[1] for the state.",
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
            "The blocks of U are the wrong way round: compare which side wants rows, which columns.",
        ),
        Mistake(
            _loop(biases_exchanged),
            "The biases are still in the order z, r, candidate. Change their places too, as in the tables.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W, U, b)[-1:],
            "This is the last state only, as a table of one row. The layer's first result holds all of them.",
        ),
        Mistake(_loop(turned), "z and 1 - z are exchanged: z says how much of the old state stays."),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W, U, b)[None],
            "The numbers are right, with an axis for the batch: (1, t, d). Take the first person: [0].",
        ),
        Mistake(
            lambda x, W, U, b: np.array([read_with_gru(film[None], W, U, b)[0] for film in x]),
            "Every film is read with an empty state: the layer took your t films for t people. Give it one "
            "history, x[None].",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x[::-1], W, U, b),
            "You began with the newest film. The first row of x is the oldest.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W, U, b[::-1]),
            "The two rows of biases are exchanged: b[0] belongs to the film, b[1] to the state.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W, U, b * np.array([[0], [1]])),
            "The biases of the film's side, b[0], are missing.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W, U, b * np.array([[1], [0]])),
            "The biases of the state's side, b[1], are missing.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W[:, reset_first(len(U))], U, b),
            "Only the table W is in the order r, z, candidate. U and the biases change places in the same way.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W, U[:, reset_first(len(U))], b),
            "Only the table U is in the order r, z, candidate. W and the biases change places in the same way.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W, U, b).T,
            "Rows and columns are exchanged: a row for each film.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, W, 0 * U, b),
            "The table U is missing in the layer: recurrent_kernel in Keras, weight_hh_l0 in PyTorch.",
        ),
        Mistake(
            lambda x, W, U, b: read_with_gru(x, 0 * W, U, b),
            "The table W is missing in the layer: kernel in Keras, weight_ih_l0 in PyTorch.",
        ),
        Mistake(
            lambda x, W, U, b: np.vstack([np.zeros((1, len(U))), read_with_gru(x, W, U, b)])[:-1],
            "Row t holds the state BEFORE film t. The layer gives the state after it.",
        ),
    ],
    hints=[
        "The table above the exercise says where each of the three arrays goes, and in which order the gates are.",
        "A layer reads a batch: give it one history, x[None], and take the first of the results.",
    ],
)
