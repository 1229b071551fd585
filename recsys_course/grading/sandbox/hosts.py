"""Runs answers of students behind walls: inputs go in, outcomes come out, expected values never enter.

One process is started per hand-in and loads NumPy once; each of its exercises runs in a child of its own.
What comes out may have been forged by the student's code, which gains nothing: it can say values, and they
are judged on this side against values that it never saw.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from recsys_course.checking.exercise import Cases
from recsys_course.checking.runner.running import Outcome
from recsys_course.grading.sandbox.bubblewrap import CURE, NoSandbox, command, environment
from recsys_course.grading.sandbox.inside.outcome_codec import unpack
from recsys_course.grading.sandbox.inside.preload import named
from recsys_course.grading.sandbox.inside.wire import MIB, Broken, decode, encode, read_frame, write_frame

_START = 60.0  # seconds until the host must have answered
_MARGIN = 60.0  # seconds beyond `Limits.wall`, for loading libraries, until everything is ended from outside
_GOODBYE = 2.0  # seconds that a host has to end by itself
_PATIENCE = 60.0  # seconds of one hand-in, after which its other exercises have less time
_HURRY = 5.0  # times less
_STOPS = ("late", "parameters", "no function", "untouched")


@dataclass(frozen=True)
class Limits:
    """What one exercise may use.

    seconds: of computing, per case and per cell; three times as many on the clock. wall: seconds on the clock for all
    of its cells and cases together. memory: bytes of address space. answer: bytes of all its outcomes.
    """

    seconds: float = 10.0
    wall: float = 40.0
    memory: int = 2048 * MIB
    answer: int = 8 * MIB

    def shorter(self, times: float) -> Limits:
        """The same with less time."""
        return replace(self, seconds=self.seconds / times, wall=self.wall / times)


@dataclass(frozen=True)
class Request:
    """One exercise of a hand-in: the cells to run, the name of the answer in them, the cases.

    modules: what was handed in beside the notebook, as (dotted name, text). course: modules of the course to open.
    """

    sources: Sequence[str]
    name: str
    cases: Cases
    modules: Sequence[tuple[str, str]] = ()
    course: Sequence[str] = ()


def run_isolated(
    sources: Sequence[str], name: str, cases: Cases, limits: Limits | None = None, sandboxed: bool = True
) -> list[Outcome]:
    """Run one exercise in a process that is started for it: its outcomes; see `Sandbox.run`."""
    return run_together([Request(sources, name, cases)], limits, sandboxed)[0]


def run_together(
    requests: Sequence[Request], limits: Limits | None = None, sandboxed: bool = True
) -> list[list[Outcome]]:
    """Run the exercises of one hand-in in one process that is started for it; see `Sandbox.run`."""
    with Sandbox(sandboxed) as sandbox:
        return sandbox.run(requests, limits)


def demand_sandbox() -> None:
    """Do nothing where students' code can be run behind walls. Errors: NoSandbox, with the reason and the cure."""
    Host().close()


class Host:
    """A running host: give it a job, get its reply. It is empty (`dead`) after it broke or ran out of time.

    Everything inside ends when the thread that opened the host ends, also where that thread is killed.
    """

    def __init__(self, sandboxed: bool = True) -> None:
        pipe, own_group, start = subprocess.PIPE, os.name == "posix", command(sandboxed)
        self.process = subprocess.Popen(
            start, stdin=pipe, stdout=pipe, stderr=pipe, env=environment(sandboxed), start_new_session=own_group
        )
        self.dead = self.late = False
        if self.ask([], _START, 1000) != encode("ready"):
            words = self._last_words()
            self.close()
            raise NoSandbox(f"the sandbox does not start: {words or 'no reason given'}. {CURE}")

    def ask(self, frames: Sequence[bytes], seconds: float, largest: int) -> bytes | None:
        """The reply to the frames of a job, or None: then the host is dead, and `late` says if time ran out."""
        reply: bytes | None = None
        with self._alarm(seconds), contextlib.suppress(OSError, Broken):
            for frame in frames:
                write_frame(_open(self.process.stdin), frame)
            reply = read_frame(_open(self.process.stdout), largest)
        self.dead = self.dead or reply is None
        return reply

    @contextlib.contextmanager
    def _alarm(self, seconds: float) -> Iterator[None]:
        """End everything inside after this many seconds; whoever waits for it then reads the end of the stream."""

        def ring() -> None:
            self.late = self.dead = True
            self.kill()

        timer = threading.Timer(seconds, ring)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def kill(self) -> None:
        """End the host and, with it, every process inside."""
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()

    def close(self) -> None:
        """Leave nothing alive and nothing open. A host that is well ends by itself when its input ends."""
        with contextlib.suppress(OSError):
            _open(self.process.stdin).close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(0 if self.dead else _GOODBYE)
        if self.process.poll() is None:
            self.kill()
        self.process.wait()
        self.dead = True
        _open(self.process.stdout).close()
        _open(self.process.stderr).close()

    def _last_words(self) -> str:
        self.kill()
        return _open(self.process.stderr).read(2000).decode("utf-8", "replace").strip()


class Sandbox:
    """Runs hand-ins in a host that it keeps, with a new one wherever the one before broke.

    The host never sees anything of a student, so a host may serve many hand-ins, one after another. That is worthwhile
    where a framework takes seconds to load.
    """

    def __init__(self, sandboxed: bool = True) -> None:
        self.sandboxed = sandboxed
        self.host: Host | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        if self.host is not None:
            self.host.close()

    def run(self, requests: Sequence[Request], limits: Limits | None = None) -> list[list[Outcome]]:
        """Run exercises, each protected from the others: for each its outcomes, in order.

        A list of outcomes is never empty; it is shorter than the cases only where its last outcome is not
        right. Errors: NoSandbox where the sandbox cannot start, Unsendable for cases that are not plain data.
        """
        limits, begun, found = limits or Limits(), time.monotonic(), []
        for request in requests:
            if time.monotonic() - begun > _PATIENCE:  # a right answer takes milliseconds, so this costs it nothing
                limits, begun = limits.shorter(_HURRY), float("inf")
            found.append(_outcomes(request, *self._ask(_job(request, limits), limits)))
        return found

    def _ask(self, job: Sequence[bytes], limits: Limits) -> tuple[str, list[bytes]]:
        """(how it ended, frames). A host that was ended by something else gets one more chance."""
        for _ in range(2):
            host = self._living()
            reply = host.ask(job, limits.wall + _MARGIN, 2 * limits.answer + MIB)
            if reply is not None:
                return _ending(reply)
            if host.late:
                return "late", []
        return "over", []

    def _living(self) -> Host:
        if self.host is None or self.host.dead:
            self.__exit__()
            self.host = Host(self.sandboxed)
        return self.host


def _ending(reply: bytes) -> tuple[str, list[bytes]]:
    try:
        how, frames = decode(reply, widest=float("inf"))
        return str(how), [bytes(frame) for frame in frames]
    except (Broken, TypeError, ValueError):
        return "over", []


def _job(request: Request, limits: Limits) -> tuple[bytes, bytes]:
    """The two frames that `forkserver.host` expects."""
    texts = [*request.sources, *(text for _, text in request.modules)]
    answer = [list(request.sources), request.name, list(request.cases), dict(request.modules), list(request.course)]
    job = [*answer, limits.seconds, limits.wall, limits.memory, limits.answer]
    return encode(named(texts, request.course)), encode(job)


def _outcomes(request: Request, how: str, frames: list[bytes]) -> list[Outcome]:
    """The outcomes that came, and one that says what happened to the case after them."""
    found = [_outcome(frame) for frame in frames[1 : 1 + len(request.cases)]]
    if len(found) == len(request.cases) or (found and found[-1].kind in _STOPS):
        return found
    return [*found, _end(how)]


def _outcome(frame: bytes) -> Outcome:
    try:
        return unpack(frame)
    except Broken as error:
        return Outcome("unplain", message=f"the answer cannot be compared: {error}")


def _end(how: str) -> Outcome:
    """Why no further outcome came."""
    ended = Outcome("error", error="ProcessEnded", message="the process ended before your function returned a value")
    flood = Outcome("unplain", message="the answers are too large to compare")
    return {"late": Outcome("late"), "flood": flood}.get(how, ended)


def _open(stream: Any) -> BinaryIO:
    """A stream of the process; all three exist, because all three were asked for."""
    opened: BinaryIO = stream
    return opened
