"""Exercises of lesson 05, part three: one scale, a blend, a switch, and an honest choice."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def standardise(row: np.ndarray) -> np.ndarray:
    """Mean 0 and standard deviation 1; a row of equal values becomes zeros.  (n,) -> (n,)."""
    centred, spread = row - row.mean(), np.sqrt(((row - row.mean()) ** 2).mean())
    return centred / spread if np.ptp(row) > 0 else np.zeros(len(row))


POPULAR = np.array([6.0, 5, 2, 2, 4, 3, 3, 1])


def _row_cases(rng: np.random.Generator) -> Cases:
    """Ana's row of Popularity, equal values, negative scores, then random rows of other scales."""
    by_hand: Cases = [(POPULAR,), (np.full(5, 3.0),), (np.array([-4.0, -2, 0, 2]),)]
    return by_hand + [(rng.normal(scale, scale, 6),) for scale in (0.5, 10, 200)]


def _unit_span(row: np.ndarray) -> np.ndarray:
    return (row - row.min()) / np.ptp(row) if np.ptp(row) > 0 else np.zeros(len(row))


STANDARDISE = Exercise(
    "05-standardise",
    points=2,
    title="one scale: mean 0, deviation 1",
    reference=standardise,
    cases=_row_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(lambda row: row - row.mean(), "You only moved the row. Divide by its standard deviation too."),
        Mistake(
            lambda row: row / row.std() if np.ptp(row) > 0 else np.zeros(len(row)),
            "You only stretched the row. Subtract its mean first.",
        ),
        Mistake(
            lambda row: (row - row.mean()) / row.var() if np.ptp(row) > 0 else np.zeros(len(row)),
            "You divided by the variance. The standard deviation is its root.",
        ),
        Mistake(_unit_span, "Your row runs from 0 to 1 (minimum and maximum). Here it needs mean 0 and deviation 1."),
        Mistake(
            lambda row: standardise(row) * np.sqrt((len(row) - 1) / len(row)),
            "You divided by the deviation with n - 1 (pandas does so; in NumPy it is ddof=1). Here divide by n.",
        ),
        Mistake(
            lambda row: standardise(row) if np.ptp(row) > 0 else np.full(len(row), np.nan),
            "Right, but a row of equal values became NaN: 0 / 0. It says nothing, so it becomes zeros.",
        ),
        Mistake(
            lambda row: row - row.mean() / row.std() if np.ptp(row) > 0 else np.zeros(len(row)),
            "Brackets: a - b / c divides only b. Write (a - b) / c.",
        ),
    ],
    hints=[
        "Three steps: the mean, the row without its mean, the deviation of the row.",
        "row.std() of NumPy is the root of the mean of the squared differences.",
        "When all values are equal, return zeros before you divide.",
    ],
)


def blend(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted sum of standardised rows.  (n_models, n_items), (n_models,) -> (n_items,)."""
    return np.asarray(weights) @ np.array([standardise(row) for row in rows])


def _blend_cases(rng: np.random.Generator) -> Cases:
    """Ana's two models of the lesson, a model that says nothing, a weight 0, and two equal weights."""
    ana = np.array([[6.576, 6.481, 5.826, 7.614, 5.637, 3.917, 5.064, 3.254], POPULAR])
    silent = np.array([[1.0, 2, 6], [4, 4, 4]])
    loud = np.array([[0.1, 0.3, 0.2, 0.2], [100.0, 50, 10, 300]])
    cases: Cases = [(ana, np.array([0.7, 0.3])), (silent, np.array([0.5, 0.5])), (loud, np.array([1.0, 0.0]))]
    cases.append((loud, np.array([2.0, 1.0])))
    return cases + [(rng.normal(3, [[1.0], [20], [300]], (3, 5)), np.array([0.5, 0.3, 0.2])) for _ in range(2)]


BLEND = Exercise(
    "05-blend",
    points=2,
    title="a weighted blend of several models",
    reference=blend,
    cases=_blend_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda rows, weights: weights @ rows,
            "You added raw scores. Models have different scales: standardise each row first, or the loudest decides.",
        ),
        Mistake(
            lambda rows, weights: standardise(weights @ rows),
            "You standardised the sum, when the loudest model had already decided. Standardise each row.",
        ),
        Mistake(
            lambda rows, weights: blend(rows, np.ones(len(weights))),
            "The weights are missing: each standardised row counts w times.",
        ),
        Mistake(
            lambda rows, weights: blend(rows, weights) / len(rows),
            "You divided by the number of models. The blend is the weighted sum.",
        ),
        Mistake(
            lambda rows, weights: blend(rows, weights[::-1]),
            "The weights are given to the wrong models: weight 0 belongs to row 0.",
        ),
        Mistake(
            lambda rows, weights: weights @ ((rows - rows.mean()) / rows.std()),
            "You took one mean and one deviation of the whole table. Each row needs its own.",
        ),
        Mistake(
            lambda rows, weights: weights @ (rows - rows.mean(axis=1, keepdims=True)),
            "You subtracted the means but did not divide by the deviations: the loudest model still decides.",
        ),
        Mistake(
            lambda rows, weights: (
                blend(rows, weights) if np.ptp(rows, axis=1).all() else np.full(rows.shape[1], np.nan)
            ),
            "A row of equal values became NaN and spoiled the sum. It counts as zeros.",
        ),
    ],
    hints=[
        "Begin with zeros for all films. For each model: standardise its row, multiply by its weight, add.",
        "zip(rows, weights) gives each row together with its weight.",
        "A row of equal values adds nothing: leave it out.",
    ],
)


def switch(newcomer: np.ndarray, other: np.ndarray, lengths: np.ndarray, at_least: int) -> np.ndarray:
    """Rows of `newcomer` where the history is shorter than at_least, else of `other`.  (n, m) twice -> (n, m)."""
    return np.array([a if n < at_least else b for a, b, n in zip(newcomer, other, lengths, strict=True)])


def _switch_cases(rng: np.random.Generator) -> Cases:
    """Lengths below, at and above the limit; nobody is new; everybody is; a square table."""
    a, b = np.arange(12.0).reshape(4, 3), -np.arange(12.0).reshape(4, 3)
    cases: Cases = [(a, b, np.array([0, 1, 2, 3]), 2), (a, b, np.array([4, 5, 6, 7]), 0), (a, b, np.zeros(4, int), 9)]
    lengths = [np.r_[0, 3, 6, rng.integers(0, 7, 2)] for _ in range(2)]
    return cases + [(rng.random((5, 5)), rng.random((5, 5)), n, 3) for n in lengths]


SWITCH = Exercise(
    "05-switch",
    points=1,
    title="one model for newcomers, another for all others",
    reference=switch,
    cases=_switch_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda newcomer, other, lengths, at_least: switch(other, newcomer, lengths, at_least),
            "The two are swapped: those with a SHORT history hear the first model.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: switch(newcomer, other, lengths, at_least + 1),
            "Almost: somebody with exactly at_least films is no newcomer any more. Use < at_least.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: newcomer + other,
            "You added the tables. Each person hears one model only.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: newcomer if lengths.mean() < at_least else other,
            "You decided once for everybody. Each person has a history of their own.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: switch(newcomer, other, (lengths > 0) * at_least, at_least),
            "You switch only at an empty history. The limit is at_least.",
        ),
    ],
    hints=[
        "lengths < at_least is True for the newcomers.",
        "np.where(condition, a, b) picks from a where the condition is True, else from b.",
        "The condition has shape (n,), the tables (n, m): turn it into a column with [:, None].",
    ],
)


def choose(valid: np.ndarray, test: np.ndarray) -> tuple[int, float]:
    """The best model on the validation, and its value on the test.  (n,), (n,) -> (number, value)."""
    best = max(range(len(valid)), key=lambda n: (valid[n], -n))
    return best, float(test[best])


def _choose_cases(rng: np.random.Generator) -> Cases:
    """Judges that disagree, a tie, one model, then random ones."""
    cases: Cases = [(np.array([0.3, 0.5, 0.4]), np.array([0.6, 0.35, 0.45])), (np.array([0.2]), np.array([0.1]))]
    cases.append((np.array([0.1, 0.4, 0.4, 0.3]), np.array([0.2, 0.25, 0.5, 0.7])))
    cases.append((np.array([0.5, 0.1, 0.45]), np.array([0.1, 0.5, 0.4])))  # validation, test and sum each want another
    return cases + [(rng.permutation(6) / 10, rng.permutation(6) / 10 + 0.01) for _ in range(2)]


MEND_CHOICE = Exercise(
    "05-mend-choice",
    points=2,
    title="choose on the validation, report the test",
    reference=choose,
    cases=_choose_cases,
    compare=close_to(1e-9),
    mistakes=[
        Mistake(
            lambda valid, test: (int(np.argmax(test)), float(test.max())),
            "This is still the function from the web: the test has chosen. Choose on the validation.",
        ),
        Mistake(
            lambda valid, test: (int(np.argmax(valid)), float(valid.max())),
            "You report the value on the validation. It has chosen, so it is too high. Report the test.",
        ),
        Mistake(
            lambda valid, test: (int(np.argmax(valid)), float(test.max())),
            "You chose on the validation, but report the best value of the test. Report the test of the CHOSEN model.",
        ),
        Mistake(
            lambda valid, test: (int(np.argmax(valid + test)), float(test[np.argmax(valid + test)])),
            "You chose on both together. The test may not take part in the choice at all.",
        ),
        Mistake(
            lambda valid, test: (
                len(valid) - 1 - int(np.argmax(valid[::-1])),
                float(test[len(valid) - 1 - int(np.argmax(valid[::-1]))]),
            ),
            "Almost: of equally good models the first is taken. You took the last.",
        ),
        Mistake(
            lambda valid, test: (int(np.argmin(valid)), float(test[np.argmin(valid)])),
            "You chose the lowest nDCG. Higher is better.",
        ),
    ],
    hints=[
        "Which of the two arrays may decide, and which may only report?",
        "np.argmax gives the place of the largest value, the first of equal ones.",
        "Two lines: the number from one array, the value at this number from the other.",
    ],
)
