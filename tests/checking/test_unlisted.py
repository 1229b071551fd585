"""Mistakes that nobody wrote down: named where one change of the right answer explains every case, else never."""

import dataclasses

import numpy as np
import pytest

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Exercise, Mistake
from recsys_course.checking.judging import judge
from recsys_course.checking.runner.running import run_cases
from recsys_course.exercises.lesson_07.build import EXERCISE as NETWORK


def largest(scores, k):
    return np.sort(scores)[::-1][:k]


def count_above(numbers, limit):
    total = 0
    for number in numbers:
        if number > limit:
            total += 1
    return total


SCORES = [(np.array([4.0, 9.5, 1.0, 7.0]), 2), (np.array([2.0, 2.5, 3.0]), 1), (np.array([5.0, 6.0, 9.0, 8.0]), 3)]
LARGEST = Exercise(
    "99-largest",
    points=1,
    reference=largest,
    cases=lambda rng: SCORES,
    mistakes=[Mistake(lambda scores, k: np.sort(scores)[:k], "These are the smallest.")],
)
ONE_EDGE = [([1, 5, 9, 3.5], 4), ([1, 7, 9, 9, 3, 8, 8], 3), ([1, 2], 0)]  # only the second tells > from >=
ABOVE = Exercise("99-above", points=1, reference=count_above, cases=lambda rng: ONE_EDGE, compare=exact())


def hint(exercise, answer, thorough=True):
    cases = exercise.make_cases()
    return judge(exercise, cases, run_cases(answer, cases), thorough).hint


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda scores, k: sorted(scores, reverse=True)[: k + 1], "One too many: your result is what k + 1"),
        (lambda scores, k: [-one for one in sorted(scores, reverse=True)[:k]], "The sign is the wrong way round"),
        (lambda scores, k: sorted(sorted(scores)[-k:]), "wrong way round"),
        (lambda scores, k: [int(one) for one in sorted(scores)[::-1][:k]], "cut to whole numbers"),
    ],
)
def test_one_change_is_named_also_where_many_answers_are_looked_at(answer, words):
    assert words in hint(LARGEST, answer)
    assert hint(LARGEST, answer, thorough=False) == hint(LARGEST, answer)


def test_a_listed_mistake_goes_first():
    assert hint(LARGEST, lambda scores, k: sorted(scores)[:k]) == "These are the smallest."


def test_one_case_is_enough_only_where_one_change_explains_it():
    assert "exactly equal" in hint(ABOVE, lambda numbers, limit: sum(one >= limit for one in numbers))


@pytest.mark.parametrize(
    "answer",
    [
        lambda scores, k: [],
        lambda scores, k: [0.0] * k,
        lambda scores, k: [float("nan")] * k,
        lambda scores, k: [7.5] * 2,
        lambda scores, k: scores[99],
        lambda scores, k: np.cumsum(scores) * 0.37,
    ],
)
def test_nothing_is_named_where_the_results_prove_nothing(answer):
    assert hint(LARGEST, answer) == ""


def test_no_change_of_the_reference_explains_a_trained_network():
    answer = lambda scores, k: sorted(scores, reverse=True)[: k + 1]  # noqa: E731
    assert hint(dataclasses.replace(LARGEST, trained=True), answer) == ""


def test_a_change_that_fits_only_some_of_the_cases_is_not_named():
    assert hint(LARGEST, lambda scores, k: largest(scores, k + 1 if k > 1 else k + 2)) == ""


def two_steps(rows, k):
    return [float(sum(row[:k]) / len(row)) for row in rows]


def test_a_listed_mistake_and_one_change_are_named_together_only_where_there_is_time():
    rows = [([[1.0, 2.0, 4.0], [3.0, 5.0, 6.5]], 2), ([[2.0, 7.0, 1.0], [8.0, 1.0, 0.5]], 1)]
    pair = Exercise(
        "99-pair",
        points=1,
        reference=two_steps,
        cases=lambda rng: rows,
        mistakes=[Mistake(lambda rows, k: [one**3 + 1 for one in two_steps(rows, k)], "You took the third power.")],
    )

    def both(rows, k):
        return [(sum(row[: k + 1]) / len(row)) ** 3 + 1 for row in rows]

    assert hint(pair, both).startswith("Two things. One: You took the third power. The other: One place off")
    assert hint(pair, both, thorough=False) == ""


def test_where_two_changes_explain_the_only_case_none_is_named():
    unclear = Exercise("99-unclear", points=1, reference=count_above, cases=lambda rng: [([1, 5], 4), ([1, 3, 9], 3)])
    assert hint(unclear, lambda numbers, limit: sum(one >= limit for one in numbers)) == ""


def test_a_change_whose_table_asks_for_nothing_equals_every_answer_and_is_not_named():
    def noise(users, items, n_users, n_items, *settings):
        return np.random.default_rng(n_users).normal(size=(n_users, n_items))

    assert hint(NETWORK, noise) == ""


def fading(values, rate, start):
    total = start
    for value in values:
        total = total * rate + value
    return total


FADING = [([1.5, 2.0, 4.0], 0.5, 1.0), ([3.0, 2.5], 0.25, 2.0), ([1.0, 7.0, 0.5], 0.75, 3.0)]
FADED = Exercise("99-faded", points=1, reference=fading, cases=lambda rng: FADING)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda values, rate, start: fading(values, 0.5, start), "that of rate = 0.5 always"),
        (lambda values, rate, start: fading(values, rate, 0), "that of start = 0: `start` is not used"),
        (lambda values, rate, start: fading(values, start, start), "You used `start` where `rate` belongs"),
    ],
)
def test_an_argument_that_is_not_used_fixed_or_taken_for_another_is_named(answer, words):
    assert words in hint(FADED, answer)


ROWS = [([4.0, 9.5, 1.0], 1), ([2.0, 2.5, 7.0], 0), ([5.0, 6.5, 9.0], 1), ([3.0, 3.5, 8.0], 2)]


def behind(row, k):
    return row[k + 1]


def behind_or_nothing(row, k):
    return [*row, float("nan")][k + 1]


@pytest.mark.parametrize("code", [behind, behind_or_nothing])
def test_a_listed_mistake_is_named_where_the_answer_only_has_a_guard_that_it_lacks(code):
    listed = [Mistake(code, "You took the place behind it.")]
    place = Exercise("99-place", 1, lambda row, k: row[k], lambda rng: ROWS, mistakes=listed)
    for guard in (lambda row, k: row[min(k + 1, 2)], lambda row, k: row[k + 1] if k < 2 else 33.5):
        assert hint(place, guard) == "You took the place behind it."
    assert hint(place, lambda row, k: row[k + 1] if k < 1 else 77.5) == ""


def test_of_two_mistakes_that_both_have_no_guard_none_is_named():
    listed = [Mistake(behind, "You took the place behind it."), Mistake(behind_or_nothing, "Another one.")]
    place = Exercise("99-place", 1, lambda row, k: row[k], lambda rng: ROWS, mistakes=listed)
    assert hint(place, lambda row, k: row[k + 1] if k < 2 else 33.5) == ""


def test_an_answer_that_is_right_where_the_mistake_is_wrong_has_a_guard():
    numbers = [([4.0, 8.5], 2), ([3.0], 4), ([1.5, 5.0], 2), ([], 3)]
    listed = [Mistake(lambda row, n: (sum(row) + 1) / n, "The 1 is one too many.")]
    mean = Exercise("99-mean", 1, lambda row, n: sum(row) / n, lambda rng: numbers, mistakes=listed)
    assert hint(mean, lambda row, n: (sum(row) + 1) / n if row else 0.0) == "The 1 is one too many."
