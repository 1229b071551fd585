"""`yours(id, function)`: your own function where it passes its check, the course's otherwise; `whose(id)` says which.

So an untouched notebook runs to its end, and whoever solved an exercise sees their own code at work from there on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from recsys_course.checking.exercise import Exercise
from recsys_course.checking.judging import judge
from recsys_course.checking.registry import find
from recsys_course.checking.runner.running import run_cases
from recsys_course.checking.wording import say

_own: dict[str, bool] = {}  # of each id that `yours` was asked for last: whether the learner's function is used
_judged: dict[str, tuple[Any, bool]] = {}  # of each id that was checked: the answer of the last check, was it right


def yours(identity: str, answer: Any, otherwise: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """The answer to an exercise as it will be used: `answer` itself where it is right, else the course's function.

    identity: such as "03-cosine". answer: your function, without brackets. otherwise: the course's function, where the
    exercise is about training a network and its reference knows only small worlds; default: the reference.
    Errors: Unknown where no exercise has this id, with the ids that exist.
    """
    exercise = find(identity)
    _own[identity] = is_right(exercise, answer)
    if _own[identity]:
        say(f"{identity}: your own function is used.")
        return answer
    say(f"{identity}: not solved yet, so the course's function is used. You can come back to it.")
    return otherwise or exercise.reference


def whose(identity: str) -> str:
    """The name of a row on the leaderboard: "yours" where `yours` took your function, else "the course's"."""
    return "yours" if _own.get(identity) else "the course's"


def note_judged(identity: str, answer: Any, right: bool) -> None:
    """Record what `check` found: a network need not be trained on all cases twice, for `check` and for `yours`."""
    _judged[identity] = answer, right


def is_right(exercise: Exercise, answer: Any) -> bool:
    """Whether the answer is a function that is right on every public case."""
    last, right = _judged.get(exercise.id, (None, False))
    if callable(answer) and last is answer:
        return right
    cases = exercise.make_cases()
    return callable(answer) and judge(exercise, cases, run_cases(answer, cases, exercise.seconds)).status == "correct"
