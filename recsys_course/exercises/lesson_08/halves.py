"""The first layer of all pairs, computed in two halves."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.checking.runner.counted import Counted
from recsys_course.exercises.lesson_08.weights import numbers


def first_layer(P: np.ndarray, Q: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """relu([p, q] W + b) of every person with every film.  (n, d), (m, d), (2 d, h), (h,) -> (n, m, h)."""
    of_people, of_films = np.split(W, 2)
    from_films = Q @ of_films + b
    return np.stack([np.maximum(p @ of_people + from_films, 0) for p in P])


def _cases(rng: np.random.Generator) -> Cases:
    """As many people as films, one film, more films than people; a product for every pair is too many."""
    cases: Cases = []
    for n, m, d, h in ((3, 3, 2, 4), (2, 1, 2, 3), (2, 5, 3, 4), (4, 2, 2, 5), (1, 4, 2, 3)):
        P, Q, W, b = numbers(rng, (n, d), (m, d), (2 * d, h), (h,))
        cases.append((P, Q, Counted(W, limit=n * m) if n * m > n + m else W, b))
    return cases


def _pair_by_pair(P: np.ndarray, Q: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.array([[np.maximum(np.concatenate([p, q]) @ W + b, 0) for q in Q] for p in P])


EXERCISE = Exercise(
    "08-halves",
    points=3,
    title="the first layer of all pairs, in two halves",
    reference=first_layer,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _pair_by_pair,
            "The numbers are right, but W is multiplied again for every pair. Compute P @ W[:d] once for all people "
            "and Q @ W[d:] once for all films, and add them.",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[P.shape[1] :])[:, None] + Q @ W[: P.shape[1]] + b, 0),
            "The halves are exchanged: the first d rows of W belong to the person.",
        ),
        Mistake(
            lambda P, Q, W, b: (
                np.maximum((P @ W[: P.shape[1]])[:, None] + b, 0) + np.maximum(Q @ W[P.shape[1] :] + b, 0)
            ),
            "You cut off each half by itself. The relu looks at the SUM of both halves and the bias.",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[: P.shape[1]])[:, None], 0) + np.maximum(Q @ W[P.shape[1] :] + b, 0),
            "You took one relu of the person's part and one of the film's. There is one, around their sum.",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[: P.shape[1]])[:, None] + Q @ W[P.shape[1] :], 0),
            "The bias b is missing. It is added once, before the relu.",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[: P.shape[1]])[:, None] + Q @ W[P.shape[1] :] + 2 * b, 0),
            "The bias is in your sum twice, once in each half. It is added once.",
        ),
        Mistake(
            lambda P, Q, W, b: first_layer(P, Q, W, b).transpose(1, 0, 2),
            "The axes are (film, person, output) in your answer. The order must be (person, film, output).",
        ),
        Mistake(
            lambda P, Q, W, b: (P @ W[: P.shape[1]])[:, None] + Q @ W[P.shape[1] :] + b,
            "The halves are right. The relu is missing.",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[: P.shape[1]])[:, None] * (Q @ W[P.shape[1] :]) + b, 0),
            "You multiplied the halves. A dense layer adds them.",
        ),
        Mistake(
            lambda P, Q, W, b: P @ W[: P.shape[1]] + Q @ W[P.shape[1] :] + b,
            "You added row to row. All pairs are asked for: put an axis of length 1 between, (n, 1, h) plus (m, h).",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum(P @ W[: P.shape[1]] + Q @ W[P.shape[1] :] + b, 0),
            "You added row to row, each person to the film of the same number. All pairs are asked for: [:, None].",
        ),
        Mistake(
            lambda P, Q, W, b: first_layer(P, Q, W, b).reshape(-1, W.shape[1]),
            "The numbers are right, but all pairs stand below one another. The shape must be (n, m, h).",
        ),
        Mistake(
            lambda P, Q, W, b: first_layer(P, Q, W, b).sum(axis=2),
            "You added up the outputs. Keep all h of them: (n, m, h).",
        ),
        Mistake(
            lambda P, Q, W, b: np.tile(np.maximum((P @ W[: P.shape[1]])[:, None] + b, 0), (1, len(Q), 1)),
            "The film's half is missing.",
        ),
        Mistake(
            lambda P, Q, W, b: np.tile(np.maximum((Q @ W[P.shape[1] :])[None] + b, 0), (len(P), 1, 1)),
            "The person's half is missing.",
        ),
        Mistake(
            lambda P, Q, W, b: first_layer(P, Q, W, b)[0],
            "These are the pairs of the first person only. All people are asked for.",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[: P.shape[1]])[:, None], 0) + np.maximum(Q @ W[P.shape[1] :], 0) + b,
            "You took two relus and added the bias after them. There is one relu, around the sum of both halves "
            "and the bias.",
        ),
        Mistake(
            lambda P, Q, W, b: np.maximum((P @ W[: P.shape[1]])[:, None] + Q @ W[P.shape[1] :], 0) + b,
            "You added the bias after the relu. It belongs inside: first the sum of both halves and the bias.",
        ),
    ],
    hints=[
        "How many rows of W does the person use? P has that many columns.",
        "P @ W[:d] has a row for each person, Q @ W[d:] a row for each film. All pairs: a table of sums.",
        "[:, None] puts an axis of length 1 between, (n, 1, h), so that NumPy adds (n, 1, h) and (m, h) to (n, m, h).",
    ],
)
