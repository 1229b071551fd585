"""The GRU layer of the framework, with the weights of a file that has another order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_10.gru_step import (
    bias_outside,
    gru_step,
    reset_before,
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
ORDER = (2, 0, 1)  # the file has r, candidate, z; `gru_step` wants z, r, candidate
AS_THEY_ARE = (0, 1, 2)  # in Keras, which has our order
AS_THEY_ARE_IN_ROWS = (1, 0, 2)  # in PyTorch, which has r, z, candidate
GATES_EXCHANGED = (0, 2, 1)
Code = Callable[..., np.ndarray]


def layer_states(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """All states of one history.  (t, n), (3, n, d), (3, d, d), (2, 3, d), parts r, candidate, z -> (t, d)."""
    return read_with_gru(x, _side_by_side(W, ORDER), _side_by_side(U, ORDER), _one_row(b, ORDER))


def _side_by_side(tables: np.ndarray, order: Sequence[int]) -> np.ndarray:
    """(3, n, d) -> (n, 3 d)"""
    return np.concatenate(tables[list(order)], axis=1)


def _one_row(biases: np.ndarray, order: Sequence[int]) -> np.ndarray:
    """(2, 3, d) -> (2, 3 d)"""
    return biases[:, list(order)].reshape(2, -1)


def _cases(rng: np.random.Generator) -> Cases:
    """Histories of different lengths, more numbers in than out, with biases."""
    shapes = ((3, 4, 2), (3, 2, 2), (2, 3, 2))
    return [(rng.normal(size=(t, 4)), *(rng.normal(size=shape) for shape in shapes)) for t in (1, 3, 4, 6, 8)]


def _ordered(of_W: Sequence[int], of_U: Sequence[int], of_b: Sequence[int]) -> Code:
    """The right layer with other orders of the parts."""
    return lambda x, W, U, b: read_with_gru(x, _side_by_side(W, of_W), _side_by_side(U, of_U), _one_row(b, of_b))


def _arranged(code: Code) -> Code:
    """A mistake that is made with the three parts in our order."""
    return lambda x, W, U, b: code(x, _side_by_side(W, ORDER), _side_by_side(U, ORDER), _one_row(b, ORDER))


def _reshaped(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Keras: the tables pressed into the shape instead of laid side by side."""
    tables = (table[list(ORDER)].reshape(table.shape[1], -1) for table in (W, U))
    return read_with_gru(x, *tables, _one_row(b, ORDER))


def _reshaped_in_rows(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """PyTorch: the same for its rows."""
    pressed = [table[[0, 2, 1]].reshape(-1, table.shape[1]) for table in (W, U)]
    tables = (_side_by_side(np.array(np.split(table.T, 3, axis=1)), (1, 0, 2)) for table in pressed)
    return read_with_gru(x, *tables, _one_row(b, ORDER))


def _turned_tables(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """With W and U as `gru_step` has them; the three blocks of U are the wrong way round."""
    return read_with_gru(x, W, np.hstack([part.T for part in np.split(U, 3, axis=1)]), b)


EXERCISE = Exercise(
    "10-layer",
    points=3,
    title="the GRU layer of the framework, with the weights of a file",
    reference=layer_states,
    cases=_cases,
    compare=close_to(1e-4, 1e-4),
    mistakes=[
        Mistake(
            _ordered(AS_THEY_ARE, AS_THEY_ARE, AS_THEY_ARE),
            "The parts are still in the order of the file: r, candidate, z. Keras wants z, r, candidate.",
        ),
        Mistake(
            _ordered(AS_THEY_ARE_IN_ROWS, AS_THEY_ARE_IN_ROWS, AS_THEY_ARE_IN_ROWS),
            "The parts are still in the order of the file: r, candidate, z. PyTorch wants r, z, candidate.",
        ),
        Mistake(
            _ordered(GATES_EXCHANGED, GATES_EXCHANGED, GATES_EXCHANGED),
            "The gates z and r are exchanged. PyTorch wants r, z, candidate; Keras wants z, r, candidate.",
        ),
        Mistake(
            _ordered(ORDER, ORDER, AS_THEY_ARE),
            "The biases are still in the order of the file. Change their places too: Keras wants z, r, candidate.",
        ),
        Mistake(
            _ordered(ORDER, ORDER, AS_THEY_ARE_IN_ROWS),
            "The biases are still in the order of the file. Change their places too: PyTorch wants r, z, candidate.",
        ),
        Mistake(
            _ordered(ORDER, AS_THEY_ARE, AS_THEY_ARE),
            "Only the table W has the order of Keras. U and the biases change places in the same way.",
        ),
        Mistake(
            _ordered(ORDER, AS_THEY_ARE_IN_ROWS, AS_THEY_ARE_IN_ROWS),
            "Only the table W has the order of PyTorch. U and the biases change places in the same way.",
        ),
        Mistake(
            _ordered(AS_THEY_ARE, ORDER, ORDER),
            "The table W is still in the order of the file. Keras wants z, r, candidate.",
        ),
        Mistake(
            _ordered(AS_THEY_ARE_IN_ROWS, ORDER, ORDER),
            "The table W is still in the order of the file. PyTorch wants r, z, candidate.",
        ),
        Mistake(
            _reshaped,
            "reshape counts on, row by row, and mixes the tables. Lay them side by side: np.concatenate, axis=1.",
        ),
        Mistake(
            _reshaped_in_rows,
            "reshape counts on, row by row, and mixes the tables. Turn each with .T and lay them one below the other.",
        ),
        Mistake(
            _arranged(_loop(reset_before)),
            "This is the form with the reset gate before the product. In Keras set reset_after=True (the default).",
        ),
        Mistake(
            _arranged(_loop(bias_outside)),
            "You added both biases on the film's side. There are two: b[0] for the film, b[1] for the state.",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: read_with_gru(x, W, U, b)[-1]),
            "You gave the last state only. In Keras set return_sequences=True; in PyTorch take the first result.",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: read_with_gru(x, W, U, np.zeros(b.shape))),
            "Your biases are 0. Copy both rows of b into the layer too.",
        ),
        Mistake(
            _arranged(_turned_tables),
            "The blocks of U are the wrong way round: compare which side wants rows, which columns.",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: read_with_gru(x, W, U, b)[-1:]),
            "This is the last state only, as a table of one row. The layer's first result holds all of them.",
        ),
        Mistake(_arranged(_loop(turned)), "z and 1 - z are exchanged: z says how much of the old state stays."),
        Mistake(
            _arranged(lambda x, W, U, b: read_with_gru(x, W, U, b)[None]),
            "The numbers are right, with an axis for the batch: (1, t, d). Take the first person: [0].",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: np.array([read_with_gru(film[None], W, U, b)[0] for film in x])),
            "Every film is read with an empty state: the layer took your t films for t people. Give it one "
            "history, x[None].",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: read_with_gru(x[::-1], W, U, b)),
            "You began with the newest film. The first row of x is the oldest.",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: read_with_gru(x, W, U, b[::-1])),
            "The two rows of biases are exchanged: b[0] belongs to the film, b[1] to the state.",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: read_with_gru(x, W, U, b * np.array([[0], [1]]))),
            "The biases of the film's side, b[0], are missing.",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: read_with_gru(x, W, U, b * np.array([[1], [0]]))),
            "The biases of the state's side, b[1], are missing.",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: read_with_gru(x, W, U, b).T),
            "Rows and columns are exchanged: a row for each film.",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: read_with_gru(x, W, 0 * U, b)),
            "The table U is missing in the layer: recurrent_kernel in Keras, weight_hh_l0 in PyTorch.",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: read_with_gru(x, 0 * W, U, b)),
            "The table W is missing in the layer: kernel in Keras, weight_ih_l0 in PyTorch.",
        ),
        Mistake(
            _arranged(lambda x, W, U, b: np.vstack([np.zeros((1, len(U))), read_with_gru(x, W, U, b)])[:-1]),
            "Row t holds the state BEFORE film t. The layer gives the state after it.",
        ),
    ],
    hints=[
        "In which order does the framework want the parts? Which place of the file's order does each come from?",
        "W[[2, 0]] takes the parts 2 and 0 of the file, in this order. np.concatenate(..., axis=1) lays tables side by "
        "side.",
        "A layer reads a batch: give it one history, x[None], and take the first of the results.",
    ],
)
