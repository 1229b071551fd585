"""A class is graded: every hand-in once, nothing lost when a process or the grader itself is killed."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Executor, Future

import pytest

from recsys_course.grading.batch import Crew, grade, processes
from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.records.results import Mark, Result
from recsys_course.grading.records.store import keep, recall, results
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, ROOT, as_bytes, laid, notebook
from tests.helpers.classroom.walled import needs_walls

SECRET = "5e" * 32
NAMES = ["anna", "bo", "cem", "dana", "eli"]
FULL = (Mark("03-cosine", "code", "right", 1.0, 1.0),)


def different(number):
    """A hand-in that no other student has."""
    return as_bytes(notebook({"03-cosine": f"def cosine(a, b):\n    return {number}", "03-q1": 'answer_q1 = "b"'}))


@pytest.fixture
def hand_ins(tmp_path):
    place = laid(tmp_path / "in", {f"{name}/03.ipynb": different(n) for n, name in enumerate(NAMES)})
    return place, tmp_path / "results"


class Counting(Executor):
    """Marks at once, in this process, without running anything; counts. Breaks on the answers in `breaking`."""

    def __init__(self, breaking=()):
        self.breaking, self.jobs = list(breaking), []

    def submit(self, function, job, /):
        self.jobs.append(job)
        future = Future()
        source = "".join(answer.source for answer in job.answers.code.values())
        if self.breaking and self.breaking[0] in source:
            self.breaking.pop(0)
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(FULL)
        return future

    def crew(self, width=2):
        return Crew(lambda: self, width, (BrokenExecutor,))


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
from tests.grading.test_batch import RELEASED, SECRET, grade, processes, read
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
    until = time.monotonic() + 10
    while (left := [one for one in family if alive(one)]) and time.monotonic() < until:
        time.sleep(0.1)
    assert done and family and not left
    before = {path: path.stat().st_mtime_ns for path in hand_ins[1].glob("*/*.json")}
    second = subprocess.run(run, env=inherited, capture_output=True, text=True, check=True)
    assert sorted(second.stdout.split()[::2]) == NAMES and done in second.stdout
    assert before and all(path.stat().st_mtime_ns == then for path, then in before.items())


def stat(process):
    """The fields of /proc/N/stat after the name, or None."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return None


def alive(process):
    found = stat(process)
    return found is not None and found[0] != "Z"


def children(parent, word=""):
    """Numbers of the living child processes whose command line has a word."""
    found = []
    for entry in os.listdir("/proc"):
        fields = stat(entry) if entry.isdecimal() else None
        if fields and int(fields[1]) == parent and fields[0] != "Z":
            with open(f"/proc/{entry}/cmdline") as file:
                if word in file.read():
                    found.append(int(entry))
    return found


def descendants(parent):
    own = children(parent)
    return own + [one for child in own for one in descendants(child)]
