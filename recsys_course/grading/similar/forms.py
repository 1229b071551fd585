"""Answers made comparable: comments, docstrings, type hints, line breaks and the student's own names are taken away."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from recsys_course.grading.answers.collect import Answer, Answers
from recsys_course.grading.answers.imports import beside
from recsys_course.grading.answers.slicing import BROKEN

LONGEST = 5_000  # characters that are compared
PARSED = 20_000  # characters; a longer answer is compared as it is written


@dataclass(frozen=True)
class Form:
    """One answer made comparable. text: as written; core: normalised; size: in nodes of code or in words."""

    text: str
    core: str
    size: int
    words: bool = False


def forms(answers: Answers) -> Iterable[tuple[str, Form]]:
    """The form of each answer that says something, by task."""
    modules = dict(answers.modules)
    for task, alone in answers.code.items():
        beside_it = (
            f"\n{text}" for _, text in beside(alone.sources, modules)
        )  # more than the import it may begin with
        answer = replace(alone, before=(*beside_it, *alone.before)) if modules else alone
        core, size = normalised(answer)
        if size:
            text = "\n".join([*_helpers(answer), answer.written.strip()])
            yield task, Form(re.sub(r"\s*\n", "\n", text), core[:LONGEST], size)
    for task, prose in answers.prose.items():
        words = prose.lower().split()
        if words:
            yield task, Form(prose, " ".join(words)[:LONGEST], len(words), words=True)


def normalised(answer: Answer) -> tuple[str, int]:
    """An answer with its helpers, without the student's own names, and its number of nodes; ("", 0) if there is none.

    What is too long or too deep for Python is compared as it is written, without its white space.
    """
    text = "\n".join([*_helpers(answer), answer.source])
    if len(text) <= PARSED:
        try:
            return plain(text)
        except BROKEN:
            pass
    core = "".join(text[:PARSED].split())
    return core, len(core) // 4


def plain(source: str) -> tuple[str, int]:
    """The normal form of Python text, and its number of nodes. Errors: those of `ast.parse` and `ast.unparse`."""
    tree = ast.parse(source)
    tree.body = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    nodes = sum(1 for _ in ast.walk(tree))
    return ast.unparse(_Plain(tree).visit(tree)), nodes if tree.body else 0


def _helpers(answer: Answer) -> list[str]:
    return [text for text in answer.before if not text.startswith(("import ", "from "))]


class _Plain(ast.NodeTransformer):
    """Takes away docstrings and type hints, and numbers the names that are made in a tree."""

    def __init__(self, tree: ast.AST) -> None:
        made = [_made(node) for node in ast.walk(tree)]
        self.names = {name: "" for name in made if name}
        self.count = 0

    def visit(self, node: ast.AST) -> ast.AST:
        """Change a node and what is in it."""
        for key in ("id", "name", "arg"):
            name = getattr(node, key, None)
            if isinstance(name, str) and name in self.names and not isinstance(node, ast.keyword | ast.alias):
                setattr(node, key, self._number(name))
        for key in ("annotation", "returns", "type_comment"):
            if hasattr(node, key) and not isinstance(node, ast.AnnAssign):
                setattr(node, key, None)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        self.generic_visit(node)
        return node

    def _number(self, name: str) -> str:
        if not self.names[name]:
            self.count += 1
            self.names[name] = f"v{self.count}"
        return self.names[name]


def _made(node: ast.AST) -> str:
    """The name that a node makes, or ""."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    return node.arg if isinstance(node, ast.arg) else ""
