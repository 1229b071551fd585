"""One lesson gives two editions: dots for the learner, answers in the solved one, metadata for nbgrader."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from editions.lesson import read_lesson
from editions.printer import print_editions, print_notebook
from editions.regions import RegionError, quiz_parts, render
from editions.rules import broken_rules
from nbgrader.preprocessors import CheckCellMetadata, ClearSolutions, ComputeChecksums, LockCells

from tests.helpers.made_up_lesson import GOOD, NUMBER, lesson


def printed(root: Path, solved: bool = False, text: str = GOOD) -> nbformat.NotebookNode:
    return print_notebook(read_lesson(lesson(root, text)), "", solved)


def test_the_learner_gets_dots_and_the_solved_edition_the_answer() -> None:
    source = 'def f(x):\n    """Doc."""\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION'
    assert render(source, "code", solved=False) == 'def f(x):\n    """Doc."""\n    ...'
    assert render(source, "code", solved=True) == 'def f(x):\n    """Doc."""\n    return x'
    assert (
        render("Why?\n### BEGIN SOLUTION\nSo.\n### END SOLUTION", "markdown", False)
        == "Why?\n*Write your answer here.*"
    )


def test_a_quiz_is_an_answer_and_a_locked_check(tmp_path: Path) -> None:
    assert quiz_parts('# a or b?\nquiz("03-q1", ["a"])  ### SOLUTION', "03-q1") == (
        "# a or b?",
        "answer_q1",
        '["a"]',
    )
    region = 'quiz("03-q1",\n### BEGIN SOLUTION\n"b"\n### END SOLUTION\n)'
    assert quiz_parts(region, "03-q1")[2] == '"b"'
    with pytest.raises(RegionError):
        quiz_parts('quiz("03-q1", "b", "c")  ### SOLUTION', "03-q1")
    cells = {cell.id: cell for cell in printed(tmp_path).cells}
    assert cells["03-q1"].source == "answer_q1 = ..." and cells["03-q1"].metadata.nbgrader.solution
    assert cells["check-03-q1"].source == 'quiz("03-q1", answer_q1)' and cells["check-03-q1"].metadata.nbgrader.locked


def test_no_learner_notebook_holds_an_answer(tmp_path: Path) -> None:
    text = nbformat.writes(printed(tmp_path))
    assert not any(secret in text for secret in ("return 2 * x", "Because.", '\\"b\\"', "SOLUTION"))
    solved = nbformat.writes(printed(tmp_path, solved=True))
    assert "return 2 * x" in solved and "Because." in solved and "SOLUTION" not in solved


def test_a_cell_with_the_tag_solved_is_only_in_the_solved_edition(tmp_path: Path) -> None:
    text = GOOD.replace(NUMBER, '# %% [markdown] tags=["solved"]\n# It was luck.\n\n' + NUMBER)
    assert broken_rules(read_lesson(lesson(tmp_path, text))) == []
    learner, solved = printed(tmp_path, text=text), printed(tmp_path, solved=True, text=text)
    assert "luck" not in nbformat.writes(learner) and "It was luck." in [cell.source for cell in solved.cells]
    assert learner.cells == printed(tmp_path).cells and len(solved.cells) == len(printed(tmp_path, True).cells) + 1


def test_the_tag_solved_goes_with_a_framework(tmp_path: Path) -> None:
    text = '# %% tags=["tf", "solved"]\nkeras = 1\n\n# %% tags=["torch"]\ntorch = 1\n'
    editions = print_editions(read_lesson(lesson(tmp_path, text, "07_towers")))
    assert {name: [cell.source for cell in notebook.cells] for name, notebook in editions.items()} == {
        "notebooks/07_towers.tf.ipynb": [],
        "notebooks/07_towers.torch.ipynb": ["torch = 1"],
        "solutions/07_towers.tf.ipynb": ["keras = 1"],
        "solutions/07_towers.torch.ipynb": ["torch = 1"],
    }


def test_two_frameworks_give_two_notebooks_without_the_other(tmp_path: Path) -> None:
    text = '# %% tags=["tf"]\nkeras = 1\n\n# %% tags=["torch"]\ntorch = 1\n\n# %%\nboth = 1\n'
    editions = print_editions(read_lesson(lesson(tmp_path, text, "07_towers")))
    names = [f"{folder}/07_towers.{kind}.ipynb" for folder in ("notebooks", "solutions") for kind in ("tf", "torch")]
    assert sorted(editions) == names
    assert [cell.source for cell in editions[names[0]].cells] == ["keras = 1", "both = 1"]
    assert [cell.source for cell in editions[names[1]].cells] == ["torch = 1", "both = 1"]


def test_printing_twice_gives_the_same_bytes_and_an_inserted_cell_changes_no_other_id(tmp_path: Path) -> None:
    first, again = printed(tmp_path), printed(tmp_path)
    assert nbformat.writes(first) == nbformat.writes(again)
    longer = printed(tmp_path, text=GOOD.replace(NUMBER, "# %% [markdown]\n# New.\n\n" + NUMBER))
    assert {cell.id for cell in first.cells} < {cell.id for cell in longer.cells}


def test_nbgrader_takes_the_learners_edition_as_it_is(tmp_path: Path) -> None:
    notebook = printed(tmp_path)
    before = [cell.source for cell in notebook.cells]
    for step in (LockCells(), CheckCellMetadata(), ComputeChecksums(), CheckCellMetadata()):
        notebook, _ = step.preprocess(notebook, {})
    assert [cell.source for cell in notebook.cells] == before
    kinds = {c.metadata.nbgrader.grade_id: c.metadata.nbgrader for c in notebook.cells if "nbgrader" in c.metadata}
    assert sum(kind.get("points", 0) for kind in kinds.values()) == 3 * 2 + 2 + 3 * 1
    assert kinds["03-why"].grade and kinds["03-why"].solution and not kinds["03-a"].grade
    assert all(len(kind.checksum) == 32 for kind in kinds.values())


def test_clear_solutions_is_happy_but_replaces_whole_answers_so_it_is_to_be_switched_off(
    tmp_path: Path,
) -> None:
    notebook, _ = ClearSolutions().preprocess(printed(tmp_path), {})
    cells = {cell.id: cell.source for cell in notebook.cells}
    assert cells["03-a"] == "# YOUR CODE HERE\nraise NotImplementedError()"  # the signature is gone
    assert cells["check-03-a"] == 'check("03-a", double(1.5))'
    assert ClearSolutions.enabled.metadata["config"]  # the cure: c.ClearSolutions.enabled = False
