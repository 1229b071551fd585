"""What lists are like: each number by hand, by another way of computing it, and at its limits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.stats import entropy

from recsys_course import beyond

GENRES = np.array([[1, 0], [1, 1], [0, 1], [0, 0]])
SEEN = csr_array(np.array([[1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]))


def gini_by_all_pairs(places):
    return np.abs(places[:, None] - places).sum() / (2 * len(places) ** 2 * places.mean())


def test_gini_equals_the_mean_difference_of_all_pairs_of_items():
    rng = np.random.default_rng(0)
    ranked = rng.integers(-1, 9, (20, 4))
    ranked[0, 0] = 3
    places = np.bincount(ranked[ranked >= 0], minlength=12).astype(float)
    assert beyond.gini(ranked, 12) == pytest.approx(gini_by_all_pairs(places), abs=1e-12)


def test_gini_is_0_where_all_items_have_one_place_and_close_to_1_where_one_item_has_all():
    assert beyond.gini([[0, 1], [2, 3]], 4) == pytest.approx(0)
    assert beyond.gini([[0, -1], [0, -1]], 4) == pytest.approx(1 - 1 / 4)


def test_exposure_by_hand():
    second = 1 / np.log2(3)
    total = 2 + second
    np.testing.assert_allclose(beyond.exposure([[0, 1], [1, -1]], 3), [1 / total, (1 + second) / total, 0])


def test_popularity_lift_compares_the_list_with_the_past_and_ignores_empty_places():
    counts = [10, 2, 4, 6]  # the past: (10 + 2) / 2, 4 and 6
    lift = beyond.popularity_lift([[2, 3], [0, -1], [-1, -1]], counts, SEEN)
    np.testing.assert_allclose(lift, [5 / 6 - 1, 10 / 4 - 1, np.nan])


def test_taste_and_calibration_by_hand():
    tastes = beyond.taste(SEEN, GENRES)
    np.testing.assert_allclose(tastes, [[(1 + 0.5) / 2, 0.5 / 2], [0, 1], [0, 0]])
    wanted = 0.75 * np.log(0.75 / (0.01 * 0.75)) + 0.25 * np.log(0.25 / (0.99 + 0.01 * 0.25))
    got = beyond.calibration([[2, -1], [2, -1], [0, 1]], GENRES, tastes)
    np.testing.assert_allclose(got, [wanted, 0, 0], atol=1e-12)


@given(st.integers(0, 2**32))
@settings(max_examples=50, deadline=None)
def test_calibration_equals_the_relative_entropy_of_scipy_and_is_never_negative(seed):
    rng = np.random.default_rng(seed)
    features, ranked = rng.integers(0, 2, (9, 4)), np.array([rng.permutation(9)[:3] for _ in range(5)])
    features[:, 0] = 1
    tastes = rng.dirichlet(np.ones(4), 5)
    q = beyond.shares(features)[ranked].mean(axis=1)
    ours = beyond.calibration(ranked, features, tastes)
    np.testing.assert_allclose(ours, entropy(tastes, 0.99 * q + 0.01 * tastes, axis=1), atol=1e-12)
    assert (ours >= -1e-12).all()


def test_a_list_with_the_mix_of_the_past_has_a_divergence_of_0():
    tastes = beyond.taste(csr_array([[1, 0, 1, 0]]), GENRES)
    assert beyond.calibration([[2, 0]], GENRES, tastes) == pytest.approx([0], abs=1e-12)


def test_serendipity_counts_hits_that_the_simple_list_does_not_have():
    ranked, hits = [[4, 5, 6], [4, 5, -1]], [[True, True, False], [False, True, False]]
    np.testing.assert_allclose(beyond.serendipity(ranked, hits, [[5, 1], [0, 1]]), [1 / 3, 1 / 3])


def test_errors_name_the_value_and_the_cure():
    with pytest.raises(ValueError, match=r"0 places are filled.*at least one item"):
        beyond.gini([[-1, -1]], 5)
    with pytest.raises(ValueError, match=r"Item number 7 is outside 0\.\.4"):
        beyond.exposure([[7]], 5)
    with pytest.raises(ValueError, match=r"features \(2,\).*two axes"):
        beyond.shares([1, 2])
    with pytest.raises(ValueError, match="no number below 0"):
        beyond.shares([[1, -2]])
    with pytest.raises(ValueError, match=r"have 1, 1, 2 rows"):
        beyond.serendipity([[1]], [[True]], [[1], [2]])
