"""One horizontal filter: its answer at every place."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_09.pictures import OURS, SPACE, without_relu


def answers(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    """relu(sum of E[t : t + h] * K + b) at every place t.  (L, d), (h, d), number -> (L - h + 1,)."""
    places = len(picture) - len(kernel) + 1
    rows = [picture[row : row + places] @ weights for row, weights in enumerate(kernel)]  # one row of K at all places
    return np.maximum(sum(rows) + bias, 0)


def _cases(rng: np.random.Generator) -> Cases:
    """The lesson's filter, one that answers twice, heights 1 and L; then random ones."""
    uneven = np.array([[2.0, 1.0], [0.0, 3.0]])
    cases: Cases = [(OURS, SPACE, -1.0), (OURS, uneven, -0.5), (OURS, uneven[:1], 0.5), (OURS[:2], uneven, 1.0)]
    shapes = ((5, 3, 2), (6, 2, 3), (4, 4, 2))
    return cases + [(rng.normal(size=(n, d)).round(2), rng.normal(size=(h, d)).round(2), 0.8) for n, d, h in shapes]


def _bias_after_relu(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    return np.maximum(without_relu(picture, kernel, 0), 0) + bias


def _bias_in_each_cell(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    return np.maximum(without_relu(picture, kernel, bias * kernel.size), 0)


def _height_2(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    sums = [(picture[t : t + 2] * kernel).sum() + bias for t in range(len(picture) - 1)]
    return np.maximum(sums, 0)


def _first_two_rows(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    return _height_2(picture, kernel[:2], bias)


def _matrix_product(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    """Every row of the window with every row of the filter."""
    windows = [picture[t : t + len(kernel)] for t in range(len(picture) - len(kernel) + 1)]
    return np.maximum([(window @ kernel.T).sum() + bias for window in windows], 0)


def _same_length(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    empty = np.zeros((len(kernel) - 1, picture.shape[1]))
    return answers(np.vstack([picture, empty]), kernel, bias)


EXERCISE = Exercise(
    "09-filter",
    points=2,
    title="one horizontal filter",
    reference=answers,
    cases=_cases,
    compare=close_to(1e-5),
    mistakes=[
        Mistake(without_relu, "The relu is missing: what is below 0 becomes 0."),
        Mistake(_bias_after_relu, "You added the bias after the relu. It belongs inside: it moves the threshold."),
        Mistake(lambda picture, kernel, bias: answers(picture, kernel, 0), "The bias is missing."),
        Mistake(_height_2, "The height is fixed at 2 in your function. Take it from the kernel: len(kernel)."),
        Mistake(_bias_in_each_cell, "You added the bias in every cell of the window. Add it once, after the sum."),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel[::-1], bias),
            "Your filter is upside down. Its first row belongs to the OLDEST film it sees. (Mathematicians turn the "
            "kernel round in a convolution; networks do not.)",
        ),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel, bias)[:-1],
            "The last place is missing, the one with the newest film: there are L - h + 1 places.",
        ),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel, bias).max(),
            "This is the strongest answer only. Here all places are asked for; the maximum comes next.",
        ),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel, bias)[:: len(kernel)],
            "Your filter jumps by its own height. It moves by one film at a time.",
        ),
        Mistake(
            _same_length,
            "Your filter also stands where it hangs over the end. It fits at L - h + 1 places.",
        ),
        Mistake(
            lambda picture, kernel, bias: np.array(
                [
                    np.maximum(picture[t : t + len(kernel)] * kernel + bias, 0).sum()
                    for t in range(len(picture) - len(kernel) + 1)
                ]
            ),
            "You cut off each product by itself. First add up all of them and the bias, then the relu.",
        ),
        Mistake(
            lambda picture, kernel, bias: np.maximum(without_relu(picture, kernel, 0) / kernel.size + bias, 0),
            "You took the mean of the products. Add them up.",
        ),
        Mistake(
            lambda picture, kernel, bias: np.abs(without_relu(picture, kernel, bias)),
            "You took the absolute value. The relu does not turn -2 into 2; it makes it 0.",
        ),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel, -bias),
            "You subtracted the bias. Add it.",
        ),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel[::-1, ::-1], bias),
            "Your filter is turned round in both directions. Mathematicians do that in a convolution; networks do not.",
        ),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel[:, ::-1], bias),
            "The columns of your filter are reversed: column 0 of the kernel belongs to column 0 of the picture.",
        ),
        Mistake(
            lambda picture, kernel, bias: 1 / (1 + np.exp(-without_relu(picture, kernel, bias))),
            "This is the sigmoid. The relu leaves what is above 0 as it is.",
        ),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel, bias)[1:],
            "The first place is missing, the one with the oldest film: the places begin at 0.",
        ),
        Mistake(
            lambda picture, kernel, bias: float(answers(picture, kernel, bias)[0]),
            "This is the answer at the first place only. Give one for each place; is a `return` inside the loop?",
        ),
        Mistake(
            lambda picture, kernel, bias: np.cumsum(answers(picture, kernel, bias)),
            "The first answer is right, and each other one also contains those before it. Begin again at 0 at "
            "each place.",
        ),
        Mistake(
            lambda picture, kernel, bias: np.maximum(
                np.array([picture[t : t + len(kernel)] @ kernel.T for t in range(len(picture) - len(kernel) + 1)])
                + bias,
                0,
            ),
            "`@` multiplied rows with rows: a table for each place. Multiply cell by cell with *, and add up all.",
        ),
        Mistake(
            lambda picture, kernel, bias: np.maximum(
                np.array(
                    [(picture[t : t + len(kernel)] * kernel).sum(axis=0) for t in range(len(picture) - len(kernel) + 1)]
                )
                + bias,
                0,
            ),
            "You added up the rows only: a number for each column. One number for each place is asked for: add up"
            " all cells.",
        ),
        Mistake(_matrix_product, "You multiplied matrices (@). Multiply cell by cell, with *, and add up."),
        Mistake(
            _first_two_rows, "Your filter has two rows in every case, as in the example. Its height is len(kernel)."
        ),
    ],
    hints=[
        "At how many places does a filter of height 2 fit into a picture with 4 rows?",
        "At place t it covers the rows picture[t : t + h]. Multiply cell by cell with the kernel, add up all.",
        "Then add the bias, and only then np.maximum(..., 0).",
    ],
)
