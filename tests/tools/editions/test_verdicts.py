"""Two notebooks of one lesson judge alike, or the lesson says that they may not."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from editions.lesson import Lesson, read_lesson
from editions.printer import print_notebook
from editions.verdicts import split_verdicts

from tests.helpers.made_up_lesson import lesson

APART = "nDCG@10: difference -0.0077 (95 % interval -0.0166 to +0.0000). Popularity and MLP cannot be told apart here."
BETTER = "nDCG@10: difference -0.0081 (95 % interval -0.0166 to -0.0007). Popularity is better."
SHARED = '# %% tags=["tf"]\nkeras = 1\n\n# %% tags=["torch"]\ntorch = 1\n\n# %%{}\nprint(compare(a, b))\n'


def judged(root: Path, says: dict[str, str], header: str = "") -> list[str]:
    """What is found where the shared cell printed this in the notebook of each framework."""
    made: Lesson = read_lesson(lesson(root, SHARED.format(header), "07_towers"))
    notebooks = []
    for framework, text in says.items():
        notebooks.append(print_notebook(made, framework, solved=False))
        notebooks[-1].cells[1].outputs = [nbformat.v4.new_output("stream", name="stdout", text=f"a -> b\n    {text}\n")]
    return split_verdicts(made, *notebooks)


def test_different_verdicts_of_one_cell_are_named_with_place_and_cure(tmp_path: Path) -> None:
    (problem,) = judged(tmp_path, {"tf": BETTER, "torch": APART})
    assert (
        problem.startswith("lessons/07_towers.py, cell 3, line 8: the two frameworks") and "ignore_output=" in problem
    )


@pytest.mark.parametrize("same", [BETTER, APART, "no verdict"])
def test_equal_verdicts_with_other_numbers_are_well(tmp_path: Path, same: str) -> None:
    assert judged(tmp_path, {"tf": same, "torch": same.replace("0.0166", "0.0201")}) == []


def test_a_cell_that_says_why_its_output_may_change_is_well(tmp_path: Path) -> None:
    header = ' ignore_output="a lead near 0 may change"'
    assert judged(tmp_path, {"tf": BETTER, "torch": APART}, header) == []


def test_another_winner_is_another_verdict(tmp_path: Path) -> None:
    assert len(judged(tmp_path, {"tf": BETTER, "torch": BETTER.replace("Popularity is", "MLP is")})) == 1
