"""Differential privacy by noise: how much one person can move a number, noise for it, and a budget that is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.stats import norm

Floats = NDArray[np.float64]


def noisy_counts(table: ArrayLike, most: int, epsilon: float, rng: np.random.Generator) -> Floats:
    """How many people met each item, with a promise to each PERSON.  (n, m) of 0 and 1 -> (m,)

    Of each person at most `most` items count, drawn at random, so that one person moves the sum of all counts by at
    most `most`: the sensitivity. Noise: Laplace with scale most / epsilon. epsilon-differentially private.
    Source: Dwork, McSherry, Nissim and Smith, TCC 2006, section 3 (proposition 1).
    Errors: ValueError for most < 1, an epsilon that is not positive, a table of another form.
    """
    _check_positive(epsilon=epsilon, most=most)
    ones = np.asarray(table)
    if ones.ndim != 2 or not ((ones == 0) | (ones == 1)).all():
        raise ValueError(
            f"The table has the shape {ones.shape}. Give one row for each person, (n, m), of 0 and 1 only."
        )
    kept = np.zeros(ones.shape)
    for row, own in enumerate(ones):
        kept[row, rng.permutation(np.flatnonzero(own))[:most]] = 1
    return kept.sum(axis=0) + rng.laplace(0, most / epsilon, ones.shape[1])


def clipped_rows(rows: ArrayLike, longest: float) -> Floats:
    """Each row shortened to the length `longest`; a shorter row stays as it is.  (n, m) -> (n, m)

    row / max(1, |row| / longest). Source: Abadi and others, CCS 2016, algorithm 1.
    """
    _check_positive(longest=longest)
    values = np.asarray(rows, float)
    lengths = np.linalg.norm(values, axis=1, keepdims=True)
    return values / np.maximum(1, lengths / longest)


def classical_sigma(epsilon: float, delta: float, sensitivity: float = 1.0) -> float:
    """The deviation of Gaussian noise by the usual formula: sensitivity sqrt(2 ln(1.25 / delta)) / epsilon.

    PROVEN FOR epsilon < 1 ONLY, and wrong for large ones; `true_delta` shows it. Prefer `analytic_sigma`.
    Source: Dwork and Roth, The Algorithmic Foundations of Differential Privacy, 2014, theorem 3.22.
    """
    _check_positive(epsilon=epsilon, sensitivity=sensitivity)
    _check_delta(delta)
    return float(sensitivity * np.sqrt(2 * np.log(1.25 / delta)) / epsilon)


def true_delta(sigma: float, epsilon: float, sensitivity: float = 1.0) -> float:
    """The delta that Gaussian noise of deviation sigma really keeps, for this epsilon.

        delta = F(s / 2 sigma - epsilon sigma / s) - exp(epsilon) F(-s / 2 sigma - epsilon sigma / s)

    F: the distribution function of the standard normal; s: sensitivity (length of the largest move by one person).
    Source: Balle and Wang, ICML 2018, theorem 8.
    """
    _check_positive(sigma=sigma, epsilon=epsilon, sensitivity=sensitivity)
    half, far = sensitivity / (2 * sigma), epsilon * sigma / sensitivity
    # exp(epsilon) alone would be infinite above 709; its product with the tail is not.
    tail = np.exp(epsilon + norm.logcdf(-half - far))
    return float(norm.cdf(half - far) - tail)


def analytic_sigma(epsilon: float, delta: float, sensitivity: float = 1.0) -> float:
    """The smallest deviation of Gaussian noise that keeps (epsilon, delta), for every epsilon.

    It solves true_delta(sigma, epsilon, sensitivity) = delta. Source: Balle and Wang, ICML 2018, section 3.
    Errors: ValueError for an epsilon or sensitivity that is not positive, and a delta outside 0 to 1.
    """
    _check_positive(epsilon=epsilon, sensitivity=sensitivity)
    _check_delta(delta)

    def too_much(log_sigma: float) -> float:
        return true_delta(float(np.exp(log_sigma)), epsilon) - delta

    low, high = -1.0, 1.0
    while too_much(low) < 0:
        low -= 1
    while too_much(high) > 0:
        high += 1
    return float(sensitivity * np.exp(brentq(too_much, low, high, xtol=1e-12)))


def symmetric_noise(m: int, sigma: float, rng: np.random.Generator) -> Floats:
    """Gaussian noise for a symmetric table of sums: one draw for each pair, mirrored.  -> (m, m)

    Errors: ValueError for a sigma that is not positive.
    """
    _check_positive(sigma=sigma)
    above = np.triu(rng.normal(0, sigma, (m, m)))
    return above + np.triu(above, 1).T


@dataclass
class Budget:
    """A person's whole epsilon, and what the answers so far have used. Answers add up: epsilon_1 + epsilon_2 + ...

    Source: Dwork and Roth 2014, theorem 3.16 (basic composition).
    """

    total: float
    spent: list[tuple[str, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        _check_positive(total=self.total)

    @property
    def left(self) -> float:
        """What may still be spent."""
        return self.total - sum(epsilon for _, epsilon in self.spent)

    def spend(self, what: str, epsilon: float) -> float:
        """Write down an answer and give its epsilon back. Errors: ValueError where not enough is left."""
        _check_positive(epsilon=epsilon)
        if epsilon > self.left + 1e-12:
            raise ValueError(
                f"{what!r} asks for epsilon={epsilon:g}, and {self.left:g} of {self.total:g} is left. "
                "Ask for less, use an answer that was given before, or stop."
            )
        self.spent.append((what, epsilon))
        return epsilon


def _check_positive(**numbers: float) -> None:
    for name, value in numbers.items():
        if not 0 < value < np.inf:
            raise ValueError(f"{name}={value} is not a positive number. Use one above 0, for example 1.")


def _check_delta(delta: float) -> None:
    if not 0 < delta < 1:
        raise ValueError(f"delta={delta} is outside 0 to 1. Use far less than one over the number of people: 1e-5.")
