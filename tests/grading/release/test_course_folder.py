"""A release holds what students and nbgrader need, and nothing that is to stay hidden."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat import MetadataValidator

from recsys_course.exercises import find
from recsys_course.grading.answers.collect import Answers, collect
from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.notebook.assignment import read_assignments
from recsys_course.grading.notebook.reader import read_notebook
from recsys_course.grading.release.course_folder import CannotRelease, Release, release
from recsys_course.grading.release.path_env import scripts_on_path
from recsys_course.grading.release.secret import NoSecret, make_secret, read_secret, seed
from recsys_course.grading.similar.groups import listed
from recsys_course.grading.similar.pairs import similar
from tests.helpers.classroom import hand_ins
from tests.helpers.classroom.hand_ins import LESSON, ROOT, as_bytes, cell, code, laid, notebook


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Lessons 00 and 03, released one after the other."""
    to = tmp_path_factory.mktemp("release")
    release(ROOT, to, ["00"])
    (to / "student" / "stray.txt").write_text("left from before")
    return release(ROOT, to, ["03_neighbours"])


def test_each_lesson_is_an_assignment_and_earlier_ones_stay(made: Release) -> None:
    assert made.lessons == ("00_start_here", LESSON)
    for name in made.lessons:
        notebook = nbformat.read(made.course / "release" / name / f"{name}.ipynb", as_version=4)
        MetadataValidator().validate_nb(notebook)
        marks = [node.metadata.nbgrader for node in notebook.cells if "nbgrader" in node.metadata]
        assert marks and all(len(one.checksum) == 32 for one in marks)
        assert not any(node.get("outputs") for node in notebook.cells)
    with scripts_on_path(), Gradebook(f"sqlite:///{made.course / 'gradebook.db'}") as gradebook:
        assert {one.name for one in gradebook.assignments} == set(made.lessons)
        points = sum(
            find(task.id).points
            for task in read_assignments(made.course / "release")[LESSON].tasks
            if task.kind == "code"
        )
        assert gradebook.find_assignment(LESSON).max_code_score == points + 4  # one for each letter
        assert gradebook.find_assignment(LESSON).max_written_score == 4


def test_the_released_notebook_still_has_signatures_and_no_answers(made: Release) -> None:
    one = read_assignments(made.course / "release")[LESSON]
    assert [task.kind for task in one.tasks].count("code") == 8 and [task.kind for task in one.tasks].count("quiz") == 4
    (cosine,) = [cell for cell in one.cells if cell.grade_id == "03-cosine"]
    assert cosine.source.startswith("def cosine(a, b):") and cosine.source.endswith("...")
    found = collect(one, one.cells)
    assert not any(answer.source for answer in found.code.values())


def test_a_release_is_what_intake_takes_hand_ins_for(made: Release, tmp_path: Path) -> None:
    place = laid(tmp_path, {"anna/03 (1).ipynb": as_bytes(notebook())})
    (one,) = read(place, read_assignments(made.course / "release"))
    assert (one.student, one.lesson, one.problem) == ("anna", LESSON, "")


def test_the_bundle_has_no_solutions_no_grader_and_no_secret(made: Release) -> None:
    with zipfile.ZipFile(made.bundle) as archive:
        names = archive.namelist()
        texts = {
            name: archive.read(name).decode("utf-8", "ignore")
            for name in names
            if name.endswith((".py", ".ipynb", ".md", ".toml"))
        }
    parts = {part for name in names for part in name.split("/")}
    assert not parts & {
        "grading",
        "solutions",
        "lessons",
        "tests",
        "tools",
        ".git",
        "secret",
        "__pycache__",
        "gradebook.db",
        "stray.txt",
    }
    secret = read_secret(made.secret)
    assert not any(secret in text for text in texts.values())
    notebooks = [text for name, text in texts.items() if name.endswith(".ipynb")]
    assert len(notebooks) == 2
    solved = nbformat.read(ROOT / "solutions" / f"{LESSON}.ipynb", as_version=4)
    answers = collect(hand_ins.assignments()[LESSON], read_notebook(nbformat.writes(solved).encode()).cells)
    last_lines = [answer.source.strip().split("\n")[-1].strip() for answer in answers.code.values()]
    words = [prose.split("\n")[0] for prose in answers.prose.values()]
    assert not [line for line in [*last_lines, *words] for text in notebooks if line in text]
    assert (
        "[project.scripts]" not in texts["student/pyproject.toml"]
        and "[tool.setuptools]" in texts["student/pyproject.toml"]
    )


def test_the_bundle_works_where_nothing_else_is(made: Release) -> None:
    program = (
        "import recsys_course, sys; from recsys_course.data import load; from recsys_course.exercises import check\n"
        "assert recsys_course.__file__.startswith(sys.argv[1]), recsys_course.__file__\n"
        "print(load('tiny').name, load('harbour').name); check('03-cosine', lambda a, b: 0.0)\n"
    )
    bundle = made.bundle.with_suffix("")
    away = {**os.environ, "PYTHONPATH": str(bundle), "PYTHONDONTWRITEBYTECODE": "1"}
    away.pop("RECSYS_COURSE_DATA", None)
    done = subprocess.run(
        [sys.executable, "-c", program, str(bundle)], capture_output=True, text=True, cwd=bundle, env=away
    )
    assert done.returncode == 0, done.stderr
    assert "tiny harbour" in done.stdout and "3 of 10 cases right" in done.stdout
    assert (bundle / "recsys_course" / "py.typed").is_file()
    assert not (bundle / "recsys_course" / "grading").exists()  # an editable install would find it elsewhere


def test_the_standard_command_generates_the_assignment_again(made: Release) -> None:
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "00_start_here", "--force"]
    with scripts_on_path():
        done = subprocess.run(command, capture_output=True, text=True, cwd=made.course)
    assert done.returncode == 0, done.stderr
    assignment = read_assignments(made.course / "release")["00_start_here"]
    assert "def most_watched(watched):" in "".join(one.source for one in assignment.cells)


def test_the_secret_is_made_once_for_its_owner_and_decides_the_seeds(made: Release, tmp_path: Path) -> None:
    secret = read_secret(made.secret)
    assert re.fullmatch(r"[0-9a-f]{64}", secret) and make_secret(made.secret) == secret
    if os.name == "posix":
        assert stat.S_IMODE(made.secret.stat().st_mode) == 0o600
    other = make_secret(tmp_path / "other")
    seeds = {seed(one, identity) for one in (secret, other) for identity in ("03-cosine", "03-shrink")}
    assert len(seeds) == 4 and seed(secret, "03-cosine") == seed(secret, "03-cosine")
    find("03-cosine").make_cases(seed(secret, "03-cosine"))
    (tmp_path / "bad").write_text("1234")
    for name in ("bad", "missing"):
        with pytest.raises(NoSecret, match="Cure: "):
            read_secret(tmp_path / name)


def test_what_cannot_be_released_is_refused_with_a_cure(tmp_path: Path) -> None:
    with pytest.raises(CannotRelease, match=r"no lesson is called 99\. Cure: choose from 00_start_here"):
        release(ROOT, tmp_path, ["99"])
    with pytest.raises(CannotRelease, match=r"given to students\. Cure: "):
        release(ROOT, tmp_path, ["00"], tmp_path / "student" / "secret")
    with pytest.raises(CannotRelease, match=r"has no notebooks, datasets, pyproject.toml\. Cure: "):
        release(tmp_path, tmp_path)
    assert not list(tmp_path.iterdir())


LONG = """def keep_nearest(similarity, k):
    # my own way
    kept = np.zeros(similarity.shape)
    for row in range(len(kept)):
        best = np.argsort(-similarity[row], kind='stable')[:k]
        kept[row, best] = similarity[row, best]
    return kept"""
RENAMED = """def keep_nearest(s: object, k: int) -> object:
    'Mine.'
    out = np.zeros(s.shape)
    for i in range(len(out)):
        top = np.argsort(-s[i],
            kind="stable")[:k]
        out[i, top] = s[i, top]
    return out"""
OTHER_WAY = """def keep_nearest(similarity, k):
    place = (-similarity).argsort(axis=1, kind='stable').argsort(axis=1)
    return np.where(place < k, similarity, 0)"""
WORDS = "A washing machine is bought once in ten years so the nearest item is a substitute"


def with_answers(source: str, words: str = "", helper: str = "") -> Answers:
    """The answers of a hand-in with one function, one text and perhaps a helper."""
    nb = notebook({"03-keep-nearest": source})
    cell(nb, "03-why-recency")["source"] += f"\n\n{words}"
    nb["cells"].insert(2, code(helper))
    return collect(hand_ins.assignments()[LESSON], read_notebook(as_bytes(nb)).cells)


def shared(**answers: Answers) -> dict[tuple[str, str], dict[str, str]]:
    """Pairs of students -> task -> how."""
    pairs = similar((name, LESSON, one) for name, one in answers.items())
    return {pair.students: {one.task: one.how for one in pair.shared} for pair in pairs}


CLASS = {name: with_answers(OTHER_WAY.replace("place", name)) for name in ("dana", "eva", "fei", "gus", "hal")}


def test_equal_answers_are_found_whatever_their_names_comments_and_line_breaks() -> None:
    found = shared(
        anna=with_answers(LONG), bo=with_answers(LONG + "\n\nprint(1)"), chidi=with_answers(RENAMED), **CLASS
    )
    assert found[("anna", "chidi")] == {"03-keep-nearest": "other names"}
    assert found[("anna", "bo")] == {"03-keep-nearest": "other names"}
    assert shared(anna=with_answers(LONG), bo=with_answers(LONG))[("anna", "bo")] == {
        "03-keep-nearest": "word for word"
    }


def test_what_everybody_writes_is_not_suspicious_and_neither_is_a_different_way() -> None:
    found = shared(anna=with_answers(LONG), **CLASS)
    assert found == {}


def test_a_changed_number_or_word_is_nearly_the_same() -> None:
    found = shared(
        anna=with_answers(LONG, WORDS + " always"), bo=with_answers(LONG.replace("[:k]", "[0:k]"), WORDS.upper())
    )
    assert found[("anna", "bo")]["03-keep-nearest"] == "nearly"
    assert shared(a=with_answers("", WORDS), b=with_answers("", WORDS.upper()))[("a", "b")] == {
        "03-why-recency": "same words"
    }


def test_copied_helpers_count_with_the_answer() -> None:
    short = "def keep_nearest(similarity, k):\n    return my_way(similarity, k)"
    helper = LONG.replace("keep_nearest", "my_way")
    found = shared(anna=with_answers(short, helper=helper), bo=with_answers(short, helper=helper.replace("best", "b")))
    assert found[("anna", "bo")] == {"03-keep-nearest": "other names"}


def test_the_table_names_lesson_students_tasks_and_how_the_worst_first() -> None:
    both = {"anna": with_answers(LONG, WORDS), "bo": with_answers(LONG, WORDS), "chidi": with_answers("", WORDS)}
    lines = listed(similar((name, LESSON, one) for name, one in both.items())).split("\n")
    assert lines[0] == f"{LESSON}  group of 3: anna, bo, chidi"
    assert lines[1] == f"{LESSON}  anna, bo: 03-keep-nearest (word for word), 03-why-recency (same words)"
    assert len(lines) == 3


def test_code_that_is_none_is_not_compared() -> None:
    assert shared(anna=with_answers("def keep_nearest(:"), bo=with_answers("def keep_nearest(:")) == {}
