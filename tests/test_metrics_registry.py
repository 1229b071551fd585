"""Metrics are data: one line in metrics.METRICS, and every table and every report knows the metric."""

import inspect
from dataclasses import replace

import numpy as np
import pytest

from benchmarks import entries, quality
from recsys_course import metrics
from recsys_course.data import load
from recsys_course.evaluation import compare, evaluate, evaluate_ratings, leaderboard
from recsys_course.models.baselines import Bias, Chance, Popularity
from recsys_course.splits import leave_last_out
from tests.helpers import worlds

BLOCKS = {
    "hits": "what the others read",
    "coverage": "one number for all lists together: a field of every Evaluation",
    "shown": "names, no values",
    "ratio": "a division that others read",
}


def results(**settings):
    split = leave_last_out(worlds.two_tastes())
    return [evaluate(model.fit(split.train), split.valid, **settings) for model in (Popularity(), Chance())]


@pytest.fixture
def misses(monkeypatch):
    """A new metric: the number of misses. Fewer are better."""
    added = metrics.Metric(lambda hits: (~hits).sum(axis=1).astype(float), higher=False, shown=True)
    monkeypatch.setitem(metrics.METRICS, "misses", added)


def test_a_metric_added_in_one_place_appears_everywhere(misses, monkeypatch):
    a, b = results()
    np.testing.assert_array_equal(a.values["misses"], 10 - 10 * a.values["precision"])
    assert compare(a, b, "misses").metric == "misses@10"
    assert "misses@10" in leaderboard([a, b]).columns
    monkeypatch.setattr(quality, "installed", lambda: False)
    monkeypatch.setattr(quality.blends, "hybrids", lambda *_: {})
    text, _ = quality.judge(load("tiny"), {"Popularity": entries.ENTRIES["Popularity"]})
    assert "| misses@10 |" in text


def test_where_less_is_better_the_model_with_less_is_called_better_and_stands_on_top(misses):
    chance, popular = reversed(results())
    fewer = replace(popular, values={"misses": chance.values["misses"] - 1})
    assert compare(chance, fewer, "misses").better == "Popularity is better."
    assert compare(fewer, chance, "misses").better == "Popularity is better."
    assert leaderboard([chance, fewer], columns=["misses"]).index[0] == "Popularity"


def test_every_public_function_of_metrics_is_in_a_table_or_named_as_a_building_block():
    public = {
        name
        for name, member in vars(metrics).items()
        if inspect.isfunction(member) and member.__module__ == metrics.__name__ and not name.startswith("_")
    }
    known = {m.function.__name__ for table in (metrics.METRICS, metrics.RATING_METRICS) for m in table.values()}
    assert public - known == set(BLOCKS), "Add a line to metrics.METRICS, or name the building block here."


def test_what_nobody_chose_stays_as_it_was():
    assert metrics.shown() == ("nDCG", "hit rate", "MRR", "recall")
    columns = ["nDCG@10", "low", "high", "hit rate@10", "MRR@10", "recall@10", "coverage@10"]
    assert list(leaderboard(results()).columns) == columns


def test_columns_are_chosen_by_name_and_the_first_decides_the_order():
    table = leaderboard(results(), columns=["novelty", "MAP"])
    assert list(table.columns) == ["novelty@10", "low", "high", "MAP@10", "coverage@10"]
    assert table.index[0] == "Chance"  # it recommends what few people know


def test_novelty_and_diversity_equal_the_functions_on_the_same_lists():
    vectors = np.random.default_rng(0).random((40, 3))
    split = leave_last_out(worlds.two_tastes())
    model = Chance().fit(split.train)
    result = evaluate(model, split.valid, item_vectors=vectors)
    ranked = model.recommend(result.users, 10)
    np.testing.assert_array_equal(result.of("novelty"), metrics.novelty(ranked, split.train.counts_by_item()))
    np.testing.assert_array_equal(result.of("diversity"), metrics.diversity(ranked, vectors))


def test_an_unknown_or_unmeasured_metric_is_refused_with_the_cure():
    result, other = results()
    with pytest.raises(ValueError, match=r"no metric 'ndcg'\. Use one of nDCG, hit rate"):
        result.mean("ndcg")
    with pytest.raises(ValueError, match=r"diversity was not measured.*evaluate\(\.\.\., item_vectors="):
        compare(result, other, "diversity")
    with pytest.raises(ValueError, match="name at least one metric"):
        leaderboard([result], columns=[])


def test_rating_errors_are_those_of_the_table():
    train = worlds.random_world()
    assert list(evaluate_ratings(Bias().fit(train), train)) == list(metrics.RATING_METRICS)
