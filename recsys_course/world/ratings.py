"""How many stars a person gives: a true liking, some noise, and rounding.

    liking x_ui = MEAN + b_u + q_i + MATCH * (taste_u(t) . taste_i - USUAL)      (stars, before noise)
    stars       = x_ui + logistic noise, rounded to half stars (or to whole ones, a habit), in 0.5..5

The logistic noise gives the expected rating in closed form, with P(noise > c) = 1 / (1 + exp(c / s)).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

MEAN, MATCH, USUAL = 3.3, 1.5, 0.2
NOISE = 0.48  # scale s of the logistic; its deviation is s * pi / sqrt(3) = 0.87 stars
WHOLE_CHANCE = 0.2  # how often a person who uses half stars still gives a whole one


def liking(bias: NDArray[Any], quality: NDArray[Any], match: NDArray[Any]) -> NDArray[np.float64]:
    """The true liking in stars before noise, from person bias, film quality and taste match (same shapes)."""
    return MEAN + bias + quality + MATCH * (match - USUAL)


def give_stars(like: NDArray[Any], halves: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.float64]:
    """Stars for likings (n,) of people who use half stars or not (n,)."""
    chance = rng.random(len(like)).clip(1e-12, 1 - 1e-12)
    felt = like + NOISE * np.log(chance / (1 - chance))
    fine = halves & (rng.random(len(like)) > WHOLE_CHANCE)
    return np.where(fine, np.floor(felt * 2 + 0.5) / 2, np.floor(felt + 0.5).clip(1)).clip(0.5, 5.0)


def expected_stars(like: NDArray[Any], halves: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The exact mean of `give_stars` for likings and habits of broadcastable shapes."""
    whole = 1 + sum(_above(like, cut) for cut in np.arange(1.5, 5))
    half = 0.5 + 0.5 * sum(_above(like, cut) for cut in np.arange(0.75, 5, 0.5))
    return np.where(halves, (1 - WHOLE_CHANCE) * half + WHOLE_CHANCE * whole, whole)


def _above(like: NDArray[Any], cut: float) -> NDArray[np.float64]:
    """Chance that liking plus noise is at least `cut`."""
    return 1 / (1 + np.exp((cut - like) / NOISE))
