"""Sixty honest hand-ins in the layouts of ten systems, and thirty cheats: each gets its fair mark, twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from recsys_course.grading.batch import grade, processes
from recsys_course.grading.intake.hand_ins import HandIn, read
from recsys_course.grading.records.results import Result
from recsys_course.grading.sandbox.hosts import Limits
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, laid
from tests.helpers.classroom.walled import needs_walls
from tests.helpers.exports.systems import written
from tests.helpers.fair_ways import CHEATS, HONEST, LOOKED_AT, Way

PLACES = [
    "{p}/{file}",
    "{p}_{n}_assignsubmission_file_/{file}",
    "{p}_{n}_assignsubmission_file_{file}",
    "{p}_{n}_900{n}_{file}",
    "Lesson 3_{p}_attempt_2026-11-20-10-12-00_{file}",
    "{n}-77 - {p} - Nov 20, 2026 1012 AM/{file}",
    "{p}.zip/hw/{file}",
    "submitted/{p}/03_neighbours/{file}",
    "03-neighbours-{p}/{file}",
    "Meer_{p}_{p}.meer_{n}/{file}",
]
FLAT = {place for place in PLACES if "/" not in place}
FILE = f"{LESSON}.ipynb"


def hand_ins_of(ways: list[Way]) -> dict[str, tuple[Way, str]]:
    """A student for each way, and the place where it lies; a module in a folder needs a place with folders."""
    found = {}
    for number, way in enumerate(ways):
        folders = any("/" in name for name in way.modules)
        places = [place for place in PLACES if not (folders and place in FLAT)]
        found[f"lee{number:03}x"] = way, places[(number + number // len(PLACES)) % len(places)]
    return found


CLASS = hand_ins_of([*HONEST.values(), *HONEST.values(), *CHEATS.values()])


def class_in(folder: Path) -> Iterator[HandIn]:
    """What is read of all places."""
    for number, place in enumerate(PLACES):
        files: dict[str, int | bytes] = {}
        for student, (way, own) in CLASS.items():
            if own == place:
                texts = {FILE: way.file()} | {name: text.encode() for name, text in way.modules.items()}
                files |= {place.format(p=student, n=1000 + int(student[3:6]), file=name): texts[name] for name in texts}
        yield from read(laid(folder / str(number), written(files)), {LESSON: RELEASED[LESSON]})


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Result]]:
    """The results by student, of two runs from nothing."""
    folder = tmp_path_factory.mktemp("fair")
    hand_ins = list(class_in(folder / "in"))
    released, limits = {LESSON: RELEASED[LESSON]}, Limits(seconds=3, wall=10)
    both = [grade(hand_ins, released, folder / kept, "7" * 64, processes(1), limits) for kept in ("one", "two")]
    return [{re.findall(r"lee\d{3}x", one.result.student)[0]: one.result for one in run} for run in both]


def test_the_class_has_sixty_honest_hand_ins_and_thirty_cheats_in_every_layout() -> None:
    assert len(HONEST) == len(CHEATS) == 30 and len(CLASS) == 90
    assert {place for way, place in CLASS.values() if way in HONEST.values()} == {*PLACES}
    honest = [(id(way), place) for way, place in CLASS.values() if way in HONEST.values()]
    assert len(set(honest)) == 60


@needs_walls
def test_each_gets_the_fair_mark_twice(runs: list[dict[str, Result]]) -> None:
    names = {id(way): name for name, way in (HONEST | CHEATS).items()}
    for results in runs:
        assert set(results) == set(CLASS)
        unfair = {}
        for student, (way, place) in CLASS.items():
            given = {mark.task: mark.points for mark in results[student].marks if mark.points != 0}
            if given != way.fair or results[student].problem:
                unfair[names[id(way)], place] = given, results[student].problem, results[student].notes
        assert unfair == {}


@needs_walls
def test_both_runs_are_equal_and_what_waits_says_why(runs: list[dict[str, Result]]) -> None:
    assert runs[0] == runs[1]
    waiting = [mark for result in runs[0].values() for mark in result.marks if mark.status == "waiting"]
    assert len(waiting) == 2 * 3 + len(LOOKED_AT) + 1 and all(mark.look for mark in waiting)
