"""The progress file: a small JSON file beside the notebook.

It is called `.recsys_progress.json`; $RECSYS_COURSE_PROGRESS names another file. It is written whole or not at all.
A file that cannot be read or written never stops a check: that is said once, and what was learned stays in memory
until the notebook is closed. A broken file is kept under another name.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from recsys_course.checking.wording import say

FILE = ".recsys_progress.json"
PATIENCE = 2.0
_PARTS = ("done", "tried", "hints")
_said: set[str] = set()
_unwritten: dict[str, dict[str, Any]] = {}


def path() -> Path:
    """Where the progress is kept."""
    return Path(os.environ.get("RECSYS_COURSE_PROGRESS") or FILE).absolute()


def recall() -> dict[str, Any]:
    """The progress: {"done": {id: points}, "tried": {id: times}, "hints": {id: number shown}}."""
    return _read()[0]


def remember(change: Callable[[dict[str, Any]], None]) -> None:
    """Read the progress, let `change` edit it in place, and write it. Two notebooks at once lose nothing."""
    with _alone():
        state, writable = _read()
        change(state)
        if not (writable and _write(state)):
            _unwritten[str(path())] = state


def forget() -> None:
    """Empty the progress."""

    def empty(state: dict[str, Any]) -> None:
        for part in _PARTS:
            state[part] = {}

    remember(empty)


def _read() -> tuple[dict[str, Any], bool]:
    """The state, and whether the file may be written over."""
    file, unwritten = path(), _unwritten.get(str(path()))
    try:
        state, writable = _valid(json.loads(file.read_text(encoding="utf-8"))), True
    except FileNotFoundError:
        state, writable = _valid({}), True
    except ValueError:
        state, writable = _valid({}), _set_aside(file)
    except OSError as error:
        _once(f"Your progress file {file} cannot be read ({error.strerror}); it is left as it is.")
        state, writable = _valid({}), False
    return _merged(state, unwritten) if unwritten else state, writable


def _valid(state: Any) -> dict[str, Any]:
    """The state with all its parts. Errors: ValueError where it has another form."""
    if not isinstance(state, dict) or not all(isinstance(state.get(part, {}), dict) for part in _PARTS):
        raise ValueError("not a progress file")
    numbers = [number for part in _PARTS for number in state.get(part, {}).values()]
    if not all(isinstance(number, int) for number in numbers):
        raise ValueError("not a progress file")
    return {**state, **{part: state.get(part, {}) for part in _PARTS}}


def _merged(state: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {**state, **{part: {**state[part], **other[part]} for part in _PARTS}}


def _set_aside(file: Path) -> bool:
    """Keep a broken file under a new name; False where that is not possible (it is then left alone)."""
    number = 1
    while (aside := file.with_name(f"{file.name}.broken-{number}")).exists():
        number += 1
    try:
        os.replace(file, aside)
    except OSError as error:
        _once(f"Your progress file {file} is broken and cannot be renamed ({error.strerror}).")
        return False
    say(f"Your progress file was broken. It is kept as {aside.name}, and a new one is begun.")
    return True


def _write(state: dict[str, Any]) -> bool:
    """Write beside the file, then put it in place in one step. False where that is not possible."""
    file, spare = path(), ""
    try:
        if file.exists() and not os.access(file, os.W_OK):
            raise PermissionError(13, "Permission denied")
        handle, spare = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)
        with open(handle, "w", encoding="utf-8") as target:
            json.dump(state, target, indent=1, sort_keys=True)
        os.replace(spare, file)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(spare)
        _once(f"Your progress cannot be saved to {file} ({error.strerror}); it is kept in memory for now.")
        return False
    _unwritten.pop(str(file), None)
    return True


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other notebook writes, at most two seconds; then go on all the same."""
    lock = path().with_name(f"{path().name}.lock")
    mine = _take(lock)
    try:
        yield
    finally:
        if mine:
            with contextlib.suppress(OSError):
                lock.unlink()


def _take(lock: Path) -> bool:
    """Whether the lock file was made; a lock older than the patience was left behind by a killed notebook."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            return True
        except FileExistsError:
            if time.monotonic() > end:
                with contextlib.suppress(OSError):
                    lock.unlink()
                return False
            time.sleep(0.01)
        except OSError:
            return False


def _once(text: str) -> None:
    """Say it the first time only."""
    if text not in _said:
        _said.add(text)
        say(text)
