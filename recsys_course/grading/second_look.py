"""Right in the notebook and 0 here is never silent: such a mark waits for a person, with the reason.

It is no gift: a person who looks at it gives the points. Anybody can write an output or raise an error; whoever does so
gets a line on a list.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace

from recsys_course.checking.runner.running import Outcome
from recsys_course.grading.answers.collect import OF_THE_COURSE, Answer
from recsys_course.grading.answers.newer_python import is_newer
from recsys_course.grading.records.results import Mark

_WORDS = "Here this did not work as in your notebook. A person looks at it before it gets a mark."
_ABSENT = {
    "FileNotFoundError": "it opens a file that is not there when it is graded",
    "PermissionError": "it opens something that it may not open when it is graded",
    "ModuleNotFoundError": "it imports a module that is not there when it is graded",
    "ImportError": "it imports something that is not there when it is graded",
}
_CALLED_CORRECT = "the output stored in the notebook says that it was correct"
_NEWER = "it is written for a newer Python than this one, {}.{}".format(*sys.version_info)
_WITH_THE_COURSE = "right, by functions of the course: is that what the task asks for?"
_UNKNOWN = re.compile(r"name '(\w+)' is not defined")
_LONGEST = 200


def looked_at_again(
    mark: Mark, answer: Answer, outcomes: Sequence[Outcome], called_correct: bool, newer: Collection[str] = ()
) -> Mark:
    """The mark as it is, or waiting, where an answer stopped for a reason that is not the task's.

    outcomes: of the answer, in the sandbox. called_correct: what the stored output of its check says. newer: names that
    stand in cells which only a newer Python reads.
    """
    reason = _reason(answer, outcomes, newer) or (_CALLED_CORRECT if called_correct else "")
    if mark.status == "right" and OF_THE_COURSE in answer.note:
        return replace(mark, look=_WITH_THE_COURSE)
    if mark.status == "right" or not reason:
        return mark
    seen = next((f"{one.error}: {one.message}" for one in outcomes if one.kind == "error"), "")
    note = "; ".join(filter(None, [mark.note, reason]))
    return replace(
        mark,
        status="waiting",
        points=None,
        words=_WORDS,
        hint="",
        note=note,
        look=reason,
        seen=" ".join(seen.split())[:_LONGEST],
    )


def _reason(answer: Answer, outcomes: Sequence[Outcome], newer: Collection[str]) -> str:
    """Why an answer stopped, where that has nothing to do with its task; else ""."""
    for one in outcomes:
        if one.kind == "error" and one.error in _ABSENT:
            return _ABSENT[one.error]
        if one.kind == "error" and one.error == "SyntaxError" and is_newer(answer.source):
            return _NEWER
        name = _UNKNOWN.search(one.message) if one.kind == "error" and one.error == "NameError" else None
        if name and name[1] in newer:
            return f"it reads {name[1]}: {_NEWER}"
        if name and _is_made_elsewhere(name[1], answer):
            return f"it reads {name[1]}, which is not there when it is graded"
    return ""


def _is_made_elsewhere(name: str, answer: Answer) -> bool:
    """Whether another cell names it, or an import of the answer's own cell makes it."""
    imported = re.compile(rf"^\s*(?:import|from)\b.*\b{name}\b", re.M)
    return bool(imported.search(answer.source)) or any(re.search(rf"\b{name}\b", text) for text in answer.before)
