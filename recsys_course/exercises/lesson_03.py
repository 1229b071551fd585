"""Exercises of lesson 03, part one: cosine, people like you, and all pairs of items at once."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    """a . b / (|a| |b|); 0 when one of the two is all zeros.  (d,), (d,) -> number."""
    lengths = np.sqrt((a @ a) * (b @ b))
    return float(a @ b / lengths) if lengths > 0 else 0.0


def _cosine_cases(rng: np.random.Generator) -> Cases:
    """Ana and Bo of the lesson, a row without stars, equal directions, then random rows."""
    ana, bo = np.array([4.0, 5, 4, 0, 0, 1, 0, 0]), np.array([3.0, 5, 5, 4, 0, 0, 1, 0])
    by_hand = [(ana, bo), (np.zeros(3), np.array([1.0, 2, 3])), (np.array([1.0, 2]), np.array([3.0, 6]))]
    return by_hand + [(rng.integers(0, 6, 5).astype(float), rng.integers(1, 6, 5).astype(float)) for _ in range(4)]


def _only_shared(a: np.ndarray, b: np.ndarray) -> float:
    shared = (a > 0) & (b > 0)
    return cosine(a[shared], b[shared])


COSINE = Exercise(
    "03-cosine",
    points=1,
    title="the cosine of two rows",
    reference=cosine,
    cases=_cosine_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda a, b: float(a @ b),
            "You stopped at the dot product. Divide it by the length of a times the length of b.",
        ),
        Mistake(
            lambda a, b: float(a @ b / (a @ a)) if a.any() else 0.0,
            "You divided by the square of one length only: a . a is |a| times |a|. The length of b is missing, "
            "and no root was taken.",
        ),
        Mistake(
            lambda a, b: float(a @ b / ((a @ a) * (b @ b))) if a.any() and b.any() else 0.0,
            "You divided by the squares of the lengths. The length is the root: |a| = sqrt(a . a).",
        ),
        Mistake(
            lambda a, b: float(a @ b / np.sqrt(a @ a)) if a.any() else 0.0,
            "You divided by the length of one row only. Divide by the other length too.",
        ),
        Mistake(
            lambda a, b: float(a @ b / np.linalg.norm(a) * np.linalg.norm(b)) if a.any() else 0.0,
            "x / y * z divides by y and then MULTIPLIES by z. Put both lengths in brackets: x / (y * z).",
        ),
        Mistake(
            lambda a, b: float(a @ b / (np.linalg.norm(a) + np.linalg.norm(b))),
            "You added the two lengths. Multiply them.",
        ),
        Mistake(
            _only_shared,
            "You took the lengths over the shared films only. In this lesson the length of a row counts all films "
            "of the person: two people who share one film of twenty are not alike.",
        ),
        Mistake(
            lambda a, b: float(np.divide(a @ b, np.sqrt((a @ a) * (b @ b)))) if a.any() and b.any() else float("nan"),
            "Right, except for a row of zeros: 0 / 0 is not a number. A person without stars has cosine 0 with "
            "everybody; test for it before you divide.",
        ),
    ],
    hints=[
        "Three numbers are needed: a . b, the length of a, and the length of b. Compute each on its own line first.",
        "The length of a row is the root of the sum of its squares. NumPy's `@` gives sums of products.",
        "When a length is 0 you must not divide. Return 0.0 in that case.",
    ],
)


def user_scores(similarity: np.ndarray, ratings: np.ndarray, k: int) -> np.ndarray:
    """Sum over the k most similar people v of similarity_v * ratings_v.  (n,), (n, n_items), k -> (n_items,)."""
    nearest = np.argsort(-similarity, kind="stable")[:k]
    return similarity[nearest] @ ratings[nearest]


def _scores_cases(rng: np.random.Generator) -> Cases:
    """Two near people and one far; a tie, which the smaller number wins; k = 1; then random tables."""
    stars = np.array([[0.0, 5, 1], [4, 0, 2], [5, 3, 0]])
    by_hand = [(np.array([0.9, 0.2, 0.5]), stars, 2), (np.array([0.4, 0.8, 0.8]), stars, 1)]
    shapes = [(5, 4, 2), (6, 3, 3), (5, 5, 4)]
    return by_hand + [(rng.random(n).round(2), rng.integers(0, 6, (n, m)).astype(float), k) for n, m, k in shapes]


def _by_hand_nearest(similarity: np.ndarray, k: int) -> np.ndarray:
    return np.argsort(-similarity, kind="stable")[:k]


USER_SCORES = Exercise(
    "03-user-scores",
    points=2,
    title="scores from the most similar people",
    reference=user_scores,
    cases=_scores_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda similarity, ratings, k: similarity @ ratings,
            "You asked everybody. Only the k most similar people may speak.",
        ),
        Mistake(
            lambda similarity, ratings, k: (
                similarity[np.argsort(similarity, kind="stable")[:k]]
                @ ratings[np.argsort(similarity, kind="stable")[:k]]
            ),
            "You asked the k people who are LEAST similar: argsort puts the smallest value first.",
        ),
        Mistake(
            lambda similarity, ratings, k: ratings[_by_hand_nearest(similarity, k)].sum(axis=0),
            "You summed the stars of the neighbours without their similarity. A nearer person must count more.",
        ),
        Mistake(
            lambda similarity, ratings, k: (
                user_scores(similarity, ratings, k) / max(similarity[_by_hand_nearest(similarity, k)].sum(), 1e-12)
            ),
            "You divided by the sum of the similarities: that is a mean number of stars. Here the score is the sum, "
            "so that a film which many neighbours saw rises.",
        ),
        Mistake(
            lambda similarity, ratings, k: similarity[:k] @ ratings[:k],
            "You took the first k people of the table, not the k most similar ones.",
        ),
        Mistake(
            lambda similarity, ratings, k: user_scores(similarity[::-1], ratings[::-1], k),
            "Almost: of equally similar people you take the one with the larger number. An ascending sort turned "
            "around also turns the ties around; sort by -similarity with kind='stable'.",
        ),
        Mistake(
            lambda similarity, ratings, k: (
                similarity[_by_hand_nearest(similarity, k + 1)[1:]] @ ratings[_by_hand_nearest(similarity, k + 1)[1:]]
            ),
            "You skipped the nearest person. Nobody here is the person themselves: take the first k of the order.",
        ),
    ],
    hints=[
        "First find the numbers of the k most similar people. Then add up their rows, each times its similarity.",
        "np.argsort(-similarity, kind='stable') lists people from the most to the least similar; ties keep the smaller "
        "number first.",
        "With those numbers you can pick entries of `similarity` and rows of `ratings`, and one `@` does the sum.",
    ],
)


def item_similarities(ratings: np.ndarray) -> np.ndarray:
    """Cosine of all pairs of columns; 0 on the diagonal and for empty columns.  (n, n_items) -> (n_items, n_items)."""
    squares = (ratings**2).sum(axis=0)
    lengths = np.sqrt(np.outer(squares, squares))
    similarity = np.divide(ratings.T @ ratings, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    np.fill_diagonal(similarity, 0)
    return similarity


def _similarity_cases(rng: np.random.Generator) -> Cases:
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


ITEM_SIMILARITIES = Exercise(
    "03-item-similarities",
    points=2,
    title="the cosine of all pairs of items",
    reference=item_similarities,
    cases=_similarity_cases,
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
