"""Grades a class: hand-ins in, results out, on the processes of this machine or on a dask cluster; resumable.

    grade(hand_ins, assignments, kept, secret, crew) -> Graded, one for each hand-in, as they are done

What is done is kept as one small file for each hand-in, so a run that was stopped goes on where it was. A file counts
only while the answers, the released tasks and the secret are the same.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType

from recsys_course.checking.runner.timeout import OutOfTime, call_within
from recsys_course.grading.answers.collect import Answers, collect
from recsys_course.grading.intake.files import CannotRead
from recsys_course.grading.intake.hand_ins import HandIn
from recsys_course.grading.intake.lms_names import tidy
from recsys_course.grading.marks import mark
from recsys_course.grading.notebook.assignment import Assignment, Task
from recsys_course.grading.notebook.reader import Cell, Notebook, Unreadable
from recsys_course.grading.records.results import Mark, Result
from recsys_course.grading.records.store import holder, keep, recall
from recsys_course.grading.sandbox.hosts import Limits, Sandbox

_RULES = 4  # of marking; a higher number makes every kept result old
_TRIES = 2  # of a hand-in that is alone in a process of its own, after a process with it ended
_LOST = "the process that graded it ended {0} times. Cure: look at it by hand, or try again with more memory."
READING = 60.0  # seconds for the cells and answers of one hand-in
_mine = threading.local()  # the sandboxes of this thread: they end with the thread that opened them


@dataclass(frozen=True)
class Job:
    """What a process needs to mark one hand-in: text and numbers, no file of the student."""

    lesson: str
    tasks: tuple[Task, ...]
    answers: Answers
    secret: str
    limits: Limits
    sandboxed: bool = True

    @property
    def key(self) -> str:
        """The same for the same answers, tasks, secret and walls, in every run and on every machine."""
        parts = (_RULES, self.lesson, self.tasks, self.answers, self.secret, self.limits, self.sandboxed)
        return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True)
class Graded:
    """One hand-in with its result, and its cells and answers (None where it cannot be read)."""

    hand_in: HandIn
    result: Result
    cells: tuple[Cell, ...] = ()
    answers: Answers | None = None


class Crew:
    """Who does the work: an executor that is opened again where it broke. Use it with `with`."""

    def __init__(self, open: Callable[[], Executor], width: int, broken: tuple[type[Exception], ...]) -> None:
        """width: how many hand-ins are in work at one time. broken: the errors that say that a process ended."""
        self.open, self.width, self.broken = open, width, broken
        self.executor: Executor | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.executor is not None:
            self.executor.shutdown(wait=error is None)
        self.executor = None

    def submit(self, job: Job) -> Future[tuple[Mark, ...]]:
        """Begin to mark a hand-in."""
        try:
            self.executor = self.executor or self.open()
            return self.executor.submit(mark_job, job)
        except self.broken:
            self.__exit__(None, None, None)
            self.executor = self.open()
            return self.executor.submit(mark_job, job)

    def alone(self, job: Job) -> tuple[Mark, ...]:
        """Mark a hand-in with nothing beside it; () where its process ends each time."""
        for _ in range(_TRIES):
            with Crew(self.open, 1, self.broken) as other:
                try:
                    return other.submit(job).result()
                except self.broken:
                    continue
        return ()


def processes(jobs: int) -> Crew:
    """This many processes of this machine; each ends when this process ends, however that happens."""
    start = get_context("spawn")
    return Crew(lambda: ProcessPoolExecutor(jobs, start, _end_with, (os.getpid(),)), 2 * jobs, (BrokenExecutor,))


def mark_job(job: Job) -> tuple[Mark, ...]:
    """Mark one hand-in, in sandboxes that this thread keeps: one for each framework."""
    sandboxes: dict[tuple[str, bool], Sandbox] = vars(_mine).setdefault("sandboxes", {})
    kind = job.lesson.partition(".")[2], job.sandboxed
    if kind not in sandboxes:
        sandboxes[kind] = Sandbox(job.sandboxed)
    return mark(job.tasks, job.answers, job.secret, sandboxes[kind], job.limits)


def _end_with(parent: int) -> None:
    """End this process soon after its parent has ended: a killed grader leaves nothing behind."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def grade(
    hand_ins: Iterable[HandIn],
    assignments: Mapping[str, Assignment],
    kept: Path,
    secret: str,
    crew: Crew,
    limits: Limits | None = None,
    sandboxed: bool = True,
) -> Iterator[Graded]:
    """Grade hand-ins; each comes once, in the order in which they are done.

    kept: the folder with the files of what is done. Errors: NoSandbox; OSError where `kept` cannot be written.
    """
    named = (_named(one, kept) for one in hand_ins)
    opened = (_opened(one, assignments, secret, limits or Limits(), sandboxed) for one in named)
    running: dict[Future[tuple[Mark, ...]], _Work] = {}
    with crew:
        try:
            for one in opened:
                if not one.job:
                    yield one.graded(())
                    continue
                if marks := recall(kept, one.hand_in.lesson, one.hand_in.student, one.job.key):
                    yield _kept(one, marks, kept)
                    continue
                running[crew.submit(one.job)] = one
                while len(running) >= crew.width:
                    yield from _finished(running, crew, kept)
            while running:
                yield from _finished(running, crew, kept)
        finally:  # what is not begun yet when somebody stops the grading is never begun
            for future in running:
                future.cancel()


@dataclass(frozen=True)
class _Work:
    """One hand-in on its way: with a job, or with the problem why there is none."""

    hand_in: HandIn
    notes: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    job: Job | None = None
    problem: str = ""

    def graded(self, marks: tuple[Mark, ...]) -> Graded:
        """The hand-in with its marks, or with its problem."""
        problem = self.problem or ("" if marks else _LOST.format(_TRIES + 1))
        one, number = self.hand_in, self.hand_in.owner.passing if self.hand_in.owner else ""
        result = Result(one.student, one.lesson, marks, problem, self.notes, one.file, one.time, number)
        return Graded(self.hand_in, result, self.cells, self.job.answers if self.job and marks else None)


def _named(hand_in: HandIn, kept: Path) -> HandIn:
    """The hand-in under the name that its person had before; never under a name that another person has."""
    if hand_in.owner is None or not hand_in.lesson:
        return hand_in
    earlier = hand_in.owner.earlier
    names = dict.fromkeys((hand_in.student, *hand_in.owner.names, *([tidy(earlier)] if earlier else [])))
    held = {name: holder(kept, hand_in.lesson, name) for name in names}
    own = [name for name in names if held[name] in (hand_in.owner.identity, earlier or hand_in.owner.identity)]
    free = [name for name in names if held[name] is None]
    return replace(hand_in, student=[*own, *free, hand_in.student][0])


def _opened(
    hand_in: HandIn, assignments: Mapping[str, Assignment], secret: str, limits: Limits, sandboxed: bool
) -> _Work:
    """Read a hand-in and find its answers."""
    notes = (hand_in.note,) if hand_in.note else ()
    if hand_in.problem:
        return _Work(hand_in, notes, problem=hand_in.problem)
    found, error = call_within(READING, lambda: _job(hand_in, assignments[hand_in.lesson], secret, limits, sandboxed))
    if isinstance(error, OutOfTime):
        return _Work(hand_in, notes, problem=f"reading it took more than {READING:g} s. Cure: look at it by hand.")
    if isinstance(error, CannotRead | Unreadable):
        return _Work(hand_in, notes, problem=str(error))
    if error:  # nothing that a file holds may stop the class
        words = f"it cannot be read ({type(error).__name__}). Cure: look at it by hand."
        return _Work(hand_in, notes, problem=words)
    job, notebook = found
    return _Work(hand_in, (*notes, *notebook.notes), notebook.cells, job)


def _job(hand_in: HandIn, lesson: Assignment, secret: str, limits: Limits, sandboxed: bool) -> tuple[Job, Notebook]:
    notebook = hand_in.notebook()
    return Job(
        lesson.name, lesson.tasks, collect(lesson, notebook.cells, hand_in.modules()), secret, limits, sandboxed
    ), notebook


def _finished(running: dict[Future[tuple[Mark, ...]], _Work], crew: Crew, kept: Path) -> Iterator[Graded]:
    """Wait until at least one is done. What was in work when a process ended is done again, one by one."""
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        work = running.pop(future)
        assert work.job is not None
        try:
            marks = future.result()
        except crew.broken:
            marks = crew.alone(work.job)
        yield _kept(work, marks, kept) if marks else work.graded(marks)


def _kept(work: _Work, marks: tuple[Mark, ...], kept: Path) -> Graded:
    """Keep a result, also one whose marks were kept before: the file that counts and its time may be others."""
    assert work.job is not None
    graded = work.graded(marks)
    keep(kept, graded.result, work.job.key, work.hand_in.owner.identity if work.hand_in.owner else "")
    return graded
