"""`make check` runs what a change concerns: the law on this project, and on a small one made here."""

import subprocess
from pathlib import Path

import check
import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("path", "least", "never"), [
    ("recsys_course/data/cleaning.py", ["tests/data/test_cleaning.py", "tests/test_house.py"], ["tests/test_twins.py"]),
    ("recsys_course/data/cleaning.py", ["notebooks/01_data.ipynb"],
     ["tests/data/test_readers.py", "solutions/01_data.ipynb"]),
    ("recsys_course/models_torch/rnn.py", ["tests/models_torch/test_models_torch.py", "notebooks/10_rnn.torch.ipynb"],
     ["notebooks/10_rnn.tf.ipynb", "tests/models_tf/test_models_tf.py"]),
    ("recsys_course/grading/batch.py", ["tests/grading/test_batch.py"], ["tests/grading/test_batch_class.py"]),
    ("recsys_course/metrics.py", ["tests/test_metrics.py"], []),
    ("tools/build.py", ["tests/tools/test_build.py"], []),
    ("tests/helpers/worlds.py", ["tests/test_splits.py", "tests/models/test_content.py"], []),
    ("tests/data/test_errors.py", ["tests/data/test_errors.py"], ["tests/data/test_readers.py"]),
    ("lessons/03_neighbours.py", ["notebooks/03_neighbours.ipynb", "solutions/03_neighbours.ipynb"],
     ["notebooks/04_content.ipynb"]),
    ("lessons/10_rnn.py", ["notebooks/10_rnn.tf.ipynb", "solutions/10_rnn.torch.ipynb"], []),
    ("tests/exercises/lesson_03/shrink.py", ["tests/exercises/test_exercises.py"], ["tests/checking/test_wording.py"]),
    ("README.md", ["tests/project"], ["tests/test_house.py"]),
])  # fmt: skip
def test_a_change_concerns_what_mirrors_it_and_what_imports_it(path, least, never):
    chosen = check.concerned([path])
    assert set(least) <= set(chosen) and not set(never) & set(chosen)


def test_every_file_of_the_package_concerns_at_least_one_test_besides_the_house():
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "recsys_course").rglob("*.py")]
    alone = [path for path in files if set(check.concerned([path])) <= {check.HOUSE} and "__" not in path]
    assert not alone


def test_nothing_changed_means_nothing_to_run():
    assert check.concerned([]) == []


def test_a_file_that_was_deleted_concerns_the_tests_of_its_folder():
    assert "tests/data/test_readers.py" in check.concerned(["recsys_course/data/gone.py"])


def git(folder, *words):
    names = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)


def test_changed_means_since_the_last_commit_on_main_tracked_or_not(tmp_path):
    git(tmp_path, "init", "-b", "main")
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_text("x = 1\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    assert check.changed(tmp_path) == []
    git(tmp_path, "switch", "-c", "branch")
    (tmp_path / "one.py").write_text("x = 2\n")
    git(tmp_path, "commit", "-am", "second")
    (tmp_path / "new.py").write_text("x = 3\n")
    assert check.changed(tmp_path) == ["new.py", "one.py"]
