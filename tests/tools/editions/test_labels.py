"""Every task of a lesson has a heading with its number, title, minutes and points."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from editions.labels import labels
from editions.lesson import read_lesson
from editions.printer import print_editions, print_notebook

from tests.helpers.made_up_lesson import GOOD, lesson

ROOT = Path(__file__).parents[3]
LESSONS = sorted((ROOT / "lessons").glob("*.py"))
TASK = re.compile(r"^(#{2,6}) (Exercise|Question) (\d\d)\.(\d+)", re.MULTILINE)


def heads(root: Path, text: str) -> dict[str, str]:
    return labels(read_lesson(lesson(root, text)).cells_for(""))


def test_exercises_are_numbered_through_the_lesson_and_questions_have_the_number_of_their_id(tmp_path: Path) -> None:
    first_lines = [head.split("\n")[0] for head in heads(tmp_path, GOOD).values()]
    exercises = ["# Exercise 03.1", "# Exercise 03.2", "# Exercise 03.3", "# Exercise 03.4: in your own words"]
    assert first_lines == ["#" + one for one in [*exercises, "# Question 03.1", "# Question 03.2", "# Question 03.3"]]


def test_a_heading_says_minutes_points_and_where_the_hints_are(tmp_path: Path) -> None:
    found = heads(tmp_path, GOOD)
    assert found["03-a"].endswith('\n\n*About 8 minutes, 2 points. Stuck? Run* `hint("03-a")`.')
    assert found["03-why"].endswith("\n\n*About 8 minutes, 2 points; a person reads it.*")
    assert found["03-q1"].endswith("\n\n*1 point.*")


def test_the_title_is_that_of_the_exercise_in_the_package(tmp_path: Path) -> None:
    assert (
        "# Exercise 03.1: the cosine of two rows\n" in heads(tmp_path, GOOD.replace("03-a", "03-cosine"))["03-cosine"]
    )


@pytest.mark.parametrize(("above", "level"), [("# ## A", 3), ("# ### A", 4), ("# ## A\n#\n# ```\n# # no\n# ```", 3)])
def test_a_heading_stands_one_level_below_its_section(tmp_path: Path, above: str, level: int) -> None:
    text = GOOD.replace('# %% exercise="03-a"', f'# %% [markdown]\n{above}\n\n# %% exercise="03-a"')
    assert heads(tmp_path, text)["03-a"].startswith("#" * level + " Exercise")


def test_the_heading_is_a_cell_before_the_answer_that_no_answer_can_replace(tmp_path: Path) -> None:
    cells = print_notebook(read_lesson(lesson(tmp_path, GOOD)), "", False).cells
    for ident in ("03-a", "03-why"):
        place = next(i for i, cell in enumerate(cells) if cell.id == ident)
        label = cells[place - 1]
        assert label.cell_type == "markdown" and TASK.match(label.source) and "nbgrader" not in label.metadata


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_both_editions_and_both_frameworks_of_a_lesson_number_its_tasks_alike(path: Path) -> None:
    numbered = []
    for notebook in print_editions(read_lesson(path)).values():
        text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        numbered.append([match.groups()[1:] for match in TASK.finditer(text)])
        tasks = {
            cell.metadata.nbgrader.grade_id
            for cell in notebook.cells
            if cell.metadata.get("nbgrader", {}).get("solution")
        }
        assert len(numbered[-1]) == len(tasks) and len(set(numbered[-1])) == len(tasks)
    assert all(one == numbered[0] for one in numbered)
