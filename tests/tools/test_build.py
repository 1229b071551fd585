"""Lessons keep their rules; what is stored is what the lesson prints; nothing unfit is stored."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from editions import runner
from editions.lesson import LessonError, read_lesson
from editions.printer import print_editions
from editions.rules import broken_rules
from editions.runner import environment, tidy, unfit_outputs
from nbgrader.nbgraderformat import MetadataValidator

from tests.helpers.made_up_lesson import EXERCISE, GOOD, NUMBER, QUIZ, REASONING, lesson
from tools.build import find_stale, main

pytestmark = pytest.mark.usefixtures("made_up_exercises")


def test_every_lesson_keeps_the_rules(lesson_path: Path) -> None:
    assert lesson_path.exists(), "lessons/ is empty: write a lesson"
    assert broken_rules(read_lesson(lesson_path)) == []


def test_nbgrader_accepts_every_lesson(lesson_path: Path) -> None:
    assert lesson_path.exists(), "lessons/ is empty: write a lesson"
    for notebook in print_editions(read_lesson(lesson_path)).values():
        MetadataValidator().validate_nb(notebook)
        nbformat.validate(notebook)


def test_a_good_lesson_breaks_no_rule(tmp_path: Path) -> None:
    assert broken_rules(read_lesson(lesson(tmp_path))) == []


@pytest.mark.parametrize(("old", "new", "says"), [
    ("# # Made up", "# Made up", "'# Title'"),
    ("# **Minutes:** 5", "# Minutes: 5", "**Minutes:**"),
    ("# **Before this:** nothing", "#", "**Before this:**"),
    ("# - count", "#", "list of objectives"),
    ("# ## Recap", "# Recap", "## Recap"),
    ("# ## Sources", "#", "## Sources"),
    (EXERCISE.format("a"), "", "2 code exercises, at least 3"),
    (REASONING, "", "0 reasoning exercises, at least 1"),
    (QUIZ.format("q1", "b"), "", "2 quiz questions, at least 3"),
    (NUMBER, "# %%\n1\n\n# %%\n2\n\n# %%\n3\n\n", "more than 2 code cells in a row"),
    (NUMBER, '# %%\n1\n\n# %%\n2\n\n# %% [markdown] tags=["solved"]\n# A.\n\n# %%\n3\n\n', "more than 2 code cells"),
    (NUMBER, NUMBER + "# %% [markdown]\n# ## For those who want more\n# - Why?\n# - How?\n\n# ## Recap\n# - so\n\n"
     '# %% [markdown] tags=["solved"]\n# - So.\n\n', "2 questions for those who want more, and 1 answers"),
    (NUMBER, ("# %%\n" + "1\n" * 9 + "\n# %% [markdown]\n# .\n\n") * 20, "median code cell has 9"),
])  # fmt: skip
def test_a_broken_rule_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in GOOD
    problems = broken_rules(read_lesson(lesson(tmp_path, GOOD.replace(old, new))))
    assert any(says in problem for problem in problems), problems


@pytest.mark.parametrize(("text", "says"), [
    (EXERCISE.format("a").replace("    ### END SOLUTION\n", ""), "line 4: a solution begins and never ends"),
    (EXERCISE.format("a").replace("    ### BEGIN SOLUTION\n", ""), "line 5: a solution ends and never began"),
    (EXERCISE.format("a").replace("    return 2 * x\n", ""), "the solution is empty"),
    (EXERCISE.format("a").replace("return 2 * x", "### BEGIN SOLUTION"), "begins inside a solution"),
    (EXERCISE.format("a").replace("### BEGIN", "## BEGIN"), "is not a solution mark"),
    (REASONING.replace("# ### BEGIN SOLUTION", "# <!-- BEGIN SOLUTION -->"), "is not a solution mark"),
    ("# %%\n### BEGIN SOLUTION\n1\n### END SOLUTION\n", "solution marks outside an exercise"),
    ('# %% exercise="03-a"\n1\n\n# %% check="03-a" points=1\ncheck("03-a", 1)\n', "exercise has no solution"),
    (EXERCISE.format("a").split("# %% check")[0], "has no check"),
    (EXERCISE.format("a") * 2, "is used twice"),
    (EXERCISE.format("a").replace("points=2", ""), "points is None"),
    ('# %% check="03-b" points=1\ncheck("03-b", 1)\n', "no exercise '03-b' comes before"),
    (EXERCISE.format("a").replace("03-a", "04-a"), "does not fit"),
    ('# %% excercise="03-a"\n1\n', "unknown key 'excercise'"),
    ('# %% tolerance="0.02 absolute"\n1\n', "has no reason"),
    ('# %% tolerance="wide: luck"\n1\n', "is not a number"),
    ('# %% ignore_output=""\n1\n', "ignore_output has no reason"),
    ('# %% quiz="03-q1" points=1\nquiz("03-q1", "b")\n', "is not marked as a solution"),
    ('# %% quiz="03-q1" points=1\nquiz("03-q2", "b")  ### SOLUTION\n', "is not one call quiz("),
    ('# %% tags=["tf", "torch"]\n1\n', "tagged tf and torch"),
    ('# %% [markdown] tags=["solve"]\n# It was luck.\n', "unknown tag 'solve'. Cure: use one of tf, torch, solved"),
    (REASONING.replace("points=2", 'points=2 tags=["solved"]'), "a reasoning that learners do not get"),
])  # fmt: skip
def test_a_wrong_lesson_is_refused_with_place_and_cure(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(LessonError) as error:
        print_editions(read_lesson(lesson(tmp_path, text)))
    assert says in str(error.value)
    assert str(error.value).startswith("lessons/03_made_up.py, cell ") and "Cure: " in str(error.value)


def test_outputs_stay_where_only_text_changed_and_go_where_code_did(tmp_path: Path, capsys, monkeypatch) -> None:
    path = lesson(tmp_path)
    assert main([], tmp_path) == 0
    before = nbformat.read(tmp_path / "solutions/03_made_up.ipynb", 4)
    monkeypatch.setattr("tools.build.execute", lambda *_: pytest.fail("executed"))
    path.write_text(path.read_text().replace("**Minutes:** 5", "**Minutes:** 6"))
    assert main([], tmp_path) == 0 and capsys.readouterr().out.count("text only") == 2
    after = nbformat.read(tmp_path / "solutions/03_made_up.ipynb", 4)
    assert find_stale(tmp_path) == [] and "**Minutes:** 6" in after.cells[0].source
    assert [cell.get("outputs") for cell in after.cells] == [cell.get("outputs") for cell in before.cells]
    path.write_text(path.read_text().replace("{12} people", "{12} items"))
    with pytest.raises(pytest.fail.Exception, match="executed"):
        main([], tmp_path)


def test_a_built_lesson_is_current_until_the_lesson_or_a_notebook_changes(tmp_path: Path, capsys) -> None:
    path = lesson(tmp_path)
    assert [line.split(":")[0] for line in find_stale(tmp_path)] == [
        f"{f}/03_made_up.ipynb" for f in ("notebooks", "solutions")
    ]
    assert main([], tmp_path) == 0 and capsys.readouterr().out.count("written") == 2
    assert main(["--check"], tmp_path) == 0 and capsys.readouterr().out == ""
    assert main([], tmp_path) == 0 and capsys.readouterr().out == ""
    stored = tmp_path / "solutions/03_made_up.ipynb"
    good = stored.read_text()
    assert (
        '"version"' not in good
        and str(tmp_path) not in good
        and json.loads(good)["metadata"]["kernelspec"]["name"] == "python3"
    )

    def stale_after(old: str, new: str) -> str:
        assert old in good
        stored.write_text(good.replace(old, new, 1))
        return "\n".join(find_stale(tmp_path))

    assert "cell 4 differs from the lesson (source)" in stale_after("{12} people", "{12} items")
    assert "(metadata)" in stale_after('"points": 2', '"points": 3')
    assert "cell 2 was never executed" in stale_after('"execution_count": 1', '"execution_count": null')
    assert "missing or not readable" in stale_after("{", "")
    stored.write_text(good.replace("nDCG 0.346", "nDCG 0.345"))
    assert find_stale(tmp_path) == [] and main(["03"], tmp_path) == 0
    assert "nDCG 0.345" in stored.read_text() and "unchanged" in capsys.readouterr().out
    stored.write_text(good.replace("nDCG 0.346", "nDCG 0.446"))
    assert main(["--all"], tmp_path) == 0 and stored.read_text() == good
    path.rename(path.with_name("04_moved.py"))
    assert "no lesson builds it" in find_stale(tmp_path)[-1] and main(["--check"], tmp_path) == 1


def test_a_failing_cell_is_named_and_the_stored_notebook_stays(tmp_path: Path, capsys) -> None:
    lesson(tmp_path, "# %%\n1 / 0\n")
    stored = tmp_path / "notebooks/03_made_up.ipynb"
    stored.parent.mkdir()
    stored.write_text("old")
    assert main([], tmp_path) == 1
    said = capsys.readouterr().out
    assert "lessons/03_made_up.py" in said and "cell 1 ('1 / 0') failed: ZeroDivisionError" in said
    assert stored.read_text() == "old" and not (tmp_path / "solutions/03_made_up.ipynb").exists()


def test_a_name_that_fits_no_lesson_is_an_error(tmp_path: Path, capsys) -> None:
    lesson(tmp_path)
    assert main(["99"], tmp_path) == 1 and "no lesson is called 99" in capsys.readouterr().out


def output(kind: str, text: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_output("stream", name=kind, text=text)


def test_warnings_and_paths_of_this_machine_are_not_stored(tmp_path: Path) -> None:
    cell = nbformat.v4.new_code_cell("x", outputs=[output("stderr", "old!"), output("stdout", f"{tmp_path}/data")])
    said = unfit_outputs(nbformat.v4.new_notebook(cells=[cell]), tmp_path)
    assert len(said) == 2 and "cell 1: it wrote to stderr: 'old!'" in said[0] and "of this machine" in said[1]
    cell.metadata["stderr"] = "shows what a warning looks like"
    cell.outputs.pop()
    assert unfit_outputs(nbformat.v4.new_notebook(cells=[cell]), tmp_path) == []


def test_streams_are_merged_and_progress_bars_keep_their_last_state() -> None:
    outputs = [output("stdout", "a\n"), output("stderr", "1%\r2%\r3%\n"), output("stdout", "b\n")]
    notebook = tidy(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=outputs)]))
    assert [(out.name, out.text) for out in notebook.cells[0].outputs] == [
        ("stdout", "a\nb\n"),
        ("stderr", "3%\n"),
    ]


def test_notebooks_run_apart_from_the_persons_settings(tmp_path: Path, monkeypatch) -> None:
    for name in ("RECSYS_COURSE_DATASET", "NBGRADER_EXECUTION", "MPLBACKEND", "RECSYS_COURSE_PROGRESS"):
        monkeypatch.setenv(name, "theirs")
    kept = environment(tmp_path)
    assert "theirs" not in kept.values() and kept["RECSYS_COURSE_PROGRESS"] == str(tmp_path / "progress.json")
    assert kept["PYTHONHASHSEED"] == "0" and kept["OMP_NUM_THREADS"] == "1"
    assert environment(tmp_path, keep_dataset=True)["RECSYS_COURSE_DATASET"] == "theirs"


def test_a_kernel_that_dies_at_the_start_is_started_again(tmp_path: Path, monkeypatch) -> None:
    starts = []

    def die_twice(notebook: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
        starts.append(folder)
        if len(starts) <= 2:
            raise runner._NotStarted("Kernel died before replying to kernel_info")
        return notebook

    monkeypatch.setattr(runner, "_execute", die_twice)
    empty = nbformat.v4.new_notebook()
    assert runner.execute(empty, tmp_path) == empty and len(starts) == 3
    starts.clear()
    monkeypatch.setattr(runner, "STARTS", 2)
    with pytest.raises(runner.OutputError, match="the kernel does not start"):
        runner.execute(empty, tmp_path)
