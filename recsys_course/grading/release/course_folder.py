"""Releases lessons: an nbgrader course folder, a secret, and a bundle for students.

DIR/course/       nbgrader_config.py, source/, release/, gradebook.db: the standard nbgrader commands work here
DIR/student/      what students get (also as DIR/student.zip)
DIR/secret        decides the hidden cases; it stays with the instructor
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config

from recsys_course.grading.notebook.assignment import Assignment, read_assignments
from recsys_course.grading.release.bundle import make_bundle
from recsys_course.grading.release.path_env import scripts_on_path
from recsys_course.grading.release.secret import make_secret

CONFIG = '''"""Settings of nbgrader for this course."""

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "recsys-course"
# The notebooks in source/ are the learner's edition: there is nothing to clear, and clearing would remove signatures.
c.ClearSolutions.enabled = False
# A check cell that a student deleted is put back.
c.OverwriteCells.add_missing_cells = True
c.ExecutePreprocessor.timeout = 600  # seconds per cell; some lessons train networks
'''


class CannotRelease(ValueError):
    """Something is missing or unknown; the message names it and the cure."""


@dataclass(frozen=True)
class Release:
    """What was made. lessons: names of notebooks, each an assignment of its own."""

    lessons: tuple[str, ...]
    course: Path
    bundle: Path
    secret: Path


def release(project: Path, to: Path, lessons: Sequence[str] = (), secret: Path | None = None) -> Release:
    """Release lessons into `to`. What was released there before stays, with its gradebook and its secret.

    project: a checkout of the course. lessons: "03" or names such as "07_dot_product.torch"; none: all.
    secret: the file with the secret, made where it is missing; usually `to`/secret.
    Errors: CannotRelease for unknown lessons, a folder that is not a checkout, a secret inside the bundle, [ ] ? *
    in the path.
    """
    if signs := sorted(set("[]?*") & set(str(to.resolve()))):
        found = " ".join(signs)
        raise CannotRelease(
            f"nbgrader cannot use {to.resolve()}: {found} in it. Cure: choose a folder without [ ] ? *."
        )
    notebooks = _notebooks(project)
    names = _chosen(lessons, list(notebooks))
    course, bundle, secret = to / "course", to / "student", secret or to / "secret"
    if secret.resolve().is_relative_to(bundle.resolve()):
        raise CannotRelease(f"the secret {secret} would be given to students. Cure: keep it outside of {bundle}.")
    course.mkdir(parents=True, exist_ok=True)
    secret.parent.mkdir(parents=True, exist_ok=True)
    make_secret(secret)
    if not (course / "nbgrader_config.py").exists():
        (course / "nbgrader_config.py").write_text(CONFIG, "utf-8")
    for name in names:
        _assign(course, name, project / "notebooks" / f"{name}.ipynb")
    released = sorted((course / "release").glob("*/*.ipynb"))
    return Release(tuple(path.stem for path in released), course, make_bundle(project, released, bundle), secret)


def _notebooks(project: Path) -> dict[str, Assignment]:
    missing = [name for name in ("notebooks", "datasets", "pyproject.toml") if not (project / name).exists()]
    if missing:
        raise CannotRelease(f"{project} has no {', '.join(missing)}. Cure: run this in a checkout of the course.")
    return read_assignments(project / "notebooks")


def _chosen(wanted: Sequence[str], names: list[str]) -> list[str]:
    """Names of notebooks, in order. "07" means those of all frameworks."""
    fits = {one: [name for name in names if name == one or name.startswith((f"{one}_", f"{one}."))] for one in wanted}
    unknown = [one for one, found in fits.items() if not found]
    if unknown:
        raise CannotRelease(f"no lesson is called {', '.join(unknown)}. Cure: choose from {', '.join(names)}.")
    return [name for name in names if not wanted or any(name in found for found in fits.values())]


def _assign(course: Path, name: str, notebook: Path) -> None:
    """Make one assignment as `nbgrader generate_assignment` does. Nothing is executed."""
    source = course / "source" / name
    source.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(notebook, source / f"{name}.ipynb")
    config = Config()
    config.CourseDirectory.root = str(course.resolve())
    config.ClearSolutions.enabled = False
    with scripts_on_path():
        result = NbGraderAPI(config=config, log_level=logging.ERROR).generate_assignment(name)
    if not result["success"]:
        words = str(result.get("log") or result.get("error")).strip()[-2000:]
        raise CannotRelease(f"nbgrader cannot make the assignment {name}: {words}. Cure: mend or delete {source}.")
