"""A score that is not a number is refused where it is used; so is everything that is not a table of events."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
import torch
from scipy import sparse

from recsys_course.data import load
from recsys_course.evaluation import evaluate, evaluate_ratings
from recsys_course.models.baselines import Popularity
from recsys_course.models.hybrid import Cascade, Weighted, choose_weights
from recsys_course.models.neighbours import ItemKNN
from recsys_course.models.sound import check_scores
from recsys_course.splits import leave_last_out, random_split, time_split
from tests.helpers import worlds


@dataclass
class Mine(Popularity):
    """Every `every`-th score is `value`."""

    every: int = 2
    value: float = np.nan

    def _score(self, users):
        scores = super()._score(users)
        scores[:, 1 :: self.every] = self.value
        return scores


SPLIT = leave_last_out(worlds.two_tastes())
USES = {
    "evaluate": lambda model: evaluate(model, SPLIT.valid),
    "evaluate_ratings": lambda model: evaluate_ratings(model, SPLIT.valid),
    "recommend": lambda model: model.recommend([0, 5]),
    "score": lambda model: model.score([0, 5]),
}


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("use", USES)
def test_a_score_that_is_no_number_is_refused_with_its_place(use, value):
    model = Mine(value=value).fit(SPLIT.train)
    with pytest.raises(ValueError, match=rf"Mine gives the score {value} for user 0, item 1.*division by 0"):
        USES[use](model)


def test_masked_scores_are_refused_with_a_cure_that_works():
    scores = np.ma.array([[1.0, 2.0]], mask=[[True, False]])
    with pytest.raises(ValueError, match=r"a masked array.*scores.filled\(-1e9\)"):
        check_scores("Mine", scores, np.zeros(1, np.int64), 2)
    assert check_scores("Mine", scores.filled(-1e9), np.zeros(1, np.int64), 2).tolist() == [[-1e9, 2.0]]


def test_scores_of_another_shape_or_kind_are_refused():
    model = Popularity().fit(SPLIT.train)
    for bad, words in (
        (np.zeros((2, 39)), r"shape \(2, 39\); expected \(n, n_items\) = \(2, 40\)"),
        (np.zeros(40), r"shape \(40,\)"),
        (np.full((2, 40), "3"), "type <U1"),
        (None, "are None. Is the `return`"),
        (sparse.csr_array((2, 40)), r"are a sparse csr_array. Return scores.toarray\(\)"),
        (torch.ones(2, 40, requires_grad=True), r"needs a gradient. Return scores.detach\(\).numpy\(\)"),
    ):
        model._score = lambda users, bad=bad: bad
        for use in (model.score, model.recommend):
            with pytest.raises(ValueError, match=words):
                use([0, 5])


@pytest.mark.parametrize("array", ["similarity", "history"])
def test_models_that_make_lists_without_a_table_of_scores_are_checked_too(array):
    model = ItemKNN().fit(SPLIT.train)
    getattr(model, array).data[3] = np.nan
    with pytest.raises(ValueError, match="ItemKNN gives the score nan in what it learned"):
        model.recommend(range(60))


def test_in_a_hybrid_the_part_is_named():
    for model in (Weighted([Popularity(), Mine()], [1, 1]), Cascade([Popularity(), Mine()], 5)):
        with pytest.raises(ValueError, match="Mine gives the score nan"):
            model.fit(SPLIT.train).recommend([0])
    with pytest.raises(ValueError, match="Mine gives the score nan"):
        choose_weights([Popularity(), Mine()], SPLIT.train, SPLIT.valid, steps=1)


TINY = load("tiny")
WRONG = {
    "fit(dataset)": (lambda: ItemKNN().fit(TINY), "Got Dataset.*dataset.interactions"),
    "fit(split)": (lambda: ItemKNN().fit(SPLIT), "Got Split.*split.train"),
    "fit(table)": (lambda: ItemKNN().fit(pd.DataFrame({"user": [1]})), "Got DataFrame.*read_csv_dataset"),
    "fit(list)": (lambda: ItemKNN().fit([1]), "Got list.*load"),
    "leave_last_out(dataset)": (lambda: leave_last_out(TINY), "leave_last_out needs Interactions.*Got Dataset"),
    "time_split(dataset)": (lambda: time_split(TINY), "time_split needs Interactions"),
    "random_split(dataset)": (lambda: random_split(TINY, 0), "random_split needs Interactions"),
    "evaluate(split)": (lambda: evaluate(Popularity().fit(SPLIT.train), SPLIT), "as `test`. Got Split.*split.test"),
    "evaluate(test, model)": (lambda: evaluate(SPLIT.test, Popularity()), "model is a Interactions.*comes first"),
    "evaluate(class)": (lambda: evaluate(Popularity, SPLIT.test), r"class Popularity.*Popularity\(\)"),
}


@pytest.mark.parametrize("call", WRONG)
def test_the_wrong_kind_of_object_is_refused_with_what_to_give_instead(call):
    make, words = WRONG[call]
    with pytest.raises(TypeError, match=words):
        make()
