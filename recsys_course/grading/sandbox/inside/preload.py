"""Libraries that take long to load: found in the cells by name, loaded once in the host, shared by all children.

Imports no other file of the course.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import re
import sys
from collections.abc import Iterator, Sequence

_LIBRARIES = (
    "matplotlib.pyplot", "pandas", "scipy.linalg", "scipy.sparse", "scipy.stats",
    "sklearn.feature_extraction.text", "sklearn.metrics.pairwise", "tensorflow", "keras", "torch",
)  # fmt: skip
_OF_THE_COURSE = {
    "recsys_course": ("pandas", "scipy.sparse"), "models_tf": ("tensorflow", "keras"), "models_torch": ("torch",),
}  # fmt: skip
_DRAWING = ("matplotlib.pyplot", "tensorflow", "keras")  # TensorFlow and Keras load Matplotlib


def named(sources: Sequence[str], course: Sequence[str] = ()) -> list[str]:
    """Those libraries that the cells import, found without running or parsing them, and those of the course's modules.

    course: names of modules of the course that the cells use.
    """
    lines = {name: re.compile(rf"^[ \t]*(import|from)[ \t]+{re.escape(name)}\b", re.MULTILINE) for name in _LIBRARIES}
    needed = {name for room, names in _OF_THE_COURSE.items() if any(room in one for one in course) for name in names}
    return [name for name, line in lines.items() if name in needed or any(map(line.search, sources))]


def warm(names: Sequence[str]) -> None:
    """Load libraries; one that is not installed is left out."""
    for name in names:
        if name in _LIBRARIES and name not in sys.modules:
            with contextlib.suppress(Exception), _folder() if name in _DRAWING else contextlib.nullcontext():
                importlib.import_module(name)
    gc.freeze()


@contextlib.contextmanager
def _folder() -> Iterator[None]:
    """Behind walls nothing can be written, but Matplotlib does not load without a folder that it may write to."""
    real = os.access
    if os.getpid() == 1:
        os.access = lambda *_, **__: True
    try:
        yield
    finally:
        os.access = real
