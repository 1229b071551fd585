"""A whole class of hostile, unlucky, odd and honest students: each gets the fair mark, twice, and harms nobody.

What stands in `tests/helpers/classroom` is graded as `recsys-course grade` grades it, in two processes, group by
group, with four honest neighbours in each group.
"""

from __future__ import annotations

import ctypes
import os
import re
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from recsys_course.checking.mutating.mutants import mutants
from recsys_course.checking.mutating.whole import around
from recsys_course.checking.registry import find, find_quiz
from recsys_course.grading.batch import grade, processes
from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.records.results import Result
from recsys_course.grading.sandbox.hosts import Limits
from tests.helpers.classroom import bad_luck
from tests.helpers.classroom.hand_ins import LESSON, RELEASED
from tests.helpers.classroom.lesson_03 import CODE, FULL, SOLVED, HandIn, fair, hand_in, lay_out, taken
from tests.helpers.classroom.liars import MARK
from tests.helpers.classroom.processes import command_line, descendants, end_in_time
from tests.helpers.classroom.walled import needs_walls
from tests.helpers.classroom.whole_class import CLASS, GROUPS

pytestmark = needs_walls
SECRET, JOBS = "5" * 64, 5  # more than cores: most of the time is spent waiting for attacks to run out of theirs
SHORT, USUAL = Limits(seconds=1.5, wall=5), Limits()
WRONG_MEND = SOLVED["03-mend"].replace("norm(b)", "norm(a)")
NEIGHBOURS = {
    "a neighbour": hand_in(taken()),
    "m neighbour": hand_in(taken(mend=WRONG_MEND), "03-mend"),
    "s neighbour": hand_in(taken()),
    "z neighbour": hand_in(taken(mend=WRONG_MEND), "03-mend"),
}
SECOND_LOOK = {
    "200 forks", "file - names in a knot", "file - strings in strings", "wrong with a model of another lesson",
    "wrong with the reference of the course", "wrong with the notebook's data in place of the arguments",
}  # fmt: skip
TOLD = re.compile(r"03-[a-z0-9-]+|\d+ of \d+( hidden)? cases? right|calls it with \d+: ")
TRACKER = "resource_tracker"  # a process of Python itself, which stays


@dataclass(frozen=True)
class Graded:
    """A group after grading. first, second: results by student, of two runs from nothing. again: from what was kept."""

    handed_in: dict[str, HandIn]
    first: dict[str, Result]
    second: dict[str, Result]
    again: dict[str, Result]
    seconds: float
    limits: Limits
    left_alive: list[str]
    left_behind: list[str]


def run(place: Path, kept: Path, limits: Limits) -> dict[str, Result]:
    """One run of the grader, as the command does it."""
    assignments = {LESSON: RELEASED[LESSON]}
    results = [
        one.result for one in grade(read(place, assignments), assignments, kept, SECRET, processes(JOBS), limits)
    ]
    assert len({result.student for result in results}) == len(results)
    return {result.student: result for result in results}


def still_alive(before: set[int]) -> list[str]:
    """Command lines of the processes below this one that are new and do not end within ten seconds."""
    end_in_time(descendants() - before)
    lines = [command_line(one) for one in descendants() - before]
    return [line for line in lines if line and TRACKER not in line]


@pytest.fixture(scope="module", params=GROUPS)
def graded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """A group of the class, graded three times, with a home and a temporary folder of its own."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # whoever loses its parent becomes a child of this process
    folder = tmp_path_factory.mktemp("class")
    handed_in = GROUPS[request.param] | NEIGHBOURS
    place = lay_out(folder / "submissions", handed_in)
    limits = SHORT if request.param in ("attackers", "liars") else USUAL
    before, begin = descendants(), time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "TMPDIR"):
            (folder / name).mkdir()
            patch.setenv(name, str(folder / name))
        runs = [run(place, folder / kept, limits) for kept in ("one", "two", "one")]
    seconds = time.monotonic() - begin
    left = [str(path) for name in ("HOME", "TMPDIR") for path in (folder / name).rglob("*")]
    return Graded(handed_in, *runs, seconds, limits, still_alive(before), left)


def points(result: Result) -> dict[str, float | None]:
    return {mark.task: mark.points for mark in result.marks}


def given(result: Result) -> dict[str, float | None]:
    """The points so far: a code answer that waits for a second look has none yet."""
    return {mark.task: 0.0 if mark.kind == "code" and mark.points is None else mark.points for mark in result.marks}


def unfair(name: str, one: HandIn, result: Result) -> list[str]:
    """The tasks whose points are not fair, in words."""
    got = given(result)
    tasks = [task for task in FULL if got.get(task, "none") != one.fair.get(task, "none")]
    return [f"{name}, {task}: {got.get(task, 'none')} and not {one.fair.get(task, 'none')}" for task in tasks]


def test_everybody_gets_the_fair_mark(graded: Graded) -> None:
    assert set(graded.first) == set(graded.handed_in)
    assert [words for name, one in graded.handed_in.items() for words in unfair(name, one, graded.first[name])] == []


def test_who_waits_for_a_second_look_is_one_of_the_few_that_stop_for_another_reason(graded: Graded) -> None:
    waiting = {
        result.student
        for result in graded.first.values()
        if any(mark.kind == "code" and mark.status == "waiting" for mark in result.marks)
    }
    assert waiting <= SECOND_LOOK


def test_what_cannot_be_graded_says_why(graded: Graded) -> None:
    for name, one in graded.handed_in.items():
        assert bool(graded.first[name].problem) == (not one.fair), graded.first[name]


def test_a_second_run_gives_the_same_marks(graded: Graded) -> None:
    assert {name: points(one) for name, one in graded.second.items()} == {
        name: points(one) for name, one in graded.first.items()
    }


def test_and_in_the_same_words_where_no_threads_race(graded: Graded) -> None:
    if "an endless loop" not in graded.handed_in:  # attackers: what ends first, the answer or the patience, is told
        assert graded.second == graded.first


def test_what_was_kept_is_what_was_found(graded: Graded) -> None:
    assert graded.again == graded.first


def test_neighbours_get_the_same_marks_in_every_company(graded: Graded) -> None:
    for name in NEIGHBOURS:
        result = graded.first[name]
        mend = next(mark for mark in result.marks if mark.task == "03-mend")
        assert points(result) == NEIGHBOURS[name].fair
        assert ("the length of a is below the line twice" in mend.hint) == (points(result) == fair("03-mend"))


def test_the_class_ends_in_bounded_time(graded: Graded) -> None:
    of_one = graded.limits.wall + 3  # the longest that one attack may take, and its six honest answers
    assert graded.seconds < 60 + 2 * len(graded.handed_in) * of_one / min(JOBS, os.cpu_count() or 1)


def test_nothing_is_left_alive(graded: Graded) -> None:
    assert graded.left_alive == []


def test_nothing_is_left_in_the_home_or_the_temporary_folder(graded: Graded) -> None:
    assert graded.left_behind == []
    usual = [Path(place) for place in ("/tmp", "/var/tmp", "/dev/shm", os.path.expanduser("~"), os.getcwd())]
    names = ("left-behind", "right.py", "usercustomize.py", "sitecustomize.py", ".pythonstartup", "numpy.py")
    startup = Path("~/.ipython/profile_default/startup/00-right.py").expanduser()
    assert not [place / name for place in usual for name in names if (place / name).exists()]
    assert not startup.exists()


def test_no_words_tell_a_hidden_case_or_what_a_student_wrote(graded: Graded) -> None:
    for result in graded.first.values():
        for mark in result.marks:
            assert MARK not in mark.words + mark.hint
            if mark.kind == "code":
                assert not re.search(r"\d", TOLD.sub("", mark.words)), mark
                assert mark.hint in {"", *hints(mark.task)}
            elif mark.kind == "quiz" and mark.status == "right":
                assert find_quiz(mark.task).why[find_quiz(mark.task).answer] in mark.words


def test_answers_that_use_the_course_say_so_to_the_instructor(graded: Graded) -> None:
    for name in ("wrong with a model of another lesson", "wrong with the reference of the course"):
        if name in graded.first:
            [mark] = [mark for mark in graded.first[name].marks if mark.task == "03-cosine"]
            assert "recsys_course" in mark.note and "not there when it is graded" in mark.note


def hints(identity: str) -> set[str]:
    """All hints that the course has for an exercise, written down or made from its reference: no word of a student."""
    exercise = find(identity)
    made = (*mutants(exercise.reference), *around(exercise.reference))
    return {one.hint for one in (*exercise.mistakes, *made)}


def packed(path: Path, names: list[str], year: int) -> None:
    """A zip with a right hand-in under each of these names, last changed in this year."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), bad_luck.GOOD)


@pytest.mark.parametrize("honest", ["anna.zip", "anna/03.ipynb"])
def test_nobody_can_hand_in_for_another(honest: str, tmp_path: Path) -> None:
    packed(tmp_path / "mallory.zip", ["anna/03.ipynb", "bo/03.ipynb"], 2100)
    if honest.endswith(".zip"):
        packed(tmp_path / honest, ["03.ipynb"], 2020)
    else:
        lay_out(tmp_path, {"anna": HandIn({"03.ipynb": bad_luck.GOOD}, FULL)})
    released = {LESSON: RELEASED[LESSON]}
    alone = {one.student: one.problem for one in read(tmp_path, released)}
    assert not alone["anna"] and "mallory.zip as one student" in alone["mallory"] and len(alone) == 2
    found = {one.student: one.path for one in read(tmp_path, released, layout="student")}
    assert found == {"anna": tmp_path / honest, "mallory": tmp_path / "mallory.zip"}


def test_the_class_is_large_and_fair_points_are_those_that_are_released() -> None:
    assert len(CLASS) == sum(map(len, GROUPS.values())) >= 200
    assert {task.id: task.points for task in RELEASED[LESSON].tasks if task.kind != "prose"} == {
        task: points for task, points in FULL.items() if points is not None
    }
    assert sum(one.fair.get("03-cosine") == 0 for one in CLASS.values()) > 100
    assert all(one.fair.keys() in ({}.keys(), FULL.keys()) for one in CLASS.values())
    assert set(CODE) < set(FULL)


def test_every_file_with_bad_luck_differs_from_the_right_one() -> None:
    files = [*bad_luck.BYTES.values(), *map(str, bad_luck.NOTEBOOKS.values())]
    assert len(set(files)) == len(files)
    assert bad_luck.GOOD not in files and str(taken()) not in files
