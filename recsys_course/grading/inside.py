"""The script that starts inside the sandbox. Of the course it can import only what runs an answer.

Its arguments are the folders of the libraries. Packages without content stand in for `recsys_course`, so that
its own `__init__` files, which lead to the references, are not run; when everything needed is loaded, the
packages are closed: then `import recsys_course.models` fails as if there were no such thing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

_PACKAGES = ("recsys_course", "recsys_course.exercises", "recsys_course.grading")


def main(libraries: list[str]) -> None:
    """Lay the ground for imports, then serve until the input ends, and end at once."""
    sys.path += libraries
    packages = [_package(name) for name in _PACKAGES]
    from recsys_course.grading.hosting import host

    for package in packages:
        package.__path__ = []
    host()
    os._exit(0)


def _package(name: str) -> ModuleType:
    """A package without content that finds its modules in its folder beside this one."""
    package = sys.modules[name] = ModuleType(name)
    package.__path__ = [str(Path(__file__).parents[1].joinpath(*name.split(".")[1:]))]
    return package


if __name__ == "__main__":
    main(sys.argv[1:])
