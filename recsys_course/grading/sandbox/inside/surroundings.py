"""What a notebook has beside its cells: modules handed in with it, and modules of the course that the lesson shows.

Modules of a student come as text and run here like cells. Of the course only the rooms that are mounted can be opened,
and of those only what the job names; then it is closed again.
"""

from __future__ import annotations

import codeop
import contextlib
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from recsys_course.grading.sandbox.inside.cell import Cell

COURSE = "recsys_course"
_GRADER = Path(__file__).parents[3]


def surround(modules: Mapping[str, str], course: Sequence[str]) -> None:
    """Make everything importable. modules: dotted name -> text. course: dotted names of the course's modules."""
    if course:
        _open(course)
    if modules:
        sys.meta_path.insert(0, _Beside(modules))


def _open(names: Sequence[str]) -> None:
    """Load modules of the course while its packages are open; what cannot be loaded is missing later."""
    os.environ["NUMBA_DISABLE_JIT"] = "1"  # it keeps what it compiled in files, which cannot be written here
    sys.modules[COURSE].__path__ = [str(_GRADER)]
    for name in names:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == COURSE and hasattr(module, "__path__"):
            module.__path__ = []


class _Beside(MetaPathFinder, Loader):
    """Finds modules that were handed in beside the notebook; as there, they come before libraries of that name."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self.modules = {name: text for name, text in modules.items() if name not in sys.stdlib_module_names}

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """A module, or the folder of one."""
        inner = any(other.startswith(f"{name}.") for other in self.modules)
        if name not in self.modules and not inner:
            return None
        return ModuleSpec(name, self, origin=f"<{name}.py>", is_package=inner)

    def exec_module(self, module: ModuleType) -> None:
        """Run its text as cells run: a line that fails takes nothing else away."""
        text = self.modules.get(module.__name__, "")
        error = Cell(f"<{module.__name__}.py>", text, vars(module), codeop.Compile()).run()
        if isinstance(error, SyntaxError):
            raise error
