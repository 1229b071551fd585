"""The last films count more."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def recency_scores(similarity: np.ndarray, history: list[int], half_life: float) -> np.ndarray:
    """Sum over the history of 2^(-steps / half_life) s_ij; the last item has steps 0.  (n, n), (t,) -> (n,)."""
    fading, scores = 0.5 ** (1 / half_life), np.zeros(len(similarity))
    for item in history:
        scores = scores * fading + similarity[:, item]
    return scores


def _cases(rng: np.random.Generator) -> Cases:
    """A history of one, of two and of more; a similarity that is not symmetric shows rows and columns mixed up."""
    table = np.array([[0.0, 0.9, 0.1], [0.4, 0, 0.2], [0.3, 0.5, 0]])
    cases: Cases = [(table, [1], 2.0), (table, [0, 2], 1.0), (table, [2, 1, 0], 1.5)]
    return cases + [
        (rng.random((5, 5)), rng.permutation(5)[:4].tolist(), float(rng.integers(2, 10)) / 2) for _ in range(3)
    ]


def _weighted(weights: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """Scores with other weights, weights(steps, half_life)."""

    def answer(similarity: np.ndarray, history: list[int], half_life: float) -> np.ndarray:
        return similarity[:, history] @ weights(np.arange(len(history))[::-1], half_life)

    return answer


def _without_seen(similarity: np.ndarray, history: list[int], half_life: float, value: float) -> np.ndarray:
    scores = recency_scores(similarity, history, half_life)
    scores[history] = value
    return scores


EXERCISE = Exercise(
    "03-recency",
    points=2,
    title="the last films count more",
    reference=recency_scores,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda similarity, history, half_life: similarity[:, history].sum(axis=1),
            "All films of the history count the same here. Multiply each by its weight.",
        ),
        Mistake(
            lambda similarity, history, half_life: recency_scores(similarity, history[::-1], half_life),
            "The OLDEST film counts most here. The history runs from the oldest to the newest, so the last entry has "
            "steps = 0.",
        ),
        Mistake(
            lambda similarity, history, half_life: recency_scores(similarity.T, history, half_life),
            "You took row j for a history item j. The row belongs to the candidate, the column to the history item.",
        ),
        Mistake(
            lambda similarity, history, half_life: (
                similarity[:, history] @ np.exp(-np.arange(len(history))[::-1] / half_life)
            ),
            "exp(-steps / half_life) falls to 0.37 after one half-life. It must fall to 0.5: use 2 to the power of "
            "-steps / half_life.",
        ),
        Mistake(
            lambda similarity, history, half_life: recency_scores(similarity, history, 1.0),
            "Your weights halve at every step. They must halve every `half_life` steps: divide the steps by it.",
        ),
        Mistake(
            lambda similarity, history, half_life: recency_scores(similarity, history, 1 / half_life),
            "You multiplied the steps by half_life. Divide: a longer half-life must fade more slowly.",
        ),
        Mistake(
            lambda similarity, history, half_life: (
                recency_scores(similarity, history, half_life) / (0.5 ** (np.arange(len(history)) / half_life)).sum()
            ),
            "You divided by the sum of the weights. The score here is the sum itself.",
        ),
        Mistake(
            lambda similarity, history, half_life: (
                recency_scores(similarity, history, half_life) * 0.5 ** (1 / half_life)
            ),
            "Almost: you count steps from 1. The newest film has steps = 0, so its weight is 1.",
        ),
        Mistake(
            lambda similarity, history, half_life: recency_scores(similarity.T, history[::-1], half_life),
            "Two things: the OLDEST film counts most, and you took row j for a history item j. "
            "The last entry has steps = 0, and the history item is the column.",
        ),
        Mistake(
            lambda similarity, history, half_life: similarity[:, history[-1]],
            "Only the last film counts here. Does your function return inside its loop? Add up the whole history.",
        ),
        Mistake(
            _weighted(lambda steps, half_life: (steps == steps.max()) * 2.0 ** (-steps / half_life)),
            "Only one film, the oldest, is in your sum. Inside the loop, `=` replaces it; `+=` adds to it.",
        ),
        Mistake(
            _weighted(lambda steps, half_life: 2.0 ** -(steps // half_life)),
            "You divide the steps with //, which rounds down: then two films next to each other weigh the same. Use /.",
        ),
        Mistake(
            _weighted(lambda steps, half_life: 2.0 ** (steps / half_life)),
            "Your weights grow with the steps: the minus is missing in 2 to the power of -steps / half_life.",
        ),
        Mistake(
            _weighted(lambda steps, half_life: 2.0 ** (-steps / half_life) / len(steps)),
            "You took the mean over the history. The score is the sum.",
        ),
        Mistake(
            _weighted(lambda steps, half_life: 1 - steps / (2 * half_life)),
            "Your weights fall on a straight line. They must halve every half_life steps: 2 to the power of "
            "-steps / half_life.",
        ),
        Mistake(
            _weighted(lambda steps, half_life: 1 / (1 + steps / half_life)),
            "1 / (1 + steps / half_life) is 1/2 after one half-life, but 1/3 and not 1/4 after two. "
            "Use 2 to the power of -steps / half_life.",
        ),
        Mistake(
            lambda similarity, history, half_life: _without_seen(similarity, history, half_life, 0.0),
            "You set the films of the history to 0. Give every film its sum; seen ones are left out later.",
        ),
        Mistake(
            lambda similarity, history, half_life: _without_seen(similarity, history, half_life, -np.inf),
            "You set the films of the history to minus infinity. Give every film its sum; seen ones are "
            "left out "
            "later.",
        ),
        Mistake(
            lambda similarity, history, half_life: recency_scores(similarity, sorted(history), half_life),
            "You sorted the history by film number. Its order is time: keep it.",
        ),
        Mistake(
            lambda similarity, history, half_life: (
                similarity[:, history] * 2.0 ** (-np.arange(len(history))[::-1] / half_life)
            ).sum(axis=0),
            "You summed over the candidates. Each candidate, a row, has a score: sum along the row, axis=1.",
        ),
        Mistake(
            lambda similarity, history, half_life: (
                similarity[:, history] @ 2.0 ** ((np.array(history) + 1 - len(history)) / half_life)
            ),
            "Your steps use the NUMBER of the film. Steps count places in the history, from its end.",
        ),
    ],
    hints=[
        "First the weights alone: for a history of 3 films and half_life 1 they are 1/4, 1/2, 1, from the oldest to "
        "the newest.",
        "np.arange(len(history))[::-1] counts the steps back: the last one is 0.",
        "similarity[:, history] picks the columns of the history items; one `@` with the weights sums them.",
    ],
)
