"""A hybrid's file holds its parts, without pickle; and weights are chosen on the validation only."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.evaluation import evaluate
from recsys_course.models.baselines import Bias, Chance, Popularity
from recsys_course.models.clusters import Personas
from recsys_course.models.hybrid import Cascade, Switching, Weighted, choose_weights, try_weights
from recsys_course.models.neighbours import ItemKNN
from recsys_course.models.rules import Rule, Rules
from recsys_course.splits import leave_last_out
from tests.helpers import worlds


def every_kind():
    labels = ["Comedy", *["War"] * 24]
    inner = Switching([Personas(3), Cascade([Rules(labels, [Rule("War", 0.5, "Comedy", 2)]), Bias()], 5)], 7)
    return Weighted([ItemKNN(k=25, half_life=2), inner, Popularity()], np.array([1, 0.5, 0.25]))


def test_a_file_holds_every_part_and_keeps_every_score(tmp_path):
    train = worlds.random_world()
    model = every_kind().fit(train)
    model.save(tmp_path / "hybrid.npz")
    with np.load(tmp_path / "hybrid.npz", allow_pickle=False) as file:
        assert {"0/settings", "1/0/labels", "1/1/1/user_bias", "2/popularity"} <= set(file)
        assert "seen.data" in file and not any("/seen." in name for name in file)  # once, for all
    again = Weighted.load(tmp_path / "hybrid.npz")
    assert again == model and again.n_items == 25
    np.testing.assert_array_equal(again.score(range(30)), model.score(range(30)))
    np.testing.assert_array_equal(again.recommend([5]), model.recommend([5]))


def rename_a_part(source, target, name):
    with np.load(source) as file:
        arrays = dict(file)
    settings_ = json.loads(str(arrays["settings"])) | {"parts": [name]}
    np.savez(target, **(arrays | {"settings": np.array(json.dumps(settings_))}))


def test_a_file_with_a_part_that_nobody_knows_says_so(tmp_path):
    Weighted([Popularity()], [1]).fit(worlds.random_world()).save(tmp_path / "good.npz")
    rename_a_part(tmp_path / "good.npz", tmp_path / "strange.npz", "Clairvoyant")
    with pytest.raises(ValueError, match=r"a part called Clairvoyant, which is unknown here\. Import its module"):
        Weighted.load(tmp_path / "strange.npz")


@pytest.mark.parametrize("name", ["Recommender", "Hybrid", "Interactions", "os", ""])
def test_only_recommenders_that_can_be_made_are_found_by_name(tmp_path, name):
    Weighted([Popularity()], [1]).fit(worlds.random_world()).save(tmp_path / "good.npz")
    rename_a_part(tmp_path / "good.npz", tmp_path / "strange.npz", name)
    with pytest.raises(ValueError, match="unknown here"):
        Weighted.load(tmp_path / "strange.npz")


def test_the_file_of_another_hybrid_says_which_one_it_is(tmp_path):
    Cascade([Popularity(), Bias()]).fit(worlds.random_world()).save(tmp_path / "c.npz")
    with pytest.raises(ValueError, match="holds a Cascade, not a Switching"):
        Switching.load(tmp_path / "c.npz")


def test_a_hybrid_that_has_learned_nothing_is_not_saved(tmp_path):
    with pytest.raises(RuntimeError, match=r"Call fit\(train\) first"):
        Weighted([Popularity()], [1]).save(tmp_path / "empty.npz")


def test_a_list_changed_afterwards_changes_no_hybrid():
    parts, weights = [Popularity(), Bias()], [1, 2]
    model = Weighted(parts, weights)
    parts.pop(), weights.pop()
    assert len(model.parts) == len(model.weights) == 2


# ---- weights ----


def test_every_way_to_share_is_tried_once_and_the_first_part_comes_first():
    split = leave_last_out(worlds.random_world())
    table = try_weights([Popularity(), Bias(), ItemKNN(k=25)], split.train, split.valid, steps=4)
    assert len(table) == 15 and not table.drop(columns="nDCG").duplicated().any()
    np.testing.assert_allclose(table[[0, 1, 2]].sum(axis=1), 1)
    assert table.iloc[0].tolist()[:3] == [1, 0, 0] and table.iloc[-1].tolist()[:3] == [0, 0, 1]


def test_the_values_are_those_of_the_evaluation():
    split = leave_last_out(worlds.random_world(seed=3))
    table = try_weights([ItemKNN(k=25), Popularity()], split.train, split.valid, steps=4, k=5)
    for first, second, value in table.to_numpy():
        model = Weighted([ItemKNN(k=25), Popularity()], [first, second]).fit(split.train)
        assert value == pytest.approx(evaluate(model, split.valid, k=5).mean())


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 100))
def test_the_chosen_weights_are_the_best_of_the_table(seed):
    split = leave_last_out(worlds.random_world(seed))
    parts = [ItemKNN(k=25), Popularity()]
    table, chosen = (f(parts, split.train, split.valid, steps=5) for f in (try_weights, choose_weights))
    row = table[(table[0] == chosen[0]) & (table[1] == chosen[1])]
    assert row["nDCG"].item() == table["nDCG"].max()


def test_a_part_that_knows_beats_a_part_that_guesses():
    split = leave_last_out(worlds.two_tastes())
    assert choose_weights([Chance(), ItemKNN(k=40)], split.train, split.valid, steps=1) == (0.0, 1.0)


def test_equal_values_lean_on_the_first_part():
    split = leave_last_out(worlds.random_world())
    for parts in ([Popularity(), Rules([""] * 25)], [Rules([""] * 25), Popularity()]):
        assert choose_weights(parts, split.train, split.valid) == (1.0, 0.0)


def test_one_part_gets_everything():
    split = leave_last_out(worlds.random_world())
    assert choose_weights([Popularity()], split.train, split.valid) == (1.0,)


def test_the_parts_have_learned_from_the_training_only():
    split = leave_last_out(worlds.random_world())
    model = Popularity()
    choose_weights([model, Bias()], split.train, split.valid, steps=1)
    np.testing.assert_array_equal(model.popularity, split.train.counts_by_item())


def test_many_people_are_scored_in_blocks_with_the_same_result(monkeypatch):
    split = leave_last_out(worlds.random_world())
    parts = [ItemKNN(k=25), Popularity()]
    whole = try_weights(parts, split.train, split.valid)
    monkeypatch.setattr("recsys_course.models.hybrid.weights.BLOCK", 60)
    pd.testing.assert_frame_equal(try_weights(parts, split.train, split.valid), whole)


@pytest.mark.parametrize(
    ("parts", "steps", "k", "words"),
    [([], 10, 10, "at least one part"), ([Popularity()], 0, 10, "steps=0"), ([Popularity()], 10, 0, "k=0")],
)
def test_impossible_choices_are_refused(parts, steps, k, words):
    split = leave_last_out(worlds.random_world())
    with pytest.raises(ValueError, match=words):
        choose_weights(parts, split.train, split.valid, steps, k)


def test_no_validation_no_choice():
    split = leave_last_out(worlds.random_world())
    with pytest.raises(ValueError, match="validation has 0 events"):
        choose_weights([Popularity()], split.train, split.valid.select([]))
