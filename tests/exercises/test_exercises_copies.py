"""An exercise is solved twice, in the lesson and in its reference, and the two are independent writings.

So a slip in one of them is found by the other: the check cell of the lesson runs the one against the other.
"""

import ast
import inspect
import itertools
from collections import defaultdict

import pytest
from editions.lesson import read_lesson
from editions.regions import render

from recsys_course.checking.registry import exercises, lessons
from tests.helpers.normal_form import likeness, normal_form, size
from tests.helpers.source import ROOT

ALIKE = 0.9  # a copy: at most every tenth word or sign is another one
# A smaller answer is the formula itself, and there is one reasonable way to write it: `np.maximum(x @ W + b, 0)` has
# 12 nodes, `tower + (p * q) @ v + c` has 14.
ONE_WAY = 15


def solved():
    """The answers of the lessons as syntax trees, one for each framework: {"03-shrink": [tree]}."""
    found = defaultdict(list)
    for path in sorted((ROOT / "lessons").glob("*.py")):
        for cell in read_lesson(path).cells:
            if cell.role == "exercise":
                found[cell.meta["exercise"]].append(ast.parse(render(cell.source, cell.kind, True)))
    return found


SOLVED = solved()
EXERCISES = [exercise for lesson in lessons() for exercise in exercises(lesson)]


def forms(tree, names=None):
    """The normal forms of the functions at the top, of those with these names."""
    made = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {normal_form(node) for node in made if names is None or node.name in names}


def used(function):
    """The names of a function and of the functions of its file that it calls, at once or through others."""
    found, waiting = set(), [function]
    while waiting:
        one = waiting.pop()
        found.add(one.__name__)
        known = [one.__globals__.get(name) for name in one.__code__.co_names]
        waiting += [other for other in known if inspect.isfunction(other) and other.__name__ not in found]
    return found


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_the_reference_is_no_copy_of_the_answer_in_the_lesson(exercise):
    tree = ast.parse(inspect.getsource(inspect.getmodule(exercise.reference)))
    ours = [form for form in forms(tree, used(exercise.reference)) if size(form) >= ONE_WAY]
    theirs = [form for answer in SOLVED[exercise.id] for form in forms(answer)]
    assert theirs, "The lesson has no function to compare."
    for own, other in itertools.product(ours, theirs):
        share = likeness(own, other)
        assert share < ALIKE, f"Write the reference in another way; {share:.0%} of it is the lesson's:\n{own}"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_tensor_is_asked_for_exactly_where_the_lesson_promises_one(exercise):
    assert {"Returns a tensor (" in ast.unparse(tree) for tree in SOLVED[exercise.id]} == {exercise.tensor}


def test_a_copy_under_other_names_is_found():
    one = "def f(a: int) -> int:\n    'Doc.'\n    rest = a[1:]  # why\n    return rest.sum() / len(rest)"
    same = "def g(rows):\n    tail = rows[1:]\n    return tail.sum() / len(tail)"
    other = "def g(rows):\n    return sum(row for row in rows[1:]) / (len(rows) - 1)"
    first, again, new = (normal_form(ast.parse(text).body[0]) for text in (one, same, other))
    assert likeness(first, again) == 1 and likeness(first, new) < ALIKE and size(first) == size(again)
