"""What each change does to a right answer, in words for the learner whose results are those of the changed one."""

from __future__ import annotations

import ast

EDGE = "The comparison is wrong at its edge: look at a value that is exactly equal to the limit. "
OPERATORS: dict[type[ast.AST], tuple[tuple[type[ast.AST], str], ...]] = {
    ast.Lt: (
        (ast.LtE, EDGE + "Such a value does not belong to it."),
        (ast.Gt, "A comparison is the wrong way round: smaller is right."),
    ),
    ast.LtE: (
        (ast.Lt, EDGE + "Such a value belongs to it."),
        (ast.Gt, "A comparison is the wrong way round: smaller or equal is right."),
    ),
    ast.Gt: (
        (ast.GtE, EDGE + "Such a value does not belong to it."),
        (ast.Lt, "A comparison is the wrong way round: larger is right."),
    ),
    ast.GtE: (
        (ast.Gt, EDGE + "Such a value belongs to it."),
        (ast.Lt, "A comparison is the wrong way round: larger or equal is right."),
    ),
    ast.Eq: ((ast.NotEq, "A condition is the wrong way round: equal is right, and not different."),),
    ast.NotEq: ((ast.Eq, "A condition is the wrong way round: different is right, and not equal."),),
    ast.In: ((ast.NotIn, "A condition is the wrong way round: what is in the collection is meant."),),
    ast.NotIn: ((ast.In, "A condition is the wrong way round: what is not in the collection is meant."),),
    ast.Is: ((ast.IsNot, "A condition is the wrong way round."),),
    ast.IsNot: ((ast.Is, "A condition is the wrong way round."),),
    ast.Add: ((ast.Sub, "You subtracted where adding is right."), (ast.Mult, "You multiplied where adding is right.")),
    ast.Sub: ((ast.Add, "You added where subtracting is right."),),
    ast.Mult: (
        (ast.Div, "You divided where multiplying is right."),
        (ast.Add, "You added where multiplying is right."),
    ),
    ast.Div: (
        (ast.Mult, "You multiplied where dividing is right."),
        (ast.FloorDiv, "You divided to whole numbers (`//` or `int`). Keep what stands behind the point: `/`."),
    ),
    ast.FloorDiv: ((ast.Div, "You divided with `/`. Whole numbers are right here: `//`."),),
    ast.Mod: ((ast.FloorDiv, "You took the whole part of a division. Its rest is right: `%`."),),
    ast.Pow: ((ast.Mult, "You multiplied where a power is right: `**`."),),
    ast.And: ((ast.Or, "Both conditions must hold. You took what fulfils one of them."),),
    ast.Or: ((ast.And, "One of the conditions is enough. You demanded both."),),
    ast.BitAnd: ((ast.BitOr, "Both conditions must hold. You took what fulfils one of them."),),
    ast.BitOr: ((ast.BitAnd, "One of the conditions is enough. You demanded both."),),
}
_SAME_KIND = (
    {"sum": "the sum", "mean": "the mean", "max": "the largest", "min": "the smallest", "median": "the median"},
    {"argmax": "the place of the largest", "argmin": "the place of the smallest"},
    {"any": "whether any is true", "all": "whether all are true"},
    {"zeros": "zeros", "ones": "ones"},
    {"maximum": "the larger of two numbers", "minimum": "the smaller of two numbers"},
    {"log": "the natural logarithm", "log2": "the logarithm to base 2", "log10": "the logarithm to base 10"},
    {"std": "the standard deviation", "var": "the variance"},
    {"floor": "rounding down", "ceil": "rounding up", "round": "rounding to the nearest"},
)
NAMES: dict[str, dict[str, str]] = {
    own: {other: f"You used {there[other]} where {there[own]} is right." for other in there if other != own}
    for there in _SAME_KIND
    for own in there
}
MISSING = {
    "log": "A logarithm is missing.",
    "log1p": "A logarithm is missing.",
    "log2": "A logarithm is missing.",
    "sqrt": "A square root is missing.",
    "exp": "The exponential function is missing.",
    "abs": "The absolute value is missing: a sign must not count here.",
    "sorted": "Something is not sorted that must be.",
    "sort": "Something is not sorted that must be.",
    "unique": "Something is counted more than once: each value counts one time.",
    "set": "Something is counted more than once: each value counts one time.",
    "reversed": "The order is the wrong way round.",
    "nan_to_num": "Some results are not a number (nan): they need a value of their own.",
    "copy": "You work on the caller's own array. Work on a copy.",
    "tanh": "The tanh is missing.",
    "cumsum": "The sums must run on: each place adds all before it.",
}
KEYWORDS = {
    "axis": "The other axis: the same computation along the right axis gives other numbers. Axis 0 goes down the "
    "rows, axis 1 along each row.",
    "keepdims": "A dimension is lost: `keepdims=True` keeps it, so that sizes still fit.",
    "ddof": "The standard deviation is divided by another number here: look at n and n - 1 (`ddof`).",
    "kind": "The rule for ties: of equal values the one that comes first stays first (a stable sort).",
    "reverse": "The order is the wrong way round.",
    "dtype": "The kind of numbers is another one: look at whole numbers, decimal numbers and True/False.",
}
