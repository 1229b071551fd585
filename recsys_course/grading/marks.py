"""Marks for the answers of one hand-in: code runs in the sandbox and is judged here, letters are compared, prose waits.

    mark(tasks, answers, secret, sandbox) -> (Mark, ...), one for each task

A student reads the words of a mark. Whatever came out of the sandbox may have been written by code that saw the hidden
cases, so of an outcome only its kind, its value (for the judgement) and the name of a known error are used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from recsys_course.checking.exercise import Cases, Exercise
from recsys_course.checking.judging import judge
from recsys_course.checking.quizzes import letter_meant
from recsys_course.checking.registry import find, find_quiz
from recsys_course.checking.runner.running import Outcome
from recsys_course.grading.answers.collect import NOT_THERE, Answer, Answers
from recsys_course.grading.answers.imports import opened
from recsys_course.grading.notebook.assignment import Task
from recsys_course.grading.records.results import Mark
from recsys_course.grading.release.secret import seed
from recsys_course.grading.sandbox.hosts import Limits, Request, Sandbox
from recsys_course.grading.sandbox.inside.outcome_codec import small
from recsys_course.grading.second_look import looked_at_again

_KNOWN = (
    "AssertionError", "AttributeError", "FileNotFoundError", "ImportError", "IndentationError", "IndexError",
    "KeyError", "MemoryError", "ModuleNotFoundError", "NameError", "RecursionError", "RuntimeError", "StopIteration",
    "SyntaxError", "TypeError", "UnboundLocalError", "ValueError", "ZeroDivisionError", "AxisError", "LinAlgError",
    "InvalidArgumentError", "UFuncTypeError", "ComputedTwice", "ProcessEnded", "",
)  # fmt: skip
_NEUTRAL = {"parameters": "it takes other parameters", "no function": "something else was found under its name"}
_TOGETHER = "right only together with all that was written before it"
_ENDED = "the process of your answer was ended: it asked for too much memory, or it ended itself."
_UNPLAIN = "your function returns something that cannot be compared. Return a number, text, list, dict, array or table."
_NOT_COMPARED = "what your function returns cannot be compared with the right answer. Look at its shape and kind."
_WITHOUT = "Write it without the package of the course: it is not there when answers are graded."
_TRY = 'Run check("{0}", ...) in your notebook: it shows a case.'


def mark(
    tasks: Sequence[Task], answers: Answers, secret: str, sandbox: Sandbox, limits: Limits | None = None
) -> tuple[Mark, ...]:
    """One mark for each task, in order.

    tasks: of the released notebook. answers: of one hand-in. secret: decides the hidden cases. sandbox: where the code
    runs; limits: of one exercise there. Errors: NoSandbox; Unknown for a task that this package does not have.
    """
    code = _code([task for task in tasks if task.kind == "code"], answers, secret, sandbox, limits)
    marks: dict[str, Callable[[Task], Mark | None]] = {
        "code": code.get,
        "quiz": lambda task: _quiz(task, answers),
        "prose": lambda task: _prose(task, answers),
    }
    return tuple(found for task in tasks if (found := marks[task.kind](task)))


def _code(
    tasks: Sequence[Task], answers: Answers, secret: str, sandbox: Sandbox, limits: Limits | None
) -> dict[Task, Mark]:
    """Run what each answer needs; where that is not right, run all that the student wrote, as a notebook does."""
    cases = {task: find(task.id).make_cases(seed(secret, task.id)) for task in tasks}
    first = {task: answers.code[task.id].sources for task in tasks}
    outcomes = _run(first, answers, cases, sandbox, limits)
    marks = {task: _judged(task, answers.code[task.id], cases[task], outcomes.get(task, [])) for task in tasks}
    second = {
        task: answers.whole(task.id) for task in tasks if marks[task].status == "wrong" and _ended(outcomes[task])
    }
    for task, found in _run(second, answers, cases, sandbox, limits).items():
        again = _judged(task, answers.code[task.id], cases[task], found)
        if again.status == "right":
            marks[task] = replace(again, note="; ".join(filter(None, [again.note, _TOGETHER])))
    return {
        task: looked_at_again(
            one, answers.code[task.id], outcomes.get(task, []), task.id in answers.correct, answers.newer
        )
        for task, one in marks.items()
    }


def _run(
    sources: Mapping[Task, Sequence[str]],
    answers: Answers,
    cases: Mapping[Task, Cases],
    sandbox: Sandbox,
    limits: Limits | None,
) -> dict[Task, list[Outcome]]:
    """The outcomes of those answers that say something."""
    given = [task for task, texts in sources.items() if texts]
    jobs = [_request(sources[task], answers.code[task.id].name, cases[task], answers) for task in given]
    return dict(zip(given, sandbox.run(jobs, limits), strict=True))


def _request(sources: Sequence[str], name: str, cases: Cases, answers: Answers) -> Request:
    texts = [*sources, *(text for _, text in answers.modules)]
    return Request(sources, name, cases, answers.modules, opened(texts, answers.shown))


def _ended(outcomes: Sequence[Outcome]) -> bool:
    """Whether an answer came to its end by itself; one that did not is not worth a second try."""
    return not any(one.kind == "late" or one.error == "ProcessEnded" for one in outcomes)


def _judged(task: Task, answer: Answer, cases: Cases, outcomes: Sequence[Outcome]) -> Mark:
    empty = Mark(task.id, "code", "not attempted", 0.0, task.points, "Nothing was written here.", note=answer.note)
    if not outcomes:
        return empty
    told = [_neutral(outcome) if small(outcome.value) else Outcome("unplain") for outcome in outcomes]
    try:
        verdict = judge(find(task.id), cases, told, thorough=False)
    except Exception:  # a value that no comparison expects may fail in any way; a right one never does
        return replace(empty, status="wrong", words=f"{_NOT_COMPARED} {_TRY.format(task.id)}")
    empty = replace(empty, passed=verdict.right, cases=verdict.total)
    if verdict.status == "correct":
        return replace(empty, status="right", points=task.points, words="Right in every hidden case.")
    if verdict.status == "not attempted":
        return replace(empty, words=verdict.headline)
    advice = _WITHOUT if NOT_THERE in answer.note else _TRY.format(task.id)
    words = f"{_words(find(task.id), told[verdict.shown], verdict.headline, verdict.right, verdict.total)} {advice}"
    return replace(empty, status="wrong", words=words, hint=verdict.hint)


def _neutral(outcome: Outcome) -> Outcome:
    """The outcome without anything that the student's code could have written into it, but its value."""
    error = outcome.error if outcome.error in _KNOWN else "of your own"
    message = _NEUTRAL.get(outcome.kind, "")
    return Outcome(outcome.kind, outcome.value, error, message, returns=outcome.returns, tensor=outcome.tensor)


def _words(exercise: Exercise, first: Outcome, headline: str, right: int, total: int) -> str:
    """The headline of the judgement; where it would say too little to a student without the case, a better one."""
    counted = f" {right} of {total} hidden cases right." if total > 1 else ""
    better = _ENDED if first.error == "ProcessEnded" else _UNPLAIN if first.kind == "unplain" else ""
    return f"{exercise.id}: {better}{counted}" if better else headline


def _quiz(task: Task, answers: Answers) -> Mark:
    question, letter = find_quiz(task.id), letter_meant(answers.quiz[task.id])
    wrong = Mark(task.id, "quiz", "wrong", 0.0, task.points)
    if not letter:
        return replace(wrong, status="not attempted", words="No letter was given.")
    if letter not in question.options:
        return replace(wrong, words=f"Answer with one of the letters {', '.join(question.options)}.")
    words = f"{letter}) {question.options[letter].rstrip('.')}. {question.why[letter]}"
    if letter == question.answer:
        return replace(wrong, status="right", points=task.points, words=words)
    return replace(wrong, words=words)


def _prose(task: Task, answers: Answers) -> Mark:
    if not answers.prose[task.id]:
        return Mark(task.id, "prose", "not attempted", 0.0, task.points, "Nothing was written here.")
    return Mark(task.id, "prose", "waiting", None, task.points, "A person reads this answer.")
