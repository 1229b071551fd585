"""`expect(...)`: a number in the text of a lesson is a promise, kept by a cell."""

from __future__ import annotations

import math
import os
from decimal import Decimal
from typing import Any

import numpy as np

from recsys_course.checking.wording import say

HOME = "harbour"


def expect(value: Any, about: float, within: float, what: str) -> None:
    """Print a measured value beside what the lesson promises, and raise where the promise is broken.

    value: the measured number. about, within: the promise is |value - about| <= within. what: "nDCG@10 of
    ItemKNN". Where $RECSYS_COURSE_DATASET names a data set other than harbour, it prints both and never
    raises.
    Errors: AssertionError outside the promise (NaN is outside); TypeError where value is not one number.
    """
    number = _number(value, what)
    promise = f"≈ {about} ± {within}" if within else f"exactly {about}"
    dataset = os.environ.get("RECSYS_COURSE_DATASET") or HOME
    shown = _digits(number, about, within)
    if dataset != HOME:
        say(f"{what}: {shown} (on {dataset}; promised on {HOME}: {promise})")
        return
    if not abs(number - about) <= within * (1 + 1e-9):  # NaN fails too
        raise AssertionError(_broken(what, shown, promise))
    say(f"{what}: {shown} (promised: {promise})")


def _broken(what: str, shown: str, promise: str) -> str:
    return (
        f"{what} is {shown}, but the lesson promises {promise}. "
        "If you changed a cell above, this is the result of your experiment; undo it to go on. "
        "If you changed nothing, restart the kernel and run all cells. If it stays, report this message."
    )


def _number(value: Any, what: str) -> float:
    """One real number of whatever numeric type, as a float or int."""
    array = np.asarray(value)
    if array.size != 1 or array.dtype.kind not in "iufb":
        got = f"{type(value).__name__} of shape {array.shape}"
        raise TypeError(f"expect: the value of {what!r} must be one number; got {got}")
    return array.reshape(-1)[0].item()


def _digits(number: float, about: float, within: float) -> str:
    """The value with one digit more than the promise; whole numbers as they are."""
    if isinstance(number, int):
        return str(number)
    if not math.isfinite(number):
        return "NaN (not a number)" if math.isnan(number) else str(number)
    places = max(0, *(-_exponent(limit) for limit in (about, within)))
    return f"{number:.{places + 1}f}"


def _exponent(limit: float) -> int:
    """The power of ten of the last digit: -3 for 0.093."""
    exponent = Decimal(repr(float(limit))).normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
