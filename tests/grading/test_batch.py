"""A class is graded: every hand-in once, nothing lost when a process or the grader itself is killed."""

import os
import signal
import subprocess
import sys

import pytest

from recsys_course.grading.batch import grade, processes
from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.records.results import Result
from recsys_course.grading.records.store import keep, recall, results
from tests.helpers.classroom.counting import FULL, SECRET, Counting, different
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, ROOT, laid
from tests.helpers.classroom.processes import children, descendants, end_in_time
from tests.helpers.classroom.walled import needs_walls

NAMES = ["anna", "bo", "cem", "dana", "eli"]


@pytest.fixture
def hand_ins(tmp_path):
    place = laid(tmp_path / "in", {f"{name}/03.ipynb": different(n) for n, name in enumerate(NAMES)})
    return place, tmp_path / "results"


def graded(hand_ins, crew, secret=SECRET):
    place, kept = hand_ins
    return list(grade(read(place, RELEASED), RELEASED, kept, secret, crew))


def names(found):
    return sorted(one.result.student for one in found)


def test_every_hand_in_comes_once_with_its_marks(hand_ins):
    found = graded(hand_ins, Counting().crew())
    assert names(found) == NAMES and all(one.result.marks == FULL for one in found)


def test_a_second_run_grades_nothing_again_and_gives_the_same(hand_ins):
    first = graded(hand_ins, Counting().crew())
    again = Counting()
    second = graded(hand_ins, again.crew())
    assert not again.jobs
    assert {one.result for one in first} == {one.result for one in second}


def test_only_the_hand_in_that_changed_is_graded_again(hand_ins):
    graded(hand_ins, Counting().crew())
    (hand_ins[0] / "bo/03.ipynb").write_bytes(different(77))
    again = Counting()
    graded(hand_ins, again.crew())
    assert ["77" in job.answers.code["03-cosine"].source for job in again.jobs] == [True]


def test_another_secret_makes_every_result_old(hand_ins):
    graded(hand_ins, Counting().crew())
    again = Counting()
    graded(hand_ins, again.crew(), "ab" * 32)
    assert len(again.jobs) == len(NAMES)


def test_a_run_that_is_stopped_goes_on_where_it_was(hand_ins):
    place, kept = hand_ins
    run = grade(read(place, RELEASED), RELEASED, kept, SECRET, Counting().crew(1))
    done = {next(run).result.student, next(run).result.student}
    run.close()
    again = Counting()
    assert names(graded(hand_ins, again.crew())) == NAMES
    assert len(again.jobs) == len(NAMES) - len(done)


def test_a_process_that_ends_costs_neither_its_hand_in_nor_its_neighbours_a_mark(hand_ins):
    found = graded(hand_ins, Counting(["return 1", "return 3"]).crew(4))
    assert names(found) == NAMES and not any(one.result.problem for one in found)


def test_a_hand_in_whose_process_always_ends_is_told_and_not_kept(hand_ins):
    found = graded(hand_ins, Counting(["return 2"] * 9).crew())
    [problem] = [one.result.problem for one in found if one.result.student == "cem"]
    assert "ended 3 times" in problem
    assert [one.student for one in results(hand_ins[1])] == [name for name in NAMES if name != "cem"]


def test_no_more_hand_ins_are_in_work_than_the_crew_is_wide(hand_ins):
    place, kept = hand_ins
    crew = Counting()
    run = grade(read(place, RELEASED), RELEASED, kept, SECRET, crew.crew(2))
    next(run)
    assert len(crew.jobs) == 2
    run.close()


def test_a_file_that_was_cut_off_is_no_result(tmp_path):
    keep(tmp_path, Result("anna", LESSON, FULL), "key")
    assert recall(tmp_path, LESSON, "anna", "key") == FULL
    [path] = tmp_path.glob("*/*.json")
    path.write_text(path.read_text()[:-20])
    assert recall(tmp_path, LESSON, "anna", "key") == () and results(tmp_path) == []


def test_names_that_differ_only_at_their_end_have_files_of_their_own(tmp_path):
    for end in ("a", "b"):
        keep(tmp_path, Result("x" * 200 + end, LESSON, FULL), "key")
    assert len(results(tmp_path)) == 2


@needs_walls
def test_a_killed_process_loses_no_hand_in(hand_ins):
    place, kept = hand_ins
    run = grade(read(place, RELEASED), RELEASED, kept, SECRET, processes(2))
    found = [next(run)]
    for child in children(os.getpid(), "spawn_main"):
        os.kill(child, signal.SIGKILL)
    found += run
    assert names(found) == NAMES and not any(one.result.problem for one in found)


GRADER = """
import sys
from pathlib import Path
from recsys_course.grading.batch import grade, processes
from recsys_course.grading.intake.hand_ins import read
from tests.helpers.classroom.counting import SECRET
from tests.helpers.classroom.hand_ins import RELEASED
if __name__ == "__main__":
    place, kept = map(Path, sys.argv[1:])
    for one in grade(read(place, RELEASED), RELEASED, kept, SECRET, processes(2)):
        print(one.result.student, one.result.points, flush=True)
"""


@needs_walls
def test_a_killed_grader_leaves_nothing_alive_and_its_second_run_repeats_nothing(hand_ins, tmp_path):
    script = tmp_path / "grader.py"
    script.write_text(GRADER)
    run = [sys.executable, str(script), *map(str, hand_ins)]
    inherited = os.environ | {"PYTHONPATH": str(ROOT)}
    first = subprocess.Popen(run, env=inherited, stdout=subprocess.PIPE, text=True)
    done = first.stdout.readline()
    family = descendants(first.pid)
    first.kill()
    first.wait()
    first.stdout.close()
    assert done and family and end_in_time(family)
    before = {path: path.stat().st_mtime_ns for path in hand_ins[1].glob("*/*.json")}
    second = subprocess.run(run, env=inherited, capture_output=True, text=True, check=True)
    assert sorted(second.stdout.split()[::2]) == NAMES and done in second.stdout
    assert before and all(path.stat().st_mtime_ns == then for path, then in before.items())
