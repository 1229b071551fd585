"""The script that starts inside the sandbox. Of the course it can import only what runs an answer.

Its arguments are the folders of the libraries. Packages without content stand in for `recsys_course`, so that
its own `__init__` files, which lead to the references, are not run; when everything needed is loaded, the
packages are closed: then `import recsys_course.models` fails as if there were no such thing, until `surroundings` opens
for one answer what its lesson shows.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

_GRADER = Path(__file__).parents[3]
_EMPTY = ("recsys_course", "recsys_course.checking", "recsys_course.grading", "recsys_course.grading.sandbox")


def main(libraries: list[str]) -> None:
    """Lay the ground for imports, then serve until the input ends, and end at once."""
    sys.path += libraries
    packages = [_package(name) for name in _EMPTY]
    from recsys_course.grading.sandbox.inside.forkserver import host

    for package in packages:
        package.__path__ = []
    host()
    os._exit(0)


def _package(name: str) -> ModuleType:
    """A package without content that finds its parts in its folder."""
    package = sys.modules[name] = ModuleType(name)
    package.__path__ = [str(_GRADER.joinpath(*name.split(".")[1:]))]
    return package


if __name__ == "__main__":
    main(sys.argv[1:])
