"""The build of lesson 14, an explainer: the film, the reason, and what would stand there without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_14.parts import parts, past, world


def _weights(history: list[int], m: int, half_life: float) -> np.ndarray:
    weights = np.zeros(m)
    weights[np.array(history, int)] = 0.5 ** (np.arange(len(history))[::-1] / half_life)
    return weights


def _first(weights: np.ndarray, similarity: np.ndarray, met: list[int]) -> int:
    scores = weights @ similarity
    scores[np.array(met, int)] = -np.inf
    return int(np.argmax(np.round(scores, 12)))


def _explain(
    histories: list[list[int]],
    similarity: np.ndarray,
    half_life: float,
    least: float,
    met: Callable[[list[int]], list[int]] = lambda history: history,
    given: Callable[[list[int], np.ndarray, int, float], np.ndarray] = parts,
    enough: Callable[[np.ndarray, float], bool] = lambda own, least: own.max() >= least * own.sum(),
    without: Callable[..., int] | None = None,
) -> np.ndarray:
    """The whole explainer; the settings after `least` are ways to get it wrong."""
    rows, m = [], len(similarity)
    for history in histories:
        film = _first(_weights(history, m, half_life), similarity, met(history))
        own = given(history, similarity, film, half_life)
        named = history[int(np.argmax(own))]
        if not enough(own, least):
            rows.append([film, -1, -1])
            continue
        kept = [one for one in history if one != named]
        change = without or (lambda history, kept, *_: _first(_weights(kept, m, half_life), similarity, history))
        rows.append([film, named, change(history, kept, named, film)])
    return np.array(rows)


def build(histories: list[list[int]], similarity: np.ndarray, half_life: float, least: float) -> np.ndarray:
    """For each history: the best film, the film that gave most (or -1), the best film without it (or -1).  -> (n, 3)"""
    return _explain(histories, similarity, half_life, least)


def _tables(rng: np.random.Generator, least: float, half_life: float, t: int) -> tuple[Any, ...]:
    similarity = world(rng, 12)
    return [past(rng, t + u % 2, 12) for u in range(6)], similarity, half_life, least


def _cases(rng: np.random.Generator) -> Cases:
    """Ana and Ben of the lesson, a share that is just enough, a film that moves up; then drawn ones."""
    ana = np.array([[0, 0.2, 0.1, 0.5], [0.2, 0, 0.3, 0.4], [0.1, 0.3, 0, 0.6], [0.5, 0.4, 0.6, 0]])
    even, moved = np.zeros((5, 5)), np.zeros((5, 5))
    even[:3, 3:] = np.array([[1, 0], [0.25, 0.25], [0.125, 0.25]])  # the parts of film 3 are 0.25, 0.125, 0.125
    moved[:3, 3:] = np.array([[0, 0.6], [1, 0], [0.2, 0]])
    twins = np.array([[0, 0, 0.5], [0, 0, 0], [0.5, 0, 0]])  # without its only film nothing speaks for anything
    cases: Cases = [
        ([[0]], twins, 1.0, 0.0),
        ([[0, 1], [2]], ana, 1.0, 0.5),
        ([[0, 1, 2]], even, 1.0, 0.5),
        ([[0, 1, 2]], moved, 1.0, 0.5),
    ]
    return cases + [
        _tables(rng, *setting) for setting in ((0.3, 3.0, 5), (0.35, 2.0, 4), (0.25, 1.5, 6), (0.6, 2.0, 3))
    ]


def _with(**wrong: Any) -> Callable[..., np.ndarray]:
    return lambda histories, similarity, half_life, least: _explain(histories, similarity, half_life, least, **wrong)


def _then(change: Callable[[np.ndarray, list[list[int]]], Any]) -> Callable[..., Any]:
    return lambda histories, similarity, half_life, least: change(
        build(histories, similarity, half_life, least), histories
    )


def _without(made: Callable[..., int]) -> Callable[..., np.ndarray]:
    """The third number in another way: made(history, kept, named, film, similarity, half_life)."""
    return lambda histories, similarity, half_life, least: _explain(
        histories, similarity, half_life, least, without=lambda *films: made(*films, similarity, half_life)
    )


def _frozen(
    history: list[int], kept: list[int], named: int, film: int, similarity: np.ndarray, half_life: float
) -> int:
    weights = _weights(history, len(similarity), half_life)
    weights[named] = 0
    return _first(weights, similarity, history)


EXERCISE = Exercise(
    "14-build",
    points=5,
    title="an explainer that keeps silent where nothing is known",
    reference=build,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            _with(met=lambda history: []),
            "A film that the person watched stands first in your answer. Give watched films -infinity.",
        ),
        Mistake(
            _with(
                given=lambda history, similarity, film, h: np.arange(len(history)) + 1.0, enough=lambda own, least: True
            ),
            "You name the last film whatever its part. Name the film with the largest part.",
        ),
        Mistake(
            _with(given=lambda history, similarity, film, h: parts(history, similarity, film, np.inf)),
            "Your parts have no recency, so they do not add up to the score.",
        ),
        Mistake(
            _with(given=lambda history, similarity, film, h: parts(history, similarity.T, film, h)),
            "Row and column are swapped in your parts: similarity[j, film].",
        ),
        Mistake(
            _with(enough=lambda own, least: True),
            "You always name a film. Where the largest part is below `least` of the score, give -1 and -1.",
        ),
        Mistake(
            _with(enough=lambda own, least: own.max() >= least),
            "You compare the part itself with `least`. Its SHARE is asked for: the part over the sum of the parts.",
        ),
        Mistake(
            _with(enough=lambda own, least: own.max() > least * own.sum()),
            "A share of exactly `least` is enough to name the film.",
        ),
        Mistake(
            _without(_frozen),
            "You set the weight of the named film to 0 and keep its place. Really left out, older films move up.",
        ),
        Mistake(
            _without(
                lambda history, kept, named, film, similarity, h: _first(
                    _weights(kept, len(similarity), h), similarity, kept
                )
            ),
            "Without the named film, the named film itself comes back as a recommendation. Films of the whole history "
            "are never recommended.",
        ),
        Mistake(
            _without(
                lambda history, kept, named, film, similarity, h: _first(
                    _weights(kept, len(similarity), h), similarity, [*history, film]
                )
            ),
            "You forbid the recommended film in the third number. It may stay first; then nothing changes.",
        ),
        Mistake(
            _without(
                lambda history, kept, named, film, similarity, h: _first(
                    _weights(history, len(similarity), h), similarity, [*history, film]
                )
            ),
            "The third number is the runner-up of the whole history. Leave the named film out and score again.",
        ),
        Mistake(_then(lambda rows, histories: rows[:, :2]), "The third number is missing: the first film without it."),
        Mistake(
            _then(
                lambda rows, histories: np.array(
                    [[a, -1 if b < 0 else h.index(b), c] for (a, b, c), h in zip(rows.tolist(), histories, strict=True)]
                )
            ),
            "The second number is a place in the history. Return the number of the film.",
        ),
        Mistake(
            _then(lambda rows, histories: np.where((rows[:, 1] < 0)[:, None], -1, rows)),
            "Where no film is named, the recommended film is still there: film, -1, -1.",
        ),
        Mistake(
            _then(lambda rows, histories: np.tile(rows[:1], (len(rows), 1))),
            "Everybody gets the answer for the first history. Go through all of them.",
        ),
    ],
    hints=[
        "The score of EVERY film: add row similarity[j] times its weight for each film j of the history.",
        "own = parts_of(history, similarity, film, half_life) for the film at the top; own.max() >= least * own.sum() "
        "says whether to name one.",
        "kept = history without the named film; score it again, and forbid the films of the WHOLE history.",
    ],
)
