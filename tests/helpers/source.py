"""What the laws of the house read in a source file, without running it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def name(path):
    return path.relative_to(ROOT).as_posix()


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
