"""The metrics agree with scikit-learn, with a naive loop, and with a table computed by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from sklearn import metrics as sklearn_metrics
from sklearn.metrics.pairwise import cosine_similarity

from recsys_course import metrics

# By hand: the list 3 0 5 1 against the relevant items 0, 1 and 7. Hits on places 2 and 4; R = 3; k = 4.
RANKED = np.array([[3, 0, 5, 1]])
RELEVANT = csr_array(np.isin(np.arange(8), [0, 1, 7])[None, :])
R = np.array([3])
DCG = 1 / math.log2(3) + 1 / math.log2(5)
IDEAL = 1 + 1 / math.log2(3) + 1 / math.log2(4)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("precision", 2 / 4),
        ("recall", 2 / 3),
        ("f1", 2 * (1 / 2) * (2 / 3) / (1 / 2 + 2 / 3)),
        ("average_precision", (1 / 2 + 2 / 4) / 3),
        ("ndcg", DCG / IDEAL),
        ("reciprocal_rank", 1 / 2),
        ("hit_rate", 1.0),
    ],
)
def test_metrics_equal_the_table_computed_by_hand(name, value):
    found = metrics.hits(RANKED, RELEVANT)
    reads_r = name in ("recall", "f1", "average_precision", "ndcg")
    got = getattr(metrics, name)(found, R) if reads_r else getattr(metrics, name)(found)
    assert got == pytest.approx([value], abs=1e-12)


@st.composite
def lists_and_truth(draw):
    """Random rankings (n, k) of n_items items, some rows short, and a random truth."""
    n, n_items = draw(st.integers(1, 6)), draw(st.integers(2, 12))
    k = draw(st.integers(1, n_items))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    ranked = np.array([rng.permutation(n_items)[:k] for _ in range(n)])
    filled = rng.integers(0, k + 1, n)
    ranked[np.arange(k)[None, :] >= filled[:, None]] = -1
    return ranked, rng.random((n, n_items)) < draw(st.floats(0.05, 0.95))


def naive(row, truth, k):
    """Every metric once more, with plain loops, straight from the formulas."""
    hit = [1 if item >= 0 and truth[item] else 0 for item in row]
    relevant, found = int(truth.sum()), sum(hit)
    nan = float("nan")
    ap = sum(sum(hit[: j + 1]) / (j + 1) for j in range(k) if hit[j])
    dcg = sum(h / math.log2(j + 2) for j, h in enumerate(hit))
    ideal = sum(1 / math.log2(j + 2) for j in range(min(k, relevant)))
    p, r = found / k, found / relevant if relevant else nan
    first = next((1 / (j + 1) for j, h in enumerate(hit) if h), 0.0)
    return {
        "precision": p,
        "recall": r,
        "f1": nan if not relevant else (2 * p * r / (p + r) if p + r else 0.0),
        "average_precision": ap / min(k, relevant) if relevant else nan,
        "ndcg": dcg / ideal if relevant else nan,
        "reciprocal_rank": first,
        "hit_rate": float(found > 0),
    }


@given(lists_and_truth())
@settings(max_examples=150, deadline=None)
def test_metrics_equal_plain_loops_on_random_cases(case):
    ranked, truth = case
    found, n_relevant = metrics.hits(ranked, csr_array(truth)), truth.sum(axis=1)
    expected = [naive(row, t, ranked.shape[1]) for row, t in zip(ranked, truth, strict=True)]
    for name in expected[0]:
        reads_r = name in ("recall", "f1", "average_precision", "ndcg")
        got = getattr(metrics, name)(found, n_relevant) if reads_r else getattr(metrics, name)(found)
        np.testing.assert_allclose(got, [e[name] for e in expected], atol=1e-12)


def test_ndcg_equals_scikit_learn():
    rng = np.random.default_rng(3)
    truth = rng.random((20, 30)) < 0.2
    truth[:, 0] = True  # everybody has at least one relevant item
    scores = rng.random((20, 30))
    ranked = np.argsort(-scores, axis=1)[:, :10]
    ours = metrics.ndcg(metrics.hits(ranked, csr_array(truth)), truth.sum(axis=1))
    theirs = [sklearn_metrics.ndcg_score(truth[[row]], scores[[row]], k=10) for row in range(20)]
    np.testing.assert_allclose(ours, theirs, atol=1e-12)


def test_average_precision_of_a_whole_ranking_equals_scikit_learn():
    rng = np.random.default_rng(4)
    truth = rng.random((20, 30)) < 0.3
    truth[:, 0] = True
    scores = rng.random((20, 30))
    ours = metrics.average_precision(metrics.hits(np.argsort(-scores, axis=1), csr_array(truth)), truth.sum(axis=1))
    theirs = [sklearn_metrics.average_precision_score(truth[row], scores[row]) for row in range(20)]
    np.testing.assert_allclose(ours, theirs, atol=1e-12)


def test_precision_recall_and_f1_equal_scikit_learn_on_the_list_as_a_yes_no_prediction():
    rng = np.random.default_rng(5)
    truth = rng.random((20, 30)) < 0.3
    truth[:, 0] = True
    ranked = np.array([rng.permutation(30)[:8] for _ in range(20)])
    predicted = np.zeros_like(truth)
    np.put_along_axis(predicted, ranked, True, axis=1)
    found, n_relevant = metrics.hits(ranked, csr_array(truth)), truth.sum(axis=1)
    theirs = sklearn_metrics.precision_recall_fscore_support(truth.T, predicted.T, average=None, zero_division=0)
    ours = (metrics.precision(found), metrics.recall(found, n_relevant), metrics.f1(found, n_relevant))
    np.testing.assert_allclose(ours, theirs[:3], atol=1e-12)


@given(lists_and_truth())
@settings(max_examples=100, deadline=None)
def test_every_metric_lies_between_0_and_1_and_a_hit_moved_up_never_lowers_ndcg(case):
    ranked, truth = case
    found, n_relevant = metrics.hits(ranked, csr_array(truth)), truth.sum(axis=1)
    values = metrics.ndcg(found, n_relevant)
    better = metrics.ndcg(np.sort(found, axis=1)[:, ::-1], n_relevant)
    known = ~np.isnan(values)
    assert ((values[known] >= 0) & (values[known] <= 1 + 1e-12)).all()
    assert (better[known] >= values[known] - 1e-12).all()


def test_a_user_without_relevant_items_has_no_value_and_is_left_out_of_the_mean():
    found, n_relevant = np.zeros((2, 3), bool), np.array([0, 2])
    assert np.isnan(metrics.ndcg(found, n_relevant)[0])
    assert np.nanmean(metrics.recall(found, n_relevant)) == 0


@pytest.mark.parametrize("hits", [[[3, 0, 1]], [[0.5, 0.0]], [[0.0, np.nan]], [[-1, 1]], [["1", "0"]]])
def test_grades_of_relevance_are_refused_and_not_cast_to_yes_and_no(hits):
    strange = next(one for one in hits[0] if one not in (0, 1))
    for metric in (metrics.precision, metrics.reciprocal_rank, metrics.hit_rate):
        with pytest.raises(ValueError, match=rf"^hits\[0, .\] is {strange}.*hits >= 4"):
            metric(hits)
    for metric in (metrics.recall, metrics.f1, metrics.average_precision, metrics.ndcg):
        with pytest.raises(ValueError, match="only True and False"):
            metric(hits, [1])


def test_ones_and_zeros_are_yes_and_no():
    assert (
        metrics.precision([[1, 0], [0.0, 0.0]]).tolist() == metrics.precision([[True, False], [False, False]]).tolist()
    )


def test_an_item_number_outside_the_catalogue_is_an_error_that_names_it():
    with pytest.raises(ValueError, match=r"Item number 9 is outside 0\.\.7"):
        metrics.hits(np.array([[9]]), RELEVANT)


def test_rating_errors_equal_scikit_learn():
    rng = np.random.default_rng(6)
    true, predicted = rng.random(50), rng.random(50)
    theirs = sklearn_metrics.root_mean_squared_error(true, predicted)
    assert metrics.rmse(true, predicted) == pytest.approx(theirs, abs=1e-12)
    theirs = sklearn_metrics.mean_absolute_error(true, predicted)
    assert metrics.mae(true, predicted) == pytest.approx(theirs, abs=1e-12)


def test_rating_errors_of_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match=r"equally long.*\(2,\) and \(3,\)"):
        metrics.rmse([1, 2], [1, 2, 3])


def test_coverage_counts_each_item_once_and_ignores_empty_places():
    assert metrics.coverage([[0, 1], [1, -1]], n_items=4) == 2 / 4


def test_novelty_is_the_mean_self_information_in_bits():
    popularity = [3, 0, 3]  # with one added to each: shares 4/9, 1/9, 4/9
    expected = [(math.log2(9 / 4) + math.log2(9)) / 2, math.log2(9 / 4)]
    np.testing.assert_allclose(metrics.novelty([[0, 1], [2, -1]], popularity), expected, atol=1e-12)


def test_diversity_is_one_minus_the_mean_cosine_of_all_pairs():
    rng = np.random.default_rng(7)
    vectors, ranked = rng.normal(size=(9, 4)), np.array([[0, 3, 5], [8, 1, -1]])
    pairs = 1 - cosine_similarity(vectors)
    expected = [(pairs[0, 3] + pairs[0, 5] + pairs[3, 5]) / 3, pairs[8, 1]]
    np.testing.assert_allclose(metrics.diversity(ranked, vectors), expected, atol=1e-12)


def test_a_list_of_one_item_has_no_diversity():
    assert np.isnan(metrics.diversity([[2, -1]], np.eye(3))).all()


def test_a_list_that_holds_an_item_twice_or_nothing_is_refused():
    with pytest.raises(ValueError, match="one item twice"):
        metrics.hits(np.array([[1, 1]]), RELEVANT)
    with pytest.raises(ValueError, match="0 places"):
        metrics.hits(np.empty((1, 0), int), RELEVANT)
    with pytest.raises(ValueError, match="n_items=0"):
        metrics.coverage([[0]], 0)
