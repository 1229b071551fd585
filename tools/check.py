"""Run the tests and notebooks that a change concerns: what differs from the last commit on main, tracked or not.

    python tools/check.py            runs them with pytest, on all cores; nothing to run is green
    python tools/check.py --list     prints them

A file of the package concerns the tests that mirror it, the tests that import it by name, and the notebook of the
first lesson that imports it. A lesson concerns its notebooks, a test file itself, everything else tests/project.
`make test` runs everything; this is for the minutes in between.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOUSE, PROJECT = "tests/test_house.py", "tests/project"
# They take minutes: `make check` leaves them to `make test`, and tests/conftest.py runs them first there.
LONG = ("tests/grading/test_batch_class.py", "tests/project/test_movielens.py")
EDITIONS = ("notebooks", "solutions")


def changed(root: Path = ROOT) -> list[str]:
    """Paths that differ from the last commit on main, or are new; of a checkout without main: from the last commit."""
    base = _git(root, "merge-base", "main", "HEAD") or ["HEAD"]
    new = _git(root, "ls-files", "--others", "--exclude-standard")
    return sorted({*_git(root, "diff", "--name-only", base[0]), *new})


def _git(root: Path, *words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True)
    return done.stdout.splitlines() if done.returncode == 0 else []


def concerned(paths: Iterable[str], root: Path = ROOT) -> list[str]:
    """Test files, folders of tests and notebooks that these changed paths concern, each once, sorted."""
    found = {one for path in paths for one in _of(Path(path), root) if (root / one).exists()}
    inside = {one for one in found if any(one.startswith(f"{other}/") for other in found)}
    return sorted(found - inside - set(LONG))


def _of(path: Path, root: Path) -> Iterator[str]:
    """What one changed path concerns; some of it may not exist."""
    kind = path.parts[0]
    if path.suffix == ".py":
        yield HOUSE
    if kind == "tests" and path.name.startswith("test_"):
        yield path.as_posix()
    elif kind in ("recsys_course", "tools", "benchmarks", "tests") and path.suffix == ".py":
        yield from _mirrored(path, root)
        yield from _importing(path, root)
    elif kind == "lessons":
        yield from (one for edition in EDITIONS for one in _notebooks(edition, path.stem, root))
    elif path.suffix == ".ipynb":
        yield path.as_posix()
    else:
        yield PROJECT


def _mirrored(path: Path, root: Path) -> Iterator[str]:
    """tests/data/test_cleaning*.py for recsys_course/data/cleaning.py; the whole folder where no file has its name."""
    parts = path.parts[1:-1] if path.parts[0] in ("recsys_course", "tests") else path.parts[:-1]
    if parts[:1] == ("helpers",):
        return
    folder = root.joinpath("tests", *parts)
    while folder != root / "tests" and not list(folder.glob("test_*.py")):  # right answers are below their test
        folder = folder.parent
    own = list(folder.glob(f"test_{path.stem}.py")) + list(folder.glob(f"test_{path.stem}_*.py"))
    every = [] if folder == root / "tests" else sorted(folder.glob("test_*.py"))
    yield from (one.relative_to(root).as_posix() for one in own or every)


def _importing(path: Path, root: Path) -> Iterator[str]:
    """Tests that import the module by name, and the notebooks of the first lesson that does."""
    module = ".".join(path.with_suffix("").parts).removeprefix("tools.")
    package, _, name = module.rpartition(".")
    line = re.compile(rf"^\s*(from {re.escape(module)} import|from {re.escape(package)} import .*\b{name}\b)", re.M)
    for one in sorted((root / "tests").rglob("test_*.py")):
        if line.search(one.read_text(encoding="utf-8")):
            yield one.relative_to(root).as_posix()
    lessons = [one for one in sorted((root / "lessons").glob("*.py")) if line.search(one.read_text(encoding="utf-8"))]
    for framework in {part.removeprefix("models_") for part in path.parts if part.startswith("models_")} or {"*"}:
        yield from (one for lesson in lessons[:1] for one in _notebooks("notebooks", lesson.stem, root, framework))


def _notebooks(edition: str, lesson: str, root: Path, framework: str = "*") -> Iterator[str]:
    names = {f"{lesson}.ipynb", *(one.name for one in (root / edition).glob(f"{lesson}.{framework}.ipynb"))}
    yield from (f"{edition}/{name}" for name in sorted(names))


def main() -> int:
    """Run or list what the change concerns; pytest's own exit code."""
    parser = argparse.ArgumentParser(description="Run the tests and notebooks that a change concerns.")
    parser.add_argument("--list", action="store_true", help="print them and run nothing")
    given = parser.parse_args()
    chosen = concerned(changed())
    print("\n".join(chosen) if chosen else "Nothing differs from the last commit on main.")
    if given.list or not chosen:
        return 0
    words = [sys.executable, "-m", "pytest", "-q", "--nbval", "-n", "logical", "--dist", "loadfile", *chosen]
    return subprocess.run(words, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
