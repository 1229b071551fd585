"""Every learned promise was measured, under more than one set of kernels, and every measured value keeps it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from editions.promises import promised
from measuring import kernels, one, record, table
from measuring.record import Run, Value

from recsys_course.data import load
from recsys_course.models.base import Recommender
from recsys_course.models.factors import ALS

ROOT = Path(__file__).resolve().parents[3]
VALUES = record.read(ROOT)
NOTEBOOKS = [(lesson, framework) for lesson in table.chosen_lessons(ROOT) for framework in lesson.frameworks]
names = pytest.mark.parametrize(("lesson", "framework"), NOTEBOOKS, ids=lambda part: getattr(part, "name", part))
LEAST = {kernels.NATIVE, kernels.SECOND}  # more sets and seeds make a width better known; these two CI runs itself


@names
def test_every_learned_promise_was_measured_under_the_kernels_that_ci_runs(lesson, framework):
    for promise in promised(lesson, framework):
        runs = [
            v.run for v in VALUES if (v.run.lesson, v.run.framework, v.what) == (lesson.name, framework, promise.what)
        ]
        where = f"lessons/{lesson.file}, {promise.what!r}"
        cure = f'Cure: make promises ARGS="{lesson.number} --frameworks {framework}"'
        missing = LEAST - {run.kernels for run in runs if run.shift == 0}
        assert not missing, f"{where} was not measured under {', '.join(sorted(missing))}. {cure}"


@names
def test_every_measured_value_keeps_its_promise(lesson, framework):
    promises = {promise.what: promise for promise in promised(lesson, framework)}
    mine = [v for v in VALUES if (v.run.lesson, v.run.framework) == (lesson.name, framework) and v.what in promises]
    broken = [f"{v.what}: {v.value} in {v.run}" for v in mine if not table.keeps(promises[v.what], v.value)]
    assert not broken, "\n".join(broken)


def test_the_table_is_the_one_that_lessons_and_values_give():
    kept = (ROOT / table.FILE).read_text(encoding="utf-8")
    assert kept == table.text(ROOT), f"{table.FILE} is stale. Cure: make promises ARGS=--table"


def test_values_survive_the_file_and_a_new_run_replaces_the_old_one(tmp_path):
    (tmp_path / "benchmarks").mkdir()
    run, other = Run("09_cnn", "tf", "a machine", "native", 0), Run("09_cnn", "tf", "a machine", "plain", 0)
    values = [Value(other, "x", 1.0), Value(run, "a -> b", 0.1, 0.05, 0.15), Value(run, "gone", 1.0)]
    record.write(tmp_path, record.replaced(values, run, {"a -> b": [0.2, 0.1, 0.3], "x, y": [2.0]}))
    assert record.read(tmp_path) == [
        Value(run, "a -> b", 0.2, 0.1, 0.3), Value(run, "x, y", 2.0), Value(other, "x", 1.0),
    ]  # fmt: skip


def test_the_table_names_what_is_broken_near_or_not_measured(tmp_path):
    for folder in ("benchmarks", "lessons"):
        (tmp_path / folder).mkdir()
    calls = [
        f'expect(x, about={about}, within=0.01, what="{what}")\n'
        for what, about in {"a": 0.1, "b": 0.11, "c": 0.3}.items()
    ]
    (tmp_path / "lessons/07_made_up.py").write_text('# %% tags=["tf"]\n' + "".join(calls))
    run = Run("07_made_up", "tf", "a machine", "native", 0)
    record.write(tmp_path, [Value(run, "a", 0.2), Value(run, "b", 0.12), Value(run, "x -> y", 0.1, -0.1, 0.3)])
    rows = {row.split(" | ")[0]: row for row in table.text(tmp_path).splitlines()}
    assert rows["| a"].endswith("| **broken**; no order with b |") and rows["| b"].endswith("| kept; no order with a |")
    assert rows["| c"].endswith("| 0 | not measured |") and rows["| x -> y"] == "| x -> y | 0.1 to 0.1 | 0 | 1 | 0 |"


def test_a_shift_moves_the_seed_of_a_training_and_leaves_the_model_as_it_was(monkeypatch):
    monkeypatch.setattr(Recommender, "fit", Recommender.fit)  # put back afterwards
    events = load("tiny").interactions
    three = ALS(2, seed=3).fit(events)
    one._shift_models(3)
    shifted = ALS(2, seed=0).fit(events)
    assert shifted.seed == 0
    np.testing.assert_array_equal(shifted.score([0]), three.score([0]))


def test_ci_tests_a_second_time_under_a_known_set_of_variables():
    assert kernels.SETS[kernels.SECOND].by_variables
    assert "\nmake test-kernels" in (ROOT / ".ci/run").read_text()
    show = [sys.executable, "-c", "import os; print(dict(os.environ))"]
    command = [sys.executable, str(ROOT / "tools/kernels.py"), "second", *show]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert all(f"'{name}': '{value}'" in said for name, value in kernels.SETS[kernels.SECOND].variables.items())


def test_numpy_is_told_only_of_features_that_this_processor_has():
    for one_set in kernels.SETS.values():
        command = [sys.executable, "-W", "error", "-c", "import numpy"]  # a feature that is not there gives a warning
        subprocess.run(command, env=dict(os.environ) | one_set.environment(), check=True)
