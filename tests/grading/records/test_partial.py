"""Partial marks: the share of hidden cases, for code only, and only where an answer is wrong."""

import pytest

from recsys_course.grading.records.partial import partial, whole
from recsys_course.grading.records.results import Mark, Result


def points(**fields):
    given = {"task": "03-mend", "kind": "code", "status": "wrong", "points": 0.0, "of": 2.0, "passed": 3, "cases": 4}
    result = Result("anna", "03", (Mark(**given | fields),))
    assert whole(result) is result
    return partial(result).marks[0]


def test_code_that_is_right_in_three_of_four_cases_gets_three_quarters_and_says_so():
    mark = points(words="not right yet.")
    assert (mark.points, mark.status) == (1.5, "wrong")
    assert mark.words == "not right yet. 1.5 of 2 points, for 3 of 4 hidden cases."


@pytest.mark.parametrize(
    "fields",
    [{"status": "waiting", "points": None}, {"status": "right", "points": 2.0}, {"kind": "quiz"}, {"passed": 0}],
    ids=str,
)
def test_everything_else_stays(fields):
    assert points(**fields).points == fields.get("points", 0.0)


def test_a_third_is_two_decimals():
    assert points(passed=1, cases=3).points == 0.67
