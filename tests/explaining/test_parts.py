"""Parts of a score: they add up to it, for every model whose score is a sum."""

import numpy as np
import pytest

from recsys_course.data import load
from recsys_course.explaining import parts
from recsys_course.models.baselines import Popularity
from recsys_course.models.factors.linear import EASE
from recsys_course.models.neighbours import ItemKNN

TINY = load("tiny").interactions
MODELS = [
    ItemKNN(),
    ItemKNN(k=2, half_life=1),
    ItemKNN(k=3, keep="history", values="ratings", half_life=2),
    EASE(1.0),
]


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_parts_add_up_to_the_score_for_every_person_and_film(model):
    scores = model.fit(TINY).score(np.arange(TINY.n_users))
    for film in range(TINY.n_items):
        made = parts(model, np.arange(TINY.n_users), np.full(TINY.n_users, film))
        np.testing.assert_allclose(made.sum(axis=1), scores[:, film], atol=1e-12)


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_films_that_were_never_met_have_no_part(model):
    made = parts(model.fit(TINY), [0, 1, 2], [3, 4, 5])
    assert not made[TINY.matrix()[[0, 1, 2]].toarray() == 0].any()


def test_a_part_is_the_weight_of_the_history_times_the_similarity_by_a_loop():
    model = ItemKNN(k=4, half_life=1).fit(TINY)
    films = TINY.histories()[0]
    made = parts(model, [0], [6])[0]
    for back, film in enumerate(films[::-1]):
        assert made[film] == pytest.approx(0.5**back * model.similarity[film, 6])


def test_the_film_itself_has_no_part_in_ease():
    model = EASE(1.0).fit(TINY)
    met = TINY.histories()[0]
    made = parts(model, np.zeros(len(met), int), met)
    assert np.abs(made[np.arange(len(met)), met]).max() < 1e-12


def test_a_model_whose_score_is_no_sum_is_refused_with_the_cure():
    with pytest.raises(TypeError, match=r"Popularity is no sum over the past\. Use `occlusion`"):
        parts(Popularity().fit(TINY), [0], [0])


def test_users_and_items_that_do_not_fit_are_refused():
    model = ItemKNN().fit(TINY)
    with pytest.raises(ValueError, match=r"\(2,\) items for \(1,\) users"):
        parts(model, [0], [0, 1])
    with pytest.raises(IndexError, match="knows items 0 to"):
        parts(model, [0], [TINY.n_items])
    with pytest.raises(IndexError, match="unknown"):
        parts(model, [99], [0])
    with pytest.raises(RuntimeError, match="has not learned anything yet"):
        parts(ItemKNN(), [0], [0])
