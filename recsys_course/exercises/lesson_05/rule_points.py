"""The points that the rules of a person give to every film."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake

RuleTuple = tuple[int, float, int, float]


def rule_points(shares: np.ndarray, has_genre: np.ndarray, rules: list[RuleTuple]) -> np.ndarray:
    """Sum of the points of all rules that fire; points have decimals.  (g,), (n_films, g), rules -> (n_films,)."""
    total = np.zeros(len(has_genre))
    for genre, at_least, recommend, points in rules:
        total = total + points * (shares[genre] >= at_least) * has_genre[:, recommend]
    return total


def _cases(rng: np.random.Generator) -> Cases:
    """Ana and Dana of the lesson; a share exactly at its limit; points below 0 and below 1; no rules; random ones."""
    has = np.array([[1.0, 0, 0], [0, 1, 1], [0, 0, 1], [0, 0, 0]])  # space, comedy, romance
    clerk: list[RuleTuple] = [(0, 0.3, 0, 2.0), (1, 0.3, 1, 2.0), (1, 0.3, 2, 1.0)]
    ana, dana = np.array([0.5, 0, 0.25]), np.array([0.0, 0.5, 0.5])
    cases: Cases = [(ana, has, clerk), (dana, has, clerk), (np.array([0.3, 0.2, 0]), has, clerk), (ana, has, [])]
    cases.append((np.array([0.9, 0.4, 0.0]), has, [(0, 0.5, 2, 3.0), (1, 0.1, 2, -1.0), (0, 0.1, 1, 2.0)]))
    cases.append((ana, has[:1], [(0, 0.5, 0, 0.75), (2, 0.2, 0, 1.5), (0, 0.1, 0, -2.5)]))
    for _ in range(3):
        table = rng.integers(0, 2, (5, 4)).astype(float)
        table[0] = 1
        rules = [(int(g), float(a), int(r), float(p)) for g, a, r, p in zip(*_random_rules(rng), strict=True)]
        cases.append((rng.random(4).round(2), table, rules))
    return cases


def _random_rules(rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    return rng.integers(0, 4, 5), rng.random(5).round(2), rng.integers(0, 4, 5), rng.integers(2, 10, 5) / 2


def _first_only(shares: np.ndarray, has_genre: np.ndarray, rules: list[RuleTuple]) -> np.ndarray:
    fired = [rule for rule in rules if shares[rule[0]] >= rule[1]]
    return rule_points(shares, has_genre, fired[:1])


def _last_wins(shares: np.ndarray, has_genre: np.ndarray, rules: list[RuleTuple]) -> np.ndarray:
    scores = np.zeros(len(has_genre))
    for genre, at_least, recommend, points in rules:
        if shares[genre] >= at_least:
            scores[has_genre[:, recommend] > 0] = points
    return scores


def _row_not_column(shares: np.ndarray, has_genre: np.ndarray, rules: list[RuleTuple]) -> np.ndarray:
    scores = np.zeros(len(has_genre))
    for genre, at_least, recommend, points in rules:
        if shares[genre] >= at_least:
            scores += points * has_genre[recommend]
    return scores


def _cut_to_whole_numbers(shares: np.ndarray, has_genre: np.ndarray, rules: list[RuleTuple]) -> np.ndarray:
    """A table of whole numbers, filled place by place: it drops decimals at each step."""
    scores = np.zeros(len(has_genre), dtype=int)
    for genre, at_least, recommend, points in rules:
        for film in range(len(has_genre)):
            scores[film] += (shares[genre] >= at_least) * points * has_genre[film, recommend]
    return scores


def _added_to_whole_numbers(shares: np.ndarray, has_genre: np.ndarray, rules: list[RuleTuple]) -> np.ndarray:
    scores = np.zeros(len(has_genre), dtype=int)
    for genre, at_least, recommend, points in rules:
        if shares[genre] >= at_least:
            scores += points * has_genre[:, recommend]
    return scores


def _fired(shares: np.ndarray, rules: list[RuleTuple]) -> list[RuleTuple]:
    return [rule for rule in rules if shares[rule[0]] >= rule[1]]


def _both_genres(shares: np.ndarray, has_genre: np.ndarray, rules: list[RuleTuple]) -> np.ndarray:
    fired = [points * has_genre[:, genre] * has_genre[:, then] for genre, _, then, points in _fired(shares, rules)]
    return np.sum(fired, axis=0) if fired else np.zeros(len(has_genre))


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
        Mistake(
            _cut_to_whole_numbers,
            "Points are cut to whole numbers: a rule may give 0.75 points. Begin with an array of decimal numbers, "
            "np.zeros(n) without dtype=int, and leave int() away.",
        ),
        Mistake(
            _added_to_whole_numbers,
            "Your array holds whole numbers, and points with decimals cannot be added to it. Begin with np.zeros(n), "
            "without dtype=int.",
        ),
        Mistake(
            lambda shares, has_genre, rules: np.round(rule_points(shares, has_genre, rules)),
            "You round the points. Return them as they are, with their decimals.",
        ),
        Mistake(
            lambda shares, has_genre, rules: np.maximum(rule_points(shares, has_genre, rules), 0),
            "You cut off at 0. A rule may take points away, and a sum may be below 0.",
        ),
        Mistake(
            lambda shares, has_genre, rules: (
                rule_points(np.ones_like(shares), has_genre, rules) - rule_points(shares, has_genre, rules)
            ),
            "The comparison is turned around: a rule fires when the share is AT LEAST `at_least`.",
        ),
        Mistake(
            lambda shares, has_genre, rules: rule_points(shares, has_genre, [(g, a, r, 1.0) for g, a, r, p in rules]),
            "You count the rules that fire, each as 1. Add the points of each.",
        ),
        Mistake(
            lambda shares, has_genre, rules: rule_points(shares, has_genre, _fired(shares, rules)[-1:]),
            "Only the last rule that fires counts: `=` replaces the sum. `+=` adds to it.",
        ),
        Mistake(
            lambda shares, has_genre, rules: rule_points(shares, has_genre, rules[:1]) if rules else None,
            "Only the first rule is looked at. Does your function return inside its loop? Return after it.",
        ),
        Mistake(
            lambda shares, has_genre, rules: rule_points(shares, np.ones_like(has_genre), rules),
            "Every film gets the points. Only films of the genre `recommend` do: multiply by the column of has_genre.",
        ),
        Mistake(
            _row_not_column,
            "has_genre[recommend] is a ROW, one film. The genre is a column: has_genre[:, recommend].",
        ),
        Mistake(
            lambda shares, has_genre, rules: float(rule_points(shares, has_genre, rules).sum()),
            "This is one number, the sum over all films. Return one number for each film.",
        ),
        Mistake(
            lambda shares, has_genre, rules: [points for _, _, _, points in _fired(shares, rules)],
            "These are the points of the rules that fire. Give them to the films: one sum for each film.",
        ),
        Mistake(
            lambda shares, has_genre, rules: rule_points(shares, np.eye(len(shares)), rules),
            "This is one sum for each GENRE. Return one for each film: multiply by the column of has_genre.",
        ),
        Mistake(
            lambda shares, has_genre, rules: np.max(
                [rule_points(shares, has_genre, [rule]) for rule in rules] or [np.zeros(len(has_genre))], axis=0
            ),
            "You take the largest points of a film. The points of all rules that fire add up.",
        ),
        Mistake(
            _both_genres,
            "You ask a film for both genres. The genre of the IF is a question to the person; the film needs "
            "`recommend` only.",
        ),
    ],
    hints=[
        "Begin with zeros, one for each film. Go through the rules one by one.",
        "shares[genre] >= at_least tells whether the rule fires.",
        "The column `recommend` of has_genre is 1 exactly for the films that gain the points.",
    ],
)
