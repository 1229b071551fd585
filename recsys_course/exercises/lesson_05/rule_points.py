"""The points that the rules of a person give to every film."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake

RuleTuple = tuple[int, float, int, float]


def rule_points(shares: np.ndarray, has_genre: np.ndarray, rules: list[RuleTuple]) -> np.ndarray:
    """Sum of the points of all rules that fire.  (n_genres,), (n_films, n_genres), rules -> (n_films,)."""
    total = np.zeros(len(has_genre))
    for genre, at_least, recommend, points in rules:
        total = total + points * (shares[genre] >= at_least) * has_genre[:, recommend]
    return total


def _cases(rng: np.random.Generator) -> Cases:
    """Ana and Dana of the lesson; a share exactly at its limit; points taken away; no rules; random ones."""
    has = np.array([[1.0, 0, 0], [0, 1, 1], [0, 0, 1], [0, 0, 0]])  # space, comedy, romance
    clerk: list[RuleTuple] = [(0, 0.3, 0, 2.0), (1, 0.3, 1, 2.0), (1, 0.3, 2, 1.0)]
    ana, dana = np.array([0.5, 0, 0.25]), np.array([0.0, 0.5, 0.5])
    cases: Cases = [(ana, has, clerk), (dana, has, clerk), (np.array([0.3, 0.2, 0]), has, clerk), (ana, has, [])]
    cases.append((np.array([0.9, 0.4, 0.0]), has, [(0, 0.5, 2, 3.0), (1, 0.1, 2, -1.0), (0, 0.1, 1, 2.0)]))
    for _ in range(3):
        table = rng.integers(0, 2, (5, 4)).astype(float)
        table[0] = 1
        rules = [(int(g), float(a), int(r), float(p)) for g, a, r, p in zip(*_random_rules(rng), strict=True)]
        cases.append((rng.random(4).round(2), table, rules))
    return cases


def _random_rules(rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    return rng.integers(0, 4, 5), rng.random(5).round(2), rng.integers(0, 4, 5), rng.integers(1, 5, 5)


def _first_only(shares: np.ndarray, has_genre: np.ndarray, rules: list[RuleTuple]) -> np.ndarray:
    fired = [rule for rule in rules if shares[rule[0]] >= rule[1]]
    return rule_points(shares, has_genre, fired[:1])


def _last_wins(shares: np.ndarray, has_genre: np.ndarray, rules: list[RuleTuple]) -> np.ndarray:
    scores = np.zeros(len(has_genre))
    for genre, at_least, recommend, points in rules:
        if shares[genre] >= at_least:
            scores[has_genre[:, recommend] > 0] = points
    return scores


EXERCISE = Exercise(
    "05-rule-points",
    points=2,
    title="the points that rules give to every film",
    reference=rule_points,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda shares, has_genre, rules: rule_points(np.ones_like(shares), has_genre, rules),
            "Every rule fires here. A rule fires only when the share of its genre is at least `at_least`.",
        ),
        Mistake(
            lambda shares, has_genre, rules: rule_points(shares, has_genre, [(g, a, g, p) for g, a, r, p in rules]),
            "You gave the points to films of the genre in the IF. They belong to films of the genre `recommend`.",
        ),
        Mistake(_first_only, "You stopped at the first rule that fires. The points of all rules that fire add up."),
        Mistake(_last_wins, "You set the points instead of adding them: a later rule wiped out an earlier one."),
        Mistake(
            lambda shares, has_genre, rules: rule_points(shares, has_genre, [(r, a, r, p) for g, a, r, p in rules]),
            "You looked at the share of the genre `recommend`. The IF asks for the share of `genre`.",
        ),
        Mistake(
            lambda shares, has_genre, rules: rule_points(
                shares, has_genre, [rule for rule in rules if shares[rule[0]] > rule[1]]
            ),
            "Almost: a share of exactly `at_least` is enough. Use >=, not >.",
        ),
        Mistake(
            lambda shares, has_genre, rules: rule_points(
                shares, has_genre, [(g, a, r, p * shares[g]) for g, a, r, p in rules]
            ),
            "You multiplied the points by the share. A rule that fires gives all its points.",
        ),
    ],
    hints=[
        "Begin with zeros, one for each film. Go through the rules one by one.",
        "shares[genre] >= at_least tells whether the rule fires.",
        "The column `recommend` of has_genre is 1 exactly for the films that gain the points.",
    ],
)
