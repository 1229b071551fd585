"""Evaluation ranks everything unseen, leaks nothing, and knows how sure it is."""

import numpy as np
import pytest
from scipy import stats
from scipy.sparse import csr_array

from recsys_course.evaluation import bootstrap_interval, compare, evaluate, evaluate_ratings, leaderboard
from recsys_course.models.base import Recommender
from recsys_course.models.baselines import Bias, Chance, Popularity
from recsys_course.models.kernels import best_cosines, best_of_product, top_k
from recsys_course.splits import leave_last_out
from tests.helpers import worlds


class Fixed(Recommender):
    """A model whose scores are given."""

    def __init__(self, table):
        self.table = np.array(table, float)

    def _fit(self, train):
        pass

    def _score(self, users):
        return self.table[users]


def fixed(table, train):
    return Fixed(table).fit(train)


def test_evaluate_equals_the_table_computed_by_hand():
    # User 0 met item 0; unseen are 1, 2, 3; the list is 2, 3, 1 and the truth 3: place 2.
    train = worlds.interactions([(0, 0), (1, 1)], n_items=4)
    test = worlds.interactions([(0, 3), (1, 0)], n_items=4)
    result = evaluate(fixed([[9, 1, 5, 3], [9, 1, 5, 3]], train), test, k=3)
    np.testing.assert_allclose(result.values["nDCG"], [1 / np.log2(3), 1])
    np.testing.assert_allclose(result.values["MRR"], [1 / 2, 1])
    np.testing.assert_allclose(result.values["hit rate"], [1, 1])
    assert result.coverage == 1.0 and result.mean("MRR") == 0.75


def test_a_model_that_knows_the_test_gets_one():
    split = leave_last_out(worlds.random_world())
    oracle = fixed(split.test.matrix().toarray(), split.known)
    assert evaluate(oracle, split.test).mean("nDCG") == 1.0


def test_chance_hits_as_often_as_the_arithmetic_says():
    # One relevant item among c unseen ones: the chance to find it in a list of k is k / c.
    split = leave_last_out(worlds.two_tastes(n_users=400))
    rates = [evaluate(Chance(seed).fit(split.known), split.test).mean("hit rate") for seed in range(10)]
    unseen = 40 - np.diff(split.known.matrix().indptr)
    assert np.mean(rates) == pytest.approx((10 / unseen[np.unique(split.test.users)]).mean(), abs=0.02)


def test_only_people_in_the_test_are_asked():
    train = worlds.interactions([(0, 0), (1, 1), (2, 0)], n_items=3)
    result = evaluate(Popularity().fit(train), worlds.interactions([(2, 2)], n_users=3))
    assert list(result.users) == [2]


def test_an_empty_test_is_refused():
    train = worlds.random_world()
    with pytest.raises(ValueError, match="0 events"):
        evaluate(Popularity().fit(train), train.select(np.zeros(len(train), bool)))


def test_the_bootstrap_interval_agrees_with_scipy():
    values = np.random.default_rng(0).exponential(size=400)
    theirs = stats.bootstrap((values,), np.mean, method="percentile", rng=np.random.default_rng(1))
    np.testing.assert_allclose(bootstrap_interval(values), theirs.confidence_interval, atol=0.01)


def test_the_bootstrap_interval_holds_the_truth_about_95_times_in_100():
    rng = np.random.default_rng(2)
    inside = [low <= 0.3 <= high for low, high in (bootstrap_interval(rng.random(300) < 0.3) for _ in range(200))]
    assert 0.90 <= np.mean(inside) <= 0.99


def test_compare_calls_a_clear_winner_and_no_winner_among_equals():
    split = leave_last_out(worlds.two_tastes())
    good = evaluate(fixed(split.test.matrix().toarray(), split.known), split.test, name="Oracle")
    chance = evaluate(Chance(0).fit(split.known), split.test)
    other = evaluate(Chance(1).fit(split.known), split.test, name="Chance again")
    assert compare(chance, good).better == "Oracle is better."
    assert compare(good, chance).difference == -compare(chance, good).difference
    assert "cannot be told apart" in compare(chance, other).better


def test_results_of_different_tests_or_lengths_or_of_one_name_are_not_compared():
    split = leave_last_out(worlds.two_tastes())
    model = Popularity().fit(split.train)
    valid, test = evaluate(model, split.valid, name="a"), evaluate(model, split.test, name="b")
    shorter = evaluate(model, split.valid, k=3, name="c")
    for other in (test, shorter):
        with pytest.raises(ValueError, match="different events or list lengths"):
            compare(valid, other)
        with pytest.raises(ValueError, match="different events or list lengths"):
            leaderboard([valid, other])
    with pytest.raises(ValueError, match="Two results are called a"):
        compare(valid, valid)
    with pytest.raises(ValueError, match="no result"):
        leaderboard([])


def test_a_model_that_has_learned_from_the_test_is_refused():
    data = worlds.two_tastes()
    split = leave_last_out(data)
    with pytest.raises(ValueError, match=r"learned from all 60 events.*fit\(split.known\)"):
        evaluate(Popularity().fit(data), split.test)


def test_items_that_were_met_before_are_counted_as_misses_with_a_warning():
    train = worlds.interactions([(0, 0), (1, 1)], n_items=3)
    test = worlds.interactions([(0, 0), (1, 2)], n_items=3)
    with pytest.warns(UserWarning, match="1 of 2 tested items were met before"):
        assert evaluate(Popularity().fit(train), test).values["hit rate"].tolist() == [0, 1]


def test_a_test_of_another_catalogue_is_refused():
    model = Popularity().fit(worlds.random_world())
    with pytest.raises(ValueError, match="knows 25 items, the test 40"):
        evaluate(model, worlds.two_tastes(n_users=30))


def test_the_leaderboard_is_sorted_and_measures_the_way_from_floor_to_ceiling():
    split = leave_last_out(worlds.two_tastes())
    oracle = fixed(split.test.matrix().toarray(), split.known)
    models = [Chance().fit(split.known), Popularity().fit(split.known)]
    table = leaderboard([*(evaluate(m, split.test) for m in models), evaluate(oracle, split.test, name="Oracle")])
    assert table.index[0] == "Oracle" and table["nDCG@10"].is_monotonic_decreasing
    assert table.loc["Oracle", "way"] == 1 and table.loc["Popularity", "way"] == 0
    assert (table["low"] <= table["nDCG@10"]).all() and (table["nDCG@10"] <= table["high"]).all()


def test_without_a_ceiling_the_leaderboard_has_no_way_column():
    split = leave_last_out(worlds.two_tastes())
    assert "way" not in leaderboard([evaluate(Popularity().fit(split.known), split.test)])


def test_rating_errors_equal_a_plain_loop():
    train, test = worlds.random_world(1), worlds.random_world(2)
    model = Bias().fit(train)
    errors = [r - model.score([u])[0, i] for u, i, r in zip(test.users, test.items, test.ratings, strict=True)]
    result = evaluate_ratings(model, test)
    assert result["RMSE"] == pytest.approx(np.sqrt(np.mean(np.square(errors))))
    assert result["MAE"] == pytest.approx(np.mean(np.abs(errors)))


def test_top_k_takes_whole_numbers_and_refuses_lists_without_places():
    np.testing.assert_array_equal(top_k([[5, 2, 9]], 2), [[2, 0]])
    with pytest.raises(ValueError, match="k=0 is too small"):
        top_k(np.ones((2, 3)), 0)


def test_compiled_loops_never_leave_their_memory():
    ones = csr_array(np.ones((2, 2)))
    with pytest.raises(ValueError, match="k=0 is too small"):
        best_of_product(ones, ones, 0)
    with pytest.raises(ValueError, match="skip has shape"):
        best_of_product(ones, ones, 1, skip=csr_array((1, 3)))
    with pytest.raises(ValueError, match="own has shape"):
        best_cosines(ones, ones, 1, 0.0, own=np.array([0, 2]))


def test_top_k_equals_a_stable_sort_on_random_scores_with_many_ties():
    rng = np.random.default_rng(0)
    for k in (1, 3, 10, 14):
        scores = rng.integers(0, 4, (50, 10)).astype(float)
        scores[rng.random(scores.shape) < 0.2] = -np.inf
        expected = np.full((50, k), -1)
        best = np.argsort(-scores, axis=1, kind="stable")[:, :k]
        expected[:, : best.shape[1]] = np.where(np.isneginf(np.take_along_axis(scores, best, 1)), -1, best)
        np.testing.assert_array_equal(top_k(scores, k), expected)
