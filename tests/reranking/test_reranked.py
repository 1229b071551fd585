"""A re-ranked recommender is a recommender, and its lists are those of the re-ranker."""

import numpy as np
import pytest

from recsys_course.models.neighbours import ItemKNN
from recsys_course.reranking import MMR, AtLeast, ByRelevance, Reranked, pool_of, relevance_of
from tests.helpers import worlds
from tests.helpers.contract import Contract


def features(n_items):
    return np.random.default_rng(1).integers(0, 2, (n_items, 4))


class TestReranked(Contract):
    depends_on_numbering = True  # equal scores at the limit of the pool go to the smaller number

    def make_for(self, train):
        return Reranked(ItemKNN(), MMR(0.8), features(train.n_items), k=3)


def fitted(reranker, **settings):
    train = worlds.random_world()
    return Reranked(ItemKNN(), reranker, features(train.n_items), **settings).fit(train)


def test_its_lists_are_those_of_the_reranker_and_then_those_of_the_base():
    model = fitted(MMR(0.5), pool=8, k=4)
    base, users = ItemKNN().fit(worlds.random_world()), np.arange(30)
    pool = pool_of(base, users, model.features, 8)
    wanted = np.take_along_axis(pool.items, MMR(0.5).pick(pool, 4), axis=1)
    got, plain = model.recommend(users, 12), base.recommend(users, 12)
    np.testing.assert_array_equal(got[:, :4], wanted)
    for own, rest, before in zip(plain.tolist(), got[:, 4:].tolist(), wanted.tolist(), strict=True):
        after = [item for item in own if item not in before and item >= 0]
        assert [item for item in rest if item >= 0][: len(after)] == after


def test_a_reranker_that_changes_nothing_changes_nothing():
    users = np.arange(30)
    plain = ItemKNN().fit(worlds.random_world()).recommend(users, 10)
    np.testing.assert_array_equal(fitted(ByRelevance()).recommend(users, 10), plain)


def test_relevance_runs_from_0_to_1_in_each_row_and_empty_places_have_0():
    got = relevance_of(np.array([[3.0, 2, 1], [5, 5, 5], [4, 2, -np.inf]]))
    np.testing.assert_allclose(got, [[1, 0.5, 0], [1, 1, 1], [1, 0, 0]])
    assert relevance_of(np.full((1, 2), -np.inf)).tolist() == [[0, 0]]


def test_a_pool_holds_the_best_unseen_items_and_the_taste_of_the_person():
    train = worlds.random_world()
    model = ItemKNN().fit(train)
    pool = pool_of(model, [4, 7], features(25), 6)
    np.testing.assert_array_equal(pool.items, model.recommend([4, 7], 6))
    met = train.items[train.users == 4]
    own = features(25)[np.unique(met)]
    mix = (own / np.maximum(own.sum(axis=1, keepdims=True), 1)).sum(axis=0)
    np.testing.assert_allclose(pool.taste[0], mix / mix.sum())


def test_cosines_of_a_pool_are_those_of_scikit_learn():
    from sklearn.metrics.pairwise import cosine_similarity

    pool = pool_of(ItemKNN().fit(worlds.random_world()), [0, 1], features(25) + 1, 6)
    for row, alike in zip(pool.items, pool.alike, strict=True):
        np.testing.assert_allclose(alike, cosine_similarity(pool.features[row]), atol=1e-12)


def test_what_is_missing_or_does_not_fit_is_named():
    train = worlds.random_world()
    with pytest.raises(ValueError, match="lacks a base, a re-ranker or features"):
        Reranked(ItemKNN()).fit(train)
    with pytest.raises(ValueError, match=r"features \(3, 2\): the model knows 25 items"):
        Reranked(ItemKNN(), MMR(), np.ones((3, 2))).fit(train)


def test_a_rule_is_kept_in_the_lists():
    member = np.arange(25) >= 10
    lists = fitted(ByRelevance(rules=[AtLeast(member, 2)]), pool=25, k=5).recommend(np.arange(30), 5)
    assert AtLeast(member, 2).kept(lists).all()
