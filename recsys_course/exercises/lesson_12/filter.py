"""One filter laid over a picture, with padding and a stride."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def laid_over(picture: np.ndarray, kernel: np.ndarray, padding: int, stride: int) -> np.ndarray:
    """The sums of products at each place, `stride` apart.  (h, w), (k, k), number, number -> (rows, columns)"""
    places = sliding_window_view(np.pad(picture, padding), kernel.shape)[::stride, ::stride]
    return np.einsum("rcij,ij->rc", places, kernel)


def _cases(rng: np.random.Generator) -> Cases:
    """The edge of the lesson; then kernels of several sizes on pictures that are not square."""
    edge = np.zeros((6, 6))
    edge[:, 3:] = 1
    cases: Cases = [(edge, np.array([[-1.0, 0, 1]] * 3), 0, 1)]
    shapes = ((6, 6, 3, 1, 1), (7, 5, 3, 0, 2), (5, 8, 2, 1, 3), (4, 6, 3, 2, 2), (5, 7, 1, 0, 1))
    return cases + [
        (rng.normal(size=(h, w)).round(1), rng.normal(size=(k, k)).round(1), p, s) for h, w, k, p, s in shapes
    ]


EXERCISE = Exercise(
    "12-filter",
    points=2,
    title="a filter over a picture",
    reference=laid_over,
    cases=_cases,
    compare=close_to(1e-5),
    mistakes=[
        Mistake(
            lambda picture, kernel, padding, stride: laid_over(picture, kernel, 0, stride),
            "The padding is missing: `padding` rows and columns of zeros on all four sides, np.pad(picture, padding).",
        ),
        Mistake(
            lambda picture, kernel, padding, stride: laid_over(picture, kernel, padding, 1),
            "Your filter moves by one cell. It moves by `stride` cells, to the right and down.",
        ),
        Mistake(
            lambda picture, kernel, padding, stride: laid_over(picture, kernel, padding, 1)[::stride],
            "Your filter moves by `stride` cells down, and by one cell to the right. The stride counts both ways.",
        ),
        Mistake(
            lambda picture, kernel, padding, stride: laid_over(picture, kernel, padding, 1)[:, ::stride],
            "Your filter moves by `stride` cells to the right, and by one cell down. The stride counts both ways.",
        ),
        Mistake(
            lambda picture, kernel, padding, stride: laid_over(picture, kernel[::-1, ::-1], padding, stride),
            "Your filter is turned round in both directions. Mathematicians do that in a convolution; networks do not.",
        ),
        Mistake(
            lambda picture, kernel, padding, stride: laid_over(picture, kernel.T, padding, stride),
            "Rows and columns of the kernel are exchanged: its first row belongs to the upper row under the filter.",
        ),
        Mistake(
            lambda picture, kernel, padding, stride: np.maximum(laid_over(picture, kernel, padding, stride), 0),
            "You added a relu. Here the sums themselves are asked for, also those below 0.",
        ),
        Mistake(
            lambda picture, kernel, padding, stride: laid_over(picture, kernel, padding, stride) / kernel.size,
            "You took the mean of the products. Add them up.",
        ),
        Mistake(
            lambda picture, kernel, padding, stride: laid_over(np.pad(picture, padding, "edge"), kernel, 0, stride),
            "You repeated the edge of the picture. The padding here is zeros.",
        ),
        Mistake(
            lambda picture, kernel, padding, stride: laid_over(picture, kernel, padding, stride).T,
            "Your table lies on its side: rows of the result are places from top to bottom.",
        ),
    ],
    hints=[
        "Pad first. Then two loops: over the upper edge of the filter, and over its left edge.",
        "The upper edges are range(0, height - k + 1, stride), with the height after the padding.",
    ],
)
