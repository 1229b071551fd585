"""One step of the GRU."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_10.sigmoid import sigmoid

Step = Callable[..., np.ndarray]


def gru_step(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """One step, reset gate after the product.  (n,), (d,), (n, 3 d), (d, 3 d), (2, 3 d) -> (d,)."""
    film, state = np.split(x @ W + b[0], 3), np.split(h @ U + b[1], 3)
    z, r = sigmoid(film[0] + state[0]), sigmoid(film[1] + state[1])
    return z * h + (1 - z) * np.tanh(film[2] + r * state[2])


def _cases(rng: np.random.Generator) -> Cases:
    """The step by hand of the lesson, then random ones with biases."""
    W = np.array([[2.0, 0, 0, 1, 1, 1], [0, 2, 1, 0, 0, 1]])
    U = np.array([[0.0, 0, 2, 0, 0, 2], [0, 2, 0, 2, 2, 0]])
    by_hand = (np.array([1.0, 0]), np.array([0.5, -0.5]), W, U, np.zeros((2, 6)))
    shapes = ((3,), (2,), (3, 6), (2, 6), (2, 6))
    return [by_hand, *(tuple(rng.normal(size=shape) for shape in shapes) for _ in range(4))]


def _parts(
    x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[Any, Any, np.ndarray, np.ndarray]:
    film, state = np.split(x @ W + b[0], 3), np.split(h @ U + b[1], 3)
    return film, state, sigmoid(film[0] + state[0]), sigmoid(film[1] + state[1])


def turned(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """z and 1 - z exchanged."""
    film, state, z, r = _parts(x, h, W, U, b)
    return (1 - z) * h + z * np.tanh(film[2] + r * state[2])


def reset_before(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The reset gate before the product, as in the first paper."""
    film, _, z, r = _parts(x, h, W, U, b)
    d = len(h)
    return z * h + (1 - z) * np.tanh(film[2] + (r * h) @ U[:, 2 * d :] + b[1, 2 * d :])


def bias_outside(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Both biases of the candidate outside the reset gate."""
    return gru_step(x, h, W, U, np.stack([b.sum(axis=0), np.zeros(b.shape[1])]))


def gates_exchanged(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The columns read in the order r, z, candidate."""
    order = reset_first(len(h))
    return gru_step(x, h, W[:, order], U[:, order], b[:, order])


def biases_exchanged(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The biases alone read in the order r, z, candidate."""
    return gru_step(x, h, W, U, b[:, reset_first(len(h))])


def reset_first(d: int) -> np.ndarray:
    """Numbers of the columns in the order r, z, candidate."""
    return np.concatenate([np.arange(d, 2 * d), np.arange(d), np.arange(2 * d, 3 * d)])


def _candidate_second(d: int) -> np.ndarray:
    return np.concatenate([np.arange(d), np.arange(2 * d, 3 * d), np.arange(d, 2 * d)])


def _no_reset(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    film, state, z, _ = _parts(x, h, W, U, b)
    return z * h + (1 - z) * np.tanh(film[2] + state[2])


def _reset_all(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    film, state, z, r = _parts(x, h, W, U, b)
    return z * h + (1 - z) * np.tanh(r * (film[2] + state[2]))


def _candidate(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    film, state, _, r = _parts(x, h, W, U, b)
    return np.tanh(film[2] + r * state[2])


def _with(squash: Callable[[np.ndarray], np.ndarray], gates: Callable[[np.ndarray], np.ndarray]) -> Step:
    """With other functions for the candidate and for the gates."""

    def step(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
        film, state = np.split(x @ W + b[0], 3), np.split(h @ U + b[1], 3)
        z, r = gates(film[0] + state[0]), gates(film[1] + state[1])
        return z * h + (1 - z) * squash(film[2] + r * state[2])

    return step


def _itself(a: np.ndarray) -> np.ndarray:
    return a


EXERCISE = Exercise(
    "10-gru-step",
    points=3,
    title="one step of the GRU",
    reference=gru_step,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(turned, "z and 1 - z are the wrong way round: z says how much of the OLD state stays."),
        Mistake(
            reset_before,
            "You multiplied r with h before the product with U. In this form r multiplies the whole of h U + b[1].",
        ),
        Mistake(gates_exchanged, "The columns hold z first, then r, then the candidate. You took r first."),
        Mistake(_no_reset, "The reset gate r is missing from your candidate."),
        Mistake(_candidate, "This is the candidate. The new state is a mixture of it and the old state."),
        Mistake(
            bias_outside,
            "Almost: in the candidate, r multiplies the state's bias b[1] too, not only the product h U.",
        ),
        Mistake(_reset_all, "r multiplies what comes from the state only, not what comes from the film."),
        Mistake(
            lambda x, h, W, U, b: gru_step(x, h, W, U, b * np.array([[1], [0]])),
            "The second row of biases is missing: b[1] is added to h U.",
        ),
        Mistake(
            _with(sigmoid, sigmoid),
            "The candidate is not a gate: it gets tanh, not the sigmoid.",
        ),
        Mistake(
            _with(np.tanh, np.tanh),
            "The gates z and r get the sigmoid, so that they lie between 0 and 1. Only the candidate gets tanh.",
        ),
        Mistake(
            _with(_itself, sigmoid),
            "tanh is missing in the candidate.",
        ),
        Mistake(
            _with(np.tanh, _itself),
            "The sigmoid is missing in the gates z and r.",
        ),
        Mistake(
            lambda x, h, W, U, b: gru_step(x, h, W, U, b * np.array([[0], [1]])),
            "The first row of biases is missing: b[0] is added to x W.",
        ),
        Mistake(
            lambda x, h, W, U, b: gru_step(x, h, W, U, 0 * b),
            "Both rows of biases are missing.",
        ),
        Mistake(
            lambda x, h, W, U, b: gru_step(x, h, W, U, b[::-1]),
            "The two rows of biases are exchanged: b[0] belongs to x W, b[1] to h U.",
        ),
        Mistake(
            lambda x, h, W, U, b: gru_step(x, h, W, U, b) - _parts(x, h, W, U, b)[2] * h,
            "The old state is missing in the mixture: z * h + (1 - z) * candidate.",
        ),
        Mistake(
            lambda x, h, W, U, b: _parts(x, h, W, U, b)[2] * h + _candidate(x, h, W, U, b),
            "The candidate enters as a whole in your answer. Its share is 1 - z.",
        ),
        Mistake(
            lambda x, h, W, U, b: (1 - _parts(x, h, W, U, b)[2]) * _candidate(x, h, W, U, b) + h,
            "The old state stays as a whole in your answer. Its share is z.",
        ),
        Mistake(
            lambda x, h, W, U, b: _parts(x, h, W, U, b)[2] * h + _parts(x, h, W, U, b)[3] * _candidate(x, h, W, U, b),
            "You gave the candidate the share r. Its share is 1 - z; r acts inside the candidate.",
        ),
        Mistake(
            lambda x, h, W, U, b: gru_step(0 * x, h, W, U, b),
            "The film takes no part: x @ W is missing.",
        ),
        Mistake(
            lambda x, h, W, U, b: (
                _parts(x, h, W, U, b)[2] * h
                + (1 - _parts(x, h, W, U, b)[2])
                * np.tanh(_parts(x, h, W, U, b)[3] * _parts(x, h, W, U, b)[0][2] + _parts(x, h, W, U, b)[1][2])
            ),
            "r multiplies what comes from the film in your candidate. It multiplies what comes from the STATE.",
        ),
        Mistake(
            lambda x, h, W, U, b: gru_step(x, h, *(table[..., _candidate_second(len(h))] for table in (W, U, b))),
            "The columns hold z first, then r, then the candidate. You took the candidate second.",
        ),
        Mistake(
            lambda x, h, W, U, b: 2 * _parts(x, h, W, U, b)[2] * h - gru_step(x, h, W, U, b),
            "You subtracted the candidate's share. Add it.",
        ),
        Mistake(
            lambda x, h, W, U, b: (
                _parts(x, h, W, U, b)[2] * h
                + (1 - _parts(x, h, W, U, b)[2]) * np.tanh(_parts(x, h, W, U, b)[0][2] + _parts(x, h, W, U, b)[3] * h)
            ),
            "In the candidate you multiplied r with the state itself. It multiplies what U makes of the state: h "
            "U + b[1].",
        ),
    ],
    hints=[
        "Compute x @ W + b[0] and h @ U + b[1] first: 3 d numbers each. np.split(..., 3) cuts them into three parts.",
        "z and r: the sigmoid of the film's part plus the state's part.",
        "In the candidate r multiplies the state's third part before it is added; then tanh; then mix with z.",
    ],
)
