"""Noise: sensitivities hold, the analytic deviation keeps what it promises, a budget is kept."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from recsys_course.privacy import (
    Budget,
    analytic_sigma,
    classical_sigma,
    clipped_rows,
    noisy_counts,
    symmetric_noise,
    true_delta,
)


@pytest.mark.parametrize("epsilon", [0.1, 1, 3, 10])
def test_the_true_delta_is_the_integral_of_what_is_too_likely(epsilon):
    """The definition, by quadrature: the integral of max(0, p(x) - exp(epsilon) q(x)) of two normal densities."""
    sigma, move = 1.3, 2.0

    def excess(x):
        return max(0.0, norm.pdf(x, move, sigma) - np.exp(epsilon) * norm.pdf(x, 0, sigma))

    edge = epsilon * sigma**2 / move + move / 2  # where the excess begins
    assert true_delta(sigma, epsilon, move) == pytest.approx(quad(excess, edge, edge + 30)[0], rel=1e-6)


@pytest.mark.parametrize("epsilon", [0.01, 0.5, 1, 5, 30, 1000])
@pytest.mark.parametrize("delta", [1e-3, 1e-5, 1e-9])
def test_the_analytic_deviation_keeps_delta_and_no_smaller_one_does(epsilon, delta):
    sigma = analytic_sigma(epsilon, delta, 3.0)
    assert true_delta(sigma, epsilon, 3.0) == pytest.approx(delta, rel=1e-4)
    assert true_delta(0.99 * sigma, epsilon, 3.0) > delta


def test_the_classical_deviation_is_too_large_below_one_and_too_small_at_ten():
    assert classical_sigma(2, 1e-5, 3.0) == pytest.approx(3 * 4.8448 / 2, rel=1e-4)  # sqrt(2 ln 125,000) = 4.8448
    assert true_delta(classical_sigma(0.5, 1e-5), 0.5) < 1e-5
    assert true_delta(classical_sigma(10, 1e-5), 10) > 2e-5
    assert analytic_sigma(0.5, 1e-5) < classical_sigma(0.5, 1e-5)
    assert analytic_sigma(10, 1e-5) > classical_sigma(10, 1e-5)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_one_person_moves_a_table_of_sums_by_no_more_than_the_square_of_the_length(seed):
    rng = np.random.default_rng(seed)
    rows = clipped_rows(rng.random((6, 5)) * rng.choice([0.1, 4], (6, 1)), 1.5)
    assert np.linalg.norm(rows, axis=1).max() <= 1.5 + 1e-12
    full, fewer = rows.T @ rows, rows[1:].T @ rows[1:]
    assert np.linalg.norm(np.triu(full - fewer)) <= 1.5**2 + 1e-12


def test_short_rows_are_not_changed_by_clipping():
    assert np.array_equal(clipped_rows([[0.3, 0.4], [3, 4], [0, 0]], 1), [[0.3, 0.4], [0.6, 0.8], [0, 0]])


def test_noisy_counts_have_the_deviation_of_a_person_and_no_bias_below_the_limit():
    table = np.ones((40, 3))
    rng = np.random.default_rng(0)
    draws = np.array([noisy_counts(table, 3, 0.5, rng) for _ in range(3000)])
    assert np.allclose(draws.mean(axis=0), 40, atol=0.6)
    assert np.allclose(draws.std(axis=0), np.sqrt(2) * 3 / 0.5, rtol=0.06)
    assert np.array([noisy_counts(table, 1, 1e9, rng).sum() for _ in range(5)]) == pytest.approx(40)


def test_symmetric_noise_is_one_draw_for_each_pair():
    noise = symmetric_noise(400, 2.0, np.random.default_rng(1))
    assert np.array_equal(noise, noise.T)
    assert noise[np.triu_indices(400, 1)].std() == pytest.approx(2, rel=0.02)
    assert np.diag(noise).std() == pytest.approx(2, rel=0.1)


def test_a_budget_is_spent_to_the_end_and_no_further():
    assert Budget(1.0).spend("all at once", 1.0) == 1.0
    budget = Budget(0.5)
    budget.spend("half", 0.5)
    assert budget.left == 0
    budget = Budget(1.0)
    assert [budget.spend(str(n), 0.1) for n in range(10)] == [0.1] * 10
    with pytest.raises(ValueError, match=r"asks for epsilon=0.1, and .* of 1 is left"):
        budget.spend("again", 0.1)
    assert len(budget.spent) == 10


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: analytic_sigma(0, 1e-5), "epsilon=0"),
        (lambda: classical_sigma(1, 1.0), "delta=1.0"),
        (lambda: true_delta(-1, 1), "sigma=-1"),
        (lambda: clipped_rows([[1.0]], 0), "longest=0"),
        (lambda: noisy_counts([[1]], 0, 1, np.random.default_rng(0)), "most=0"),
        (lambda: noisy_counts([1, 0], 1, 1, np.random.default_rng(0)), r"shape \(2,\)"),
        (lambda: noisy_counts([[2.5]], 1, 1, np.random.default_rng(0)), "0 and 1 only"),
        (lambda: symmetric_noise(2, -1, np.random.default_rng(0)), "sigma=-1"),
        (lambda: Budget(float("inf")), "total=inf"),
        (lambda: Budget(1).spend("x", -1), "epsilon=-1"),
    ],
)
def test_a_number_that_promises_nothing_is_refused_by_name(call, says):
    with pytest.raises(ValueError, match=says):
        call()
