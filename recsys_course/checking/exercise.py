"""What an exercise is: a reference, cases, a comparison, the usual mistakes as code, and hints.

An exercise never runs a learner's answer by itself. Three parts can be used separately, so that
the classroom can keep every expected value outside the process of the student:
`exercise.make_cases(seed)` (inputs), `exercise.expected(cases)` (right answers), `exercise.compare(expected,
got)`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from recsys_course.checking.compare import Compare, close_to
from recsys_course.checking.runner.running import SECONDS, Outcome, run_trusted

PUBLIC_SEED = 2024
Cases = list[tuple[Any, ...]]
_ID = re.compile(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Mistake:
    """A usual mistake. `code`: the wrong answer as a function. `hint`: what went wrong."""

    code: Callable[..., Any]
    hint: str


def no_arguments(rng: np.random.Generator) -> Cases:
    """The cases of an exercise whose answer is a value and not a function: one, without arguments."""
    return [()]


@dataclass(frozen=True)
class Exercise:
    """One exercise of a lesson.

    id: two digits of the lesson, a dash, small letters: "03-cosine". points: what it is worth (> 0).
    reference: the right answer as a function; where the answer is a value, a function without parameters.
    cases: rng -> list of tuples of arguments; about 5 to 12, small, with the edges (ties, empty, zero) in
    them.
    compare: (expected, got) -> None or a sentence; made by `close_to()` or `exact()`.
    mistakes: at least three, each different from the reference and from one another on the public cases.
    hints: from a nudge to a plan; never the solution. title: a few words for the progress table.
    tensor: whether a tensor of the framework is asked for, so that the same numbers in an array are not right yet.
    trained: whether answers are trained networks. The reference is none, so no change of it can explain one of them.
    Errors: ValueError for an id of another form, points <= 0.
    """

    id: str
    points: int
    reference: Callable[..., Any]
    cases: Callable[[np.random.Generator], Cases] = no_arguments
    compare: Compare = field(default_factory=close_to)
    mistakes: Sequence[Mistake] = ()
    hints: Sequence[str] = ()
    title: str = ""
    tensor: bool = False
    trained: bool = False

    def __post_init__(self) -> None:
        _demand_id(self.id)
        if self.points <= 0:
            raise ValueError(f"exercise {self.id}: points is {self.points}; it must be 1 or more")

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the parameters an answer has, as in the reference."""
        return tuple(inspect.signature(self.reference).parameters)

    @property
    def seconds(self) -> float:
        """The time limit for one case: a network is compiled and trained, which takes longer than a formula."""
        return 4 * SECONDS if self.trained else SECONDS

    def make_cases(self, seed: int = PUBLIC_SEED) -> Cases:
        """The inputs: the public ones without a seed, hidden ones from a secret seed. One tuple per case."""
        return self.cases(np.random.default_rng(seed))

    def expected(self, cases: Cases) -> list[Outcome]:
        """What the reference gives on each case, as plain data. It gets copies of the arguments."""
        return run_trusted(self.reference, cases)


@dataclass(frozen=True)
class Quiz:
    """One question with options. `answer` is the letter of the right one; `why` explains every option.

    Errors: ValueError where the answer is not an option, or an option has no `why`.
    """

    id: str
    question: str
    options: dict[str, str]
    answer: str
    why: dict[str, str]
    points: int = 1

    def __post_init__(self) -> None:
        _demand_id(self.id)
        if self.answer not in self.options:
            raise ValueError(f"quiz {self.id}: the answer {self.answer!r} is not among {list(self.options)}")
        if self.why.keys() != self.options.keys():
            raise ValueError(f"quiz {self.id}: options {list(self.options)}, but a why for {list(self.why)}")


def _demand_id(identity: str) -> None:
    if not _ID.fullmatch(identity):
        raise ValueError(f"the id {identity!r} must be two digits, a dash and small letters: '03-cosine'")
