"""Progress, hints, quizzes, promises, and what changes where nbgrader runs the notebook."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from recsys_course.checking import progress_store
from recsys_course.checking.registry import find_quiz
from recsys_course.exercises import check, expect, find, hint, progress, quiz, reset_progress

ROOT = Path(__file__).parents[2]
ID = "00-most-watched"
EXERCISE = find(ID)


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """A progress file of its own for each test; nothing remembered from the test before."""
    file = tmp_path / "progress.json"
    monkeypatch.setenv("RECSYS_COURSE_PROGRESS", str(file))
    for name in ("NBGRADER_EXECUTION", "RECSYS_COURSE_DATASET"):
        monkeypatch.delenv(name, raising=False)
    progress_store._said.clear()
    progress_store._unwritten.clear()
    return file


def test_the_table_counts_what_is_done_and_left(file):
    before = progress()
    assert list(before.columns) == ["done", "left", "points", "of"]
    check(ID, EXERCISE.reference)
    after = progress()
    assert (after - before).loc["00"].to_dict() == {"done": 1, "left": -1, "points": EXERCISE.points, "of": 0}
    assert progress("00").loc[ID, "state"] == "done"
    assert progress("00").loc["00-q1", "state"] == "left"
    assert json.loads(file.read_text())["done"] == {ID: 1}


def test_a_pass_is_never_undone(capsys):
    check(ID, EXERCISE.reference)
    check(ID, ...)
    check(ID, EXERCISE.mistakes[0].code)
    assert progress("00").loc[ID, "state"] == "done"
    reset_progress()
    assert progress("00").loc[ID, "state"] == "left"


def test_without_the_variable_the_file_stands_beside_the_notebook(monkeypatch, tmp_path):
    monkeypatch.delenv("RECSYS_COURSE_PROGRESS")
    monkeypatch.chdir(tmp_path)
    check(ID, EXERCISE.reference)
    assert [path.name for path in tmp_path.iterdir()] == [".recsys_progress.json"]


@pytest.mark.parametrize("broken", ['{"done": {"00', "[1, 2]", '{"done": {"00-x": "many"}}', "\udcff"])
def test_a_broken_file_is_kept_under_another_name(file, capsys, broken):
    file.write_bytes(broken.encode("utf-8", "surrogateescape"))
    check(ID, EXERCISE.reference)
    assert capsys.readouterr().out.count("progress.json.broken-1") == 1
    assert file.with_name("progress.json.broken-1").read_bytes() == broken.encode("utf-8", "surrogateescape")
    assert progress("00").loc[ID, "state"] == "done"


def test_a_file_that_cannot_be_read_never_breaks_a_check_and_is_said_once(file, capsys):
    file.mkdir()  # a folder in its place: neither readable nor replaceable, for every user
    check(ID, EXERCISE.reference)
    quiz("00-q1", find_quiz("00-q1").answer)
    text = capsys.readouterr().out
    assert "Correct" in text
    assert text.count("cannot be read") == 1
    assert progress("00")["state"].to_dict()[ID] == "done", "kept in memory"
    assert progress("00")["state"].to_dict()["00-q1"] == "done"
    assert file.is_dir()


def test_a_folder_that_cannot_be_written_never_breaks_a_check(monkeypatch, capsys):
    monkeypatch.setenv("RECSYS_COURSE_PROGRESS", "/nowhere/at/all/progress.json")
    check(ID, EXERCISE.reference)
    check(ID, EXERCISE.reference)
    assert capsys.readouterr().out.count("cannot be saved") == 1
    assert progress("00").loc[ID, "state"] == "done"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_marked_read_only_is_left_as_it_is(file, monkeypatch, capsys):
    file.write_text("{}")
    file.chmod(0o444)
    monkeypatch.setattr(progress_store.os, "access", lambda path, mode: False)  # also where root runs the tests
    check(ID, EXERCISE.reference)
    assert "cannot be saved" in capsys.readouterr().out
    assert file.read_text() == "{}"


def test_what_a_later_version_keeps_in_the_file_is_not_lost(file):
    file.write_text('{"badges": ["gold"], "done": {"77-old": 3}}')
    check(ID, EXERCISE.reference)
    state = json.loads(file.read_text())
    assert state["badges"] == ["gold"]
    assert state["done"] == {"77-old": 3, ID: 1}


def test_two_notebooks_that_write_at_once_lose_nothing(file):
    code = (
        "import sys; from recsys_course.checking import progress_store\n"
        "for i in range(40): progress_store.remember(lambda s: s['done'].update({f'{sys.argv[1]}-{i}': 1}))"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, name], cwd=ROOT) for name in "ab"]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert len(json.loads(file.read_text())["done"]) == 80


def test_a_lock_left_behind_does_not_stop_anything(file, monkeypatch):
    monkeypatch.setattr(progress_store, "PATIENCE", 0.05)
    lock = file.with_name("progress.json.lock")
    lock.touch()
    check(ID, EXERCISE.reference)
    assert json.loads(file.read_text())["done"] == {ID: 1}
    assert not lock.exists()


def test_hints_come_one_by_one_and_end(capsys):
    for _ in range(len(EXERCISE.hints) + 1):
        hint(ID)
    text = capsys.readouterr().out
    assert text.index("hint 1 of 3") < text.index("hint 2 of 3") < text.index("hint 3 of 3")
    assert "there are no more hints" in text
    hint("00-most")
    assert "Did you mean" in capsys.readouterr().out


def test_a_quiz_question_has_no_hints_and_says_so_kindly(capsys):
    hint("00-q1")
    words = "00-q1 is a quiz question; it has no hints. Each wrong letter explains itself.\n"
    assert capsys.readouterr().out == words


@pytest.mark.parametrize("ask", [hint, lambda identity: check(identity, print)], ids=["hint", "check"])
def test_a_task_answered_in_words_gets_no_nonsense_but_the_reason(ask, capsys):
    ask("00-why-validation")
    text = capsys.readouterr().out
    assert "Did you mean" not in text
    assert "A task that you answer in words has no check and no hints." in text


def test_a_quiz_shows_its_question_without_the_answer(capsys):
    question = find_quiz("00-q1")
    quiz("00-q1")
    text = capsys.readouterr().out
    assert question.question in text
    assert all(option in text for option in question.options.values())
    assert not any(why in text for why in question.why.values())


def test_a_quiz_without_an_answer_says_where_to_write_it(capsys):
    quiz("00-q1", ...)
    text = capsys.readouterr().out
    assert text.startswith("00-q1: not answered yet.") and "in place of the dots" in text


def test_a_quiz_explains_the_chosen_option_and_does_not_reveal_the_right_one(capsys):
    question = find_quiz("00-q1")
    quiz("00-q1", "a")
    text = capsys.readouterr().out
    assert text.startswith("Not this one: a)")
    assert question.why["a"] in text
    assert question.options[question.answer] not in text
    assert progress("00").loc["00-q1", "points"] == 0
    quiz("00-q1", " B) ")
    assert capsys.readouterr().out.startswith("Right (1 point): b)")
    assert progress("00").loc["00-q1", "points"] == 1


@pytest.mark.parametrize("answer", [2, "z", "", "bb", ["b"], np.array([1]), {"b"}])
def test_a_quiz_takes_bad_input_kindly(capsys, answer):
    quiz("00-q1", answer)
    assert "Answer with one letter in quotes, a, b, c or d" in capsys.readouterr().out


def test_under_nbgrader_failed_and_missing_answers_raise_and_right_ones_do_not(monkeypatch, file):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check(ID, EXERCISE.reference)
    quiz("00-q1", "b")
    for answer, words in [(..., "not attempted yet"), (EXERCISE.mistakes[0].code, EXERCISE.mistakes[0].hint)]:
        with pytest.raises(AssertionError, match=words[:40]):
            check(ID, answer)
    for answer in (..., "a", 7):
        with pytest.raises(AssertionError, match=r"one letter|Not this one"):
            quiz("00-q1", answer)
    with pytest.raises(AssertionError, match="no exercise"):
        check("00-nothing", EXERCISE.reference)
    assert not file.exists(), "a grading run keeps no progress"


def test_a_kept_promise_is_printed(capsys):
    expect(np.float32(0.0931), about=0.093, within=0.004, what="nDCG@10 of ItemKNN")
    expect(1000, about=1000, within=0, what="People")
    assert capsys.readouterr().out.splitlines() == [
        "nDCG@10 of ItemKNN: 0.0931 (promised: ≈ 0.093 ± 0.004)",
        "People: 1000 (promised: exactly 1000)",
    ]


@pytest.mark.parametrize("value", [0.0975, 0.0885, float("nan"), float("inf")])
def test_a_broken_promise_names_value_promise_and_what_to_do(value):
    with pytest.raises(AssertionError, match=r"nDCG is .* but the lesson promises ≈ 0\.093 ± 0\.004\. If you changed"):
        expect(value, about=0.093, within=0.004, what="nDCG")


def test_a_promise_takes_one_number_and_counts_its_edge_as_kept(capsys):
    expect(0.097, about=0.093, within=0.004, what="edge")
    assert "edge: 0.0970" in capsys.readouterr().out
    with pytest.raises(TypeError, match="must be one number; got ndarray of shape"):
        expect(np.zeros(3), about=0, within=1, what="many")


def test_on_another_data_set_a_promise_is_shown_and_not_demanded(monkeypatch, capsys):
    monkeypatch.setenv("RECSYS_COURSE_DATASET", "ml-latest-small")
    expect(0.2, about=0.093, within=0.004, what="nDCG")
    assert capsys.readouterr().out == "nDCG: 0.2000 (on ml-latest-small; promised on harbour: ≈ 0.093 ± 0.004)\n"
    monkeypatch.setenv("RECSYS_COURSE_DATASET", "harbour")
    with pytest.raises(AssertionError):
        expect(0.2, about=0.093, within=0.004, what="nDCG")


def test_in_a_real_notebook_errors_show_the_line_of_the_cell_and_endless_loops_end():
    """In a kernel: the learner's line is known, the time limit interrupts, and the kernel goes on."""
    start = "from recsys_course.exercises import check\n"
    cells = [
        f"{start}def answer(watched):\n    total = 0\n    return watched[99]\ncheck({ID!r}, answer)",
        f"def answer(watched):\n    while True:\n        pass\ncheck({ID!r}, answer, seconds=0.2)",
        f"import asyncio; await asyncio.sleep(0)\ncheck({ID!r}, ...)",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(ROOT)}}).execute()
    texts = ["".join(output.text for output in cell.outputs) for cell in notebook.cells]
    assert "in line 4 of your code: return watched[99]" in texts[0]
    assert "a loop that never ends" in texts[1]
    assert "not attempted yet" in texts[2]
