"""A private step and an attack: laws, and scikit-learn as oracle."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from recsys_course.privacy import attack_auc, private_gradient


def test_without_noise_and_with_a_large_limit_it_is_the_mean():
    gradients = np.random.default_rng(0).normal(size=(7, 4))
    rng = np.random.default_rng(1)
    assert np.allclose(private_gradient(gradients, 1e9, 0, rng), gradients.mean(axis=0))


def test_one_person_moves_the_step_by_no_more_than_the_limit_over_n():
    rng = np.random.default_rng(2)
    gradients = rng.normal(size=(5, 3))
    wild = gradients.copy()
    wild[2] = 1e6
    moves = [private_gradient(g, 0.5, 0, rng) for g in (gradients, wild)]
    assert np.linalg.norm(moves[0] - moves[1]) <= 2 * 0.5 / 5 + 1e-12


def test_the_noise_has_the_deviation_of_multiplier_and_limit():
    rng = np.random.default_rng(3)
    draws = np.array([private_gradient(np.zeros((4, 2)), 0.5, 3.0, rng) for _ in range(4000)])
    assert draws.std() == pytest.approx(3.0 * 0.5 / 4, rel=0.03)


@given(seed=st.integers(0, 2**32), n=st.integers(1, 12), m=st.integers(1, 12))
@settings(max_examples=40, deadline=None)
def test_the_auc_is_the_share_of_pairs_and_that_of_scikit_learn(seed, n, m):
    rng = np.random.default_rng(seed)
    inside, outside = rng.integers(0, 6, n) / 2, rng.integers(0, 6, m) / 2
    pairs = np.mean([(a < b) + 0.5 * (a == b) for a in inside for b in outside])
    assert attack_auc(inside, outside) == pytest.approx(pairs)
    truth = np.r_[np.ones(n), np.zeros(m)]
    assert attack_auc(inside, outside) == pytest.approx(roc_auc_score(truth, -np.r_[inside, outside]))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: private_gradient(np.zeros((0, 2)), 1, 1, np.random.default_rng(0)), r"\(0, 2\)"),
        (lambda: private_gradient([[1.0]], 1, -1, np.random.default_rng(0)), "multiplier=-1"),
        (lambda: attack_auc([], [1.0]), "0 members"),
        (lambda: attack_auc([np.nan], [1.0]), "NaN"),
    ],
)
def test_empty_and_negative_input_is_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call()
