"""How `make bench` chooses and judges models: on tiny data, without another library."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from benchmarks import blends, choosing, entries, peer, quality, sections, tables
from recsys_course.data import load
from recsys_course.evaluation import Comparison, compare, evaluate
from recsys_course.models.base import Recommender
from recsys_course.models.baselines import Bias, Popularity
from recsys_course.models.oracle import Oracle
from recsys_course.models.written import Written
from recsys_course.splits import Split, leave_last_out

QUICK = sections.quick_entries()


@pytest.fixture
def tiny():
    return load("tiny")


@pytest.fixture
def no_peers(monkeypatch):
    monkeypatch.setattr(quality, "installed", lambda: False)


class Forbidden:
    """A test set that nobody may look at."""

    def __getattribute__(self, name):
        raise AssertionError(f"The test was asked for its {name}.")


@pytest.fixture
def sealed(tiny):
    """The split of the tiny data, with a test that fails whoever touches it."""
    split = leave_last_out(tiny.interactions)
    return Split(split.train, split.valid, Forbidden())


# ---- choosing ----


def test_choosing_one_by_one_finds_the_best_of_a_sum_and_tries_each_combination_once():
    tried = []

    def score(settings):
        tried.append(tuple(settings.values()))
        return -((settings["a"] - 3) ** 2) - (settings["b"] - 1) ** 2

    grid = {"a": (0, 1, 3, 5), "b": (4, 1, 9)}
    assert choosing.best_one_by_one(grid, score) == {"a": 3, "b": 1}
    assert len(tried) == len(set(tried)) == 1 + 3 + 2


def test_the_best_of_all_combinations_is_the_first_of_equals():
    grid = {"a": (1, 2, 3), "b": (0, 5)}
    assert choosing.every(grid) == [{"a": a, "b": b} for a, b in product((1, 2, 3), (0, 5))]
    assert choosing.best_of_all(grid, lambda s: s["a"] * s["b"]) == {"a": 3, "b": 5}
    assert choosing.best_of_all(grid, lambda s: 0.0) == {"a": 1, "b": 0}
    assert choosing.best_of_all({}, lambda s: 0.0) == {}


@pytest.mark.parametrize("name", entries.ENTRIES)
def test_settings_are_chosen_without_the_test(name, tiny, sealed):
    chosen = quality.choose(QUICK[name], tiny, sealed)
    assert list(chosen) == list(entries.ENTRIES[name].grid)


def test_hybrids_are_made_without_the_test(tiny, sealed):
    chosen = {name: {key: values[0] for key, values in entry.grid.items()} for name, entry in QUICK.items()}
    made = blends.hybrids(tiny, sealed, chosen)
    assert set(made) == {"Weighted", "Cascade", "Switching"}
    assert sum(made["Weighted"][0].weights) == pytest.approx(1)


def test_the_chosen_settings_have_the_best_validation_and_the_model_learns_from_training_alone(tiny):
    split = leave_last_out(tiny.interactions)
    seen = []

    class Spy(Popularity):
        def __init__(self, worth):
            self.worth = worth

        def _fit(self, train):
            seen.append(train)
            super()._fit(train)

        def _score(self, users):
            scores = super()._score(users)
            if self.worth == "oracle":
                scores = split.valid.matrix()[users].toarray()
            return scores

    entry = entries.Entry(lambda data, train, worth: Spy(worth), {"worth": ("popular", "oracle", "popular again")})
    assert quality.choose(entry, tiny, split) == {"worth": "oracle"}
    assert all(train is split.train for train in seen)


# ---- ours and theirs ----


def recommenders(kind=Recommender):
    for child in kind.__subclasses__():
        yield child
        yield from recommenders(child)


def test_every_model_of_the_course_is_judged(tiny):
    split = leave_last_out(tiny.interactions)
    first = {name: {key: values[0] for key, values in entry.grid.items()} for name, entry in QUICK.items()}
    judged = {type(entry.make(tiny, split.train, **first[name])) for name, entry in QUICK.items()}
    judged |= {type(model) for model, _ in blends.hybrids(tiny, split, first).values()}
    judged |= {Oracle, Written}  # the one knows the world, the other is a learner's own function
    rooms = [kind for kind in recommenders() if kind.__module__.startswith("recsys_course.models.")]
    assert {kind for kind in rooms if not kind.__abstractmethods__} == judged


def test_a_peer_chooses_from_the_values_of_ours_and_every_setting_reaches_it():
    for name, peer_model in entries.PEERS.items():
        like = entries.ENTRIES[peer_model.like]
        grid = like.grid if peer_model.grid is None else peer_model.grid
        assert like.peer == name
        for setting, values in grid.items():
            assert values == like.grid[setting]
            first = {key: some[0] for key, some in grid.items()}
            requests = [peer_model.request(**{**first, setting: value}) for value in values]
            assert len({str(request) for request in requests}) == len(values), (name, setting)


def test_the_confidence_of_implicit_is_one_more_than_our_alpha():
    words = entries.als_words(n_factors=8, alpha=10, penalty=3, n_epochs=4, seed=2)
    assert words == {"factors": 8, "alpha": 11, "regularization": 3, "iterations": 4, "random_state": 2}


def test_the_mean_of_several_starts_is_taken_person_by_person(tiny):
    split = leave_last_out(tiny.interactions)
    a, b = (evaluate(model.fit(split.known), split.test) for model in (Popularity(), Bias()))
    both = quality.averaged([a, b])
    np.testing.assert_allclose(both.values["nDCG"], (a.values["nDCG"] + b.values["nDCG"]) / 2)
    assert both.mean() == pytest.approx((a.mean() + b.mean()) / 2)
    assert compare(a, replace(both, name="both")).difference == pytest.approx((b.mean() - a.mean()) / 2)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(-0.3, -0.1, "**worse: target missed**"), (-0.1, 0.1, "no worse: target met"), (0.1, 0.2, "better: target met")],
)
def test_only_a_difference_beyond_chance_misses_the_target(low, high, words):
    found = tables.worse_or_not(Comparison("", "nDCG@10", (low + high) / 2, low, high), "ours", "theirs")
    assert found.startswith("- ours beside theirs") and words in found


@pytest.mark.usefixtures("no_peers")
def test_quality_reports_every_model_and_says_that_the_peers_are_missing(tiny):
    text, scores = quality.judge(tiny, QUICK)
    assert set(scores) == {*entries.ENTRIES, "Weighted", "Cascade", "Switching"}
    assert all(f"| {name} |" in text for name in scores)
    assert all(0 <= score <= 1 for score in scores.values())
    assert "| half_life=7 |" in text or "| half_life=14 |" in text
    assert peer.MISSING in text


def test_tau_is_one_for_equal_orders_and_a_miss_is_told():
    up, down = {"a": 1.0, "b": 2.0, "c": 3.0}, {"a": 3.0, "b": 2.0, "c": 1.0}
    assert "1.000, target of 0.7 met" in quality.same_order({"x": up, "y": up})
    assert "-1.000, **target of 0.7 missed by 1.700**" in quality.same_order({"x": up, "y": down})
