"""The plan of the house: floors, sizes, types and words, read from the source without running it."""

import ast
import os
import re
import subprocess
import sys
from collections import defaultdict
from graphlib import TopologicalSorter

import pytest

from recsys_course.models.neural import frameworks
from tests.helpers.source import ROOT, functions, imported, length_without_docstring, name

PACKAGE = ROOT / "recsys_course"
FILES = sorted(PACKAGE.rglob("*.py"))
TOOLS, BENCHMARKS, EVERY_TEST = (sorted((ROOT / part).rglob("*.py")) for part in ("tools", "benchmarks", "tests"))
CHECKED = [*FILES, *TOOLS, *EVERY_TEST]
# Of each folder the rooms and files, from the ground up; those of one line never import one another.
FLOORS = {
    "": [
        "data", "splits metrics world", "beyond", "models", "models_tf models_torch reranking explaining privacy",
        "evaluation",
        "plots checking", "exercises taste", "grading",
    ],
    "checking": [
        "runner", "wording", "compare advice mutating", "exercise", "explaining diagnosing registry progress_store",
        "unlisted", "judging progress expect guesses", "yours", "checker", "quizzes",
    ],
    "grading": [
        "sandbox notebook", "intake release answers", "records", "second_look", "similar marks",
        "batch handover", "cluster", "cli",
    ],
}  # fmt: skip
TESTS = [path for path in EVERY_TEST if path.name != "__init__.py"]
TEST_FILES = [path for path in TESTS if path.name.startswith("test_")]
OUTSIDE = {"tools", "benchmarks", "project"}  # folders of tests of what is no part of the package
WHOLE = {"test_house.py", "test_twins.py"}  # these look at several rooms at once
FRAMEWORKS = {module: framework.room for framework in frameworks.FRAMEWORKS.values() for module in framework.modules}


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def arrows(folder):
    """(file, room or file of `folder` that it stands in, another one that it imports from)."""
    inside = f"recsys_course.{folder}." if folder else "recsys_course."
    for path in FILES:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if module.startswith(inside) and path.name != "__init__.py":
            own = module.removeprefix(inside).split(".")[0]
            others = {m.removeprefix(inside).split(".")[0] for m in imported(path) if m.startswith(inside)}
            yield from ((path, own, other) for other in others - {own})


@pytest.mark.parametrize("folder", FLOORS, ids=lambda folder: folder or "recsys_course")
def test_a_room_imports_only_from_lower_floors(folder):
    floors = {one: floor for floor, names in enumerate(FLOORS[folder]) for one in names.split()}
    parts = {
        path.stem for path in (PACKAGE / folder).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert floors.keys() == parts - {"__init__"}, "Name the floor of every room and file."
    for path, own, other in arrows(folder):
        assert floors[other] < floors[own], (
            f"{name(path)} (floor {floors[own]}) imports {other} (floor {floors[other]})."
        )


@pytest.mark.parametrize("folder", sorted({f.parent.relative_to(PACKAGE).as_posix() for f in FILES}))
def test_no_circle_ties_the_parts_of_a_folder(folder):
    above = defaultdict(set)
    for _, own, other in arrows("" if folder == "." else folder.replace("/", ".")):
        above[own].add(other)
    tuple(TopologicalSorter(above).static_order())  # a CycleError names the circle


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_framework_is_named_only_in_its_own_room(path):
    for module in imported(path):
        home = FRAMEWORKS.get(module.split(".")[0])
        assert home in (None, room(path)), f"{name(path)} imports {module}, which belongs to {home}."


@pytest.mark.parametrize("path", CHECKED, ids=name)
def test_files_have_at_most_250_lines_and_functions_at_most_40(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, "Split the file by idea."
    long = [(f.name, n) for f in functions(path) if (n := length_without_docstring(f)) > 40]
    assert not long, f"Split these functions: {long}."


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_public_name_is_documented_and_every_function_typed(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "The file needs a first line that says what it is for."
    public = (ast.FunctionDef, ast.ClassDef)
    for node in [n for n in ast.walk(tree) if isinstance(n, public) and not n.name.startswith("_")]:
        assert ast.get_docstring(node) or _is_local(node, tree), f"{node.name} has no docstring."
    for node in functions(path):
        arguments = [
            a for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs) if a.arg not in ("self", "cls")
        ]
        untyped = [a.arg for a in arguments if a.annotation is None]
        assert not untyped and node.returns is not None, f"{node.name}: write the types of {untyped or 'the result'}."


LOOSE = r"(?:^|\s)(a|an|the|of|and|or|than|into|every|my|our|your|their|whose)[.,;:]?$"


@pytest.mark.parametrize("path", [*FILES, *TOOLS, *BENCHMARKS], ids=name)
def test_a_docstring_begins_with_a_whole_sentence_on_one_line(path):
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, kinds)]
    for text in filter(None, map(ast.get_docstring, nodes)):
        first, second, third = (*text.splitlines(), "", "")[:3]
        assert not second, f"Leave a line empty after the first one: {first!r}."
        assert not re.search(LOOSE, first), f"This line ends in the middle of its sentence: {first!r}."
        assert not re.fullmatch(r"\w+\.", third), f"A lone word is not a sentence: {third!r}."


ERRORS = re.compile(r"(?<!Errors: )\b(?:Value|Type|Index|Key|Runtime)Error (?:for|when|where|unless|if)\b")


@pytest.mark.parametrize("path", FILES, ids=name)
def test_docstrings_tell_of_errors_in_one_form(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            words = " ".join((ast.get_docstring(node) or "").split())
            found = ERRORS.search(words)
            assert not found or "Errors: " in words[: found.start()], (
                f'{name(path)}, {node.name}: write "Errors: {found[0]} ...".'
            )


def _is_local(node, tree):
    """A function inside a function speaks to nobody outside."""
    outer = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n is not node]
    return any(node in ast.walk(n) for n in outer)


@pytest.mark.parametrize("path", TEST_FILES, ids=name)
def test_a_test_stands_at_the_mirror_of_what_it_tests(path):
    place = path.parent.relative_to(ROOT / "tests")
    if (place.parts[:1] and place.parts[0] in OUTSIDE) or path.name in WHOLE:
        return
    mirrored = PACKAGE / place
    assert mirrored.is_dir(), f"recsys_course has no room {place}. Tests of other things stand in {sorted(OUTSIDE)}."
    tested = {mirrored.name, *(part.stem for part in mirrored.iterdir())}
    subject = path.stem.removeprefix("test_")
    begins = {subject[:end] for end in range(1, len(subject) + 1) if f"{subject}_"[end] == "_"}
    assert begins & tested, f"Name the file test_<file or room>[_<aspect>].py, of one of {sorted(tested)}."


def collected(path):
    """The tests at the top of a file; those of a class for others to inherit, such as a contract, are none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [one.name for one in tree.body if getattr(one, "name", "").startswith(("test_", "Test"))]


def test_helpers_stand_apart_and_hold_no_test():
    for path in set(TESTS) - set(TEST_FILES):
        place = path.relative_to(ROOT / "tests").as_posix()
        answers = place.startswith("exercises/lesson_")  # the right answers, at the mirror of their exercise
        assert answers or place.startswith("helpers/") or place == "conftest.py", f"{name(path)}: move it to helpers."
    for path in TESTS:
        found = [one for one in collected(path) if path not in TEST_FILES or "helpers" in path.parts]
        assert not found, f"{name(path)} holds tests: {found}."


@pytest.mark.parametrize("path", [*CHECKED, *BENCHMARKS], ids=name)
def test_nothing_imports_a_test_file(path):
    found = re.findall(r"\b(?:from|import) tests\.(?:\w+\.)*test_\w+", path.read_text(encoding="utf-8"))
    assert not found, f"Move what is shared to tests/helpers: {found}."


@pytest.mark.parametrize("folder", sorted({path.parent for path in (*FILES, *TESTS)}), ids=name)
def test_a_folder_holds_at_most_16_files(folder):
    assert sum(path.is_file() for path in folder.iterdir()) <= 16, "Split the folder by idea."


def test_rooms_without_a_framework_load_none():
    names = [
        "data",
        "splits",
        "metrics",
        "world",
        "models.baselines",
        "models.neighbours",
        "models.oracle",
        "evaluation",
        "reranking",
        "explaining",
        "privacy",
        "plots",
    ]
    code = "import sys; " + "; ".join(f"import recsys_course.{n}" for n in [*names, "exercises", "grading.cli"])
    code += "; print([m for m in ('tensorflow', 'torch', 'keras') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert out.stdout.strip() == "[]"


def test_importing_the_package_takes_less_than_half_a_second():
    code = "import time; t = time.perf_counter(); import recsys_course; print(time.perf_counter() - t)"
    times = [float(subprocess.check_output([sys.executable, "-c", code], cwd=ROOT)) for _ in range(3)]
    assert min(times) < 0.5


def tracked_texts():
    """(name, text) of every tracked file that people read; skips where git does not know this folder."""
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT)
    if listed.returncode:
        pytest.skip("git does not know this folder, so there is no list of tracked files to read.")
    for file in filter(None, listed.stdout.split("\0")):
        path = ROOT / file
        if path.is_file() and path.suffix in {".py", ".md", ".ipynb", ".toml", ".txt", ".yml", ".yaml", ".cfg", ""}:
            yield file, path.read_text(encoding="utf-8", errors="ignore")


def test_no_tracked_text_names_this_machine_or_a_package_registry():
    forbidden = [str(ROOT), os.path.expanduser("~") + "/", "pypi" + ".org", "anaconda" + ".org"]
    for file, text in tracked_texts():
        found = [word for word in forbidden if word in text]
        assert not found, f"{file} names {found}."


def test_no_tracked_text_names_a_folder_beside_the_checkout():
    beside = [".." + "/shared", '"shared"' + " /", "'shared'" + " /"]
    for file, text in tracked_texts():
        found = [word for word in beside if word in text]
        assert not found, f"{file} names {found}: $RECSYS_COURSE_DATA or tools/real_data.py finds data."
