"""`check(id, answer)` runs an answer on the public cases and says what it found; `hint(id)` gives the next hint.

For a learner nothing here raises. Under the standard nbgrader tools (NBGRADER_EXECUTION is set) an answer
that is wrong or missing raises AssertionError with the same words, because that is how they see a failed
test.
"""

from __future__ import annotations

import os
from typing import Any

from recsys_course.checking import progress_store
from recsys_course.checking.advice.alone import notice
from recsys_course.checking.exercise import Exercise
from recsys_course.checking.judging import Verdict, judge
from recsys_course.checking.progress import note_done, note_tried
from recsys_course.checking.registry import Unknown, exercises, find, is_quiz, lessons
from recsys_course.checking.runner.running import Outcome, run_cases
from recsys_course.checking.wording import plural, say
from recsys_course.checking.yours import note_judged


def check(identity: str, answer: Any = ..., seconds: float | None = None) -> None:
    """Check an answer on the public cases and print the result; a correct one is kept in the progress.

    identity: such as "03-cosine". answer: your function (without brackets), or your value where a value is
    asked for.
    seconds: time limit per case; default: that of the exercise.
    Errors: none for learners; AssertionError for a wrong or missing answer where NBGRADER_EXECUTION is set.
    """
    try:
        exercise = find(identity)
    except Unknown as error:
        tell(str(error), failed=True)
        return
    cases = exercise.make_cases()
    outcomes = run_cases(answer, cases, seconds or exercise.seconds)
    verdict = judge(exercise, cases, outcomes)
    note_judged(identity, answer, verdict.status == "correct")
    alone = notice(answer, exercise.parameters) if verdict.status == "correct" else ""
    text = report(exercise, verdict, outcomes, alone)
    if not under_nbgrader():
        _keep(exercise, verdict)
    tell(text, failed=verdict.status != "correct")


def report(exercise: Exercise, verdict: Verdict, outcomes: list[Outcome], alone: str = "") -> str:
    """The whole message for a learner: result, diagnosis, the case, what was printed, changed arguments.

    alone: what will not run outside of this notebook.
    """
    if verdict.status == "not attempted":
        return verdict.headline
    parts = [verdict.headline]
    if verdict.status == "correct":
        parts = [f"{verdict.headline} ({plural(exercise.points, 'point')}, {plural(verdict.total, 'case')})."]
    parts.append(alone)
    if verdict.hint:
        parts.append(f"What seems to have happened: {verdict.hint}")
    parts.append(verdict.detail)
    if verdict.status == "wrong":
        parts.append(_outside(exercise, outcomes))
        parts += [f"Python warned: {words}" for words in outcomes[verdict.shown].warned]
    parts.append(_changed(exercise, outcomes, verdict.status))
    parts.append(_printed(outcomes))
    return "\n".join(part for part in parts if part)


def _outside(exercise: Exercise, outcomes: list[Outcome]) -> str:
    """A note on data of the notebook that the function reads in place of its arguments."""
    names = [f"`{name}`" for name in outcomes[0].outside]
    if not names or not exercise.parameters:
        return ""
    data = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    which = "variable" if len(names) == 1 else "variables"
    own = "argument" if len(exercise.parameters) == 1 else "arguments"
    return f"Your function uses the notebook's {which} {data}. Use its {own}: {', '.join(exercise.parameters)}."


def _changed(exercise: Exercise, outcomes: list[Outcome], status: str) -> str:
    """A note on arguments that the function changed: no fault in itself, but often the cause of one."""
    numbers = sorted({number for outcome in outcomes for number in outcome.changed})
    if not numbers:
        return ""
    names = [exercise.parameters[number] for number in numbers]
    text = "Whoever calls it loses the original; work on a copy."
    if status != "correct":
        text = "What reads it afterwards gets the new values; that may be the fault. Work on a copy."
    return f"Note: your function changes its argument{'s' * (len(names) > 1)} {', '.join(names)}. {text}"


def _printed(outcomes: list[Outcome]) -> str:
    """What the function printed in the first case in which it printed anything."""
    printed = next((outcome.printed for outcome in outcomes if outcome.printed.strip()), "")
    return f"Your function printed:\n{printed.rstrip()}" if printed else ""


def _keep(exercise: Exercise, verdict: Verdict) -> None:
    if verdict.status == "correct":
        note_done(exercise.id, exercise.points)
    elif verdict.status == "wrong":
        note_tried(exercise.id)


def tell(text: str, failed: bool) -> None:
    """Print; or raise AssertionError with the same words where nbgrader runs a failed answer."""
    if failed and under_nbgrader():
        raise AssertionError(text)
    say(text)


def under_nbgrader() -> bool:
    """Whether the standard nbgrader tools run this notebook."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))


def hint(identity: Any = None) -> None:
    """Print the next hint of an exercise: the first call hint 1, the next call hint 2. Never the solution."""
    if identity is None:
        example = exercises(lessons()[0])[0].id
        say(f'Which exercise? Write its id in quotes, for example: hint("{example}"). The id is in the check cell.')
        return
    if is_quiz(identity):
        say(f"{identity} is a quiz question; it has no hints. Each wrong letter explains itself.")
        return
    try:
        exercise = find(identity)
    except Unknown as error:
        say(str(error))
        return
    shown, total = progress_store.recall()["hints"].get(identity, 0), len(exercise.hints)
    if shown >= total:
        say(f"{identity}: there are no more hints; here are all {total} again.")
        for number, text in enumerate(exercise.hints, start=1):
            say(f"Hint {number} of {total}: {text}")
        return
    say(f"{identity}, hint {shown + 1} of {total}: {exercise.hints[shown]}")
    progress_store.remember(lambda state: state["hints"].update({identity: shown + 1}))
