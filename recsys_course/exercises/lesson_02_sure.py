"""Exercises of lesson 02, second part: how sure are we, and what is the right baseline?"""

from __future__ import annotations

import numpy as np

from recsys_course.exercises.base import Cases, Exercise, Mistake
from recsys_course.exercises.compare import close_to


def interval_from(values: np.ndarray, picks: np.ndarray) -> tuple[float, float]:
    """The 95 % bootstrap interval of a mean.  values (n,), picks (b, n): row numbers, one row a resample."""
    low, high = np.quantile(values[picks].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def _resample_cases(rng: np.random.Generator) -> Cases:
    """Six people with hits and misses; people with equal values; one person; then random values."""
    by_hand = [np.array([1.0, 1, 0, 1, 0, 1]), np.full(4, 0.5), np.array([0.25])]
    values = by_hand + [rng.random(n) for n in (5, 8, 12)]
    return [(v, rng.integers(0, len(v), size=(60, len(v)))) for v in values]


def _means(values: np.ndarray, picks: np.ndarray) -> np.ndarray:
    return values[picks].mean(axis=1)


def _normal(values: np.ndarray, picks: np.ndarray) -> tuple[float, float]:
    return values.mean() - 1.96 * values.std(), values.mean() + 1.96 * values.std()


BOOTSTRAP = Exercise(
    "02-bootstrap",
    points=2,
    title="the bootstrap interval of a mean",
    reference=interval_from,
    cases=_resample_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            lambda values, picks: tuple(np.quantile(values, [0.025, 0.975])),
            "These are quantiles of the people. We ask how far the mean varies: take the mean of each resample "
            "first, then the quantiles of these means.",
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
            "You take the smallest and the largest mean. They move apart with every further resample; take the "
            "2.5 % and the 97.5 % quantile.",
        ),
        Mistake(
            lambda values, picks: tuple(np.quantile(values[picks].mean(axis=0), [0.025, 0.975])),
            "You took the mean over the wrong axis. One row of `picks` is one resample: mean along the row, axis=1.",
        ),
        Mistake(
            _normal,
            "Mean plus and minus 1.96 standard deviations of the people says where people are, not where the mean "
            "is. Use the means of the resamples.",
        ),
    ],
    hints=[
        "One row of `picks` is one new audience: the numbers of the people who were drawn, some of them twice.",
        "`values[picks]` has the shape of `picks`: the value of everybody who was drawn. You need one mean per row.",
        "Of the list of means keep the middle 95 %: np.quantile with the shares 0.025 and 0.975 gives both ends.",
    ],
)


def accuracy_gain(truth: np.ndarray, predicted: np.ndarray) -> float:
    """Accuracy minus the accuracy of the best constant answer. truth, predicted (n, m) of 0 and 1."""
    yes = truth.mean()
    return float((truth == predicted).mean() - max(yes, 1 - yes))


def _table_cases(rng: np.random.Generator) -> Cases:
    """Mostly no and mostly yes, a perfect guess, one that always says no, one that is wrong; then random ones."""
    few = np.array([[1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]])
    many = np.array([[1, 1, 0, 1], [1, 1, 1, 1]])
    mixed = np.array([[0, 1, 1, 1], [1, 0, 1, 0]])
    cases: Cases = [(few, few), (few, np.zeros_like(few)), (many, mixed), (many, 1 - many), (few, 1 - few)]
    for share in (0.1, 0.3, 0.8):
        truth = (rng.random((5, 6)) < share).astype(int)
        cases.append((truth, np.where(rng.random((5, 6)) < 0.2, 1 - truth, truth)))
    return cases


def _accuracy(truth: np.ndarray, predicted: np.ndarray) -> float:
    return float((truth == predicted).mean())


ACCURACY_GAIN = Exercise(
    "02-accuracy-gain",
    points=2,
    title="accuracy above its baseline",
    reference=accuracy_gain,
    cases=_table_cases,
    compare=close_to(),
    mistakes=[
        Mistake(_accuracy, "This is the accuracy itself. Take away what the best constant answer reaches."),
        Mistake(
            lambda truth, predicted: _accuracy(truth, predicted) - float((truth == 0).mean()),
            "Your baseline always says no. Where most entries are 1, saying yes is the better constant answer.",
        ),
        Mistake(
            lambda truth, predicted: _accuracy(truth, predicted) - max(predicted.mean(), 1 - predicted.mean()),
            "Your baseline looks at the predictions. The best constant answer follows from the truth.",
        ),
        Mistake(
            lambda truth, predicted: _accuracy(truth, predicted) - 0.5,
            "Your baseline is 0.5. That is a coin. A constant answer can be far better than a coin.",
        ),
        Mistake(
            lambda truth, predicted: -accuracy_gain(truth, predicted),
            "The sign is turned around: a predictor better than its baseline must get a positive number.",
        ),
        Mistake(
            lambda truth, predicted: _accuracy(truth, predicted) / max(truth.mean(), 1 - truth.mean()),
            "You divide by the baseline. This exercise asks for the difference.",
        ),
    ],
    hints=[
        "Two numbers are needed: the share of entries where both tables agree, and the same share for somebody who "
        "gives one and the same answer everywhere.",
        "If 97 % of all entries are 0, what accuracy has the answer 'no' everywhere? And the answer 'yes'?",
        "The mean of a table of 0 and 1 is the share of ones. The best constant answer reaches the larger of this "
        "share and its rest to 1.",
    ],
)


def chance_hit_rate(n_candidates: np.ndarray, n_relevant: np.ndarray, k: int) -> np.ndarray:
    """Probability (n,) that k random different candidates hold at least one relevant film.

    P(hit) = 1 - product over j = 0 .. k-1 of (m - R - j) / (m - j), 1 where no list can miss (m - R < k).
    """
    steps = np.arange(k)
    misses = np.maximum(0, np.subtract.outer(n_candidates - n_relevant, steps))
    left = np.maximum(1, np.subtract.outer(n_candidates, steps))
    return 1 - (misses / left).prod(axis=1)


def _chance_cases(rng: np.random.Generator) -> Cases:
    """One hidden film, several, a list as long as the candidates, relevant films only; then random ones."""
    cases: Cases = [
        (np.array([100, 50]), np.array([1, 1]), 10),
        (np.array([6, 6, 6]), np.array([1, 2, 3]), 2),
        (np.array([5, 4, 8]), np.array([2, 1, 8]), 4),
        (np.array([3, 20]), np.array([1, 6]), 5),
    ]
    for _ in range(3):
        m = rng.integers(15, 40, size=4)
        cases.append((m, rng.integers(1, 6, size=4), int(rng.integers(2, 8))))
    return cases


def _miss(m: np.ndarray, r: np.ndarray, k: int) -> np.ndarray:
    return 1 - chance_hit_rate(m, r, k)


CHANCE_HIT_RATE = Exercise(
    "02-chance-hit-rate",
    points=2,
    title="stretch: the hit rate of chance, exactly",
    reference=chance_hit_rate,
    cases=_chance_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            lambda m, r, k: k * r / m,
            "k R / m is the expected number of hits, and it can exceed 1. Asked is the probability of at least one.",
        ),
        Mistake(
            lambda m, r, k: 1 - (1 - r / m) ** k,
            "You put each film back before the next is drawn. A list has no film twice: after each miss one "
            "candidate less is left.",
        ),
        Mistake(_miss, "This is the probability of no hit at all. Take it away from 1."),
        Mistake(
            lambda m, r, k: np.minimum(1.0, k / m),
            "This is right for one relevant film only. Use n_relevant too.",
        ),
        Mistake(
            lambda m, r, k: r / m,
            "This is the probability that one place holds a hit. The list has k places.",
        ),
    ],
    hints=[
        "The probability of no hit is easier: all k places must be misses. Then take it away from 1.",
        "The first place misses with probability (m - R) / m. After a miss, how many candidates are left, and how "
        "many of them would miss again?",
        "Multiply k such factors in a loop; each has 1 less above and 1 less below than the one before. When nothing "
        "is left that could miss, the factor is 0 and must not become negative.",
    ],
)
