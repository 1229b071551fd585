"""The bootstrap interval of a mean: how sure are we?"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def interval_from(values: np.ndarray, picks: np.ndarray) -> tuple[float, float]:
    """The 95 % bootstrap interval of a mean.  values (n,), picks (b, n): person numbers, each row one audience."""
    low, high = np.quantile(values[picks].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def _cases(rng: np.random.Generator) -> Cases:
    """Six people with hits and misses; people with equal values; one person; then random values.

    With 201 audiences the quantiles are the means at places 5 and 195 of the sorted list, so whoever cuts 2.5 %
    off each end of the list gives the same as np.quantile.
    """
    by_hand = [np.array([1.0, 1, 0, 1, 0, 1]), np.full(4, 0.5), np.array([0.25])]
    values = by_hand + [rng.random(n) for n in (5, 8, 12)]
    return [(v, rng.integers(0, len(v), size=(201, len(v)))) for v in values]


def _means(values: np.ndarray, picks: np.ndarray) -> np.ndarray:
    return values[picks].mean(axis=1)


def _normal(values: np.ndarray, picks: np.ndarray) -> tuple[float, float]:
    return values.mean() - 1.96 * values.std(), values.mean() + 1.96 * values.std()


def _own_draws(values: np.ndarray, picks: np.ndarray) -> tuple[float, float]:
    draws = np.random.default_rng(0).integers(0, len(values), size=(1_000, len(values)))
    return interval_from(values, draws)


def _standard_error(values: np.ndarray, picks: np.ndarray) -> tuple[float, float]:
    half = 1.96 * values.std() / np.sqrt(len(values))
    return values.mean() - half, values.mean() + half


def _normal_of_means(values: np.ndarray, picks: np.ndarray) -> tuple[float, float]:
    means = _means(values, picks)
    return means.mean() - 1.96 * means.std(), means.mean() + 1.96 * means.std()


def _ends(of: Callable[..., np.ndarray], shares: tuple[float, float] = (0.025, 0.975)) -> Callable[..., np.ndarray]:
    """The two quantiles of something else, of(values, picks)."""
    return lambda values, picks: np.quantile(of(values, picks), shares)


EXERCISE = Exercise(
    "02-bootstrap",
    points=2,
    title="the bootstrap interval of a mean",
    reference=interval_from,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            lambda values, picks: tuple(np.quantile(values, [0.025, 0.975])),
            "These are quantiles of the people. We ask how far the mean varies: take the mean of each audience "
            "first, then the quantiles of these means.",
        ),
        Mistake(
            lambda values, picks: tuple(np.quantile(values[picks], [0.025, 0.975])),
            "The mean is missing: you take quantiles of all the drawn values together. First one mean for each "
            "audience, along its row; then the quantiles of these means.",
        ),
        Mistake(
            lambda values, picks: interval_from(values, picks)[::-1],
            "The two ends are in the wrong order: (low, high) is asked for.",
        ),
        Mistake(
            _own_draws,
            "You draw audiences of your own. They are drawn already: each row of `picks` is one.",
        ),
        Mistake(
            lambda values, picks: interval_from(values, picks)[1] - interval_from(values, picks)[0],
            "This is the width of the interval. Return both of its ends, (low, high).",
        ),
        Mistake(
            lambda values, picks: tuple(np.quantile(_means(values, picks), [0.05, 0.95])),
            "You leave out 5 % on each side, so your interval holds 90 %. For 95 % leave out 2.5 % on each side.",
        ),
        Mistake(
            lambda values, picks: tuple(np.percentile(_means(values, picks), [0.025, 0.975])),
            "np.percentile wants percent, from 0 to 100; np.quantile wants shares, from 0 to 1.",
        ),
        Mistake(
            lambda values, picks: (_means(values, picks).min(), _means(values, picks).max()),
            "You take the smallest and the largest mean. They move apart with every further audience; take the "
            "2.5 % and the 97.5 % quantile.",
        ),
        Mistake(
            lambda values, picks: tuple(np.quantile(values[picks].mean(axis=0), [0.025, 0.975])),
            "You took the mean over the wrong axis. One row of `picks` is one audience: mean along the row, axis=1.",
        ),
        Mistake(
            _normal,
            "Mean plus and minus 1.96 standard deviations of the people says where people are, not where the mean "
            "is. Use the means of the audiences.",
        ),
        Mistake(
            _ends(lambda values, picks: values[picks].sum(axis=1)),
            "You take the SUM of each audience. The interval is of the mean: .mean(axis=1).",
        ),
        Mistake(
            _ends(lambda values, picks: values[picks].mean()),
            "You take one mean over all audiences together. Each row of `picks` is one audience: mean with axis=1.",
        ),
        Mistake(
            _ends(lambda values, picks: np.median(values[picks], axis=1)),
            "You take the median of each audience. The interval is of the mean.",
        ),
        Mistake(
            _ends(lambda values, picks: values[picks].std(axis=1)),
            "You take the standard deviation of each audience. The interval is of the mean.",
        ),
        Mistake(
            _ends(lambda values, picks: picks.mean(axis=1)),
            "You take means of person NUMBERS. values[picks] holds the values of the people who were drawn.",
        ),
        Mistake(
            _ends(_means, (0.25, 0.75)),
            "0.25 and 0.75 hold the middle half. For 95 % the shares are 0.025 and 0.975.",
        ),
        Mistake(
            _means,
            "These are the means of all audiences. Return two numbers: their 2.5 % and their 97.5 % quantile.",
        ),
        Mistake(
            lambda values, picks: np.quantile(_means(values, picks), 0.025),
            "This is the lower end alone. Return both ends, (low, high).",
        ),
        Mistake(
            lambda values, picks: float(_means(values, picks).mean()),
            "This is the mean of the means. Return the two ends of the interval, (low, high).",
        ),
        Mistake(
            _standard_error,
            "You used the formula with 1.96 standard errors. It is near, but here the means of the audiences in "
            "`picks` decide: their 2.5 % and 97.5 % quantile.",
        ),
        Mistake(
            _normal_of_means,
            "You took the mean of the means, plus and minus 1.96 of their deviations. That is right for a bell curve "
            "only. Take the quantiles of the means.",
        ),
        Mistake(
            lambda values, picks: np.quantile(values[picks[0]], [0.025, 0.975]),
            "You use the first audience only. Take the mean of each audience, then the quantiles of all these means.",
        ),
    ],
    hints=[
        "One row of `picks` is one new audience: the numbers of the people who were drawn, some of them twice.",
        "`values[picks]` has the shape of `picks`: the value of everybody who was drawn. You need one mean per row.",
        "Of the list of means keep the middle 95 %: np.quantile with the shares 0.025 and 0.975 gives both ends.",
    ],
)
