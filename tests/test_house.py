"""The plan of the house: floors, sizes, types and words, read from the source without running it."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "recsys_course"
FILES = sorted(PACKAGE.rglob("*.py"))
CHECKED = [*FILES, *sorted((ROOT / "tools").rglob("*.py")), *sorted((ROOT / "tests").rglob("*.py"))]
FLOORS = {
    "data": 0, "splits": 1, "metrics": 1, "world": 1, "models": 2, "models_tf": 3, "models_torch": 3,
    "evaluation": 4, "plots": 5, "exercises": 5, "grading": 6,
}  # fmt: skip
FRAMEWORKS = {"tensorflow": "models_tf", "keras": "models_tf", "torch": "models_torch"}


def name(path):
    return path.relative_to(ROOT).as_posix()


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path):
    """Every module that a file imports, in full words."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: write imports in full, from recsys_course. ..."
            yield node.module
            if node.module == "recsys_course":
                yield from (f"recsys_course.{alias.name}" for alias in node.names)


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def length_without_docstring(node):
    first = node.body[0]
    has_doc = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return node.end_lineno - node.lineno + 1 - (first.end_lineno - first.lineno + 1 if has_doc else 0)


@pytest.mark.parametrize("path", [f for f in FILES if f.parent != PACKAGE or f.name != "__init__.py"], ids=name)
def test_a_room_imports_only_from_lower_floors(path):
    own = room(path)
    for module in imported(path):
        other = module.split(".")[1] if module.startswith("recsys_course.") else None
        if other not in (None, own):
            assert FLOORS[other] < FLOORS[own], (
                f"{name(path)} (floor {FLOORS[own]}) imports {module} (floor {FLOORS[other]})."
            )


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


def _is_local(node, tree):
    """A function inside a function speaks to nobody outside."""
    outer = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n is not node]
    return any(node in ast.walk(n) for n in outer)


def test_rooms_without_a_framework_load_none():
    names = "data splits metrics world models.baselines models.neighbours models.oracle evaluation plots exercises"
    code = "import sys; " + "; ".join(f"import recsys_course.{n}" for n in names.split())
    code += "; print([m for m in ('tensorflow', 'torch', 'keras') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert out.stdout.strip() == "[]"


def test_importing_the_package_takes_less_than_half_a_second():
    code = "import time; t = time.perf_counter(); import recsys_course; print(time.perf_counter() - t)"
    times = [float(subprocess.check_output([sys.executable, "-c", code], cwd=ROOT)) for _ in range(3)]
    assert min(times) < 0.5


def test_no_tracked_text_names_this_machine_or_a_package_registry():
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT)
    if listed.returncode:
        pytest.skip("git does not know this folder, so there is no list of tracked files to read.")
    forbidden = [str(ROOT), os.path.expanduser("~") + "/", "pypi" + ".org", "anaconda" + ".org"]
    for file in filter(None, listed.stdout.split("\0")):
        path = ROOT / file
        if path.is_file() and path.suffix in {".py", ".md", ".ipynb", ".toml", ".txt", ".yml", ".cfg", ""}:
            found = [word for word in forbidden if word in path.read_text(encoding="utf-8", errors="ignore")]
            assert not found, f"{file} names {found}."
