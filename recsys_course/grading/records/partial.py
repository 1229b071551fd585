"""Partial marks, where they are asked for: the share of the hidden cases that an answer in code got right."""

from __future__ import annotations

from dataclasses import replace

from recsys_course.grading.records.results import Mark, Result

_SAID = "{0:g} of {1:g} points, for {2} of {3} hidden cases."


def partial(result: Result) -> Result:
    """The result with a share of the points for code that is right in some hidden cases, to two decimals."""
    return replace(result, marks=tuple(map(_shared, result.marks)))


def whole(result: Result) -> Result:
    """The result as it is: all points of a task or none, as is usual here."""
    return result


def _shared(mark: Mark) -> Mark:
    if mark.kind != "code" or mark.status != "wrong" or mark.points is None or not mark.passed:
        return mark
    points = round(mark.of * mark.passed / mark.cases, 2)
    said = _SAID.format(points, mark.of, mark.passed, mark.cases)
    return replace(mark, points=points, words=f"{mark.words} {said}".strip())
