"""Rarer slips in one place: another argument, a half sum, rows for columns."""

import ast

import pytest

from recsys_course.checking.mutating.mutants import mutants
from recsys_course.checking.mutating.slips import slips


def texts(code, *names):
    node = ast.parse(code, mode="eval").body
    return [ast.unparse(ast.fix_missing_locations(other)) for other, _ in slips(names)(node)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("users", ["items"]),
        ("other", []),
        ("a * b", ["a @ b"]),
        ("a @ b", ["a * b"]),
        ("a - b - c", ["a", "-b", "-c"]),
        ("a + b - c - d", ["a + b", "a - c", "a - d", "b - c", "b - d", "-c - d", "a", "b", "-c", "-d"]),
        ("table[:, i]", ["table[i, :]"]),
        ("table[i]", ["table[:, i]"]),
        ("row[:, None]", ["row[None, :]", "row"]),
        ("len(hits)", ["hits.shape[1]", "hits.size"]),
        ("a[1:3]", []),
        ("a[:d]", []),
    ],
)
def test_these_may_stand_in_its_place(code, expected):
    assert texts(code, "users", "items") == expected


def taken(bias, users, items):
    return bias[items] + 0 * users


def test_the_first_part_of_an_array_may_stand_for_the_second():
    (other,) = (other for other, _ in slips(())(ast.parse("a[:d]", mode="eval").body.slice))
    assert ast.unparse(other) == "d:"


def test_a_function_gets_one_slip_at_a_time():
    made = {one.hint for one in mutants(taken, rules=slips(("bias", "users", "items")))}
    assert "In one place you used `users` where `items` belongs." in made
    assert all(hint.endswith(".") for hint in made)
