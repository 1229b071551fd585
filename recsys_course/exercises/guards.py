"""A usual mistake comes alone or together with a forgotten guard; both are named.

A guard is, for example, the test for a length of 0 before a division by it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.exercise import Mistake


def quiet(code: Callable[..., Any]) -> Callable[..., Any]:
    """The same function without NumPy's warnings about a division by 0."""

    def answer(*arguments: Any) -> Any:
        with np.errstate(all="ignore"):
            return code(*arguments)

    return answer


def zero_where_undefined(code: Callable[..., Any]) -> Callable[..., Any]:
    """The same function with 0 where it gives NaN or infinity: a formula with its guard."""
    return lambda *arguments: np.nan_to_num(quiet(code)(*arguments), nan=0.0, posinf=0.0, neginf=0.0)


def with_and_without(
    code: Callable[..., Any],
    hint: str,
    besides: str,
    guard: Callable[[Callable[..., Any]], Callable[..., Any]] = zero_where_undefined,
) -> tuple[Mistake, Mistake]:
    """Two mistakes: the wrong formula with its guard, and the same formula without.

    code: the formula without a guard; guard(code) has one. hint: what is wrong with the formula.
    besides: what the second mistake lacks; it is said after the hint.
    """
    return Mistake(guard(code), hint), Mistake(quiet(code), f"{hint} {besides}")
