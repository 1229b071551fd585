"""Judges what an answer gave: right, not attempted, a known mistake, or the first case that differs.

`judge` never touches the learner's code, only the outcomes that `running` reports. The classroom calls it
outside the student's process, with cases from a secret seed, and shows `Verdict.headline` and `.hint` but
never `.detail`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from recsys_course.checking.advice.apart import apart
from recsys_course.checking.diagnosing import NO_TENSOR, differs, recognise
from recsys_course.checking.exercise import Exercise, Mistake
from recsys_course.checking.explaining import dies_only_on_empty, explain, returned_nothing
from recsys_course.checking.runner.running import Outcome
from recsys_course.checking.unlisted import recognise_unlisted
from recsys_course.checking.wording import plural


@dataclass(frozen=True)
class Verdict:
    """The judgement of one answer.

    status: "correct", "not attempted" or "wrong". headline: one or two sentences that tell nothing about the
    cases.
    detail: the case that shows it (arguments, expected, got), for public cases only.
    mistake: the known mistake that was recognised. right, total: numbers of cases.
    shown: the number of the case in `detail`, or -1.
    """

    status: str
    headline: str
    detail: str = ""
    mistake: Mistake | None = None
    right: int = 0
    total: int = 0
    shown: int = -1

    @property
    def hint(self) -> str:
        """The hint of the recognised mistake, or ""."""
        return self.mistake.hint if self.mistake else ""


def judge(
    exercise: Exercise, cases: Sequence[tuple[Any, ...]], outcomes: Sequence[Outcome], thorough: bool = True
) -> Verdict:
    """Compare the outcomes of an answer with the reference and with the known mistakes on the same cases.

    A mistake is named only where it explains every case (see `recognise`, then `recognise_unlisted`); the detail is
    always the first case that differs. thorough: False for many answers in a row, which looks less long.
    """
    total = len(cases)
    expected = exercise.expected(list(cases))
    differences = [differs(exercise, *pair) for pair in zip(expected, outcomes, strict=False)]
    right = differences.count(None)
    if right == total:
        return _all_right(exercise, outcomes)
    silent = all(_is_nothing(one) for one in outcomes) and not all(_is_nothing(one) for one in expected)
    if silent and not (outcomes and outcomes[0].kind == "value" and outcomes[0].returns):
        return Verdict("not attempted", _not_attempted(exercise, outcomes), total=total)
    first = next(i for i, difference in enumerate(differences) if difference is not None)
    mistake = recognise(exercise, cases, expected, outcomes)
    if mistake is None and not exercise.trained:
        mistake = recognise_unlisted(exercise, cases, expected, outcomes, thorough)
    if silent:
        headline, detail = returned_nothing(exercise, outcomes[0]), ""
    else:
        shown = cases[first], expected[first], outcomes[first], differences[first] or ""
        headline, detail = explain(exercise, *shown, dies_only_on_empty(cases, expected, outcomes))
        fact = "" if mistake else apart(exercise.parameters, cases, [one is None for one in differences])
        detail = f"{fact}\n{detail}" if fact else detail
    counted = total > 1 and outcomes[-1].kind not in ("parameters", "no function")
    headline = f"{headline} {right} of {plural(total, 'case')} right." if counted else headline
    return Verdict("wrong", headline, detail, mistake, right, total, first)


def _all_right(exercise: Exercise, outcomes: Sequence[Outcome]) -> Verdict:
    """Correct, unless a tensor is asked for and something else came."""
    total = len(outcomes)
    others = [i for i, outcome in enumerate(outcomes) if exercise.tensor and not outcome.tensor]
    if not others:
        return Verdict("correct", f"Correct: {exercise.id}", right=total, total=total)
    right = total - len(others)
    return Verdict("wrong", f"{exercise.id}: not right yet.", "", NO_TENSOR, right, total, others[0])


def _is_nothing(outcome: Outcome) -> bool:
    return outcome.kind == "untouched" or (outcome.kind == "value" and outcome.value is None)


def _not_attempted(exercise: Exercise, outcomes: Sequence[Outcome]) -> str:
    """Says what to do; a function that has a body but returns nothing may lack its `return`."""
    if exercise.parameters and outcomes and outcomes[0].kind == "value":
        return (
            f"{exercise.id}: not attempted yet, or the `return` is missing: the result is always None. "
            "End your function with `return` and the result."
        )
    return (
        f"{exercise.id}: not attempted yet. Write your answer in place of `...`, run its cell, then this. "
        f'Stuck? Run: from recsys_course.exercises import hint; hint("{exercise.id}")'
    )
