"""The build of lesson 04: a whole content-based recommender, from the parts that the learner wrote."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet, with_and_without

Histories = list[np.ndarray]
Answer = Callable[[np.ndarray, Histories, float], np.ndarray]


def build(counts: np.ndarray, histories: Histories, half_life: float) -> np.ndarray:
    """cos(p_u, x_i): x_i the tf-idf row of a film, p_u the mean of a history with weights 2^(-steps / half_life).

    (n_films, d), list of n_people histories (oldest first), number -> (n_people, n_films)
    """
    films = _unit(_heavy(counts))
    return _unit(_weights(histories, len(counts), half_life) @ films) @ films.T


def _heavy(counts: np.ndarray) -> np.ndarray:
    """Each count times ln((1 + n) / (1 + df)) + 1.  (n, d) -> (n, d)"""
    df = (counts > 0).sum(axis=0)
    return counts * (np.log((1 + len(counts)) / (1 + df)) + 1)


def _unit(table: np.ndarray) -> np.ndarray:
    """Each row divided by its length; a row of zeros stays.  (n, d) -> (n, d)"""
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return np.divide(table, lengths, out=np.zeros(table.shape), where=lengths > 0)


def _weights(
    histories: Histories, n_films: int, half_life: float, base: float = 2.0, newest: int = -1, rate: int = -1
) -> np.ndarray:
    """2^(-steps / half_life) where somebody met a film, else 0; the others are ways to get it wrong.  -> (m, n)"""
    weights = np.zeros((len(histories), n_films))
    for person, history in enumerate(histories):
        weights[person, history] = base ** -(np.arange(len(history))[::newest] * half_life**rate)
    return weights


def _cases(rng: np.random.Generator) -> Cases:
    """A film without words, a person without films and one who met only the film without words; then random ones."""
    counts = np.array([[1, 2, 0, 1], [1, 0, 1, 0], [0, 0, 0, 0], [1, 1, 3, 0], [1, 0, 0, 2]])
    histories = [np.array(films, dtype=int) for films in ([3, 0], [1, 4, 3], [], [2], [2, 4], [0, 1, 3, 4])]
    cases: Cases = [(counts, histories, 1.0), (counts, histories, 2.5)]
    return cases + [_random(rng, half_life) for half_life in (0.5, 1.5, 4.0)]


def _random(rng: np.random.Generator, half_life: float) -> tuple[np.ndarray, Histories, float]:
    """A small world: each film has a word of its own group, and each person met at least two films."""
    counts = rng.integers(0, 3, (7, 5)) * rng.integers(0, 2, (7, 5))
    counts[np.arange(7), rng.permutation(7) % 5] += 1
    return counts, [rng.permutation(7)[: rng.integers(2, 6)] for _ in range(6)], half_life


def _with(weights: Callable[[Histories, int, float], np.ndarray], hint: str) -> tuple[Mistake, Mistake]:
    """The whole model with other weights of the films of a history; and the same without the guard for zeros."""

    def answer(counts: np.ndarray, histories: Histories, half_life: float) -> np.ndarray:
        films = _unit(_heavy(counts))
        return _divided(weights(histories, len(counts), half_life) @ films) @ films.T

    return with_and_without(answer, hint, "And 0 / 0 is not a number: a profile of zeros has scores of 0.")


def _from(score: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Answer:
    """Another way from weights (m, n) and weighted counts (n, d) to the scores (m, n)."""
    return lambda counts, histories, half_life: score(_weights(histories, len(counts), half_life), _heavy(counts))


def _mean(weights: np.ndarray) -> np.ndarray:
    """Each row divided by its sum; a row of zeros stays."""
    return weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-300)


def _divided(profiles: np.ndarray) -> np.ndarray:
    return profiles / np.linalg.norm(profiles, axis=1, keepdims=True)


def _seen_as(value: float) -> Answer:
    """Films of the history get this number instead of their score."""

    def answer(counts: np.ndarray, histories: Histories, half_life: float) -> np.ndarray:
        scores = build(counts, histories, half_life)
        for row, history in zip(scores, histories, strict=True):
            row[history] = value
        return scores

    return answer


def _nan_without_words(counts: np.ndarray, histories: Histories, half_life: float) -> np.ndarray:
    scores = build(counts, histories, half_life)
    for row, history in zip(scores, histories, strict=True):
        if len(history) and not row.any():
            row[:] = np.nan
    return scores


EXERCISE = Exercise(
    "04-build",
    points=4,
    title="a whole content-based recommender",
    reference=build,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        *_with(
            lambda histories, n, half_life: _weights(histories, n, half_life, newest=1),
            "The oldest film counts most here. A history has the oldest film first: its last one has steps 0, and "
            "weights fall with the steps.",
        ),
        *_with(
            lambda histories, n, half_life: (_weights(histories, n, half_life) > 0).astype(float),
            "Every film of the history counts the same here. The last film has weight 1, those before it less.",
        ),
        *_with(
            lambda histories, n, half_life: _weights(histories, n, half_life, rate=1),
            "You multiplied the steps by the half-life. Divide: after one half-life the weight is one half.",
        ),
        *_with(
            lambda histories, n, half_life: _weights(histories, n, half_life, base=np.e),
            "Your weights fall with e instead of 2: after one half-life they are 0.37, not one half.",
        ),
        Mistake(
            lambda counts, histories, half_life: (
                _unit(_weights(histories, len(counts), half_life) @ _unit(counts)) @ _unit(counts).T
            ),
            "The idf is missing: these are counts in rows of length 1. Rare words must weigh more.",
        ),
        Mistake(
            lambda counts, histories, half_life: (
                _unit(_weights(histories, len(counts), half_life) @ counts) @ _unit(_heavy(counts)).T
            ),
            "The profile is made of counts, without idf. Take its rows from the same table as the films.",
        ),
        Mistake(
            _from(lambda weights, heavy: _unit(weights @ heavy) @ _unit(heavy).T),
            "The profile is made of rows that do not have length 1, so in it a long text counts more than a short one. "
            "Use the rows of tfidf_rows there too.",
        ),
        Mistake(
            _from(lambda weights, heavy: _unit(weights @ _unit(heavy)) @ heavy.T),
            "The rows of the films do not have length 1 when you score, so long texts win. Use the rows of tfidf_rows.",
        ),
        Mistake(
            _from(lambda weights, heavy: _unit(weights @ heavy) @ heavy.T),
            "No row of a film has length 1 here, neither in the profile nor in the score, so long texts win twice.",
        ),
        Mistake(
            _from(lambda weights, heavy: _mean(weights) @ _unit(heavy) @ _unit(heavy).T),
            "These are dot products of the profile and the films. A cosine divides by the length of the profile too.",
        ),
        Mistake(
            _from(lambda weights, heavy: weights @ _unit(heavy) @ _unit(heavy).T),
            "These are sums of similarities. Make the profile a mean, and divide by its length: a cosine.",
        ),
        Mistake(
            quiet(_from(lambda weights, heavy: _divided(weights @ _unit(heavy)) @ _unit(heavy).T)),
            "Right, except for people whose profile is all zeros: 0 / 0 is not a number. All their scores are 0.",
        ),
        Mistake(
            _nan_without_words,
            "Right, except for a person who met only a film without words. There is a film, and the profile is still "
            "all zeros: look at the length of the profile, not at the number of films.",
        ),
        Mistake(
            _seen_as(-np.inf),
            "Films of the history have -infinity. Score all films: `recommend` leaves out what was seen.",
        ),
        Mistake(
            _seen_as(0.0),
            "Films of the history have 0. Score all films: `recommend` leaves out what was seen.",
        ),
        Mistake(
            lambda counts, histories, half_life: build(counts, [one for one in histories if len(one)], half_life),
            "A person without films has lost their row. They keep one, all zeros.",
        ),
        Mistake(
            lambda counts, histories, half_life: build(counts, histories[:1], half_life),
            "Only the first person is in your result. Does your function return inside its loop? Return after it.",
        ),
    ],
    hints=[
        "Four steps: the idf, the rows of the films, one profile for each person, the cosines of profiles and films.",
        "The films of a history are some rows of the table of all films: rows[history].",
        "Put the profiles into one table, a row for each person. profiles @ rows.T has all dot products; then divide "
        "each row by the length of its profile, where that is not 0.",
    ],
)
