"""`yours` gives the learner's function where it is right, the course's otherwise, and says which."""

import numpy as np
import pytest

from recsys_course.checking.checker import check
from recsys_course.checking.registry import Unknown, find
from recsys_course.checking.yours import whose, yours


def cosine(a, b):
    """Right."""
    below = np.linalg.norm(a) * np.linalg.norm(b)
    return float(np.dot(a, b) / below) if below else 0.0


def untouched(a, b):
    """Not written yet."""


def wrong(a, b):
    """Without lengths."""
    return np.dot(a, b)


def test_a_right_answer_is_used_itself(capsys):
    assert yours("03-cosine", cosine) is cosine
    assert capsys.readouterr().out == "03-cosine: your own function is used.\n"


@pytest.mark.parametrize("answer", [untouched, wrong, ..., None, 0.5, lambda: 1])
def test_anything_else_gives_the_course_s_function_and_never_fails(answer, capsys):
    used = yours("03-cosine", answer)
    assert used is find("03-cosine").reference and used(np.array([3.0, 4.0]), np.array([6.0, 8.0])) == pytest.approx(1)
    assert "not solved yet, so the course's function is used" in capsys.readouterr().out


def test_an_unknown_id_is_named():
    with pytest.raises(Unknown, match="03-cosine"):
        yours("03-cosin", cosine)


def test_a_row_is_named_yours_only_while_your_function_is_used():
    assert whose("03-mend") == "the course's"
    yours("03-cosine", cosine)
    assert whose("03-cosine") == "yours"
    yours("03-cosine", wrong)
    assert whose("03-cosine") == "the course's"


def test_a_network_of_the_course_may_stand_in_for_an_unsolved_training():
    def course(a, b):
        """The course's network."""

    assert yours("03-cosine", untouched, otherwise=course) is course
    assert yours("03-cosine", cosine, otherwise=course) is cosine


def test_what_was_just_checked_is_not_judged_again_and_a_new_function_is():
    calls = []

    def counted(a, b):
        calls.append(1)
        return cosine(a, b)

    check("03-cosine", counted)
    once = len(calls)
    assert yours("03-cosine", counted) is counted and len(calls) == once > 0
    check("03-cosine", wrong)
    assert yours("03-cosine", wrong) is not wrong
    assert yours("03-cosine", counted) is counted and len(calls) > once
