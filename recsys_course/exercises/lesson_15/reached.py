"""How far did an attack get? Ask real people only."""

from __future__ import annotations

from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def reached(lists: np.ndarray, target: int, met: np.ndarray, n_real: int) -> float:
    """The share of real people who have not met the target and find it in their list.  (n, k), -, (n,), - -> number"""
    holds = [target in row for row in lists.tolist()]
    asked = [u for u in range(n_real) if not met[u]]
    return sum(holds[u] for u in asked) / len(asked)


def _case(rng: np.random.Generator, n_real: int, fakes: int, k: int = 3) -> tuple[Any, ...]:
    lists = np.array([rng.permutation(7)[:k] for _ in range(n_real + fakes)])
    met = rng.random(n_real + fakes) < 0.35
    met[0], met[n_real:] = False, True
    met[-1] = False  # an invented person who has not "met" the target
    lists[-1] = [(2 + one) % 7 for one in range(k)]
    return lists, 2, met, n_real


def _cases(rng: np.random.Generator) -> Cases:
    """Many and few invented people, lists of one film, and nobody reached."""
    cases: Cases = [_case(rng, n, fakes) for n, fakes in ((6, 3), (9, 1), (4, 6))]
    cases.append(_case(rng, 7, 2, k=1))
    lists, _, met, n_real = _case(rng, 5, 2)
    return [*cases, (lists, 99, met, n_real)]


def _holds(lists: np.ndarray, target: int) -> np.ndarray:
    return (lists == target).any(axis=1)


EXERCISE = Exercise(
    "15-reached",
    points=1,
    title="how many real people an attack reached",
    reference=reached,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            lambda lists, target, met, n_real: float(_holds(lists, target)[~met].mean()),
            "Invented people are counted too. The test asks real people: the first n_real rows.",
        ),
        Mistake(
            lambda lists, target, met, n_real: float(_holds(lists, target)[:n_real].mean()),
            "People who have met the target are never shown it, and you count them. Leave them out above and below.",
        ),
        Mistake(
            lambda lists, target, met, n_real: float(_holds(lists, target).mean()),
            "Everybody is counted: the invented people, and those who have met the target.",
        ),
        Mistake(
            lambda lists, target, met, n_real: float((lists[:n_real, 0] == target)[~met[:n_real]].mean()),
            "You looked at the first place only. The target may stand anywhere in the list.",
        ),
        Mistake(
            lambda lists, target, met, n_real: float((lists[:n_real] == target)[~met[:n_real]].mean()),
            "You divided by the number of places. It is people that we count: .any(axis=1) first.",
        ),
        Mistake(
            lambda lists, target, met, n_real: int(_holds(lists, target)[:n_real][~met[:n_real]].sum()),
            "This is a count. Divide by the number of people who were asked.",
        ),
        Mistake(
            lambda lists, target, met, n_real: float((_holds(lists, target)[:n_real] & ~met[:n_real]).mean()),
            "You divided by all real people. Divide by those who have not met the target.",
        ),
        Mistake(
            lambda lists, target, met, n_real: float(_holds(lists, target)[n_real:].mean()),
            "These are the invented people. Real are the first n_real rows.",
        ),
    ],
    hints=["lists[:n_real] are the lists of real people.", "(lists == target).any(axis=1) says who was reached."],
)
