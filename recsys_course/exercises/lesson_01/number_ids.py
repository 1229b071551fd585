"""Raw ids become numbers 0..n-1, and back."""

from __future__ import annotations

from typing import Any

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def number_ids(raw: list[Any]) -> np.ndarray:
    """Numbers for raw ids: for each element of raw, its place among the different ids, sorted from small to large.

    raw: ids as a file writes them, all whole numbers or all text; the same id may occur often.
    Equal ids get equal numbers. The numbers are 0, 1, ..., n-1, where n is how many different ids there are.
    For example [101, 102, 101, 108] gives [0, 1, 0, 2].
    """
    return np.unique(raw, return_inverse=True)[1]


def _cases(rng: np.random.Generator) -> Cases:
    """By hand: gaps, 9 before 10, names, one id only; then random ones."""
    by_hand = [[101, 102, 101, 108], [10, 9, 100, 9], ["Dana", "Bo", "Ana", "Bo"], [7], [5, 5, 3, 3, 4]]
    random = [rng.choice([3, 12, 41, 205, 1000, 64], size=8).tolist() for _ in range(4)]
    return [(raw,) for raw in by_hand + random]


def _in_order_of_arrival(raw: list[Any]) -> list[int]:
    return [list(dict.fromkeys(raw)).index(one) for one in raw]


def _sorted_as_text(raw: list[Any]) -> list[int]:
    return [sorted(set(raw), key=str).index(one) for one in raw]


def _as_many_as_smaller_rows(raw: list[Any]) -> list[int]:
    return [sum(other < one for other in raw) for one in raw]


EXERCISE = Exercise(
    "01-number-ids",
    points=1,
    title="raw ids to numbers 0..n-1",
    reference=number_ids,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda raw: np.unique(raw, return_inverse=True),
            "np.unique gives two arrays here, the different ids and the places; return only the second.",
        ),
        Mistake(
            _in_order_of_arrival,
            "Your numbers follow the order in which the ids arrive. Sort the different ids first. "
            "(pd.factorize does not sort unless you ask for it.)",
        ),
        Mistake(
            lambda raw: [{one: number for number, one in enumerate(set(raw))}[one] for one in raw],
            "You number the ids as a set gives them, and a set has no order. Sort the different ids first.",
        ),
        Mistake(
            lambda raw: [one - min(raw) for one in raw],
            "You subtract the smallest id. Then gaps between ids stay gaps, and text cannot be subtracted. "
            "Count the different ids instead: 0, 1, 2, ... in sorted order.",
        ),
        Mistake(
            lambda raw: number_ids(raw) + 1,
            "Your numbers begin at 1. A number is a place in an array, and the first place is 0.",
        ),
        Mistake(
            _sorted_as_text,
            "You sorted whole numbers as if they were text: then 10 comes before 9. Keep them as numbers.",
        ),
        Mistake(
            lambda raw: np.argsort(np.argsort(raw, kind="stable"), kind="stable"),
            "Equal ids got different numbers. Take each id once before you number them.",
        ),
        Mistake(
            _as_many_as_smaller_rows,
            "Your numbers have gaps: an id that occurs twice was counted twice. Take each id once first.",
        ),
        Mistake(
            lambda raw: np.unique(raw),
            "These are the different ids. The answer has one number for each element of raw: the place of its id.",
        ),
        Mistake(
            lambda raw: {one: number for number, one in enumerate(sorted(set(raw)))},
            "This is the table from id to number. The answer has one number for each element of raw: look each one up.",
        ),
        Mistake(
            lambda raw: [sorted(set(raw), reverse=True).index(one) for one in raw],
            "Your numbers run from the largest id to the smallest. The smallest id gets 0.",
        ),
        Mistake(
            lambda raw: [raw.index(one) for one in raw],
            "You give the place of an id in raw, where it occurs first. "
            "Give its place among the DIFFERENT ids, sorted from small to large.",
        ),
        Mistake(
            lambda raw: list(range(len(raw))),
            "You number the elements. Equal ids must get equal numbers.",
        ),
        Mistake(
            lambda raw: np.unique(raw, return_index=True)[1],
            "return_index says where each different id occurs first. You need return_inverse: the place of each "
            "element.",
        ),
        Mistake(
            lambda raw: np.unique(raw, return_counts=True)[1],
            "return_counts says how often each different id occurs. You need return_inverse: the place of each "
            "element.",
        ),
        Mistake(
            lambda raw: np.sort(number_ids(raw)),
            "The numbers are right, but sorted. Keep the order of raw: the first number belongs to the first element.",
        ),
        Mistake(
            lambda raw: len(set(raw)),
            "This is how many different ids there are. Return one number for each element of raw.",
        ),
        Mistake(
            lambda raw: number_ids(raw).astype(float),
            "The numbers are right, but have a decimal point, so they cannot be places in an array. Return whole "
            "numbers.",
        ),
    ],
    hints=[
        "Two steps: which ids are there (each once, sorted)? And where in that list is the id of each row?",
        "A dict from id to place makes the second step short: {id: place}.",
        "np.unique sorts and removes repeats. With return_inverse=True it gives a second array: the places.",
    ],
)
