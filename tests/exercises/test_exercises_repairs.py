"""A repair prints a faulty function. Handed in unchanged, it always hears that the fault is still there.

The faulty function is taken from the lesson itself: the last one that is printed above the exercise, below the same
heading, with as many parameters. Three repairs print a line or a table and no function.
"""

import ast
import inspect
import re

import numpy as np
import pytest
from editions.lesson import read_lesson

from recsys_course.checking.exercise import PUBLIC_SEED
from recsys_course.checking.judging import judge
from recsys_course.checking.registry import exercises, lessons
from recsys_course.checking.runner.running import run_cases
from tests.helpers.source import ROOT

EXERCISES = [exercise for lesson in lessons() for exercise in exercises(lesson)]
REPAIRS = {
    one.id: one for one in EXERCISES if re.search(r"\bmend", one.id) or re.match("(find and )?repair", one.title)
}
NO_FUNCTION = {"07-mend-scalar", "08-mend-split", "10-mend-last"}


def printed_code(cell):
    """The Python of a cell: all of a code cell, the fenced parts of a text."""
    return cell.source if cell.kind == "code" else "\n".join(re.findall(r"```python\n(.*?)```", cell.source, re.S))


def faulty_functions(cells):
    """{exercise id: source of the faulty function} of one lesson."""
    found, printed = {}, []
    for cell in cells:
        if cell.kind == "markdown" and re.search(r"^##", cell.source, re.M):
            printed = []
        if cell.role == "exercise" and cell.meta["exercise"] in REPAIRS:
            wanted = len(REPAIRS[cell.meta["exercise"]].parameters)
            fitting = [source for source, number in printed if number == wanted]
            if fitting:
                found[cell.meta["exercise"]] = fitting[-1]
        elif not cell.role:
            tree = ast.parse(printed_code(cell))
            functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
            printed += [(ast.unparse(node), len(node.args.args)) for node in functions]
    return found


FAULTY = {
    identity: source
    for path in sorted((ROOT / "lessons").glob("*.py"))
    for identity, source in faulty_functions(read_lesson(path).cells).items()
}


def test_each_repair_prints_a_faulty_function_or_is_known_to_print_none():
    assert FAULTY.keys() == REPAIRS.keys() - NO_FUNCTION


@pytest.mark.parametrize("identity", sorted(FAULTY))
def test_the_printed_function_unchanged_hears_that_the_fault_is_still_there(identity):
    names = {"np": np}
    exec(FAULTY[identity], names)
    faulty = next(value for value in names.values() if inspect.isfunction(value))
    for seed in (PUBLIC_SEED, *range(1, 6)):
        cases = REPAIRS[identity].make_cases(seed)
        verdict = judge(REPAIRS[identity], cases, run_cases(faulty, cases))
        assert verdict.status == "wrong", f"seed {seed}"
        assert "still" in verdict.hint, f"seed {seed}: {verdict.headline} {verdict.hint}"
