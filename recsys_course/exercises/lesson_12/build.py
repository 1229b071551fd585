"""The build of lesson 12: towers for content, trained while modalities are hidden at random (DropoutNet's trick).

Nothing in it is left to chance: the first weights and what is hidden in each step are given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake

Tables = list[np.ndarray]
NAMES = ("features", "towers", "past", "targets", "kept", "rate", "asked")


def build(
    features: Tables,
    towers: Tables,
    past: np.ndarray,
    targets: np.ndarray,
    kept: np.ndarray,
    rate: float,
    asked: np.ndarray,
) -> np.ndarray:
    """Scores of those who ask, after a step of gradient descent for each table of `kept`, by the chain rule.

    M arrays (n, c_m), M arrays (c_m, d), (e, n), (e,), (steps, n, M), number, (a, n) -> (a, n)
    """
    trained = _trained(features, towers, past, targets, kept, rate)
    films = _films(features, trained, np.ones(kept.shape[1:], kept.dtype))
    return asked @ films @ films.T


def _films(features: Tables, towers: Tables, keep: np.ndarray) -> np.ndarray:
    return np.sum([keep[:, [m]] * (f @ t) for m, (f, t) in enumerate(zip(features, towers, strict=True))], axis=0)


def _trained(
    features: Tables, towers: Tables, past: np.ndarray, targets: np.ndarray, kept: np.ndarray, rate: float
) -> Tables:
    """The towers after all steps."""
    wanted = np.eye(past.shape[1], dtype=past.dtype)[targets]
    for keep in kept:
        films = _films(features, towers, keep)
        people = past @ films
        chances = np.exp(people @ films.T)
        wrong = (chances / chances.sum(axis=1, keepdims=True) - wanted) / len(past)
        slope = wrong.T @ people + past.T @ (wrong @ films)  # a score has films in it twice
        shown = [keep[:, [m]] * table for m, table in enumerate(features)]
        towers = [tower - rate * table.T @ slope for table, tower in zip(shown, towers, strict=True)]
    return towers


def _cases(rng: np.random.Generator) -> Cases:
    """Two and three modalities, one step or several; the sizes differ from one another."""
    return [_case(rng, *sizes) for sizes in ((6, 9, 2, 1), (7, 12, 2, 4), (8, 10, 3, 6))]


def _case(rng: np.random.Generator, n: int, e: int, modalities: int, steps: int) -> Any:
    columns = rng.integers(3, 6, modalities)
    features = [rng.normal(size=(n, c)).astype(np.float32) for c in columns]
    towers = [(rng.normal(size=(c, 4)) / 2).astype(np.float32) for c in columns]
    past, asked = (rng.dirichlet(np.full(n, 0.3), size).astype(np.float32) for size in (e, 5))
    kept = rng.integers(0, 2, (steps, n, modalities)).astype(np.float32)
    kept[:, 0], kept[:, 1] = 1, 0
    return features, towers, past, rng.integers(0, n, e), kept, 0.3, asked


def _with(name: str, change: Callable[[dict[str, Any]], Any]) -> Callable[..., np.ndarray]:
    """A mistake: one argument of the right answer is another one, made from all of them."""

    def code(*given: Any) -> np.ndarray:
        named = dict(zip(NAMES, given, strict=True))
        return build(*(named | {name: change(named)}).values())

    return code


def _hidden_at_the_end(*given: Any) -> np.ndarray:
    features, kept, asked = given[0], given[4], given[-1]
    films = _films(features, _trained(*given[:-1]), kept[-1])
    return asked @ films @ films.T


def _one_tower(*given: Any) -> np.ndarray:
    trained, features = _trained(*given[:-1]), given[0]
    films = _films(features, [trained[0], *given[1][1:]], np.ones((len(features[0]), len(features))))
    return given[-1] @ films @ films.T


EXERCISE = Exercise(
    "12-build",
    points=5,
    title="towers that learn with hidden modalities",
    reference=build,
    cases=_cases,
    compare=close_to(1e-3),
    mistakes=[
        Mistake(
            _with("kept", lambda given: np.ones_like(given["kept"])),
            "Nothing is hidden in your training. In each step a modality m of a film counts only where "
            "kept[step, film, m] is 1, in the past as well as among the targets.",
        ),
        Mistake(
            _with("kept", lambda given: 1 - given["kept"]),
            "You hide what should stay: 1 in `kept` means that the modality is there.",
        ),
        Mistake(
            _with("kept", lambda given: np.repeat(given["kept"][:1], len(given["kept"]), axis=0)),
            "The same things are hidden in every step. Each step has its own table, kept[step].",
        ),
        Mistake(
            _hidden_at_the_end,
            "After the training everything is shown again: compute the films once more with nothing hidden.",
        ),
        Mistake(
            _with("kept", lambda given: given["kept"][:1]),
            "There was one step only. Is a `return` inside the loop, or are the towers of the first step forgotten?",
        ),
        Mistake(
            _with("kept", lambda given: given["kept"][:0]),
            "The towers did not change. Does each step subtract rate times the gradient from them?",
        ),
        Mistake(
            _with("rate", lambda given: -given["rate"]),
            "Your steps go up the loss. Subtract rate times the gradient.",
        ),
        Mistake(
            _with("rate", lambda given: given["rate"] * len(given["past"])),
            "Your loss is the sum over all examples. Take the mean.",
        ),
        Mistake(
            _one_tower,
            "Only the first tower has learned. Every tower takes part in each step.",
        ),
        Mistake(
            _with("asked", lambda given: given["past"]),
            "These are scores for the pasts of the training. Return a row for each row of `asked`.",
        ),
    ],
    hints=[
        "Write a function that gives the vectors of all films (n, d) for one table `keep` (n, M): "
        "the sum over m of keep[:, [m]] times features[m] @ towers[m].",
        "A step: films, people = past @ films, scores = people @ films.T, the mean cross-entropy with the targets, its "
        "gradient for each tower, and tower - rate * gradient.",
        "After the last step: the films once more, with a `keep` of ones. Those who ask are asked @ films.",
    ],
)
