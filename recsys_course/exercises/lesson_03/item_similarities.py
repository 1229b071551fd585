"""The cosine of all pairs of items at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet, with_and_without, zero_where_undefined


def item_similarities(ratings: np.ndarray) -> np.ndarray:
    """Cosine of all pairs of columns; 0 on the diagonal and for empty columns.  (n, n_items) -> (n_items, n_items)."""
    squares = (ratings**2).sum(axis=0)
    lengths = np.sqrt(np.outer(squares, squares))
    similarity = np.divide(ratings.T @ ratings, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    np.fill_diagonal(similarity, 0)
    return similarity


def _cases(rng: np.random.Generator) -> Cases:
    """A square table (rows and columns are easily mixed up), an unseen film, half stars, one person; random ones."""
    square = np.array([[5.0, 4, 0], [0, 3, 1], [2, 0, 0]])
    unseen = np.array([[5.0, 0, 1], [3, 0, 4], [0, 0, 2], [1, 0, 0]])
    half, alone = np.array([[0.5, 0.5, 0], [0, 0.5, 0], [0, 0, 0]]), np.array([[3.0, 0, 4]])
    return [
        (square,),
        (unseen,),
        (half,),
        (alone,),
        *[(rng.integers(0, 6, (4, 4)).astype(float) + np.eye(4),) for _ in range(3)],
    ]


def _with_diagonal(ratings: np.ndarray) -> np.ndarray:
    similarity = item_similarities(ratings)
    np.fill_diagonal(similarity, (ratings != 0).any(axis=0).astype(float))
    return similarity


def _not_divided(ratings: np.ndarray) -> np.ndarray:
    dots = ratings.T @ ratings
    np.fill_diagonal(dots, 0)
    return dots


def _ratio(ratings: np.ndarray, formula: Callable[..., np.ndarray]) -> np.ndarray:
    """formula(dots, lengths) with 0 on the diagonal."""
    similarity = formula(ratings.T @ ratings, np.sqrt((ratings**2).sum(axis=0)))
    np.fill_diagonal(similarity, 0)
    return similarity


def _full_ratio(ratings: np.ndarray) -> np.ndarray:
    lengths = np.sqrt((ratings**2).sum(axis=0))
    return (ratings.T @ ratings) / np.outer(lengths, lengths)


def _lengths_of_rows(ratings: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(ratings, axis=1, keepdims=True)
    rows = ratings / np.where(lengths > 0, lengths, 1)
    return _not_divided(rows)


def _formula(formula: Callable[..., np.ndarray], hint: str) -> tuple[Mistake, Mistake]:
    besides = "And a film that nobody saw has length 0: test for it before you divide."
    return with_and_without(lambda ratings: _ratio(ratings, formula), hint, besides)


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
        *_formula(
            lambda dots, lengths: dots / lengths[:, None],
            "You divided by the length of one of the two columns only. A cosine needs both.",
        ),
        *_formula(
            lambda dots, lengths: dots / lengths,
            "You divided each column by its own length, and no row by its length. A cosine needs both: "
            "np.outer(lengths, lengths).",
        ),
        *_formula(
            lambda dots, lengths: dots / np.outer(lengths**2, lengths**2),
            "You divided by the squared lengths. Take the root of each first.",
        ),
        Mistake(
            lambda ratings: _ratio(ratings, lambda dots, lengths: dots / (lengths**2).sum()),
            "You divided by one length of the whole table. Each column has a length of its own: axis=0.",
        ),
        Mistake(
            lambda ratings: _ratio(ratings, lambda dots, lengths: dots / np.maximum(np.outer(lengths, lengths), 1)),
            "Almost: you divide by at least 1. Two lengths can multiply to less, with half stars: only where a "
            "length is "
            "0 nothing may be divided.",
        ),
        Mistake(
            _lengths_of_rows,
            "You divided the ROWS by their lengths, so each person counts the same. The lengths here are those of the "
            "columns: axis=0.",
        ),
        Mistake(
            lambda ratings: item_similarities((ratings > 0).astype(float)),
            "You lost the stars: this is the cosine of seen and not seen. Use `ratings` as they are.",
        ),
        Mistake(
            lambda ratings: np.triu(item_similarities(ratings)),
            "Only the upper half of your table is filled. Film j is as like film i as i is like j: fill both.",
        ),
        Mistake(
            lambda ratings: zero_where_undefined(np.corrcoef)(ratings.T) * (1 - np.eye(ratings.shape[1])),
            "This is the correlation, which first subtracts the mean of each column. The cosine takes the stars as "
            "they "
            "are.",
        ),
        Mistake(
            lambda ratings: ratings.T @ ratings,
            "These are dot products. Divide each by the lengths of both columns, and set the diagonal to 0.",
        ),
        Mistake(
            lambda ratings: item_similarities(ratings) + np.eye(ratings.shape[1]),
            "Your diagonal is 1. Set it to 0: a film is not its own neighbour.",
        ),
        Mistake(
            lambda ratings: item_similarities(ratings) - np.eye(ratings.shape[1]),
            "Your diagonal is -1. Set it to 0.",
        ),
        Mistake(
            lambda ratings: quiet(_full_ratio)(ratings),
            "Two things are left: every film has cosine 1 with itself, so set the diagonal to 0; and a film that "
            "nobody "
            "saw gives 0 / 0.",
        ),
        Mistake(
            _with_diagonal,
            "Nearly: every film has cosine 1 with itself. Set the diagonal to 0: a film is not its own neighbour.",
        ),
        Mistake(
            quiet(lambda ratings: _ratio(ratings, lambda dots, lengths: dots / np.outer(lengths, lengths))),
            "A film that nobody saw has length 0, and 0 / 0 is not a number. Its cosine is 0 by definition.",
        ),
        Mistake(
            lambda ratings: quiet(lambda r: _ratio(r, lambda dots, lengths: dots / np.outer(lengths, lengths)))(
                ratings.T
            ),
            "You compared people with people. Items are the columns: the product is ratings.T @ ratings. "
            "And a row of zeros gives 0 / 0.",
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
