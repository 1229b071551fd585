"""Change every right answer in one place, each reference and each solved answer, and see whether the cases notice.

    make mutants                 all exercises, and write benchmarks/mutants.csv
    make mutants ARGS="03"       one lesson, or one exercise: ARGS="03-cosine"; writes nothing

A mutant is killed when a public case, or a hidden one of three seeds, tells it from the reference. A survivor is either
killed by a new case, or written in benchmarks/mutants_equal.csv with the reason why no case can tell it.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from editions.solved import solved_answers  # noqa: E402

from recsys_course.checking.diagnosing import differs  # noqa: E402
from recsys_course.checking.exercise import PUBLIC_SEED, Exercise  # noqa: E402
from recsys_course.checking.mutating.mutants import Mutant, mutants  # noqa: E402
from recsys_course.checking.registry import exercises, lessons  # noqa: E402
from recsys_course.checking.runner.running import run_limited  # noqa: E402
from recsys_course.exercises.first_place import same_first  # noqa: E402

SEEDS = (PUBLIC_SEED, 1, 2, 3)
SECONDS = 1.0
SCORES, EQUAL = (ROOT / "benchmarks" / f"mutants{part}.csv" for part in ("", "_equal"))


@dataclass(frozen=True)
class Row:
    """What came out for one exercise: numbers, and the changes that no case tells."""

    id: str
    made: int
    killed: int
    equal: int
    survivors: tuple[str, ...]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns 1 where a survivor has no reason."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wanted", nargs="*", help="numbers of lessons or ids of exercises; default: all")
    wanted = parser.parse_args(arguments).wanted
    everything = (one for lesson in lessons() for one in exercises(lesson))
    chosen = [one for one in everything if not wanted or one.id in wanted or one.id[:2] in wanted]
    print(f"{'exercise':24} mutants  killed   equal  survive", flush=True)
    rows = [_told(row(one)) for one in chosen]
    if not wanted:
        _write(rows)
    left = sum(len(one.survivors) for one in rows)
    print(f"{sum(one.made for one in rows)} mutants, {left} of them survive without a reason")
    return 1 if left else 0


def row(exercise: Exercise) -> Row:
    """Try all mutants of one exercise."""
    made = all_mutants(exercise)
    alive = [one for one in made if not killed(exercise, one)]
    reasons = equal().get(exercise.id, {})
    survivors = tuple(one.diff for one in alive if one.diff not in reasons)
    return Row(exercise.id, len(made), len(made) - len(alive), len(alive) - len(survivors), survivors)


def all_mutants(exercise: Exercise) -> list[Mutant]:
    """Those of the reference and of the solved answers of its lesson; a change that two of them share counts once.

    Where a training is judged by the best item alone (`same_first`), a solved answer is not changed: another rate or
    another start must be right too, and each mutant would be trained many times.
    """
    trained = exercise.compare.__module__ == same_first.__module__
    functions = [exercise.reference, *([] if trained else _solved(exercise.id[:2]).get(exercise.id, []))]
    return list({one.diff: one for function in functions for one in mutants(function)}.values())


@lru_cache(maxsize=1)
def _solved(lesson: str) -> dict[str, list[Callable[..., Any]]]:
    found: dict[str, list[Callable[..., Any]]] = {}
    for path in (ROOT / "lessons").glob(f"{lesson}_*.py"):
        for one in solved_answers(path):
            found.setdefault(one.exercise, []).append(one.function)
    return found


def killed(exercise: Exercise, mutant: Mutant, seeds: tuple[int, ...] = SEEDS) -> bool:
    """Whether a case of one of the seeds tells the mutant from the reference. One that does not end is told."""
    return any(_told_by(exercise, mutant, seed) for seed in seeds)


def _told_by(exercise: Exercise, mutant: Mutant, seed: int) -> bool:
    cases = exercise.make_cases(seed)
    found = run_limited(mutant.code, cases, SECONDS)
    expected = exercise.expected(cases)
    return found is None or any(differs(exercise, *pair) for pair in zip(expected, found, strict=True))


@lru_cache(maxsize=1)
def equal() -> dict[str, dict[str, str]]:
    """Exercise -> change -> the reason why no case can tell it."""
    found: dict[str, dict[str, str]] = {}
    with EQUAL.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found.setdefault(line["exercise"], {})[line["change"]] = line["reason"]
    return found


def _told(one: Row) -> Row:
    print(f"{one.id:24} {one.made:7} {one.killed:7} {one.equal:7} {len(one.survivors):8}", flush=True)
    for change in one.survivors:
        print(f"    {change}", flush=True)
    return one


def _write(rows: list[Row]) -> None:
    with SCORES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["exercise", "mutants", "killed", "equal", "survivors"])
        writer.writerows([one.id, one.made, one.killed, one.equal, len(one.survivors)] for one in rows)


if __name__ == "__main__":
    sys.exit(main())
