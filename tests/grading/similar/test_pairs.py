"""Whole notebooks are weighed, and nothing that one student writes stops the list."""

import pytest

from recsys_course.grading.answers.collect import Answer, Answers
from recsys_course.grading.similar.groups import groups, listed
from recsys_course.grading.similar.pairs import Pair, Same, similar

TASKS = [f"03-t{number}" for number in range(7)]


def answers(returns):
    """Seven very short answers; what each returns is given."""
    sources = [f"def f(a):\n    return {given}" for given in returns]
    code = {task: Answer(task, "f", source=source, written=source) for task, source in zip(TASKS, sources, strict=True)}
    return Answers(code, {}, {})


def whole(**people):
    found = similar((name, "03_neighbours", answers(returns)) for name, returns in people.items())
    return {pair.students: (pair.equal, pair.both) for pair in found}


MIXED = {f"p{one}": [f"{task} + {(one // 2**task) % 2}" for task in range(7)] for one in range(20, 50)}


def test_seven_equal_answers_of_seven_are_named_even_where_each_is_short():
    odd = [f"a * {task}" for task in range(7)]
    assert whole(anna=odd, bo=odd, **MIXED)["anna", "bo"] == (7, 7)


ROWS = (
    "import numpy as np\ndef {0}({1}, b):\n    n = np.sqrt(({1} @ {1}) * (b @ b))\n    return {1} @ b / n if n else 0.0"
)


def test_answers_that_stand_in_a_module_beside_the_notebook_are_compared_with_it():
    def of(name, text):
        source = f"import utils\nf = utils.{name}"
        return Answers(
            {"03-t0": Answer("03-t0", "f", source=source, written=source)}, {}, {}, modules=(("utils", text),)
        )

    anna, bo = of("cos", ROWS.format("cos", "a")), of("cos", ROWS.format("cos", "x"))
    other = of("cos", "def cos(a, b):\n    return sum(a) * sum(b) - len(a) * max(b) + min(a) * 7")
    found = similar((name, "03", one) for name, one in {"anna": anna, "bo": bo, "cem": other}.items())
    assert [pair.students for pair in found] == [("anna", "bo")]


def test_one_or_three_equal_short_answers_say_nothing():
    for equal in (1, 3):
        bo = ["a * 7"] * equal + [f"a - {task}" for task in range(equal, 7)]
        anna = ["a * 7"] * equal + [f"a / {task}" for task in range(equal, 7)]
        assert whole(anna=anna, bo=bo) == {}


def test_two_who_agree_only_where_half_the_class_agrees_are_left_out():
    """The chance by hand: C(32, 2) pairs times about (1/2)**7 is 3.9 pairs that would be equal by chance."""
    usual = [f"{task} + 0" for task in range(7)]
    assert ("anna", "bo") not in whole(anna=usual, bo=usual, **MIXED)


def test_a_group_is_everybody_who_is_connected_and_lists_only_the_links():
    same = (Same("03-mend", "word for word", 40),)
    pairs = [Pair("03", one, same) for one in (("a", "b"), ("b", "c"), ("a", "c"), ("x", "y"))]
    assert [group.students for group in groups(pairs)] == [("a", "b", "c"), ("x", "y")]
    assert [len(group.pairs) for group in groups(pairs)] == [2, 1]
    assert listed(pairs).splitlines()[0] == "03  group of 3: a, b, c" and len(listed(pairs).splitlines()) == 4


def test_a_source_connects_nobody():
    same = (Same("03-mend", "other names", 40),)
    pairs = [Pair("03", (one, "the published solution"), same, source=True) for one in "ab"]
    assert groups(pairs) == []
    assert listed(pairs).splitlines()[1] == "03  b = the published solution: 03-mend (other names)"


DEEP = {
    "minus signs": "-" * 9_000 + "1",
    "brackets": "[" * 3_000 + "]" * 3_000,
    "a long sum": "1" + "+1" * 20_000,
    "a huge list": "[" + "1, " * 30_000 + "]",
    "attributes": "a" + ".b" * 9_000,
    "a long text": repr("x" * 90_000),
}


@pytest.mark.parametrize("literal", DEEP.values(), ids=list(DEEP))
def test_a_deep_or_huge_literal_is_compared_and_stops_nothing(literal):
    code = {task: answer for task, answer in answers([literal, *"bcdefg"]).code.items() if task == TASKS[0]}
    found = similar((name, "03", Answers(code, {}, {})) for name in ("anna", "bo"))
    assert all(pair.students == ("anna", "bo") for pair in found)
    assert found or literal.startswith("'")  # a text is one node, however long it is
