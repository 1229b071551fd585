"""Every exercise of every lesson proves itself: right answers pass, each listed mistake is caught and named.

An exercise is found by its path, and so are its right answers: those of `03-shrink` are `RIGHT_ANSWERS` in
`tests/exercises/lesson_03/shrink.py`, at least two, each written in another way than the reference.
"""

import inspect

import numpy as np
import pytest

from recsys_course.checking import progress_store
from recsys_course.checking.exercise import PUBLIC_SEED
from recsys_course.checking.judging import judge
from recsys_course.checking.registry import exercises, lessons, quizzes
from recsys_course.checking.runner.running import run_cases, run_trusted
from recsys_course.exercises import check, hint
from tests.helpers.right_answers import as_asked, right_answers, right_answers_file

EXERCISES = [exercise for lesson in lessons() for exercise in exercises(lesson)]
QUIZZES = [question for lesson in lessons() for question in quizzes(lesson)]
MISTAKES = [(exercise, number) for exercise in EXERCISES for number in range(len(exercise.mistakes))]
HIDDEN = range(1, 6)

each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
each_mistake = pytest.mark.parametrize(
    ("exercise", "number"), MISTAKES, ids=[f"{exercise.id}-{number}" for exercise, number in MISTAKES]
)
each_quiz = pytest.mark.parametrize("question", QUIZZES, ids=lambda question: question.id)


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("RECSYS_COURSE_PROGRESS", str(tmp_path / "progress.json"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


def verdict(exercise, answer, seed=PUBLIC_SEED, seconds=5.0):
    cases = exercise.make_cases(seed)
    return judge(exercise, cases, run_cases(answer, cases, seconds))


def said(capsys, exercise, answer, seconds=5.0):
    capsys.readouterr()
    assert check(exercise.id, answer, seconds) is None
    return capsys.readouterr().out


@each_exercise
def test_the_reference_passes_and_says_its_points_and_cases(exercise, capsys):
    text = said(capsys, exercise, as_asked(exercise, exercise.reference))
    assert text.startswith(f"Correct: {exercise.id} ({exercise.points} point")
    assert f"{len(exercise.make_cases())} case" in text
    assert progress_store.recall()["done"] == {exercise.id: exercise.points}


@pytest.mark.parametrize("exercise", [one for one in EXERCISES if one.tensor], ids=lambda exercise: exercise.id)
def test_where_a_tensor_is_asked_for_the_same_numbers_in_an_array_or_a_list_are_not_right_yet(exercise, capsys):
    for answer in (exercise.reference, lambda *arguments: exercise.reference(*arguments).tolist()):
        text = said(capsys, exercise, answer)
        assert text.startswith(f"{exercise.id}: not right yet.") and "A tensor of the framework" in text
        assert verdict(exercise, answer).right == 0


@each_exercise
def test_at_least_two_differently_written_answers_pass_also_on_hidden_cases(exercise):
    answers = right_answers(exercise)
    assert len(answers) >= 2, f"Add two right answers to {right_answers_file(exercise)}."
    for answer in answers:
        for seed in (PUBLIC_SEED, *HIDDEN):
            found = verdict(exercise, as_asked(exercise, answer), seed)
            assert found.status == "correct", f"{answer}, seed {seed}: {found.headline}\n{found.detail}"


@each_exercise
def test_at_least_three_mistakes_are_listed_and_each_has_its_own_hint(exercise):
    assert len(exercise.mistakes) >= 3
    hints = [mistake.hint for mistake in exercise.mistakes]
    assert len(set(hints)) == len(hints)
    assert all(len(text) >= 20 for text in hints)


@each_mistake
def test_a_mistake_is_caught_and_diagnosed_with_its_own_hint(exercise, number, capsys):
    mistake = exercise.mistakes[number]
    text = said(capsys, exercise, mistake.code)
    assert f"What seems to have happened: {mistake.hint}" in text
    assert progress_store.recall()["done"] == {}


@each_mistake
def test_a_mistake_is_caught_and_diagnosed_on_hidden_cases_too(exercise, number):
    mistake = exercise.mistakes[number]
    for seed in HIDDEN:
        found = verdict(exercise, mistake.code, seed)
        assert found.status == "wrong", f"seed {seed}"
        assert found.hint == mistake.hint, f"seed {seed}: taken for another mistake"


@each_exercise
def test_a_mistake_gives_a_value_in_at_least_one_case_or_any_error_would_be_taken_for_it(exercise):
    for mistake in exercise.mistakes:
        assert any(outcome.kind == "value" for outcome in run_trusted(mistake.code, exercise.make_cases())), (
            mistake.hint
        )


@each_exercise
def test_the_reference_passes_on_five_hidden_seeds_and_gives_values(exercise):
    for seed in HIDDEN:
        assert verdict(exercise, as_asked(exercise, exercise.reference), seed).status == "correct"
        assert any(outcome.kind == "value" for outcome in exercise.expected(exercise.make_cases(seed)))


@each_exercise
def test_the_same_seed_gives_the_same_cases_and_another_seed_gives_others(exercise):
    first, again = (run_trusted(lambda *a: repr(a), exercise.make_cases(7)) for _ in range(2))
    assert first == again
    if exercise.parameters:
        others = [run_trusted(lambda *a: repr(a), exercise.make_cases(seed)) for seed in HIDDEN]
        assert any(other != first for other in others), "Use rng: hidden cases must be new ones."


@each_exercise
def test_a_case_is_a_tuple_with_one_argument_per_parameter(exercise):
    cases = exercise.make_cases()
    assert cases
    for arguments in cases:
        assert isinstance(arguments, tuple)
        inspect.signature(exercise.reference).bind(*arguments)


@each_exercise
def test_the_empty_stub_is_not_attempted(exercise, capsys):
    def stub(*arguments):
        """Only a docstring and the dots."""
        ...

    def half_a_stub(*arguments):
        part = ...
        return part

    for answer in (..., stub, half_a_stub, lambda *arguments: ..., lambda *arguments: ... + 1):
        assert said(capsys, exercise, answer).startswith(f"{exercise.id}: not attempted yet")
    assert progress_store.recall()["tried"] == {}


@each_exercise
def test_a_forgotten_return_is_named(exercise, capsys):
    def no_return(*arguments):
        result = len(arguments)
        result += 1

    assert "`return` is missing" in said(capsys, exercise, no_return)


@each_exercise
def test_a_wrong_shape_gets_a_clear_message(exercise, capsys):
    text = said(capsys, exercise, lambda *arguments: np.zeros((2, 1, 7)))
    assert any(
        words in text.lower()
        for words in ("wrong shape: expected (", "wrong type: expected", "wrong length", "wrong number")
    )
    assert "Got:" in text


def all_nan(value):
    """The same value with NaN for every number, part by part: the parts may have different lengths."""
    if isinstance(value, (list, tuple)) and len(value):
        return type(value)(all_nan(part) for part in value)
    numeric = np.size(value) > 0 and np.asarray(value).dtype.kind in "iuf"
    return np.full(np.shape(value), np.nan) if numeric else np.nan


def test_parts_of_different_lengths_are_filled_with_nan():
    first, second = all_nan((np.zeros(2), [[1], 2]))
    assert np.isnan(first).all() and first.shape == (2,)
    assert np.isnan(second[0]).all() and np.isnan(second[1])


@each_exercise
def test_nan_gets_a_clear_message(exercise, capsys):
    text = said(capsys, exercise, lambda *arguments: all_nan(exercise.reference(*arguments)))
    assert "NaN, which means 'not a number'" in text or "rong type: expected" in text or "rong number of" in text


@each_exercise
def test_an_exception_shows_type_message_and_line(exercise, capsys):
    def broken(*arguments):
        raise ArithmeticError("the sum is gone")  # the line to show

    text = said(capsys, exercise, broken)
    assert "ArithmeticError: the sum is gone" in text
    assert "# the line to show" in text


@each_exercise
def test_an_object_of_an_unknown_type_gets_a_clear_message(exercise, capsys):
    text = said(capsys, exercise, lambda *arguments: object())
    assert "object of type object; return a number" in text


@each_exercise
def test_an_endless_loop_is_stopped(exercise, capsys):
    def endless(*arguments):
        while True:
            pass

    text = said(capsys, exercise, endless, seconds=0.05)
    assert ("Is the machine busy" if exercise.trained else "a loop that never ends") in text


@each_exercise
def test_an_answer_that_claims_to_equal_everything_is_not_believed(exercise):
    class Liar(float):
        def __eq__(self, other):
            return True

        def __ne__(self, other):
            return False

        __hash__ = float.__hash__

    assert verdict(exercise, lambda *arguments: Liar(123456.789)).status == "wrong"


@each_exercise
def test_hints_exist_and_never_contain_a_line_of_the_reference(exercise, capsys):
    assert exercise.hints
    assert exercise.title
    lines = [line.strip() for line in inspect.getsource(exercise.reference).splitlines()]
    code = [line for line in lines if len(line) >= 12 and not line.startswith(("def ", '"""', "#"))]
    for text in [*exercise.hints, *(mistake.hint for mistake in exercise.mistakes)]:
        assert not [line for line in code if line in text or line.removeprefix("return ") in text]
    for number, text in enumerate(exercise.hints, start=1):
        hint(exercise.id)
        assert f"hint {number} of {len(exercise.hints)}: {text}" in capsys.readouterr().out


@each_quiz
def test_the_answer_of_a_quiz_is_among_its_options_and_every_option_has_a_why(question):
    assert question.answer in question.options
    assert question.why.keys() == question.options.keys()
    assert len(question.options) >= 2
    assert all(len(text) >= 10 for text in question.why.values())
    assert len(set(question.options.values())) == len(question.options)
