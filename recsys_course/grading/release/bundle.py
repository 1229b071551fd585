"""The bundle for students: released notebooks, the package, the data. No solutions, no grader, no secret."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

FILES = ("constraints.txt", "environment.yml", "LICENSE", "LICENSE-TEXT", "CITATION.cff")
DATA = ("README.md", "tiny", "harbour")
README = """# Recommender systems: your copy

Python 3.11 to 3.13 is needed (`python3 --version` tells yours). In this folder, once (it takes some minutes):

    python3 -m venv .venv
    .venv/bin/python -m pip install -c constraints.txt -e .

Then, each time:

    .venv/bin/jupyter lab notebooks

(On Windows write `.venv\\Scripts\\python` and `.venv\\Scripts\\jupyter`.)

Write your answers in place of `...`, run the cell, then the check below it. Hand in the notebook itself (the file
that ends in .ipynb). It is graded with other cases than those of the checks; your helpers in other cells count too.
Python files beside it count where you hand them in with it. Data and pictures of the course are not there when your
answer is graded, and no file can be written: use NumPy and what your function gets as arguments. A function of the
course that your lesson imports works; your teacher sees that you used it.

Notebooks of this course: {lessons}.
"""


def make_bundle(project: Path, released: list[Path], to: Path) -> Path:
    """Write the folder `to` anew, and `to`.zip beside it; returns the path of the zip.

    project: the checkout of the course. released: notebooks as nbgrader released them.
    Errors: FileNotFoundError where the checkout is not complete.
    """
    if to.exists():
        shutil.rmtree(to)
    (to / "notebooks").mkdir(parents=True)
    for path in released:
        shutil.copyfile(path, to / "notebooks" / path.name)
    shutil.copytree(project / "recsys_course", to / "recsys_course", ignore=_unwanted)
    for name in DATA:
        _copy(project / "datasets" / name, to / "datasets" / name)
    for name in FILES:
        _copy(project / name, to / name)
    (to / "pyproject.toml").write_text(_without_scripts((project / "pyproject.toml").read_text("utf-8")), "utf-8")
    names = ", ".join(path.stem for path in released)
    (to / "README.md").write_text(README.format(lessons=names), "utf-8")
    return Path(shutil.make_archive(str(to), "zip", to.parent, to.name))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=_unwanted)
    else:
        shutil.copyfile(source, target)


def _unwanted(folder: str, names: list[str]) -> set[str]:
    """Caches, files of editors and of the person's progress, and the grader."""
    grader = {"grading"} if Path(folder).name == "recsys_course" else set()
    return {name for name in names if name.startswith((".", "__pycache__")) or name.endswith(".pyc")} | grader


def _without_scripts(text: str) -> str:
    """pyproject.toml without the console command, whose code is not in the bundle."""
    return re.sub(r"(?ms)^\[project\.scripts\]\n.*?(?=^\[|\Z)", "", text)
