"""One change at a time, in the order in which learners make them."""

import ast

import pytest

from recsys_course.checking.mutating.changes import changes


def texts(code):
    node = ast.parse(code, mode="eval").body
    return [ast.unparse(ast.fix_missing_locations(other)) for other, _ in changes(node)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a <= b", ["a < b", "a > b"]),
        ("x.mean(axis=1)", ["x.sum(axis=1)", "x.max(axis=1)", "x.min(axis=1)", "x.median(axis=1)", "x.mean(axis=0)",
                            "x.mean()"]),
        ("x.argsort(axis=1)", ["x.argsort(axis=0)"]),
        ("np.sqrt(x)", ["x"]),
        ("x.copy()", ["x"]),
        ("x.T", ["x"]),
        ("-1", ["-2", "0", "1"]),
        ("3", ["4", "2"]),
        ("True", ["False"]),
        ("a - b", ["a + b", "b - a", "a", "b"]),
        ("(a, b)", ["(b, a)"]),
        ("not a", ["a"]),
        ("a and b", ["a or b", "b", "a"]),
        ("a if b else c", ["a", "c"]),
        ("f(a, b)", ["f(b, a)"]),
    ],
)  # fmt: skip
def test_these_may_stand_in_its_place(code, expected):
    assert texts(code) == expected


def test_a_node_stays_as_it_is():
    node = ast.parse("a[1:k] - b.sum(axis=0) < 3", mode="eval").body
    before = ast.dump(node)
    for part in ast.walk(node):
        list(changes(part))
    assert ast.dump(node) == before


def test_every_hint_is_a_sentence_for_a_learner():
    tree = ast.parse("for i in x:\n  if a < b[1:] and not c:\n    t += np.log(x.sum(axis=1), ddof=0) / 2\nraise E")
    hints = [hint for node in ast.walk(tree) for _, hint in changes(node)]
    assert len(hints) > 20
    assert all(hint[0].isupper() or hint[0] == "`" for hint in hints) and all(hint.endswith(".") for hint in hints)
