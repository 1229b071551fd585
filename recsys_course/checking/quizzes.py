"""`quiz(id)` shows a question, `quiz(id, "b")` says whether the answer is right and why."""

from __future__ import annotations

from typing import Any

from recsys_course.checking.checker import tell, under_nbgrader
from recsys_course.checking.exercise import Quiz
from recsys_course.checking.progress import note_done, note_tried
from recsys_course.checking.registry import Unknown, find_quiz
from recsys_course.checking.wording import cut, plural, say


def quiz(identity: str, answer: Any = None) -> None:
    """Show a question, or judge an answer to it.

    identity: such as "03-q1". answer: the letter of an option, such as "b"; nothing shows the question, and
    `...` is an answer not given yet.
    Errors: none for learners; AssertionError for a wrong or missing answer where NBGRADER_EXECUTION is set.
    """
    try:
        question = find_quiz(identity)
    except Unknown as error:
        tell(str(error), failed=True)
        return
    if answer is None:
        tell(_shown(question), failed=True)
        return
    if answer is ...:
        tell(f"{question.id}: not answered yet. {_range(question)}", failed=True)
        return
    letter = letter_meant(answer)
    if letter not in question.options:
        tell(f"{_range(question)} You gave {cut(repr(answer), 60)}.", failed=True)
        return
    _judge(question, letter)


def _judge(question: Quiz, letter: str) -> None:
    """Say right or wrong with the explanation of the chosen option; keep it in the progress."""
    right = letter == question.answer
    if not under_nbgrader():
        note_done(question.id, question.points) if right else note_tried(question.id)
    chosen = f"{letter}) {question.options[letter]}"
    if right:
        say(f"Right ({plural(question.points, 'point')}): {chosen}\n{question.why[letter]}")
    else:
        tell(f"Not this one: {chosen}\n{question.why[letter]}\nChoose another letter.", failed=True)


def _shown(question: Quiz) -> str:
    options = [f"  {letter}) {text}" for letter, text in question.options.items()]
    return "\n".join([f"Question {question.id}: {question.question}", *options, _range(question)])


def _range(question: Quiz) -> str:
    """How to answer: `Answer with one letter in quotes, a, b or c, in place of the dots ...`"""
    letters = list(question.options)
    words = f"{', '.join(letters[:-1])} or {letters[-1]}"
    return f"Answer with one letter in quotes, {words}, in place of the dots in the answer cell."


def letter_meant(answer: Any) -> str:
    """The letter meant by "B", " b)", "(b)" or "b."; "" for everything that is not text."""
    return answer.strip().strip("().:").strip().lower() if isinstance(answer, str) else ""
