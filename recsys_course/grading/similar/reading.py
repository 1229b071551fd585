"""The answers of a hand-in for comparing; nothing that one student hands in stops the list for the class."""

from __future__ import annotations

from recsys_course.checking.runner.timeout import call_within
from recsys_course.grading.answers.collect import Answers, collect
from recsys_course.grading.intake.hand_ins import HandIn
from recsys_course.grading.notebook.assignment import Assignment

READING = 20.0  # seconds for the cells and answers of one hand-in


def answers_of(hand_in: HandIn, assignment: Assignment) -> Answers | None:
    """The answers; None where they cannot be read, or not in time. Errors: none."""
    found, error = call_within(READING, lambda: collect(assignment, hand_in.notebook().cells, hand_in.modules()))
    return None if error else found
