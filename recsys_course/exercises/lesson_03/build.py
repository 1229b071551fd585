"""The build of lesson 03: a whole item-based recommender, from the parts that the learner wrote."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake

Histories = list[np.ndarray]


def build(ones: np.ndarray, histories: Histories, k: int, half_life: float) -> np.ndarray:
    """sum over j in H_u of 2^(-steps / half_life) * s_ij, j among the k nearest of i.

    (n_people, n_films), list of n_people histories (oldest first), number, number -> (n_people, n_films)
    """
    weights = _weights(ones.shape, histories, half_life)
    return weights @ _cut(_cosines(ones), k).T


def _cosines(ones: np.ndarray) -> np.ndarray:
    """Cosines of all pairs of columns, 0 on the diagonal and for films that nobody saw.  (m, n) -> (n, n)"""
    seen = ones.sum(axis=0)
    shared = ones.T @ ones
    both = np.sqrt(np.outer(seen, seen))
    cosines = np.divide(shared, both, out=np.zeros(shared.shape), where=both > 0)
    return cosines * (1 - np.eye(len(seen)))


def _cut(similarity: np.ndarray, k: int) -> np.ndarray:
    """The k largest of each row; of equal ones the smaller column.  (n, n) -> (n, n)"""
    place = np.argsort(np.argsort(-similarity, axis=1, kind="stable"), axis=1)
    return np.where(place < k, similarity, 0.0)


def _weights(shape: tuple[int, ...], histories: Histories, half_life: float, newest: int = -1) -> np.ndarray:
    """2^(-steps / half_life) where somebody met a film, else 0.  -> shape"""
    weights = np.zeros(shape)
    for person, history in enumerate(histories):
        weights[person, history] = 2.0 ** (-np.arange(len(history))[::newest] / half_life)
    return weights


def _cases(rng: np.random.Generator) -> Cases:
    """A person without films and a film without people; a k above the number of films; then random ones."""
    small = [np.array(films, dtype=int) for films in ([3, 2, 0], [1, 4, 5], [0], [], [1], [1, 2, 0])]
    ones = _ones(small, 7)  # its cuts are clear for k = 2
    return [
        (ones, small, 2, 1.0),
        (ones, small, 8, 0.5),
        *(_random(rng, k, half_life) for k, half_life in ((1, 1.0), (2, 0.5), (4, 3.0))),
    ]


def _random(rng: np.random.Generator, k: int, half_life: float) -> tuple[np.ndarray, Histories, int, float]:
    """A small world in which no rounding of a last digit can change who is among the k nearest."""
    while True:
        histories = [rng.permutation(8)[: rng.integers(2, 7)] for _ in range(12)]
        ones = _ones(histories, 8)
        if _is_clear(_cosines(ones), k):
            return ones, histories, k, half_life


def _is_clear(similarity: np.ndarray, k: int) -> bool:
    """Whether in every row the k-th largest value is well above the next one, or 0."""
    ranked = -np.sort(-similarity, axis=1)
    return bool(np.all((ranked[:, k - 1] > ranked[:, k] + 1e-6) | (ranked[:, k - 1] == 0)))


def _ones(histories: Histories, n_films: int) -> np.ndarray:
    """1 where a person met a film.  -> (n_people, n_films)"""
    ones = np.zeros((len(histories), n_films))
    for person, history in enumerate(histories):
        ones[person, history] = 1.0
    return ones


def _newest_first(ones: np.ndarray, histories: Histories, k: int, half_life: float) -> np.ndarray:
    return _weights(ones.shape, histories, half_life, newest=1) @ _cut(_cosines(ones), k).T


def _with_itself(ones: np.ndarray, histories: Histories, k: int, half_life: float) -> np.ndarray:
    itself = np.diag((ones.sum(axis=0) > 0).astype(float))
    return _weights(ones.shape, histories, half_life) @ _cut(_cosines(ones) + itself, k).T


def _seen_as_zero(ones: np.ndarray, histories: Histories, k: int, half_life: float) -> np.ndarray:
    scores = build(ones, histories, k, half_life)
    for row, history in zip(scores, histories, strict=True):
        row[history] = 0.0
    return scores


def _of_people(ones: np.ndarray, histories: Histories, k: int, half_life: float) -> np.ndarray:
    return _weights((len(ones), len(ones)), histories, half_life) @ _cut(_cosines(ones.T), k).T


EXERCISE = Exercise(
    "03-build",
    points=4,
    title="a whole item-based recommender",
    reference=build,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda ones, histories, k, half_life: _weights(ones.shape, histories, half_life) @ _cosines(ones),
            "All neighbours count here. Keep the k nearest of each candidate, each row, before you score.",
        ),
        Mistake(
            lambda ones, histories, k, half_life: _weights(ones.shape, histories, half_life) @ _cut(_cosines(ones), k),
            "The other side is cut: rows of the cut table are candidates, columns are films of the history. Take the "
            "columns of the history, not its rows.",
        ),
        Mistake(
            lambda ones, histories, k, half_life: ones @ _cut(_cosines(ones), k).T,
            "Every film of the history counts the same here. The last film has weight 1, those before it less.",
        ),
        Mistake(
            _newest_first,
            "The oldest film counts most here. A history has the oldest film first: its last one has steps 0.",
        ),
        Mistake(
            _with_itself,
            "A film is its own neighbour here and takes one of the k places. Put 0 on the diagonal first.",
        ),
        Mistake(
            lambda ones, histories, k, half_life: (
                _weights(ones.shape, histories, half_life) @ _cut(ones.T @ ones * (1 - np.eye(ones.shape[1])), k).T
            ),
            "These are dot products, which count people. Divide by both lengths: the cosine.",
        ),
        Mistake(
            _of_people,
            "These are similarities of people. Films are the columns of `ones`: take the table as it is, without .T.",
        ),
        Mistake(
            _seen_as_zero,
            "Films of the history have 0. Score all films: `recommend` leaves out what was seen.",
        ),
        Mistake(
            lambda ones, histories, k, half_life: build(ones, histories, k, half_life)[
                [len(history) > 0 for history in histories]
            ],
            "A person without films has lost their row. They keep one, all zeros.",
        ),
        Mistake(
            lambda ones, histories, k, half_life: build(ones, histories, k, half_life)[0],
            "Only the first person is in your result. Does your function return inside its loop? Return after it.",
        ),
    ],
    hints=[
        "Three steps: the similarities of all films, once; the cut, once; then the scores, person by person.",
        "You have a function for each step. `histories` holds one history for each person, in the order of the rows.",
        "Collect one row of scores for each person in a list, and make an array of it: np.array(rows).",
    ],
)
