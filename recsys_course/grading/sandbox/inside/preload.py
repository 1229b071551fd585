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
_DRAWING = ("matplotlib.pyplot", "tensorflow", "keras")  # TensorFlow and Keras load Matplotlib


def named(sources: Sequence[str]) -> list[str]:
    """Those libraries that the cells import, found without running or parsing them."""
    lines = {name: re.compile(rf"^[ \t]*(import|from)[ \t]+{re.escape(name)}\b", re.MULTILINE) for name in _LIBRARIES}
    return [name for name, line in lines.items() if any(line.search(source) for source in sources)]


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
