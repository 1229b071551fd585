"""The first process of the sandbox: it loads the libraries once, and never sees anything of a student.

For each exercise it forks a guard. The guard alone reads the job, forks the child that runs the student's
code and holds one end of a pipe and nothing else, reads that pipe with limits on time and bytes, ends the
child, and answers. So no child finds traces of another in its memory. In the sandbox the host is process 1.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any, BinaryIO

from recsys_course.checking.runner.timeout import PATIENCE
from recsys_course.grading.sandbox.inside.executor import answer
from recsys_course.grading.sandbox.inside.preload import warm
from recsys_course.grading.sandbox.inside.seccomp import forbid, hide
from recsys_course.grading.sandbox.inside.surroundings import surround
from recsys_course.grading.sandbox.inside.wire import decode, encode, read_frame, write_frame

LARGEST_JOB = 1 << 28
GRACE = 2.0  # seconds that an answer may need beyond its limit until it is stopped from outside
_CHUNK = 1 << 16
_MOST_FILES = 64
_LARGEST_FILE = 1 << 24
_STEP = 1 << 22


def host() -> None:
    """Answer jobs from standard input on standard output until the input ends.

    Two frames come in: names of libraries to load, and a job, [sources, name, cases, modules, course, seconds, wall,
    memory, largest] (see `hosts.Request` and `hosts.Limits`). One goes out: (how it ended, frames); how: "over",
    "late" (out of time), "flood" (too many bytes).
    """
    if os.getpid() == 1 and not _forked_well(forbid):
        sys.exit("this machine knows no filter for system calls (seccomp on x86_64 or aarch64)")
    jobs, replies = _streams()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    hide()
    if os.getpid() == 1:  # behind walls there is no place for such files; TensorFlow asks where it would be
        tempfile.tempdir = "/tmp"
    write_frame(replies, encode("ready"))
    while (names := read_frame(jobs)) is not None:
        warm(decode(names))
        if not hasattr(os, "fork"):  # Windows: this process is guard and child, and ends with the exercise
            _guard(jobs, replies, _here)
            return
        if not _forked_well(lambda: _guard(jobs, replies, _apart)):
            return


def _guard(jobs: BinaryIO, replies: BinaryIO, run: Callable[[list[Any]], tuple[str, list[bytes]]]) -> None:
    """Take one job and answer it."""
    job = decode(read_frame(jobs, LARGEST_JOB) or b"", widest=float("inf"))
    write_frame(replies, encode(run(job)))


def _forked_well(work: Callable[[], object]) -> bool:
    """Do some work in a child process; whether it came to its end without an error and did not return False."""
    child = os.fork()
    if not child:
        try:
            os._exit(work() is False)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output under other numbers; whoever prints from now on prints to nowhere.

    The input is not buffered, because the host must not read what is meant for a guard.
    """
    streams = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
    return streams


def _here(job: list[Any]) -> tuple[str, list[bytes]]:
    frames: list[bytes] = []
    sources, name, cases, modules, course, seconds, *_ = job
    surround(modules, course)
    answer(sources, name, cases, seconds, frames.append)
    return "over", frames


def _apart(job: list[Any]) -> tuple[str, list[bytes]]:
    """Run one exercise in a child. Nothing of it is left when this returns."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _live(job, writing)
    os.close(writing)
    try:
        return _watch(reading, len(job[2]) + 1, *job[5:])
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)


def _watch(pipe: int, most: int, seconds: float, wall: float, memory: int, largest: int) -> tuple[str, list[bytes]]:
    """Collect at most `most` frames until the child is done, or has had its time or its bytes.

    The cells have `wall` seconds; then each case has its patience and a grace, and all have `wall` together.
    """
    begun = time.monotonic()
    end, received, frames, left = begun + wall, 0, list[bytes](), bytearray()
    while len(frames) < most:
        wait = end - time.monotonic()
        if wait <= 0 or not select.select([pipe], [], [], wait)[0]:
            return "late", frames
        chunk = os.read(pipe, _CHUNK)
        if not chunk:
            return "over", frames
        received += len(chunk)
        if received > largest:
            return "flood", frames
        left += chunk
        found = _frames(left)
        if found:
            frames += found
            end = min(begun + wall, time.monotonic() + PATIENCE * seconds + GRACE)
    return "over", frames[:most]


def _frames(data: bytearray) -> list[bytes]:
    """Take the complete frames out of `data`."""
    found = []
    while len(data) >= 4 and len(data) >= (end := 4 + int.from_bytes(data[:4], "big")):
        found.append(bytes(data[4:end]))
        del data[:end]
    return found


def _live(job: list[Any], pipe: int) -> None:
    """The whole life of a child; it never returns."""
    try:
        sources, name, cases, modules, course, seconds, wall, memory, _ = job
        os.dup2(pipe, 3)
        os.closerange(4, 1024)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _limit(wall, memory)
        forbid()
        surround(modules, course)
        with open(3, "wb") as stream:
            answer(sources, name, cases, seconds, lambda frame: write_frame(stream, frame))
    finally:
        os._exit(0)


def _limit(wall: float, memory: int) -> None:
    """Limits that the kernel keeps: bytes of memory beside the libraries, seconds of CPU, files, no core dumps."""
    import resource  # not on Windows

    limits = {
        "RLIMIT_AS": memory + _address_space(), "RLIMIT_CPU": int(wall) + 1, "RLIMIT_NOFILE": _MOST_FILES,
        "RLIMIT_FSIZE": _LARGEST_FILE, "RLIMIT_CORE": 0,
    }  # fmt: skip
    for name, value in limits.items():
        with contextlib.suppress(ValueError, OSError):  # macOS keeps some of them only in name
            resource.setrlimit(getattr(resource, name), (value, value))


def _address_space() -> int:
    """Bytes of address space in use, to a few MiB. There is no /proc to ask, so it is felt out with the limit."""
    import resource

    low, high = 0, 1 << 40
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    while high - low > _STEP:
        middle = (low + high) // 2
        try:
            resource.setrlimit(resource.RLIMIT_AS, (middle, hard))
            mmap.mmap(-1, mmap.PAGESIZE).close()
            high = middle
        except (OSError, ValueError, MemoryError):
            low = middle
    return high
