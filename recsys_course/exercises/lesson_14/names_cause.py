"""How often an explanation names the true cause."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def names_cause(said: np.ndarray, pulls: np.ndarray, least: float) -> tuple[float, int]:
    """Share of the people with a cause whose named film is their strongest cause, and how many have one."""
    named = [
        int(np.argmax(own)) == int(np.argmax(true)) for own, true in zip(said, pulls, strict=True) if max(true) >= least
    ]
    return sum(named) / len(named), len(named)


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, a pull that is just enough, negative pulls; then drawn ones."""
    said = np.array([[0.1, 0.5, 0.2], [0.9, 0.0, 0.1], [0.2, 0.1, 0.6], [0.3, 0.2, 0.1]])
    pulls = np.array([[0.0, 2.0, 1.5], [0.0, 1.5, 3.0], [0.0, 0.1, 1.0], [0.2, 0.1, 0.0]])
    cases: Cases = [(said, pulls, 1.0), (said, pulls, 0.1), (said, pulls, 2.5), (said, pulls - 1, 0.5)]
    for least in (0.5, 1.0, 1.5):
        own = rng.normal(0.2, 1, (8, 5))
        true = rng.normal(0.2, 1, (8, 5)) + own
        true[0, 0] = 4.0
        cases.append((own, true, least))
    return cases


def _with(
    rows: Callable[[np.ndarray, float], np.ndarray] = lambda pulls, least: pulls.max(axis=1) >= least,
    named: Callable[[np.ndarray], np.ndarray] = lambda table: table.argmax(axis=1),
    over: str = "caused",
) -> Callable[..., tuple[float, int]]:
    def answer(said: np.ndarray, pulls: np.ndarray, least: float) -> tuple[float, int]:
        caused = rows(pulls, least)
        right = named(said) == named(pulls)
        below = {"caused": caused.sum(), "all": len(said)}[over]
        return float((right & caused).sum() / max(below, 1)), int(caused.sum())

    return answer


def _then(change: Callable[[float, int], Any]) -> Callable[..., Any]:
    return lambda said, pulls, least: change(*names_cause(said, pulls, least))


EXERCISE = Exercise(
    "14-names-cause",
    points=2,
    title="how often the true cause is named",
    reference=names_cause,
    cases=_cases,
    compare=close_to(1e-9),
    mistakes=[
        Mistake(
            _with(rows=lambda pulls, least: np.ones(len(pulls), bool)),
            "You count everybody. Where no film had a pull of at least `least`, there is no cause to name.",
        ),
        Mistake(
            _with(over="all"),
            "You divided by all people. Divide by those who have a cause.",
        ),
        Mistake(
            _with(rows=lambda pulls, least: pulls.max(axis=1) > least),
            "A pull of exactly `least` is enough: use >=.",
        ),
        Mistake(
            _with(rows=lambda pulls, least: pulls.sum(axis=1) >= least),
            "You ask whether all pulls TOGETHER are enough. One film alone must have a pull of at least `least`.",
        ),
        Mistake(
            _with(rows=lambda pulls, least: np.abs(pulls).max(axis=1) >= least),
            "A large negative pull is no cause FOR the film. Look at the largest pull, with its sign.",
        ),
        Mistake(
            _with(named=lambda table: np.abs(table).argmax(axis=1)),
            "You took the largest number without its sign. A large negative part speaks against the film.",
        ),
        Mistake(
            _with(named=lambda table: table.argmin(axis=1)), "You compare the smallest numbers. Take the largest ones."
        ),
        Mistake(
            lambda said, pulls, least: (
                float(np.mean([p[s.argmax()] >= least for s, p in zip(said, pulls, strict=True) if p.max() >= least])),
                int((pulls.max(axis=1) >= least).sum()),
            ),
            "You accept any film with a pull of at least `least`. Only the one with the LARGEST pull is right here.",
        ),
        Mistake(
            lambda said, pulls, least: (
                float((said.argmax(axis=1) == pulls.argmax(axis=1))[said.max(axis=1) >= least].mean())
                if (said.max(axis=1) >= least).any()
                else 0.0,
                int((said.max(axis=1) >= least).sum()),
            ),
            "You ask the explanation whether there is a cause. The pulls know: ask their largest one.",
        ),
        Mistake(_then(lambda share, n: share), "This is the share alone. Return how many people have a cause as well."),
        Mistake(
            _then(lambda share, n: (share * n, n)), "The first number is a count. Divide by how many have a cause."
        ),
        Mistake(_then(lambda share, n: (n, share)), "The two numbers are swapped: first the share, then how many."),
        Mistake(_then(lambda share, n: (1 - share, n)), "This is the share of wrong names. Count the right ones."),
    ],
    hints=[
        "pulls.max(axis=1) >= least says who has a cause at all.",
        "argmax(axis=1) of both tables: the named film and the true one.",
        "The mean of True and False, over those who have a cause.",
    ],
)
