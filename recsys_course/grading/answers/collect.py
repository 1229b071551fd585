"""Finds the answers of a student among the cells that were handed in.

    collect(assignment, cells) -> Answers(code, quiz, prose)

A notebook is read as it would run: an answer is what its name means at the cell that checks it. Cells are known
by nbgrader's grade_id, by their own id, by their text, and where all that is gone by the names they define.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from recsys_course.grading.answers.alignment import Alignment
from recsys_course.grading.answers.imports import Modules, beside, of_the_course, shown
from recsys_course.grading.answers.newer_python import is_newer, names_in
from recsys_course.grading.answers.prose import in_words
from recsys_course.grading.answers.slicing import Statement, joined, needed, python
from recsys_course.grading.notebook.assignment import Assignment, Task
from recsys_course.grading.notebook.reader import Cell

OF_THE_COURSE = " of the course"
_UNREAD_AT_MOST = 100
NOT_THERE = "which is not there when it is graded"


@dataclass(frozen=True)
class Answer:
    """The code of one answer. name: the global name to check; it may differ from the lesson's (renamed function).

    before: imports and helpers, one statement each; a failing one (a module that is not there) may be skipped.
    source: the answer itself, on the lines that it has in its cell; "" where nothing was written.
    written: the whole cell as handed in. place: its number among the cells, -1 without one. note: what the
    instructor should know. until: the place of the last cell that the answer may need.
    """

    id: str
    name: str
    before: tuple[str, ...] = ()
    source: str = ""
    written: str = ""
    place: int = -1
    note: str = ""
    until: float = math.inf

    @property
    def sources(self) -> tuple[str, ...]:
        """Everything to run, in order; empty where nothing was written."""
        return (*self.before, self.source) if self.source else ()


@dataclass(frozen=True)
class Answers:
    """All answers of one hand-in by id: code, letters of the quiz as written ("" without one), and prose.

    given: what the student's cells need of the released ones. own: place and text of every code cell that the student
    wrote or changed. correct: the ids that stored outputs call correct; anybody can write an output. shown: modules of
    the course that the lesson shows. modules: those handed in beside the notebook that its cells need. newer: names
    in cells that only a newer Python reads.
    """

    code: dict[str, Answer]
    quiz: dict[str, str]
    prose: dict[str, str]
    given: tuple[str, ...] = ()
    own: tuple[tuple[int, str], ...] = ()
    correct: frozenset[str] = frozenset()
    shown: tuple[str, ...] = ()
    modules: Modules = ()
    newer: tuple[str, ...] = ()

    def whole(self, identity: str) -> tuple[str, ...]:
        """Everything of the student's up to the check of an answer, as a notebook would run it.

        Slower and less certain to end than `Answer.sources`, but nothing is left out that changes a value without
        naming it, such as `table.update(...)` or a decorator that keeps a list.
        """
        return (*self.given, *(text for place, text in self.own if place <= self.code[identity].until))


def collect(assignment: Assignment, cells: Sequence[Cell], modules: Mapping[str, str] | None = None) -> Answers:
    """The answers to all tasks of an assignment. A task without an answer is in it, empty. Errors: none.

    modules: Python files that were handed in beside the notebook: dotted name -> text.
    """
    aligned = Alignment(assignment, tuple(cells))
    code, quiz, prose = ([task for task in assignment.tasks if task.kind == kind] for kind in ("code", "quiz", "prose"))
    given, own = _own(aligned)
    known, needed_too = shown(assignment), beside((text for _, text in own), modules or {})
    return Answers(
        {task.id: _with_notes(_code(aligned, task), known, needed_too) for task in code},
        {task.id: _letter(aligned, task) for task in quiz},
        {task.id: in_words(aligned, task) for task in prose},
        given,
        own,
        frozenset().union(*(cell.correct for cell in cells)),
        known,
        needed_too,
        tuple(sorted({name for text in _unread(aligned) if is_newer(text) for name in names_in(text)})),
    )


def _unread(aligned: Alignment) -> Iterable[str]:
    """The first code cells that Python cannot read here."""
    cells = (cell.source for n, cell in enumerate(aligned.cells) if cell.kind == "code" and n not in aligned.parsed)
    return islice(cells, _UNREAD_AT_MOST)


def _with_notes(answer: Answer, known: Sequence[str], modules: Modules) -> Answer:
    """The answer with notes on what it uses beside the cells."""
    used = of_the_course(answer.sources)
    own = [f"{name.replace('.', '/')}.py" for name, _ in beside(answer.sources, dict(modules))]
    there, missing = sorted(used & {*known}), sorted(used - {*known})
    notes = [f"it uses {', '.join(there)}{OF_THE_COURSE}"] if there else []
    notes += [f"it uses {', '.join(missing)}{OF_THE_COURSE}, {NOT_THERE}"] if missing else []
    notes += [f"with {', '.join(own)}, handed in beside the notebook"] if own else []
    return replace(answer, note="; ".join(filter(None, [answer.note, *notes]))) if notes else answer


def _own(aligned: Alignment) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
    """`Answers.given` and `Answers.own`."""
    own = [place for place in aligned.parsed if not aligned.unchanged(place)]
    reads = {name for place in own for one in aligned.parsed[place] for name in one.reads}
    others = [one for one in aligned.pool if one.place not in own]
    given = tuple(dict.fromkeys(one.text for one in needed(reads, others, math.inf)))
    return given, tuple((place, python(aligned.cells[place].source)) for place in own)


def _code(aligned: Alignment, task: Task) -> Answer:
    own = [place for place in aligned.own(task) if not aligned.unchanged(place)]
    for name in _names(aligned, task, own):
        found = [place for place in _defining(aligned, name, own) if not _is_empty(aligned, place, name)]
        if found:
            return _sliced(aligned, task, name, aligned.counting(task, found)[-1])
    return _converted(aligned, task, own) or _broken(aligned, task, own) or Answer(task.id, task.name)


def _names(aligned: Alignment, task: Task, own: Sequence[int]) -> list[str]:
    """The name of the answer; then the name in the student's own check; then what the answer cell defines."""
    tried = [name for name in aligned.given.get(task.id, []) if name.isidentifier()]
    defined = [
        name for place in own for one in aligned.parsed.get(place, []) if _is_function(one) for name in one.binds
    ]
    other = [] if task.name in defined else defined[::-1]
    return list(dict.fromkeys([task.name, *tried, *other]))


def _is_function(one: Statement) -> bool:
    return one.text.startswith(("def ", "async def ", "@"))


def _defining(aligned: Alignment, name: str, own: Sequence[int]) -> list[int]:
    """Places of the cells that give a name its meaning; released cells that nobody changed do not count."""
    cells = [place for place, body in aligned.parsed.items() if any(name in one.binds for one in body)]
    return [place for place in cells if place in own or not aligned.unchanged(place)]


def _is_empty(aligned: Alignment, place: int, name: str) -> bool:
    """Whether a cell leaves the name a stub: `...`, `pass` or nothing but a docstring."""
    last = [one for one in aligned.parsed[place] if name in one.binds][-1]
    node = ast.parse(last.text).body[0]
    if isinstance(node, ast.Assign):
        return isinstance(node.value, ast.Constant) and node.value.value is ...
    if not isinstance(node, ast.FunctionDef):
        return False
    values = (one.value if isinstance(one, ast.Expr) else one for one in node.body)
    return all(isinstance(one, (ast.Pass, ast.Constant)) for one in values)


def _sliced(aligned: Alignment, task: Task, name: str, place: int) -> Answer:
    """The answer in one cell, with what it needs from it and from the others."""
    own = needed([name], aligned.parsed[place], math.inf)
    new = {made for one in own if one.fresh for made in one.binds}
    wanted = {word for one in own for word in one.reads | one.binds} - new
    others = [one for one in aligned.pool if one.place != place and not (name in new and name in one.binds)]
    before = needed(wanted, others, aligned.until(task))
    notes = [] if name == task.name else [f"the function is called {name}, not {task.name}"]
    if place not in aligned.own(task):
        notes.append("found in another cell, by its name")
    texts = tuple(dict.fromkeys(one.text for one in before))
    return Answer(
        task.id,
        name,
        texts,
        joined(own),
        aligned.cells[place].source,
        place,
        "; ".join(notes),
        max(aligned.until(task), place),
    )


def _converted(aligned: Alignment, task: Task, own: Sequence[int]) -> Answer | None:
    """An answer whose cell was turned into text by mistake is read as code."""
    texts = {
        place
        for place in own
        if aligned.cells[place].kind != "code" and f"def {task.name}" in aligned.cells[place].source
    }
    if not texts:
        return None
    cells = (_as_code(cell) if place in texts else cell for place, cell in enumerate(aligned.cells))
    found = _code(Alignment(aligned.assignment, tuple(cells)), task)
    return replace(found, note="; ".join(filter(None, [found.note, "its cell was not a code cell"])))


def _as_code(cell: Cell) -> Cell:
    return replace(cell, kind="code", source=cell.source.replace("```python", "").replace("```", ""))


def _broken(aligned: Alignment, task: Task, own: Sequence[int]) -> Answer | None:
    """A cell that Python cannot read is handed on as it is, so that its error can be told."""
    code = [place for place, cell in enumerate(aligned.cells) if cell.kind == "code" and place not in aligned.parsed]
    named = [place for place in code if f"def {task.name}(" in aligned.cells[place].source and place not in own]
    for place in [*named, *(place for place in code if place in own)][::-1]:
        written = aligned.cells[place].source
        imports = tuple(dict.fromkeys(one.text for one in aligned.pool if one.imports))
        return Answer(task.id, task.name, imports, written, written, place, "Python cannot read the cell")
    return None


def _letter(aligned: Alignment, task: Task) -> str:
    """The text given as the answer of a quiz: by its name, or written into the check itself."""
    made = [one for body in aligned.parsed.values() for one in body if task.name in one.binds]
    given = {one.place: letter for one in made if (letter := _constant(_value(aligned, one)))}
    if given:
        return given[aligned.counting(task, list(given))[-1]]
    return next(filter(None, map(_constant, aligned.given.get(task.id, []))), "")


def _value(aligned: Alignment, statement: Statement) -> str:
    """What an assignment gives to its names, as text; a name means what it was given last."""
    node = ast.parse(statement.text).body[0]
    value = getattr(node, "value", None)
    if isinstance(value, ast.Name):
        before = [one for one in aligned.pool if value.id in one.binds and one.text != statement.text]
        return before[-1].text.partition("=")[2] if before else ""
    return ast.unparse(value) if isinstance(value, ast.AST) else ""


def _constant(text: str) -> str:
    """The text that a piece of Python means; "" for everything else."""
    try:
        value = ast.literal_eval(text.strip())
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return ""
    return value[:100] if isinstance(value, str) else ""
