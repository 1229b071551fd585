"""The build of lesson 05: a whole blend of two models, whose weight is chosen on the validation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet

Scale = Callable[[np.ndarray], np.ndarray]
Places = Callable[[np.ndarray, np.ndarray], np.ndarray]
Result = tuple[float, np.ndarray, np.ndarray]
WEIGHTS = np.arange(11) / 10
K = 10


def _standardised(scores: np.ndarray) -> np.ndarray:
    """Rows with mean 0 and deviation 1; rows of equal values become zeros.  (..., n_films) -> the same"""
    varies = np.ptp(scores, axis=-1, keepdims=True) > 0
    spread = np.where(varies, scores.std(axis=-1, keepdims=True), np.inf)
    return (scores - scores.mean(axis=-1, keepdims=True)) / spread


def _places(scores: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """The place of each hidden film, from 1; of equal scores the smaller film number comes first.  -> (n,)"""
    own = np.take_along_axis(scores, hidden[:, None], axis=1)
    before = np.arange(scores.shape[1]) < hidden[:, None]
    return np.asarray(1 + ((scores > own) | ((scores == own) & before)).sum(axis=1))


def _ndcg(places: np.ndarray) -> np.ndarray:
    """nDCG@10 of lists with one hidden film, which is at these places.  (n,) -> (n,)"""
    return np.where(places <= K, 1 / np.log2(places + 1), 0.0)


def _blend(
    valid: np.ndarray,
    later: np.ndarray,
    seen: np.ndarray,
    hidden: np.ndarray,
    scale: Scale = _standardised,
    later_scale: Scale = _standardised,
    places: Places = _places,
    worth: Scale = _ndcg,
    out: float = -np.inf,
    weights: np.ndarray = WEIGHTS,
    best: Callable[[np.ndarray], Any] = np.argmax,
) -> Result:
    """The whole model; the settings after `hidden` are ways to get it wrong."""
    first, second = scale(valid)
    blends = [np.where(seen > 0, out, (1 - w) * first + w * second) for w in weights]
    means = np.array([worth(places(blend, hidden)).mean() for blend in blends])
    weight = float(weights[int(best(means))])
    first, second = later_scale(later)
    return weight, means, (1 - weight) * first + weight * second


def build(valid: np.ndarray, later: np.ndarray, seen: np.ndarray, hidden: np.ndarray) -> Result:
    """Mean nDCG@10 of eleven blends on the validation; the best weight blends the later scores.

    (2, n, n_films), (2, m, n_films), (n, n_films), (n,) -> weight, (11,), (m, n_films)
    """
    return _blend(valid, later, seen, hidden)


def _cases(rng: np.random.Generator) -> Cases:
    """A model that says nothing about two people; hidden films that are first for every weight; then random ones."""
    silent = _random(rng, 1.0)
    silent[0][0, :2], silent[1][0, 0] = 0.0, 0.1
    silent[3][0] = int(np.flatnonzero(silent[2][0] == 0)[2])
    sure = _random(rng, 1.0)
    sure[0][:, np.arange(len(sure[3])), sure[3]] = 1000.0
    return [silent, sure, *(_random(rng, scale) for scale in (30.0, 0.1, 300.0, 5.0))]


def _random(rng: np.random.Generator, scale: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Two models with unequal scales, each of which knows something about half of the hidden films."""
    while True:
        valid, later = (rng.normal(2, 1, (2, n, 14)) * np.array([1.0, scale])[:, None, None] for n in (10, 4))
        valid *= rng.uniform(0.3, 3, (2, 10, 1))
        hidden, seen = rng.integers(0, 14, 10), (rng.random((10, 14)) < 0.25).astype(float)
        seen[np.arange(10), hidden] = 0.0
        valid[rng.integers(0, 2, 10), np.arange(10), hidden] += 1.5 * scale
        means = np.sort(build(valid, later, seen, hidden)[1])
        if means[-1] > means[-2] + 1e-6:
            return valid, later, seen, hidden


def _with(**wrong: Any) -> Callable[..., Result]:
    """The whole model with one thing done wrong."""
    return lambda valid, later, seen, hidden: _blend(valid, later, seen, hidden, **wrong)


def _as_they_are(scores: np.ndarray) -> np.ndarray:
    return scores


def _one_scale_for_each_model(scores: np.ndarray) -> np.ndarray:
    flat = scores.reshape(len(scores), -1)
    return np.asarray((scores - flat.mean(axis=1)[:, None, None]) / flat.std(axis=1)[:, None, None])


def _without_guard(scores: np.ndarray) -> np.ndarray:
    return np.asarray((scores - scores.mean(axis=-1, keepdims=True)) / scores.std(axis=-1, keepdims=True))


def _higher_only(scores: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    own = np.take_along_axis(scores, hidden[:, None], axis=1)
    return np.asarray(1 + (scores > own).sum(axis=1))


def _worst_first(scores: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    return _places(np.where(scores > -np.inf, -scores, -np.inf), hidden)


def _last_of_equal(means: np.ndarray) -> int:
    return len(means) - 1 - int(np.argmax(means[::-1]))


def _number_for_weight(valid: np.ndarray, later: np.ndarray, seen: np.ndarray, hidden: np.ndarray) -> Result:
    weight, means, blended = build(valid, later, seen, hidden)
    return round(10 * weight), means, blended


def _blended_by_number(valid: np.ndarray, later: np.ndarray, seen: np.ndarray, hidden: np.ndarray) -> Result:
    number, means, _ = _number_for_weight(valid, later, seen, hidden)
    first, second = _standardised(later)
    return number, means, (1 - number) * first + number * second


def _best_mean_for_all(valid: np.ndarray, later: np.ndarray, seen: np.ndarray, hidden: np.ndarray) -> Any:
    weight, means, blended = build(valid, later, seen, hidden)
    return weight, means.max(), blended


LIST_OR_CHOICE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"worth": lambda places: (places <= K).astype(float)},
     "This is the hit rate: every place in the list counts the same. nDCG gives 1 / log2(place + 1)."),
    ({"worth": lambda places: np.where(places <= K, 1 / places, 0.0)},
     "You gave 1 / place, which is the MRR. nDCG gives 1 / log2(place + 1)."),
    ({"worth": lambda places: 1 / np.log2(places + 1)},
     "The list is not cut: a hidden film below place 10 is a miss and counts 0."),
    ({"worth": lambda places: np.where(places <= K, 1 / np.log2(places + 2), 0.0)},
     "Your first place gives 1 / log2(3). The first place is 1 and gives 1 / log2(2) = 1."),
    ({"worth": lambda places: np.where(places <= K, 1 / np.log2(places), 0.0)},
     "Your first place gives 1 / log2(1), which is 1 / 0. Positions in an array begin at 0 and places at 1, so "
     "position p gives 1 / log2(p + 2)."),
    ({"worth": lambda places: np.where(places < K, 1 / np.log2(places + 1), 0.0)},
     "Your lists have 9 places. A hidden film at place 10 counts too."),
    ({"places": _worst_first},
     "Your lists begin with the lowest score. Sort so that the highest comes first: np.argsort(-scores)."),
    ({"places": _higher_only},
     "Right, but for equal scores: you count only films with a HIGHER score, so all equal ones get the best "
     "place. The film with the smaller number comes first."),
    ({"best": np.argmin},
     "You took the weight with the lowest mean. The highest nDCG is the best."),
    ({"best": _last_of_equal},
     "Of equal means you took the last weight. The first one, the smaller weight, is asked for."),
    ({"weights": np.linspace(0, 1, 10)},
     "You tried ten weights. From 0 to 1 in steps of 0.1 there are eleven."),
    ({"weights": np.arange(10) / 10},
     "The last weight, 1, is missing: np.arange ends before its limit. There are eleven, from 0 to 1."),
    ({"weights": np.arange(1, 11) / 10},
     "The first weight, 0, is missing: there the first model is alone. There are eleven, from 0 to 1."),
)  # fmt: skip


EXERCISE = Exercise(
    "05-build",
    points=5,
    title="a blend chosen on validation",
    reference=build,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _with(scale=_as_they_are, later_scale=_as_they_are),
            "These are raw scores: the model with the larger numbers decides. Standardise each row before you blend.",
        ),
        Mistake(
            _with(later_scale=_as_they_are),
            "The weight is right, and then it blends raw scores. Standardise the rows of `later` too.",
        ),
        Mistake(
            _with(scale=_one_scale_for_each_model, later_scale=_one_scale_for_each_model),
            "You took one mean and one deviation for a whole model. Each person's row needs its own.",
        ),
        Mistake(
            quiet(_with(scale=_without_guard, later_scale=_without_guard)),
            "A row of equal values became NaN: 0 / 0. Such a row says nothing and counts as zeros.",
        ),
        Mistake(
            _with(out=np.nan, places=lambda scores, hidden: _places(np.nan_to_num(scores, nan=0.0), hidden)),
            "Films that were seen have the score 0, which is the mean of a standardised row, so many of them stay in "
            "the list. Give them -infinity.",
        ),
        Mistake(
            lambda valid, later, seen, hidden: build(valid, later, np.zeros_like(seen), hidden),
            "Films that were seen take places in your lists. They are never recommended: leave them out before you "
            "look for the place of the hidden film.",
        ),
        Mistake(
            lambda valid, later, seen, hidden: build(valid, later, 1 - seen, hidden),
            "You left out the films that were NOT seen, the hidden one among them. `seen` is 1 where a film was met.",
        ),
        Mistake(
            lambda valid, later, seen, hidden: build(valid[::-1], later[::-1], seen, hidden),
            "The weights go to the wrong models: w belongs to the second one, 1 - w to the first.",
        ),
        *(Mistake(quiet(_with(**wrong)), hint) for wrong, hint in LIST_OR_CHOICE),
        Mistake(
            _number_for_weight,
            "You return the number of the weight in the row of eleven. Return the weight itself, from 0 to 1.",
        ),
        Mistake(
            _blended_by_number,
            "np.argmax gives the number of the best weight, 0 to 10, and you blend with this number. Take the weight "
            "that stands there, from 0 to 1.",
        ),
        Mistake(
            _best_mean_for_all,
            "The second result is one number. Return the means of all eleven weights, in their order.",
        ),
        Mistake(
            lambda valid, later, seen, hidden: build(valid, valid, seen, hidden),
            "You blended the scores of the validation. They chose the weight; return the blend of the LATER scores.",
        ),
    ],
    hints=[
        "Two parts: choose a weight with `valid`, `seen` and `hidden`; then use it on `later`.",
        "valid[:, person] holds the two rows of one person. Blend them, and put -np.inf where the person has seen the "
        "film.",
        "The list is np.argsort(-scores, kind='stable')[:10]. Where the hidden film is in it, its place from 1 gives "
        "1 / log2(place + 1).",
        "Collect one mean for each of the eleven weights. np.argmax takes the first of equal ones.",
    ],
)
