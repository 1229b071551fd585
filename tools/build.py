"""Build the notebooks: `lessons/*.py` -> `notebooks/` (learner's) and `solutions/` (solved), executed.

    python tools/build.py             build and execute what changed
    python tools/build.py 03 07_two   build these lessons, changed or not
    python tools/build.py --all       build every lesson
    python tools/build.py --check     execute nothing; list what is stale, exit 1 if anything is

A notebook file is written again only when its lesson changed or its outputs moved beyond tolerance. Where only text or
the keys of cells changed, and no line of code, the old outputs are kept and nothing is executed.
(Pictures are not compared: to store new ones for an unchanged lesson, delete the notebook and build.)
"""

from __future__ import annotations

import argparse
import copy
import sys
import time
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from editions.lesson import Lesson, LessonError, read_lesson  # noqa: E402
from editions.outputs import Tolerance, difference  # noqa: E402
from editions.printer import EDITIONS, print_editions, without_outputs  # noqa: E402
from editions.promises import broken_promises  # noqa: E402
from editions.rules import broken_rules  # noqa: E402
from editions.runner import OutputError, execute, unfit_outputs  # noqa: E402
from editions.tasks import broken_tasks, refused_answers  # noqa: E402
from editions.verdicts import split_verdicts  # noqa: E402


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lessons", nargs="*", help="numbers or names, for example 03 or 03_cosine")
    parser.add_argument("--all", action="store_true", help="build every lesson, changed or not")
    parser.add_argument("--check", action="store_true", help="list what is stale; execute nothing")
    options = parser.parse_args(arguments)
    paths, unknown = _chosen(options.lessons, root)
    if unknown:
        print(f"no lesson is called {', '.join(unknown)}. Cure: name one of lessons/, for example 03.")
        return 1
    if options.check:
        stale = find_stale(root)
        print("".join(line + "\n" for line in stale), end="")
        return int(bool(stale))
    forced = options.all or bool(options.lessons)
    return int(not all([_build_lesson(path, root, forced) for path in paths]))


def _chosen(names: list[str], root: Path) -> tuple[list[Path], list[str]]:
    """The lessons to build, and the names that fit none."""
    every = sorted((root / "lessons").glob("*.py"))
    names = [Path(name).name.removesuffix(".py") for name in names]
    fits = {name: [path for path in every if path.stem == name or path.stem.startswith(name)] for name in names}
    chosen = [path for path in every if not names or any(path in found for found in fits.values())]
    return chosen, [name for name, found in fits.items() if not found]


def _build_lesson(path: Path, root: Path, forced: bool) -> bool:
    """Build the notebooks of one lesson; prints what happens; False when any failed."""
    try:
        lesson = read_lesson(path)
        printed = print_editions(lesson)
    except LessonError as error:
        print(error, flush=True)
        return False
    for problem in broken_rules(lesson) + broken_promises(lesson) + broken_tasks(lesson):
        print(f"rule: {problem}", flush=True)
    return all([_build_notebook(root / name, notebook, root, forced, lesson) for name, notebook in printed.items()])


def _build_notebook(path: Path, notebook: NotebookNode, root: Path, forced: bool, lesson: Lesson) -> bool:
    """Execute one notebook and store it when needed; False (and the old file untouched) on failure."""
    stored = _read(path)
    if not forced and stored is not None and not _stale_reason(stored, notebook):
        return True
    start = time.perf_counter()
    path.parent.mkdir(exist_ok=True)
    name = path.relative_to(root).as_posix()
    same = with_old_outputs(stored, notebook) if stored is not None and not forced else None
    if same is not None and not unfit_outputs(same, root):
        nbformat.write(same, path)
        print(f"{name}  text only  written", flush=True)
        return True
    try:
        done = execute(notebook, path.parent)
        problems = unfit_outputs(done, root) + _refused(lesson, done)
    except OutputError as failure:
        problems = [str(failure)]
    if problems:
        for problem in problems:
            print(f"{name} (lessons/{lesson.file}): {problem}", flush=True)
        print(f"{name}: FAILED, the stored notebook is unchanged", flush=True)
        return False
    moved = stored is None or _stale_reason(stored, notebook) or moved_cells(stored, done)
    if moved:
        nbformat.write(done, path)
    print(f"{name}  {time.perf_counter() - start:5.1f} s  {'written' if moved else 'unchanged'}", flush=True)
    return True


def _refused(lesson: Lesson, done: NotebookNode) -> list[str]:
    """Answers that their own checks refuse; learners' notebooks have none."""
    return refused_answers(lesson, done) if done.metadata.recsys_course.edition == "solved" else []


def _read(path: Path) -> NotebookNode | None:
    """The stored notebook, or None when there is none that can be read."""
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError):  # nbformat's errors are ValueErrors
        return None


def with_old_outputs(stored: NotebookNode, printed: NotebookNode) -> NotebookNode | None:
    """The printed notebook with the stored outputs, when every line of code is the same and was executed; else None."""
    done = copy.deepcopy(printed)
    old, new = ([cell for cell in one.cells if cell.cell_type == "code"] for one in (stored, done))
    if [cell.source for cell in old] != [cell.source for cell in new]:
        return None
    for before, now in zip(old, new, strict=True):
        if before.source.strip() and before.execution_count is None:
            return None
        now.outputs, now.execution_count = before.outputs, before.execution_count
    return done


def moved_cells(stored: NotebookNode, done: NotebookNode) -> list[str]:
    """What differs beyond tolerance between stored outputs and new ones of the same cells."""
    pairs = [(old, new) for old, new in zip(stored.cells, done.cells, strict=True) if new.cell_type == "code"]
    found = [
        difference(old.outputs, new.outputs, Tolerance.of(new.metadata))
        for old, new in pairs
        if "ignore_output" not in new.metadata
    ]
    return [text for text in found if text]


def _stale_reason(stored: NotebookNode, printed: NotebookNode) -> str:
    """Empty when the stored notebook is what the lesson prints now, with outputs; else what differs."""
    old, new = without_outputs(stored), without_outputs(printed)
    for number, (one, other) in enumerate(zip(old["cells"], new["cells"], strict=False), 1):
        if one != other:
            key = next(key for key in {**other, **one} if one.get(key) != other.get(key))
            return f"cell {number} differs from the lesson ({key})"
    if len(old["cells"]) != len(new["cells"]):
        return f"it has {len(old['cells'])} cells, the lesson {len(new['cells'])}"
    if old != new:
        return "its metadata differs from the lesson"
    unrun = [
        i
        for i, cell in enumerate(stored.cells, 1)
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None
    ]
    return f"cell {unrun[0]} was never executed" if unrun else ""


def find_stale(root: Path) -> list[str]:
    """One line for everything that `--check` finds; empty when lessons and notebooks agree."""
    lines: list[str] = []
    expected: set[str] = set()
    broken: list[str] = []
    for path in sorted((root / "lessons").glob("*.py")):
        try:
            lesson = read_lesson(path)
            printed = print_editions(lesson)
            lines += broken_rules(lesson) + broken_promises(lesson) + broken_tasks(lesson)
        except LessonError as problem:
            lines.append(str(problem))
            broken.append(path.stem)
            continue
        expected |= set(printed)
        for name, notebook in printed.items():
            lines += _disagreements(name, _read(root / name), notebook, lesson)
        lines += _split(lesson, root)
    return lines + _orphans(root, expected, broken)


def _disagreements(name: str, stored: NotebookNode | None, printed: NotebookNode, lesson: Lesson) -> list[str]:
    """Why a stored notebook is not what its lesson prints; else the answers in it that are refused."""
    reason = "missing or not readable" if stored is None else _stale_reason(stored, printed)
    if stored is None or reason:
        return [f"{name}: {reason}. Cure: make notebooks"]
    return [f"{name}: {problem}" for problem in _refused(lesson, stored)]


def _split(lesson: Lesson, root: Path) -> list[str]:
    """Verdicts of shared cells that differ between the stored notebooks of two frameworks."""
    found = []
    for folder in EDITIONS:
        read = [_read(root / folder / f"{lesson.name}.{framework}.ipynb") for framework in lesson.frameworks]
        stored = [notebook for notebook in read if notebook is not None]
        found += split_verdicts(lesson, *stored) if len(stored) == 2 else []
    return list(dict.fromkeys(found))


def _orphans(root: Path, expected: set[str], broken: list[str]) -> list[str]:
    """Notebooks that no lesson prints. Those of a lesson with an error are left in peace."""
    found = [path for folder in EDITIONS for path in sorted((root / folder).glob("*.ipynb"))]
    lost = [path.relative_to(root).as_posix() for path in found if path.name.split(".")[0] not in broken]
    return [
        f"{name}: no lesson builds it. Cure: delete it, or restore its lesson" for name in lost if name not in expected
    ]


if __name__ == "__main__":
    sys.exit(main())
