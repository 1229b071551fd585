"""The tasks of a lesson are those of the package, and each answer is accepted by its own check."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from editions.lesson import read_lesson
from editions.printer import print_notebook
from editions.tasks import broken_tasks, refused_answers

from tests.helpers.made_up_lesson import GOOD, lesson
from tools.build import find_stale, main

pytestmark = pytest.mark.usefixtures("made_up_exercises")

CHECK_A, QUIZ_1 = '# %% check="03-a" points=2', '# %% quiz="03-q1" points=1'


def line_of(text: str, sign: str) -> int:
    """The line (from 1) below the one that holds `sign`: the first of the cell whose header that is."""
    return text[: text.index(sign)].count("\n") + 2


def test_every_lesson_has_the_tasks_of_the_package(lesson_path: Path) -> None:
    assert broken_tasks(read_lesson(lesson_path)) == []


def test_every_stored_answer_was_called_correct_by_its_check(lesson_path: Path) -> None:
    written = read_lesson(lesson_path)
    stored = sorted((lesson_path.parents[1] / "solutions").glob(f"{written.name}*.ipynb"))
    assert len(stored) == len(written.frameworks)
    assert [problem for path in stored for problem in refused_answers(written, nbformat.read(path, 4))] == []


def test_the_tasks_of_a_good_lesson_are_in_order(tmp_path: Path) -> None:
    assert broken_tasks(read_lesson(lesson(tmp_path))) == []


@pytest.mark.parametrize(("old", "new", "sign", "says"), [
    ("03-a", "03-cosin", '# %% check="03-cosin"', ["'03-cosin'", "Did you mean '03-cosine'?", "lesson_03"]),
    ("03-a", "03-zebra", '# %% check="03-zebra"', ["no exercise '03-zebra'", "fix the id"]),
    ("03-a", "03-q4", '# %% check="03-q4"', ["03-q4 is a quiz question"]),
    (CHECK_A, CHECK_A.replace("2", "3"), '# %% check="03-a"', ["points=3, but '03-a' has 2", "write points=2"]),
    (QUIZ_1, QUIZ_1.replace("=1", "=2"), '# %% quiz="03-q1"', ["points=2, but '03-q1' has 1", "write points=1"]),
    ('"03-q1", "b"', '"03-q1", "a"', QUIZ_1, ["""the answer "a" of '03-q1' is wrong; right is 'b'""", '"03-q1", "b"']),
    ('"03-q1", "b"', '"03-q1", "z"', QUIZ_1, ['the answer "z"']),
    ('"03-q1", "b"', '"03-q1", ["b"]', QUIZ_1, ['the answer ["b"]']),
    ('"03-q1", "b"', '"03-q1", 2', QUIZ_1, ["the answer 2 of"]),
    ('"03-q1", "b"', '"03-q1", best', QUIZ_1, ["the answer best of"]),
])  # fmt: skip
def test_a_wrong_task_is_named_with_place_value_and_cure(
    tmp_path: Path, old: str, new: str, sign: str, says: list[str]
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new)
    problems = broken_tasks(read_lesson(lesson(tmp_path, text)))
    assert len(problems) == 1 and f"line {line_of(text, sign)}: " in problems[0] and "Cure: " in problems[0]
    assert problems[0].startswith("lessons/03_made_up.py, cell ") and all(words in problems[0] for words in says)
    assert problems[0] in find_stale(tmp_path)


def test_a_letter_may_be_written_as_quiz_takes_it(tmp_path: Path) -> None:
    for way in ('"B"', '" b) "', '"(b)"'):
        assert broken_tasks(read_lesson(lesson(tmp_path, GOOD.replace('"03-q1", "b"', f'"03-q1", {way}')))) == []


def solved_with(folder: Path, printed: str, text: str = GOOD) -> list[str]:
    """What is said of a solved notebook in which the check of 03-a printed this, and the others "Correct"."""
    written = read_lesson(lesson(folder, text))
    notebook = print_notebook(written, "", solved=True)
    for cell in notebook.cells:
        ident = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if cell.cell_type == "code" and ident.startswith("check-"):
            words = printed if ident == "check-03-a" else f"Correct: {ident[6:]} (2 points)."
            cell.outputs = [nbformat.v4.new_output("stream", text=f"{words}\n")]
    return refused_answers(written, notebook)


def test_an_answer_that_its_check_calls_correct_is_accepted(tmp_path: Path) -> None:
    assert solved_with(tmp_path, "Correct: 03-a (2 points, 4 cases).\nNote: it changes its argument x.") == []


@pytest.mark.parametrize("printed", [
    "Not yet: 03-a", "Correct: 03-b (2 points).", "Correct: 03-aa (2 points).", "03-a: not attempted yet.", "",
    "This is not Correct: 03-a (2 points).",
])  # fmt: skip
def test_an_answer_that_its_check_refuses_is_named(tmp_path: Path, printed: str) -> None:
    problems = solved_with(tmp_path, printed)
    assert len(problems) == 1 and f"line {line_of(GOOD, CHECK_A)}: " in problems[0]
    assert f"the answer of '03-a' is not accepted by its own check: {printed!r}." in problems[0]
    assert "Cure: mend the answer" in problems[0]


def test_the_build_stores_no_answer_that_its_check_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lesson(tmp_path, GOOD.replace("return 2 * x", "return 3 * x", 1))
    assert main([], tmp_path) == 1
    said = capsys.readouterr().out
    assert "solutions/03_made_up.ipynb (lessons/03_made_up.py): " in said and "'Not yet: 03-a gives 4.5.'" in said
    assert (tmp_path / "notebooks/03_made_up.ipynb").exists() and not (tmp_path / "solutions/03_made_up.ipynb").exists()


def test_a_stored_answer_that_was_refused_fails_the_check_of_the_build(tmp_path: Path) -> None:
    lesson(tmp_path)
    assert main([], tmp_path) == 0 and find_stale(tmp_path) == []
    stored = tmp_path / "solutions/03_made_up.ipynb"
    stored.write_text(stored.read_text().replace("Correct: 03-b", "Not yet: 03-b"))
    (problem,) = find_stale(tmp_path)
    assert problem.startswith("solutions/03_made_up.ipynb: lessons/03_made_up.py, cell ")
    assert "the answer of '03-b' is not accepted" in problem and main(["--check"], tmp_path) == 1
