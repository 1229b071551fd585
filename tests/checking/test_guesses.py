"""A guess is kept, shown beside the result, and can never fail."""

import numpy as np
import pytest

from recsys_course.exercises import guess, reveal


class Unshowable:
    def __repr__(self):
        raise RuntimeError("no words")


def test_a_guess_stands_beside_the_result(capsys):
    guess("nDCG of the sum", 0.25)
    reveal("nDCG of the sum", np.float64(0.125))
    assert capsys.readouterr().out == (
        "nDCG of the sum: you expect 0.25.\nnDCG of the sum: 0.125. You expected 0.25.\n"
    )


def test_without_a_guess_the_result_stands_alone(capsys):
    guess("the best k", ...)
    reveal("the best k", 5)
    first, second = capsys.readouterr().out.splitlines()
    assert "what do you expect?" in first and "go on without" in first and second == "the best k: 5."


def test_the_dots_take_a_guess_back(capsys):
    guess("k", 3)
    guess("k")
    reveal("k", 4)
    assert capsys.readouterr().out.splitlines()[-1] == "k: 4."


def test_an_order_is_shown_in_its_order(capsys):
    guess("the order", ["ItemKNN", "UserKNN"])
    reveal("the order", ("UserKNN", "ItemKNN"))
    assert capsys.readouterr().out.splitlines()[-1] == ("the order: UserKNN, ItemKNN. You expected ItemKNN, UserKNN.")


@pytest.mark.parametrize("value", [Unshowable(), np.arange(10_000), "a\nb" * 500, print, None, float("nan")])
def test_no_guess_can_fail_or_flood_the_page(value, capsys):
    guess("anything", value)
    reveal("anything", 1)
    out = capsys.readouterr().out
    assert len(out) < 600 and out.count("\n") == 2
