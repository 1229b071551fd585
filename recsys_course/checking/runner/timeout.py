"""Runs a learner's function with a limit on time and on what it prints.

The limit counts processor time of the thread, so an answer is not late only because the machine is busy. Loading a
library does not count and is never interrupted: half a library could not be loaded again. An answer that only waits is
ended by the clock.

On the main thread the limit is a SIGINT with a handler of our own, which also ends a `sleep`; on any other
thread an exception is placed in that thread. Both are told apart from a real Ctrl-C. This file imports no
other file of the course.
"""

from __future__ import annotations

import _thread
import contextlib
import contextvars
import ctypes
import io
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

PRINTED_AT_MOST, LINES_AT_MOST = 2000, 20
WARNED_AT_MOST, WARNING_AT_MOST = 3, 200
PATIENCE = 3.0  # times `seconds`, on the clock, for an answer that waits
BUSY = 10.0  # times `seconds`, on the clock, for an answer that computes: so slow a machine may be
IDLE = 0.05  # of the clock: a process that computes less than that is waiting
LOADING = 300.0  # seconds on the clock for an answer that loads a library
_EVERY, _TICK = 0.1, 0.05


class OutOfTime(BaseException):
    """The time is up. Not an Exception: the learner's `except Exception` must not catch it."""


class Clock:
    """Interrupts the thread that calls `start` when its `seconds` are up, again and again until `stop`."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.fired = seconds, False
        self.done = threading.Event()
        self.target = threading.get_ident()
        self.on_main = threading.current_thread() is threading.main_thread()
        self.watch = threading.Thread(target=self._wait, daemon=True)
        self.before: Any = None
        self.strikes, self.tracer = 0, sys.gettrace()

    def start(self) -> None:
        """Start to count."""
        if self.on_main:
            self.before = signal.signal(signal.SIGINT, self._on_signal)
        self.watch.start()

    def stop(self) -> None:
        """Stop counting; an interrupt that is still on its way is swallowed here."""
        self.done.set()
        while True:
            try:
                self.watch.join()
                time.sleep(0)  # a last interrupt, if any, arrives here
                if self.on_main:
                    signal.signal(signal.SIGINT, self.before or signal.SIG_DFL)
                if self.strikes:
                    sys.settrace(self.tracer)
                return
            except OutOfTime:
                continue

    def _wait(self) -> None:
        """Add up, tick by tick, what the thread computed and how long it took, except while it loads a library."""
        computed = waited = passed = 0.0
        begun = before = self._now()
        longest = tuple(times * self.seconds for times in (1.0, PATIENCE, BUSY))
        while all(map(float.__lt__, (computed, waited, passed), longest)) and before[1] - begun[1] < LOADING:
            if self.done.wait(min(_TICK, self.seconds / 4)):
                return
            now = self._now()
            if not _loads(sys._current_frames().get(self.target)):
                own, clock, whole = (one - other for one, other in zip(now, before, strict=True))
                computed, passed = computed + min(own, clock), passed + clock
                waited += clock if whole < IDLE * clock else 0.0
            before = now
        self.fired = True
        self._interrupt()
        while not self.done.wait(_EVERY):
            self._interrupt()

    def _now(self) -> tuple[float, float, float]:
        """Seconds that the thread has computed, seconds on the clock, and seconds that the whole process has computed.

        Windows and macOS do not tell of one thread; there the process stands for it.
        """
        whole, clock = time.process_time(), time.monotonic()
        if not hasattr(time, "pthread_getcpuclockid"):
            return whole, clock, whole
        return time.clock_gettime(time.pthread_getcpuclockid(self.target)), clock, whole

    def _interrupt(self) -> None:
        if not self.on_main:
            place = ctypes.pythonapi.PyThreadState_SetAsyncExc
            place(ctypes.c_ulong(self.target), ctypes.py_object(OutOfTime))
        elif hasattr(signal, "pthread_kill"):
            signal.pthread_kill(self.target, signal.SIGINT)
        else:
            _thread.interrupt_main()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self.fired:
            if not self.done.is_set() and not _loads(frame):
                self._raise_in(frame)
            return
        if callable(self.before):
            self.before(number, frame)
        raise KeyboardInterrupt

    def _raise_in(self, frame: FrameType | None) -> None:
        """Raise OutOfTime here; from the third time on, some lines later: that ends `except: pass`.

        A bare `except` swallows an exception inside `try`, but not one that arises on the line of `pass`.
        """
        self.strikes += 1
        if self.strikes < 3:
            raise OutOfTime
        left = [self.strikes % 10]

        def count_lines(frame: FrameType, event: str, argument: object) -> Any:
            if self.done.is_set() or frame.f_code.co_filename == __file__:
                return None
            left[0] -= 1
            if left[0] < 0:
                raise OutOfTime
            return count_lines

        while frame is not None and frame.f_code.co_filename != __file__:
            frame.f_trace = count_lines
            frame = frame.f_back
        sys.settrace(count_lines)


def _loads(frame: FrameType | None) -> bool:
    """Whether a library is being loaded somewhere below this frame."""
    while frame is not None and not frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return frame is not None


def call_within(seconds: float, function: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    """Call `function()` and return (value, None) or (None, the error).

    The error is OutOfTime after `seconds` of computing, or three times as long of waiting, or ten times as long on
    the clock. A real Ctrl-C (KeyboardInterrupt) is not returned but goes through.
    """
    clock, value, error = Clock(seconds), None, None
    try:
        try:
            clock.start()
            value = contextvars.copy_context().run(
                function
            )  # NumPy's error settings stay inside, also when interrupted
        except BaseException as caught:  # also sys.exit() must not end the notebook
            error = caught
        clock.done.set()
    except OutOfTime:  # it came after the function had ended, before the clock was stopped
        clock.done.set()
    clock.stop()
    if clock.fired:
        return None, OutOfTime()
    if isinstance(error, KeyboardInterrupt):
        raise error
    return value, error


class Printed(io.TextIOBase):
    """Takes what is printed and keeps the first 2,000 characters; `warned`: the first three warnings."""

    def __init__(self) -> None:
        self.kept, self.full = "", False
        self.warned: tuple[str, ...] = ()

    def writable(self) -> bool:
        """Always true."""
        return True

    def write(self, text: str) -> int:
        """Keep what still fits."""
        left = PRINTED_AT_MOST - len(self.kept)
        self.kept += text[:left]
        self.full = self.full or bool(text[left:].strip())
        return len(text)

    def text(self) -> str:
        """The first 20 lines of what was kept, with a remark where something is left out."""
        lines = self.kept.rstrip().splitlines()
        if not self.full and len(lines) <= LINES_AT_MOST:
            return self.kept
        what = "lines" if len(lines) > 1 else "characters"
        return "\n".join([*lines[:LINES_AT_MOST], f"... (more {what} not shown)"])

    def note(self, caught: list[warnings.WarningMessage]) -> None:
        """Keep the first line of the first three different warnings."""
        words = (str(one.message).strip().partition("\n")[0][:WARNING_AT_MOST] for one in caught)
        self.warned = tuple(dict.fromkeys(words))[:WARNED_AT_MOST]


@contextlib.contextmanager
def captured() -> Iterator[Printed]:
    """Catch everything that is printed, and apart from it the warnings of Python."""
    printed = Printed()
    before = sys.stdout, sys.stderr
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        sys.stdout = sys.stderr = printed
        try:
            yield printed
        finally:
            sys.stdout, sys.stderr = before
            printed.note(caught)
