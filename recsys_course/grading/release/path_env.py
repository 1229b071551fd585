"""Lets nbgrader find the commands that are installed beside Python (it runs `alembic` to make a gradebook)."""

from __future__ import annotations

import os
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def scripts_on_path() -> Iterator[None]:
    """While this lasts, the folder of this Python's commands is first in PATH, as in an activated environment."""
    before = os.environ.get("PATH")
    os.environ["PATH"] = os.pathsep.join(filter(None, [sysconfig.get_path("scripts"), before]))
    try:
        yield
    finally:
        if before is None:
            del os.environ["PATH"]
        else:
            os.environ["PATH"] = before
