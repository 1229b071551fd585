"""Late marks: counted from the due date, a penalty only where it is asked for."""

from datetime import datetime

import pytest

from recsys_course.grading.handover.lateness import read_due, timed
from recsys_course.grading.records.results import Mark, Result

DUE = read_due("2026-11-28 18:00")
TEN = Mark("03-mend", "code", "right", 10.0, 10.0)


def handed_in(text, percent=0.0, due=DUE):
    time = datetime.fromisoformat(text).timestamp()
    return timed(Result("anna", "03_neighbours", (TEN,), time=time), due, percent)


@pytest.mark.parametrize(
    ("when", "late", "taken", "final"),
    [
        ("2026-11-28 18:00:59", "", 0, 10.0),
        ("2026-11-28 18:12", "12 min", 10, 9.0),
        ("2026-11-29 18:00", "1 d", 10, 9.0),
        ("2026-11-29 21:05", "1 d 3 h", 20, 8.0),
        ("2027-01-01 00:00", "33 d 6 h", 100, 0.0),
    ],
)
def test_each_day_that_has_begun_costs_the_percentage(when, late, taken, final):
    result = handed_in(when, 10)
    assert (result.lateness, result.taken, result.final) == (late, taken, final)


def test_without_a_penalty_lateness_is_told_and_costs_nothing():
    assert (handed_in("2026-11-30").lateness, handed_in("2026-11-30").final) == ("1 d 6 h", 10.0)
    assert handed_in("2026-11-30", due=None).lateness == ""


def test_a_hand_in_without_a_time_is_never_late():
    assert timed(Result("anna", "03", (TEN,)), DUE, 10).final == 10.0


def test_a_date_alone_means_the_end_of_that_day():
    assert read_due("2026-11-28") == datetime(2026, 11, 29).timestamp()
