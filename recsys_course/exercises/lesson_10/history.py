"""Read a whole history with a loop."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_10.sigmoid import sigmoid


def read_history(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """States h_t = tanh(x_t W + h_(t-1) U + b), from h_0 = 0.  (t, n), (n, d), (d, d), (d,) -> (t, d)."""
    states, h = x @ W + b, np.zeros(len(b))
    for state in states:  # at first only what its film says
        state[:] = np.tanh(state + h @ U)
        h = state
    return states


def _cases(rng: np.random.Generator) -> Cases:
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


def _first_state_of_ones(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    states, h = np.zeros((len(x), len(b))), np.ones(len(b))
    for t, film in enumerate(x):
        h = states[t] = np.tanh(film @ W + h @ U + b)
    return states


def _sum_outside(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    states, h = np.zeros((len(x), len(b))), np.zeros(len(b))
    for t, film in enumerate(x):
        h = states[t] = np.tanh(film @ W) + h @ U + b
    return states


def _all_so_far(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    states, h = np.zeros((len(x), len(b))), np.zeros(len(b))
    for t, film in enumerate(x):
        h = states[t] = h + np.tanh(film @ W + h @ U + b)
    return states


def _state_outside(x: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    states, h = np.zeros((len(x), len(b))), np.zeros(len(b))
    for t, film in enumerate(x):
        h = states[t] = np.tanh(film @ W + b) + h @ U
    return states


EXERCISE = Exercise(
    "10-history",
    points=2,
    title="read a whole history",
    reference=read_history,
    cases=_cases,
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
            "Row t holds the state BEFORE film t. Store the state after the film has been read.",
        ),
        Mistake(
            lambda x, W, U, b: read_history(x, W, U, b)[-1] if len(x) else np.zeros(len(b)),
            "You gave the last state only. All of them are wanted, one row for each film.",
        ),
        Mistake(_without_tanh, "tanh is missing: without it the state may grow without limit."),
        Mistake(_sigmoid_for_tanh, "You took the sigmoid. This network has tanh: np.tanh."),
        Mistake(
            lambda x, W, U, b: read_history(x, W, U.T, b),
            "You wrote U @ h. In this lesson vectors are rows, on the left: h @ U.",
        ),
        Mistake(
            lambda x, W, U, b: np.tile(read_history(x, W, U, b)[-1:], (len(x), 1)),
            "Every row holds the last state: one array is written over at each step. Make a new h, or store a copy.",
        ),
        Mistake(
            lambda x, W, U, b: read_history(x, W, U, b) if len(x) else np.array([]),
            "Right, but an empty history must give the shape (0, d), and np.array([]) does not have columns. Begin "
            "with "
            "zeros of the full shape, or end with .reshape(-1, len(b)).",
        ),
        Mistake(
            lambda x, W, U, b: read_history(x, W, U, 0 * b),
            "The bias b is missing.",
        ),
        Mistake(
            lambda x, W, U, b: read_history(0 * x, W, U, b),
            "The films take no part: x_t W is missing.",
        ),
        Mistake(
            _first_state_of_ones,
            "You began with a state of ones. Before the first film nothing is known: begin with zeros.",
        ),
        Mistake(
            _all_so_far,
            "You added the new state to the old one. The new one takes its place; the old one speaks through h @ U.",
        ),
        Mistake(
            lambda x, W, U, b: np.tanh(x @ W + b) @ U,
            "This is no loop over time. Begin with h = 0, and compute each state from the one before it.",
        ),
        Mistake(
            lambda x, W, U, b: read_history(x, W, U, b)[:1] if len(x) else read_history(x, W, U, b),
            "This is the state after the first film only. Is a `return` inside the loop?",
        ),
        Mistake(
            lambda x, W, U, b: np.vstack([np.zeros((1, len(b))), read_history(x, W, U, b)]),
            "One row too many: the state before the first film does not belong to the result.",
        ),
        Mistake(
            lambda x, W, U, b: read_history(x, W, U, b)[::-1],
            "Your rows are in the wrong order: row t is the state after film t, the oldest first.",
        ),
        Mistake(
            lambda x, W, U, b: read_history(x, W, U, b).ravel(),
            "The numbers are right, but in one long row. The shape must be (t, d).",
        ),
        Mistake(
            lambda x, W, U, b: np.cumsum(np.tanh(x @ W + b), axis=0),
            "You added up what each film says alone. Each state is computed from the one before it: h @ U stands "
            "inside tanh.",
        ),
        Mistake(
            lambda x, W, U, b: np.maximum(read_history(x, W, U, b), 0),
            "You cut off what is below 0. tanh gives numbers between -1 and 1, and all of them stay.",
        ),
        Mistake(
            _sum_outside,
            "tanh is around the film's part only. It is around the whole sum: film, state and bias.",
        ),
        Mistake(
            lambda x, W, U, b: read_history(x, W, U, 2 * b),
            "The bias is in your sum twice. It is added once.",
        ),
        Mistake(
            lambda x, W, U, b: np.vstack([read_history(x, W, U, b)[:1], np.zeros((max(len(x) - 1, 0), len(b)))]),
            "Only the first row is filled: a `return` inside the loop ends it after the first film.",
        ),
        Mistake(
            _state_outside,
            "The part of the old state is outside of tanh. tanh is around the whole sum: film, state and bias.",
        ),
    ],
    hints=[
        "Begin with h = np.zeros(len(b)), and go through the rows of x.",
        "In the loop: compute the new h from the film and the old h, then store it.",
    ],
)
