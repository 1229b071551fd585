"""The parts of `make bench` that need no other library, on tiny sizes; and the kernels that its speed rests on."""

import ast

import numpy as np
import pytest
from scipy.sparse import csr_array, random_array

from benchmarks import made_up, peer, ranking, run, speed, tables, timing
from recsys_course.models import kernels
from recsys_course.models.neighbours import ItemKNN, UserKNN, cosine, keep_top, nearest
from tests.helpers.source import ROOT, functions, length_without_docstring

FILES = sorted((ROOT / "benchmarks").rglob("*.py"))


@pytest.fixture
def no_peers(monkeypatch):
    for module in (speed, ranking):
        monkeypatch.setattr(module, "installed", lambda: False)


def test_made_up_events_are_different_pairs_with_a_long_tail_and_come_from_the_seed():
    data = made_up.interactions(4_000, 300, 100)
    assert len(np.unique(data.users * 100 + data.items)) == len(data) == 4_000
    counts = data.counts_by_item()
    assert counts[:10].mean() > 2 * counts[-50:].mean()
    np.testing.assert_array_equal(data.items, made_up.interactions(4_000, 300, 100).items)
    assert (data.items != made_up.interactions(4_000, 300, 100, seed=1).items).any()


def test_made_up_lists_hold_no_item_twice_and_every_third_has_the_test_item():
    ranked, relevant = made_up.lists(5_000, 200, 10)
    assert all(len(set(row)) == 10 for row in ranked)
    assert (ranked == relevant[:, None]).any(axis=1).mean() == pytest.approx(0.3 + 0.7 * 10 / 200, abs=0.03)


def test_evaluating_given_lists_equals_the_formula_for_one_test_item():
    ranked, relevant = made_up.lists(400, 60, 10)
    place = np.where(
        (ranked == relevant[:, None]).any(axis=1), (ranked == relevant[:, None]).argmax(axis=1) + 1, np.inf
    )
    values = ranking.ours(ranked, relevant, 60)["values"]
    assert values["nDCG"] == pytest.approx((1 / np.log2(place + 1)).mean(), abs=1e-12)
    assert values["MRR"] == pytest.approx((1 / place).mean(), abs=1e-12)
    assert values["hit rate"] == np.isfinite(place).mean()


def test_the_best_run_is_one_real_run_and_workers_take_turns():
    runs = [{"fit": 1.0, "top10": 9.0}, {"fit": 2.0, "top10": 3.0}]
    assert timing.best(runs, ("fit", "top10")) is runs[1]
    order = []
    timing.in_turn(2, lambda: order.append("a"), lambda: order.append("b"))
    assert order == ["a", "b", "a", "b"]


def test_a_verdict_names_the_ratio_and_by_how_much_a_target_is_missed():
    assert "ratio 0.50: target met" in tables.verdict(1.0, 2.0, "Fit")
    assert "ratio 1.50: **target missed by 1.000 s**" in tables.verdict(3.0, 2.0, "Fit")
    assert "ratio 1.50 (target 2): target met" in tables.verdict(3.0, 2.0, "Fit", target=2)
    assert "**target missed by 0.200 s**" in tables.verdict(3.2, 2.0, "Fit", target=1.5)


@pytest.mark.usefixtures("no_peers")
def test_without_the_peers_ours_is_measured_and_a_line_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(speed, "cold_call", lambda *size: [0.1, 0.2, 0.3])
    size = (600, 60, 40)
    for text in (speed.beside_implicit(size, 1), ranking.beside_peers(60, 40, 1)):
        assert "ours" in text and peer.MISSING in text
    assert "ours" in ranking.ranking_too(size, 1)


def test_the_head_names_versions_machine_and_threads():
    text = run.head(quick=True)
    assert "numba " in text and "cores" in text and "NUMBA_NUM_THREADS" in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_benchmark_files_keep_the_limits_and_every_function_is_typed(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    for node in functions(path):
        assert length_without_docstring(node) <= 40, node.name
        assert node.returns is not None, node.name


# ---- the kernels: many rows, so that the cores share them ----


@pytest.mark.parametrize("model", [ItemKNN(k=20, half_life=3), ItemKNN(k=20, keep="history"), UserKNN(k=20)], ids=str)
def test_lists_equal_those_of_the_table_of_scores_when_cores_share_the_rows(model):
    data = made_up.interactions(6_000, 700, 150)
    scores = model.fit(data).score(np.arange(700))
    np.testing.assert_array_equal(model.recommend(np.arange(700), 10, exclude_seen=False), kernels.top_k(scores, 10))
    scores[data.users, data.items] = -np.inf
    np.testing.assert_array_equal(model.recommend(np.arange(700), 10), kernels.top_k(scores, 10))


@pytest.mark.parametrize("shrinkage", [0, 7.5])
def test_nearest_equals_the_whole_table_of_cosines_bit_for_bit(shrinkage):
    rng = np.random.default_rng(0)
    vectors = csr_array(
        random_array((500, 90), density=0.1, rng=rng, data_sampler=lambda size: rng.integers(1, 11, size) / 2)
    )
    table = cosine(vectors, vectors, shrinkage)
    np.fill_diagonal(table, 0)
    expected, got = keep_top(table, 12), nearest(vectors, 12, shrinkage)
    assert (got != expected).nnz == 0
    assert (nearest(vectors, 12, shrinkage, np.arange(300, 440)) != expected[300:440]).nnz == 0


def test_one_core_and_many_cores_give_the_same(monkeypatch):
    data = made_up.interactions(6_000, 700, 150)
    many = ItemKNN().fit(data).recommend(np.arange(700))
    monkeypatch.setattr(kernels, "CORES", 1)
    one = ItemKNN().fit(data).recommend(np.arange(700))
    np.testing.assert_array_equal(many, one)
