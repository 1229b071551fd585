"""How `make bench` trains and judges networks: on tiny data, RecBole replaced by given lists."""

from types import SimpleNamespace

import numpy as np
import pytest

from benchmarks import entries, networks, quality, rivals, sections
from recsys_course.data import load
from recsys_course.evaluation import evaluate
from recsys_course.splits import Split, leave_last_out


@pytest.fixture
def tiny():
    return load("tiny")


@pytest.fixture(autouse=True)
def _short(monkeypatch):
    short = {"Embeddings": {"n_epochs": 3, "patience": 3, "n_factors": 4}}
    monkeypatch.setattr(networks, "SETTINGS", {"tiny": short})
    monkeypatch.setattr(networks, "_trained", {})


def ran(seconds, best):
    values = np.zeros(len(seconds))
    values[best - 1] = 0.5
    return networks.Training(SimpleNamespace(best_epoch=best, values=values), np.array(seconds), np.array(seconds))


def test_the_clocks_are_read_after_each_epoch_and_the_model_is_the_one_of_a_plain_fit(tiny):
    split = leave_last_out(tiny.interactions)
    measured = networks.train(networks.make("PyTorch", "Embeddings", tiny), split)
    plain = networks.make("PyTorch", "Embeddings", tiny).fit(split.train, split.valid)
    np.testing.assert_array_equal(measured.model.score(range(6)), plain.score(range(6)))
    assert len(measured.seconds) == len(measured.cpu) == len(plain.values) == 3
    assert (np.diff(measured.seconds) > 0).all() and measured.seconds[0] > 0
    assert measured.to_best() == measured.seconds[plain.best_epoch - 1]


def test_choosing_the_epochs_never_looks_at_the_test_and_the_test_is_the_mean_over_the_starts(tiny, monkeypatch):
    split = leave_last_out(tiny.interactions)
    sealed = Split(split.train, split.valid, None)
    monkeypatch.setattr(networks, "leave_last_out", lambda events: sealed)
    results, words = networks.tested("Embeddings", tiny, split, seeds=2)
    epochs = networks.trained("PyTorch", "Embeddings", tiny).model.best_epoch
    assert words == f"n_epochs={epochs}, patience=3, n_factors=4"
    for seed, result in enumerate(results):
        model = networks.make("PyTorch", "Embeddings", tiny, n_epochs=epochs, seed=seed).fit(split.known)
        assert result.mean() == evaluate(model, split.test, 10).mean()


def test_missed_targets_are_said_with_their_size():
    fast, slow = ran([5.0, 10, 20], 3), ran([20.0, 40, 90], 3)
    said = list(networks._missed("GRU", {"PyTorch": fast, "TensorFlow": slow}))
    assert said[0] == "- GRU in TensorFlow: **60 s missed by 30 s**."
    assert said[1] == "- GRU: TensorFlow takes 4.50 times the seconds of PyTorch over 3 epochs: **1.5 missed**."
    assert not list(networks._missed("GRU", {"PyTorch": fast, "TensorFlow": ran([6.0, 12], 2)}))


def test_the_leaderboard_of_the_report_holds_networks(tiny, monkeypatch):
    monkeypatch.setattr(quality, "installed", lambda: False)
    monkeypatch.setattr(quality.blends, "hybrids", lambda *_: {})
    text, scores = quality.judge(tiny, {"Popularity": entries.ENTRIES["Popularity"]}, {"Embeddings": 1})
    assert "| Embeddings | " in text and 0 <= scores["Embeddings"] <= 1


@pytest.mark.parametrize("name", networks.RANKED)
def test_every_network_of_the_report_can_be_made_for_a_data_set(tiny, name):
    model = networks.make("PyTorch", name, tiny, n_epochs=1)
    assert model.fit(tiny.interactions).score([0]).shape == (1, tiny.interactions.n_items)


def test_every_network_of_the_course_is_in_the_report():
    assert set(networks.STARTS) == set(networks.NETWORKS) and {"GRU", "Caser"} <= set(rivals.SAME)
    assert any(title.startswith("Networks") for title in sections.ALL)


class GivenLists:
    """A process that answers lists by epoch: the right item comes first in the second one."""

    def __init__(self, valid):
        right = np.zeros((valid.n_users, 1), int)
        right[valid.users, 0] = valid.items
        wrong = (right + 1) % valid.n_items
        self.by_epoch = np.stack([wrong, right, wrong])

    def lists(self, **request):
        self.request = request
        return self.by_epoch


def test_recbole_gets_as_many_seconds_and_its_best_epoch_is_found_on_validation(tiny):
    valid = leave_last_out(tiny.interactions).valid
    process = GivenLists(valid)
    value, epoch = rivals.best_epoch(process, "GRU4Rec", valid, 12.5, {"learning_rate": 0.001})
    assert (value, epoch) == (1.0, 2)
    assert process.request["seconds"] == 12.5 and process.request["learning_rate"] == 0.001
