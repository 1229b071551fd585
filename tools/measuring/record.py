"""Every measured value of every promise, kept as one table of text: benchmarks/promises.csv."""

from __future__ import annotations

import csv
import platform
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

FILE = "benchmarks/promises.csv"


class Run(NamedTuple):
    """One execution of one notebook: where, under which kernels, and by how much its seeds were shifted."""

    lesson: str
    framework: str
    machine: str
    kernels: str
    shift: int


class Value(NamedTuple):
    """What one `expect` was given in one run; or how far one model was ahead of another, with the interval."""

    run: Run
    what: str
    value: float
    low: float | None = None
    high: float | None = None


def this_machine() -> str:
    """The name of the processor, with the widest instructions that it has."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    facts = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in text.splitlines())}
    widest = next((name for name in ("avx512f", "avx2") if name in facts.get("flags", "").split()), "")
    return f"{facts.get('model name', platform.machine())} {widest.upper()}".strip()


def read(root: Path) -> list[Value]:
    """All kept values, in order."""
    path = root / FILE
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [_value(*row) for row in rows]


def _value(
    lesson: str, framework: str, machine: str, kernels: str, shift: str, what: str, value: str, *interval: str
) -> Value:
    run = Run(lesson, framework, machine, kernels, int(shift))
    return Value(run, what, float(value), *(float(text) for text in interval if text))


def write(root: Path, values: Iterable[Value]) -> None:
    """Write all values, sorted, so that a new run changes few lines."""
    with (root / FILE).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([*Run._fields, *Value._fields[1:]])
        for value in sorted(values, key=lambda value: value[:2]):
            numbers = ["" if number is None else f"{number:.6g}" for number in value[2:]]
            table.writerow([*value.run, value.what, *numbers])


def replaced(values: list[Value], run: Run, found: dict[str, list[float]]) -> list[Value]:
    """The values with those of one run in place of what this run gave before."""
    return [value for value in values if value.run != run] + [
        Value(run, what, *numbers) for what, numbers in found.items()
    ]
