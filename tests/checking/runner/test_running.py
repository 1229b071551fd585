"""The engine behind `check`: running an answer and the diagnosis, on exercises made here."""

import numpy as np
import pytest

from recsys_course.checking import checker
from recsys_course.checking.judging import judge
from recsys_course.checking.runner.running import run_cases
from recsys_course.exercises import Exercise, Mistake, Quiz


def halves(numbers, limit=10):
    return [number / 2 for number in numbers][:limit]


HALVES = Exercise(
    "99-halves",
    points=1,
    reference=halves,
    cases=lambda rng: [([2, 4, 6], 2), ([1], 5), ([], 1)],
    mistakes=[
        Mistake(lambda numbers, limit: numbers[:limit], "Divide by two, please."),
        Mistake(lambda numbers, limit: halves(numbers, 99), "Cut the list at the limit."),
        Mistake(lambda numbers, limit: numbers[99], "There is no element 99."),
    ],
)


def said(answer, exercise=HALVES, seconds=5.0):
    cases = exercise.make_cases()
    outcomes = run_cases(answer, cases, seconds)
    return checker.report(exercise, judge(exercise, cases, outcomes), outcomes)


def test_a_right_answer_may_change_its_arguments_and_is_told_so():
    def greedy(numbers, limit):
        result = [numbers.pop(0) / 2 for _ in range(min(limit, len(numbers)))]
        return result

    text = said(greedy)
    assert text.startswith("Correct: 99-halves (1 point, 3 cases).")
    assert "changes its argument numbers." in text
    assert HALVES.make_cases()[0] == ([2, 4, 6], 2)


def test_a_wrong_answer_that_changes_its_argument_hears_that_this_may_be_the_fault():
    def greedy(numbers, limit):
        numbers.reverse()
        return halves(numbers, limit)

    note = "changes its argument numbers. What reads it afterwards gets the new values; that may be the fault."
    assert note in said(greedy)


def test_what_the_answer_prints_is_shown_in_small():
    def talkative(numbers, limit):
        print("x" * 50_000)
        return halves(numbers, limit)

    text = said(talkative)
    assert "Your function printed:\nxxx" in text
    assert text.endswith("xxx\n... (more characters not shown)")
    assert len(text) < 2_300


def test_the_first_differing_case_is_shown_where_no_mistake_fits():
    text = said(lambda numbers, limit: [number / 2 + (limit == 5) for number in numbers][:limit])
    assert text.splitlines() == [
        "99-halves: not right yet. 2 of 3 cases right.",
        "Element [0] differs.",
        "With these arguments:",
        "    numbers = [1]",
        "    limit = 5",
        "Expected: [0.5]",
        "Got:      [1.5]",
    ]


@pytest.mark.parametrize("mistake", HALVES.mistakes, ids=lambda mistake: mistake.hint)
def test_mistakes_that_differ_in_some_cases_only_or_raise_are_recognised(mistake):
    assert mistake.hint in said(mistake.code)


ERRORS = [
    (
        lambda numbers, limit: undefined_name,  # noqa: F821
        "NameError",
        "Check the spelling",
    ),
    (lambda numbers, limit: numbers[50], "IndexError", "This position does not exist"),
    (lambda numbers, limit: halves(), "TypeError", "more, fewer or other arguments"),
    (lambda numbers, limit: np.ones(3) + np.ones(2), "ValueError", "The shapes do not fit"),
    (lambda numbers, limit: 1 / 0, "ZeroDivisionError", "divided by 0"),
    (lambda numbers, limit: exit(), "SystemExit", "use return"),
]


@pytest.mark.parametrize(("answer", "error", "cure"), ERRORS, ids=[error for _, error, _ in ERRORS])
def test_common_errors_come_with_a_cure(answer, error, cure):
    exercise = Exercise("99-none", points=1, reference=halves, cases=HALVES.cases)
    text = said(answer, exercise)
    assert f"99-none: your code stopped with the error {error}." in text
    assert cure in text
    assert "of your code: " in text and "lambda numbers, limit" in text


def test_a_wrong_number_of_parameters_is_diagnosed():
    text = said(lambda numbers: numbers)
    assert "cannot be called: it has 1 parameter (numbers). The exercise calls it with 2: (numbers, limit)." in text


def test_a_result_given_in_place_of_the_function_is_diagnosed():
    assert 'Write check("99-halves", halves), without brackets' in said([1, 2, 3])


@pytest.mark.parametrize("value", [np.array([1.0, 2.0]), [1, 2], lambda: [1, 2]])
def test_an_answer_may_be_a_value(value):
    exercise = Exercise("99-value", points=1, reference=lambda: np.array([1.0, 2.0]))
    assert said(value, exercise).startswith("Correct")
    assert "expected 1, got 9" in said([9, 2], exercise)


def test_the_reference_may_demand_an_exception():
    def positive(number):
        if number < 0:
            raise ValueError("negative")
        return number

    exercise = Exercise("99-raise", points=1, reference=positive, cases=lambda rng: [(1,), (-1,)])
    assert said(positive, exercise).startswith("Correct")
    assert "Expected that a ValueError is raised." in said(lambda number: number, exercise)


def test_badly_made_exercises_are_refused():
    with pytest.raises(ValueError, match="two digits"):
        Exercise("cosine", points=1, reference=halves)
    with pytest.raises(ValueError, match="points is 0"):
        Exercise("99-x", points=0, reference=halves)
    with pytest.raises(ValueError, match="not among"):
        Quiz("99-q1", "?", {"a": "yes", "b": "no"}, "c", {"a": "-", "b": "-"})


def test_an_outcome_says_whether_its_value_came_as_a_tensor():
    class Tensor:
        def numpy(self):
            return np.ones(2)

    tensor, array, number, kind = (run_cases(lambda one=one: one, [()])[0] for one in (Tensor(), np.ones(2), 1, Tensor))
    assert tensor.tensor and tensor.value.tolist() == [1, 1]
    assert not (array.tensor or number.tensor or kind.tensor)


def test_sizes_that_do_not_fit_are_the_same_error_in_every_library():
    def misfit(error):
        def answer(numbers, limit):
            if limit == 1:
                raise error("sizes")
            return numbers

        return answer

    exercise = Exercise("99-sizes", 1, halves, HALVES.cases, mistakes=[Mistake(misfit(ValueError), "Divide by two.")])
    torch, tensorflow = RuntimeError, type("InvalidArgumentError", (Exception,), {})
    for error in (ValueError, torch, tensorflow):
        assert "Divide by two." in said(misfit(error), exercise)
    assert "Divide by two." not in said(misfit(NameError), exercise)
