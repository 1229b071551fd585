"""The rest of `make bench` that needs no other library: predicted ratings, growing sizes, and the whole report."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks import entries, factor_speed, growing, peer, quality, ranking, ratings, run, sections, speed
from recsys_course import metrics
from recsys_course.data import load
from recsys_course.models.baselines import Bias


@pytest.fixture
def tiny():
    return load("tiny")


@pytest.fixture
def no_peers(monkeypatch):
    for room in (speed, ranking, quality, ratings, factor_speed):
        monkeypatch.setattr(room, "installed", lambda: False)


# ---- predicted ratings ----


def test_the_folds_are_a_partition_of_the_rows_into_five_equal_parts():
    parts = ratings.folds(103)
    assert set(parts) == {0, 1, 2, 3, 4} and len(parts) == 103  # one fold for each row: no row is in two, none in none
    assert np.ptp(np.bincount(parts)) == 1
    np.testing.assert_array_equal(parts, ratings.folds(103))
    assert (parts != ratings.folds(103, seed=1)).any() and (parts != np.sort(parts)).any()


def test_predicted_ratings_come_in_the_order_of_the_rows_and_within_the_scale(tiny, monkeypatch):
    events = tiny.interactions
    monkeypatch.setattr(ratings, "BLOCK", 2 * events.n_items)  # two people at a time
    model = Bias(damping=0).fit(events)
    expected = np.clip(model.score(np.arange(events.n_users))[events.users, events.items], 2, 4)
    np.testing.assert_allclose(ratings.predicted(model, events, 2, 4), expected)


def test_the_errors_of_a_fold_are_those_of_a_model_that_never_saw_it(tiny):
    events, parts = tiny.interactions, ratings.folds(len(tiny.interactions))
    found = ratings.measure(events, None)["Bias"]
    for fold in range(5):
        train, test = events.select(parts != fold), events.select(parts == fold)
        scores = Bias().fit(train).score(np.arange(events.n_users))[test.users, test.items]
        guess = np.clip(scores, events.ratings.min(), events.ratings.max())
        assert found[fold, :2] == pytest.approx([metrics.rmse(test.ratings, guess), metrics.mae(test.ratings, guess)])


def test_a_higher_error_in_every_fold_misses_the_target():
    better, worse = np.tile([0.80, 0.60, 1.0], (5, 1)), np.tile([0.81, 0.61, 1.0], (5, 1))
    assert "RMSE -0.0100 (-0.0100 to -0.0100)" in ratings._pair({"a": better, "b": worse}, "a", "b")
    assert ratings._pair({"a": better, "b": worse}, "a", "b").endswith("target met.")
    assert "target missed" in ratings._pair({"a": worse, "b": better}, "a", "b")


# ---- growing sizes and the whole report ----


def test_the_exponent_is_one_for_linear_and_three_for_cubic_time():
    assert growing.exponent(1e5, 2.0, 1e6, 20.0) == pytest.approx(1)
    assert growing.exponent(10, 1.0, 20, 8.0) == pytest.approx(3)


def test_every_model_grows_and_what_is_left_out_says_why(monkeypatch):
    few = {name: growing.MODELS[name] for name in ("Popularity", "ContentBased", "Rules")}
    monkeypatch.setattr(growing, "MODELS", few | {"EASE": replace(growing.MODELS["EASE"], largest=500)})
    text = growing.growing([(400, 60, 40), (800, 80, 50)], 1)
    assert text.count("| Popularity |") == text.count("| ContentBased |") == 2
    assert "| EASE | 400 |" in text and "| EASE | more than 400 |" in text and "cube" in text


@pytest.mark.usefixtures("no_peers")
def test_a_quick_run_has_every_section(tiny, monkeypatch):
    monkeypatch.setattr(sections, "SMALL", (600, 60, 40))
    monkeypatch.setattr(sections, "QUICK_GROWING", [(300, 40, 30), (600, 60, 40)])
    monkeypatch.setattr(sections, "data_sets", lambda: {"harbour": tiny, "ml-latest-small": tiny})
    monkeypatch.setattr(speed, "cold_call", lambda *size: [0.1, 0.2, 0.3])
    monkeypatch.setattr(speed, "importing", lambda repetitions: "| import | 0.1 |")
    text = "\n".join(run.report(quick=True))
    assert all(f"## {number}. {title}" in text for number, title in enumerate(sections.ALL, start=1))
    assert all(f"| {name} |" in text for name in (*growing.MODELS, *entries.ENTRIES, *ratings.OURS))
    assert "tau" in text and "1.000, target of 0.7 met" in text and peer.MISSING in text
    assert "nan" not in text


@pytest.mark.usefixtures("no_peers")
def test_one_section_can_be_asked_for_alone(monkeypatch):
    monkeypatch.setattr(sections, "data_sets", dict)
    text = "\n".join(run.report(quick=True, only="predicted"))
    assert "## 6. Predicted ratings" in text and text.count("\n## ") == 1
    assert "Skipped: no data. Set RECSYS_COURSE_DATA to the folder that holds harbour." in text


def test_a_part_of_the_report_replaces_its_sections_and_keeps_the_others():
    first, second, third = list(sections.ALL)[:3]
    old = f"# old head\n\n## 1. {first}\n\none\n\n### data\n\n## 9. {third}\n\nthree\n"
    text = run.merged(old, f"# head\n\n\n## 1. {first}\n\nagain\n\n## 2. {second}\n\ntwo\n")
    assert text == f"# head\n\n\n## 1. {first}\n\nagain\n\n\n## 2. {second}\n\ntwo\n\n\n## 3. {third}\n\nthree\n"


def test_several_sections_can_be_asked_for():
    assert run.chosen("quality, import") == ["Import", "Quality"]
    assert run.chosen() == list(sections.ALL)
