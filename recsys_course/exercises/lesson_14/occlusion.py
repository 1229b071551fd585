"""What the score loses when a film is really left out of the history."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_14.parts import past, world

Answer = Callable[[list[int], np.ndarray, int, float], np.ndarray]


def _score(history: list[int], similarity: np.ndarray, film: int, half_life: float) -> float:
    latest_first = enumerate(reversed(history))
    return sum(float(similarity[watched, film]) * 2 ** (-steps / half_life) for steps, watched in latest_first)


def occlusion(history: list[int], similarity: np.ndarray, film: int, half_life: float) -> np.ndarray:
    """o_j = score of the whole history - score of the history without its film j, closed up.  (t,) -> (t,)"""
    whole = _score(history, similarity, film, half_life)
    shorter = [[watched for place, watched in enumerate(history) if place != j] for j in range(len(history))]
    return np.array([whole - _score(one, similarity, film, half_life) for one in shorter])


def _cases(rng: np.random.Generator) -> Cases:
    """Ana's three films, one film, none; then drawn ones with several half-lives."""
    ana = np.array([[0, 0.2, 0.1, 0.5], [0.2, 0, 0.3, 0.4], [0.1, 0.3, 0, 0.6], [0.5, 0.4, 0.6, 0]])
    cases: Cases = [([0, 1, 2], ana, 3, 1.0), ([2], ana, 3, 1.0), ([], ana, 3, 1.0)]
    return cases + [(past(rng, t), world(rng), 7 - t, h) for t, h in ((3, 1.0), (4, 2.0), (5, 0.5))]


def _zeros(history: list[int], similarity: np.ndarray, film: int, half_life: float) -> np.ndarray:
    weights = 0.5 ** (np.arange(len(history))[::-1] / half_life)
    return np.asarray(weights * similarity[np.array(history, int), film])


def _of_score(
    made: Callable[[float, np.ndarray], np.ndarray],
) -> Answer:
    """Something else made of the whole score and the scores without each film."""

    def answer(history: list[int], similarity: np.ndarray, film: int, half_life: float) -> np.ndarray:
        whole = _score(history, similarity, film, half_life)
        return np.asarray(made(whole, whole - occlusion(history, similarity, film, half_life)))

    return answer


def _left(keep: Callable[[list[int], int], list[int]]) -> Answer:
    """The losses, with another history left over: keep(history, j)."""

    def answer(history: list[int], similarity: np.ndarray, film: int, half_life: float) -> np.ndarray:
        whole = _score(history, similarity, film, half_life)
        return np.array(
            [whole - _score(keep(history, j), similarity, film, half_life) for j in range(len(history))], float
        )

    return answer


EXERCISE = Exercise(
    "14-occlusion",
    points=2,
    title="what the score loses without a film",
    reference=occlusion,
    cases=_cases,
    compare=close_to(1e-9),
    mistakes=[
        Mistake(
            _zeros,
            "These are the parts: you set the film's part to 0 and keep its place. A film that is really LEFT OUT has "
            "no place: older films move up and weigh more.",
        ),
        Mistake(
            _of_score(lambda whole, without: without - whole),
            "The sign is turned: the whole score minus the score without the film.",
        ),
        Mistake(_of_score(lambda whole, without: without), "These are the scores without each film. Subtract them."),
        Mistake(
            _of_score(lambda whole, without: (whole - without) / whole if whole else whole - without),
            "You divided by the whole score. The loss itself is asked for.",
        ),
        Mistake(
            _left(lambda history, j: history[:j]),
            "You cut the history at the film. Only this one film is left out; those after it stay.",
        ),
        Mistake(
            _left(lambda history, j: history[j + 1 :]),
            "You left out the older films too. Keep history[:j] and history[j + 1:].",
        ),
        Mistake(_left(lambda history, j: [history[j]]), "You kept this one film only. Leave it out, keep the others."),
        Mistake(
            lambda history, similarity, film, half_life: occlusion(history, similarity, film, half_life)[::-1],
            "Your losses stand latest first. Keep the order of the history.",
        ),
        Mistake(
            lambda history, similarity, film, half_life: occlusion(history, similarity.T, film, half_life),
            "Row and column are swapped: similarity[j, film] says how much the film j of the past speaks for `film`.",
        ),
        Mistake(
            lambda history, similarity, film, half_life: occlusion(history, similarity, film, 1.0),
            "The half-life plays no part in your answer.",
        ),
        Mistake(
            lambda history, similarity, film, half_life: occlusion(history, similarity, film, np.inf),
            "Every film weighs 1 in your answer. The score has recency: 2^(-steps / half_life).",
        ),
        Mistake(
            lambda history, similarity, film, half_life: float(occlusion(history, similarity, film, half_life).sum()),
            "This is one number. Return the loss for each film of the history.",
        ),
    ],
    hints=[
        "Your `parts_of` makes the score: parts_of(history, similarity, film, half_life).sum().",
        "history[:j] + history[j + 1:] is the history without its film j, closed up.",
        "One loss for each j: the whole score minus the score of the shorter history.",
    ],
)
