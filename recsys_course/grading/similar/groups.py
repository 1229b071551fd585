"""Pairs as a list for people: students who are connected by equal answers are one group.

03_neighbours  group of 3: anna, bo, cem
03_neighbours  anna, bo: 7 of 7 answers equal: 03-recency (word for word), ...
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recsys_course.grading.similar.pairs import Pair


@dataclass(frozen=True)
class Group:
    """Students of one lesson who are connected by equal answers, and the strongest pairs that connect them."""

    lesson: str
    students: tuple[str, ...]
    pairs: tuple[Pair, ...]


def groups(pairs: Iterable[Pair]) -> list[Group]:
    """Connected groups of students, the largest first. Pairs with a source are left out. Errors: none."""
    home: dict[tuple[str, str], list[Pair]] = {}
    for pair in sorted((one for one in pairs if not one.source), key=lambda pair: -pair.weight):
        first, second = (home.setdefault((pair.lesson, one), []) for one in pair.students)
        if first is second and first:
            continue  # connected already, by stronger pairs
        joined = [*first, *second, pair]
        for one in joined:
            home |= {(one.lesson, student): joined for student in one.students}
    found = {id(tree): tree for tree in home.values()}.values()
    made = [
        Group(tree[0].lesson, tuple(sorted({s for pair in tree for s in pair.students})), tuple(tree)) for tree in found
    ]
    return sorted(made, key=lambda group: (-len(group.students), group.lesson, group.students))


def listed(pairs: Sequence[Pair]) -> str:
    """One line for each pair, for people: `03_neighbours  anna, bo: 03-recency (word for word), ...`.

    A group of three or more has a line of its own first, then only the pairs that connect it; then what is equal to a
    source.
    """
    lines = []
    for group in groups(pairs):
        if len(group.students) > 2:
            lines.append(f"{group.lesson}  group of {len(group.students)}: {', '.join(group.students)}")
        lines += map(_line, group.pairs)
    return "\n".join([*lines, *(_line(pair) for pair in pairs if pair.source)])


def _line(pair: Pair) -> str:
    whole = f"{pair.equal} of {pair.both} answers equal: " if pair.both else ""
    shared = ", ".join(f"{one.task} ({one.how})" for one in pair.shared)
    return f"{pair.lesson}  {pair.students[0]}{' = ' if pair.source else ', '}{pair.students[1]}: {whole}{shared}"
