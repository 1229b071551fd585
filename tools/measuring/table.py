"""benchmarks/promises.md: what lessons promise, beside what was measured.

The verdict of a promise is one of

    kept        every measured value lies within the width
    broken      a value does not
    not measured

and, where the nearest other promise of the same cell (its rival) is nearer than both widths together, the words
"no order with ...": the two promises allow both orders, and the lesson needs a comparison to call one of them larger.

Below the promises of a notebook stand its comparisons: of all runs, in how many the first model was better beyond
chance, in how many neither was, in how many the second was. A lead that is not there in all of them is no finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from statistics import mean, stdev

from editions.lesson import Lesson, read_lesson
from editions.promises import Promise, promised

from measuring import record
from measuring.kernels import NATIVE, SETS
from measuring.record import Value

FILE = "benchmarks/promises.md"
_HEAD = """# Promises: their widths, and what was measured

Written by `make promises`; the single values are in `promises.csv`, and where a width comes from is told in
[TEACHING.md](../TEACHING.md#numbers). *Kernels* is the range over all sets of kernels with the
lesson's own seeds; *seeds* is the range over shifted seeds on the native kernels; mean and spread (standard deviation)
are over all runs. "No order with ...": the widths of two promises of one cell meet, so they alone call neither larger.
Below each table stand the comparisons of the notebook: in how many runs the first model was better beyond chance, in
how many the interval held 0, in how many the second was better. A lead that is not there in every run is not claimed.
"#2" is the second comparison of models with these names in a notebook, for example on the test after the validation.

Measured on: {machines}. Sets of kernels:
"""
_COLUMNS = ("promise", "about", "kernels", "seeds", "mean", "spread", "runs", "verdict")
_PAIRS = ("comparison", "difference", "first better", "cannot tell", "second better")


def chosen_lessons(root: Path, numbers: Sequence[str] = ()) -> list[Lesson]:
    """The lessons whose names begin with one of the numbers; without numbers those that train networks."""
    every = [lesson_of(path) for path in sorted((root / "lessons").glob("*.py"))]
    if numbers:
        return [lesson for lesson in every if lesson.name.startswith(tuple(numbers))]
    return [lesson for lesson in every if lesson.frameworks != ("",)]


@cache
def lesson_of(path: Path) -> Lesson:
    """The lesson in this file, read once."""
    return read_lesson(path)


def write(root: Path) -> None:
    """Write the table from the lessons and the kept values."""
    (root / FILE).write_text(text(root), encoding="utf-8")


def text(root: Path) -> str:
    """The whole table."""
    values = record.read(root)
    machines = ", ".join(sorted({value.run.machine for value in values}))
    sets = "".join(f"\n- `{name}`: {one.says}" for name, one in SETS.items())
    numbers = sorted({value.run.lesson for value in values} | {lesson.name for lesson in chosen_lessons(root)})
    sections = [
        _section(lesson, framework, values)
        for lesson in chosen_lessons(root, numbers)
        for framework in lesson.frameworks
    ]
    return _HEAD.format(machines=machines) + sets + "\n" + "".join(sections)


def _section(lesson: Lesson, framework: str, values: Iterable[Value]) -> str:
    mine = [value for value in values if (value.run.lesson, value.run.framework) == (lesson.name, framework)]
    promises = promised(lesson, framework)
    rows = [
        _row(promise, _rival(promise, promises), [v for v in mine if v.what == promise.what]) for promise in promises
    ]
    lines = [_COLUMNS, ["---"] * len(_COLUMNS), *rows]
    title = f"\n## {lesson.name}{' ' * bool(framework)}{framework}\n\n"
    return title + "".join(f"| {' | '.join(line)} |\n" for line in lines) + _comparisons(mine)


def _comparisons(values: Sequence[Value]) -> str:
    """One row for each pair of models that the notebook compares."""
    pairs: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        if value.low is not None:
            pairs[value.what].append(value)
    lines = [_PAIRS, ["---"] * len(_PAIRS), *(_pair(name, found) for name, found in sorted(pairs.items()))]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines) if pairs else ""


def _pair(name: str, values: Sequence[Value]) -> list[str]:
    first, second = (
        sum(better) for better in zip(*(((v.high or 0) < 0, (v.low or 0) > 0) for v in values), strict=True)
    )
    counts = [first, len(values) - first - second, second]
    return [name, _range([value.value for value in values]), *map(str, counts)]


def _row(promise: Promise, rival: Promise | None, values: list[Value]) -> list[str]:
    kernels = [value.value for value in values if value.run.shift == 0]
    seeds = [value.value for value in values if value.run.kernels == NATIVE]
    every = [value.value for value in values]
    middle = [_number(mean(every)), _number(stdev(every)) if len(every) > 1 else ""] if every else ["", ""]
    about = f"{promise.about:g} ± {promise.within:g}"
    verdict = _verdict(promise, every) + (f"; no order with {rival.what}" if rival else "")
    return [promise.what, about, _range(kernels), _range(seeds), *middle, str(len(every)), verdict]


def _verdict(promise: Promise, values: list[float]) -> str:
    if not values:
        return "not measured"
    return "kept" if all(keeps(promise, value) for value in values) else "**broken**"


def keeps(promise: Promise, value: float) -> bool:
    """Whether a value lies within the width, by the rule of `expect`."""
    return abs(value - promise.about) <= promise.within * (1 + 1e-9)


def _rival(promise: Promise, promises: Sequence[Promise]) -> Promise | None:
    """The nearest other promise of the same cell, where the two widths meet."""
    others = [other for other in promises if other.cell == promise.cell and other is not promise]
    nearest = min(others, key=lambda other: abs(other.about - promise.about), default=None)
    meets = nearest and abs(nearest.about - promise.about) <= nearest.within + promise.within
    return nearest if meets else None


def _range(values: list[float]) -> str:
    return f"{_number(min(values))} to {_number(max(values))}" if values else ""


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"
