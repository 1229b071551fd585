"""The cosine of all pairs of items at once."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def item_similarities(ratings: np.ndarray) -> np.ndarray:
    """Cosine of all pairs of columns; 0 on the diagonal and for empty columns.  (n, n_items) -> (n_items, n_items)."""
    squares = (ratings**2).sum(axis=0)
    lengths = np.sqrt(np.outer(squares, squares))
    similarity = np.divide(ratings.T @ ratings, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    np.fill_diagonal(similarity, 0)
    return similarity


def _cases(rng: np.random.Generator) -> Cases:
    """A square table (rows and columns are easily mixed up), one with an unseen film, then random ones."""
    square = np.array([[5.0, 4, 0], [0, 3, 1], [2, 0, 0]])
    unseen = np.array([[5.0, 0, 1], [3, 0, 4], [0, 0, 2], [1, 0, 0]])
    return [(square,), (unseen,), *[(rng.integers(0, 6, (4, 4)).astype(float) + np.eye(4),) for _ in range(3)]]


def _with_diagonal(ratings: np.ndarray) -> np.ndarray:
    similarity = item_similarities(ratings)
    np.fill_diagonal(similarity, (ratings != 0).any(axis=0).astype(float))
    return similarity


def _not_divided(ratings: np.ndarray) -> np.ndarray:
    dots = ratings.T @ ratings
    np.fill_diagonal(dots, 0)
    return dots


def _divided_once(ratings: np.ndarray) -> np.ndarray:
    lengths = np.sqrt((ratings**2).sum(axis=0))[:, None] + np.zeros(ratings.shape[1])
    return np.divide(_not_divided(ratings), lengths, out=np.zeros_like(lengths), where=lengths > 0)


def _divided_by_squares(ratings: np.ndarray) -> np.ndarray:
    squares = (ratings**2).sum(axis=0)
    return _not_divided(ratings) / np.maximum(np.outer(squares, squares), 1)


def _nan_columns(ratings: np.ndarray) -> np.ndarray:
    lengths = np.sqrt((ratings**2).sum(axis=0))
    with np.errstate(invalid="ignore"):
        similarity = (ratings.T @ ratings) / np.outer(lengths, lengths)
    np.fill_diagonal(similarity, 0)
    return similarity


EXERCISE = Exercise(
    "03-item-similarities",
    points=2,
    title="the cosine of all pairs of items",
    reference=item_similarities,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda ratings: item_similarities(ratings.T),
            "You compared people with people. Items are the columns: the product is ratings.T @ ratings.",
        ),
        Mistake(_not_divided, "These are dot products. Divide each by the lengths of both columns."),
        Mistake(_divided_once, "You divided by the length of one of the two columns only. A cosine needs both."),
        Mistake(_divided_by_squares, "You divided by the squared lengths. Take the root of each first."),
        Mistake(
            _with_diagonal,
            "Nearly: every film has cosine 1 with itself. Set the diagonal to 0: a film is not its own neighbour.",
        ),
        Mistake(
            _nan_columns,
            "A film that nobody saw has length 0, and 0 / 0 is not a number. Its cosine is 0 by definition.",
        ),
    ],
    hints=[
        "Row i, column j of ratings.T @ ratings holds the dot product of column i and column j: all pairs at once.",
        "The length of every column: the root of (ratings**2).sum(axis=0). np.outer(lengths, lengths) holds all "
        "products "
        "of two lengths.",
        "Mind the columns of length 0 (np.divide has `out` and `where`), and np.fill_diagonal(..., 0) at the end.",
    ],
)
