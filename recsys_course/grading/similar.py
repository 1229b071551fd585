"""Which answers of a class are suspiciously equal? For the instructor to look at; it proves nothing.

Two answers are the same where they are equal after comments, docstrings, type hints, line breaks and the names that
the student chose are taken away. Short answers, and those that a large part of the class has, say nothing.
"""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from recsys_course.grading.answers.collect import Answer, Answers

LEAST_NODES, LEAST_WORDS = 25, 8  # shorter ones are equal by chance
COMMON = 4  # shared by more than so many people, and by more than a quarter of the class: it is the obvious answer
LONGEST = 5_000  # characters that are compared
NEAR = 92.0  # percent of equal characters, of normalised code or of words
_BROKEN = (SyntaxError, ValueError, RecursionError, MemoryError)


@dataclass(frozen=True)
class Same:
    """One answer that two students share. how: "word for word", "other names", "nearly" or "same words"."""

    task: str
    how: str
    size: int


@dataclass(frozen=True)
class Pair:
    """Two students of one lesson and what they share, the largest first."""

    lesson: str
    students: tuple[str, str]
    shared: tuple[Same, ...]

    @property
    def weight(self) -> float:
        """Grows with the size of what is shared; what is only nearly equal counts half."""
        return sum(one.size / (2 if one.how == "nearly" else 1) for one in self.shared)


@dataclass(frozen=True)
class _Form:
    """One answer made comparable. text: as written; core: normalised; size: in nodes of code or in words."""

    text: str
    core: str
    size: int
    words: bool = False


def similar(hand_ins: Iterable[tuple[str, str, Answers]]) -> list[Pair]:
    """Pairs of students with suspiciously equal answers, the most suspicious first.

    hand_ins: (student, lesson, answers) of each. Errors: none.
    """
    forms: dict[tuple[str, str], dict[str, _Form]] = defaultdict(dict)
    for student, lesson, answers in hand_ins:
        for task, form in _forms(answers):
            forms[lesson, task][student] = form
    found: dict[tuple[str, tuple[str, str]], list[Same]] = defaultdict(list)
    for (lesson, task), by_student in forms.items():
        for students, how, size in _equal(by_student):
            found[lesson, students].append(Same(task, how, size))
    pairs = [Pair(lesson, who, tuple(sorted(same, key=lambda one: -one.size))) for (lesson, who), same in found.items()]
    return sorted(pairs, key=lambda pair: (-pair.weight, pair.lesson, pair.students))


def listed(pairs: Iterable[Pair]) -> str:
    """One line for each pair, for people: `03_neighbours  anna, bo: 03-recency (word for word), ...`."""
    lines = []
    for pair in pairs:
        shared = ", ".join(f"{one.task} ({one.how})" for one in pair.shared)
        lines.append(f"{pair.lesson}  {pair.students[0]}, {pair.students[1]}: {shared}")
    return "\n".join(lines)


def _forms(answers: Answers) -> Iterable[tuple[str, _Form]]:
    """What is long enough to be compared, by task."""
    for task, answer in answers.code.items():
        core, size = normalised(answer)
        if size >= LEAST_NODES:
            text = "\n".join([*_helpers(answer), answer.written.strip()])
            yield task, _Form(re.sub(r"\s*\n", "\n", text), core[:LONGEST], size)
    for task, prose in answers.prose.items():
        words = prose.lower().split()
        if len(words) >= LEAST_WORDS:
            yield task, _Form(prose, " ".join(words)[:LONGEST], len(words), words=True)


def normalised(answer: Answer) -> tuple[str, int]:
    """An answer with its helpers, without the student's own names, and its number of nodes; ("", 0) if broken."""
    try:
        tree = ast.parse("\n".join([*_helpers(answer), answer.source]))
        nodes = sum(1 for _ in ast.walk(tree))
        return ast.unparse(_Plain(tree).visit(tree)), nodes
    except _BROKEN:
        return "", 0


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


def _equal(forms: dict[str, _Form]) -> Iterable[tuple[tuple[str, str], str, int]]:
    """(students, how, size) for each pair with one task in common."""
    count = Counter(form.core for form in forms.values())
    most = max(COMMON, len(forms) // 4)
    for first, second in combinations(sorted(forms), 2):
        how = _how(forms[first], forms[second], count, most)
        if how:
            yield (first, second), how, min(forms[first].size, forms[second].size)


def _how(one: _Form, other: _Form, count: Counter[str], most: int) -> str:
    """In which way two answers are the same, or ""."""
    if one.core == other.core:
        if one.words:
            return "same words"
        if count[one.core] > most:
            return ""
        return "word for word" if one.text == other.text else "other names"
    if min(one.size, other.size) < 2 * (LEAST_WORDS if one.words else LEAST_NODES):
        return ""
    shorter, longer = sorted((len(one.core), len(other.core)))
    alike = shorter / longer > 0.8 and fuzz.ratio(one.core, other.core, score_cutoff=NEAR) >= NEAR
    return "nearly" if alike else ""
