"""Exercises of lesson 10, part one: a gate, a history read with a loop, one step of the GRU."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def sigmoid(a: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-a)."""
    return 1 / (1 + np.exp(-a))


def gate(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """sigma(x W + h U + b): numbers between 0 and 1.  (n,), (d,), (n, d), (d, d), (d,) -> (d,)."""
    return sigmoid(x @ W + h @ U + b)


def _gate_cases(rng: np.random.Generator) -> Cases:
    """A gate that stands at one half, then random ones with more numbers in than out."""
    half = (np.ones(3), np.zeros(2), np.zeros((3, 2)), np.eye(2), np.zeros(2))
    shapes = ((3,), (2,), (3, 2), (2, 2), (2,))
    return [half, *(tuple(rng.normal(size=shape) for shape in shapes) for _ in range(4))]


GATE = Exercise(
    "10-gate",
    points=1,
    title="a gate",
    reference=gate,
    cases=_gate_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda x, h, W, U, b: x @ W + h @ U + b,
            "The sum is right. Now the sigmoid, so that every number lies between 0 and 1.",
        ),
        Mistake(
            lambda x, h, W, U, b: np.tanh(x @ W + h @ U + b),
            "You took tanh, which lies between -1 and 1. A gate lies between 0 and 1: the sigmoid.",
        ),
        Mistake(
            lambda x, h, W, U, b: 1 - gate(x, h, W, U, b),
            "The sign in the exponent is missing: sigma(a) = 1 / (1 + e to the power of MINUS a).",
        ),
        Mistake(
            lambda x, h, W, U, b: sigmoid(x @ W + U @ h + b),
            "You wrote U @ h. In this lesson vectors are rows and stand on the left: h @ U.",
        ),
        Mistake(
            lambda x, h, W, U, b: sigmoid(x @ W + b),
            "The gate must also look at the state: h @ U is missing.",
        ),
        Mistake(lambda x, h, W, U, b: sigmoid(x @ W + h @ U), "The bias b is missing."),
    ],
    hints=[
        "First the number inside: what the film says (x @ W), what the state says (h @ U), and b.",
        "The sigmoid is 1 / (1 + np.exp(-a)); NumPy applies it to every number of a.",
    ],
)


def read_history(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """States h_t = tanh(x_t W + h_(t-1) U + b), from h_0 = 0.  (t, n), (n, d), (d, d), (d,) -> (t, d)."""
    states, h = np.zeros((len(x), len(b))), np.zeros(len(b))
    for t, film in enumerate(x):
        h = np.tanh(film @ W + h @ U + b)
        states[t] = h
    return states


def _history_cases(rng: np.random.Generator) -> Cases:
    """One film, no film, then longer histories."""
    shapes = ((3, 2), (2, 2), (2,))
    cases: Cases = [(rng.normal(size=(t, 3)), *(rng.normal(size=shape) for shape in shapes)) for t in (1, 4, 5, 6)]
    return [*cases, (np.zeros((0, 3)), *cases[0][1:])]


def _without_tanh(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    states, h = np.zeros((len(x), len(b))), np.zeros(len(b))
    for t, film in enumerate(x):
        h = film @ W + h @ U + b
        states[t] = h
    return states


def _sigmoid_for_tanh(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    states, h = np.zeros((len(x), len(b))), np.zeros(len(b))
    for t, film in enumerate(x):
        h = sigmoid(film @ W + h @ U + b)
        states[t] = h
    return states


HISTORY = Exercise(
    "10-history",
    points=2,
    title="read a whole history",
    reference=read_history,
    cases=_history_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda x, W, U, b: np.tanh(x @ W + b),
            "Every film is read with an empty state. Carry the state from each step to the next.",
        ),
        Mistake(
            lambda x, W, U, b: read_history(x[::-1], W, U, b),
            "You began with the newest film. The first row of x is the oldest: begin there.",
        ),
        Mistake(
            lambda x, W, U, b: np.vstack([np.zeros((1, len(b))), read_history(x, W, U, b)])[: len(x)],
            "Row t holds the state BEFORE film t. Store the state after the film was read.",
        ),
        Mistake(
            lambda x, W, U, b: read_history(x, W, U, b)[-1] if len(x) else np.zeros(len(b)),
            "You gave the last state only. All of them are wanted, one row for each film.",
        ),
        Mistake(_without_tanh, "tanh is missing: without it the state may grow without limit."),
        Mistake(_sigmoid_for_tanh, "You took the sigmoid. This network has tanh: np.tanh."),
        Mistake(
            lambda x, W, U, b: read_history(x, W, U.T, b),
            "You wrote U @ h. In this lesson vectors are rows and stand on the left: h @ U.",
        ),
        Mistake(
            lambda x, W, U, b: np.tile(read_history(x, W, U, b)[-1:], (len(x), 1)),
            "Every row holds the last state: one array is written over at each step. Make a new h, or store a copy.",
        ),
        Mistake(
            lambda x, W, U, b: read_history(x, W, U, b) if len(x) else np.array([]),
            "Right, but an empty history must give the shape (0, d), and an empty list has no columns. Begin with "
            "zeros of the full shape, or end with .reshape(-1, len(b)).",
        ),
    ],
    hints=[
        "Begin with h = np.zeros(len(b)), and go through the rows of x.",
        "In the loop: compute the new h from the film and the old h, then store it.",
    ],
)


def gru_step(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """One step, reset gate after the product.  (n,), (d,), (n, 3 d), (d, 3 d), (2, 3 d) -> (d,)."""
    film, state = np.split(x @ W + b[0], 3), np.split(h @ U + b[1], 3)
    z, r = sigmoid(film[0] + state[0]), sigmoid(film[1] + state[1])
    return z * h + (1 - z) * np.tanh(film[2] + r * state[2])


def _step_cases(rng: np.random.Generator) -> Cases:
    """The step by hand of the lesson, then random ones with biases."""
    W = np.array([[2.0, 0, 0, 1, 1, 1], [0, 2, 1, 0, 0, 1]])
    U = np.array([[0.0, 0, 2, 0, 0, 2], [0, 2, 0, 2, 2, 0]])
    by_hand = (np.array([1.0, 0]), np.array([0.5, -0.5]), W, U, np.zeros((2, 6)))
    shapes = ((3,), (2,), (3, 6), (2, 6), (2, 6))
    return [by_hand, *(tuple(rng.normal(size=shape) for shape in shapes) for _ in range(4))]


def _parts(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> tuple:
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
    order = _reset_first(len(h))
    return gru_step(x, h, W[:, order], U[:, order], b[:, order])


def biases_exchanged(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The biases alone read in the order r, z, candidate."""
    return gru_step(x, h, W, U, b[:, _reset_first(len(h))])


def _reset_first(d: int) -> np.ndarray:
    return np.concatenate([np.arange(d, 2 * d), np.arange(d), np.arange(2 * d, 3 * d)])


def _no_reset(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    film, state, z, _ = _parts(x, h, W, U, b)
    return z * h + (1 - z) * np.tanh(film[2] + state[2])


def _reset_all(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    film, state, z, r = _parts(x, h, W, U, b)
    return z * h + (1 - z) * np.tanh(r * (film[2] + state[2]))


def _candidate(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    film, state, _, r = _parts(x, h, W, U, b)
    return np.tanh(film[2] + r * state[2])


STEP = Exercise(
    "10-gru-step",
    points=3,
    title="one step of the GRU",
    reference=gru_step,
    cases=_step_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(turned, "z and 1 - z stand the wrong way round: z says how much of the OLD state stays."),
        Mistake(
            reset_before,
            "You multiplied r with h before the product with U. In this form r multiplies the whole of h U + b[1].",
        ),
        Mistake(gates_exchanged, "The columns hold z first, then r, then the candidate. You took r first."),
        Mistake(_no_reset, "The reset gate r has no part in your candidate."),
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
    ],
    hints=[
        "Compute x @ W + b[0] and h @ U + b[1] first: 3 d numbers each. np.split(..., 3) cuts them into three parts.",
        "z and r: the sigmoid of the film's part plus the state's part.",
        "In the candidate r multiplies the state's third part before it is added; then tanh; then mix with z.",
    ],
)
