"""Advice on frequent slips: notebook variables, functions that give None, misspelled names, warnings, output."""

import functools
import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from recsys_course.checking import checker
from recsys_course.checking.advice.errors import cure
from recsys_course.checking.judging import judge
from recsys_course.checking.runner.running import run_cases
from recsys_course.exercises import Exercise, Mistake, close_to, exact

DATA = {
    "array": np.ones(3),
    "list": [1, 2],
    "table": pd.DataFrame({"a": [1]}),
    "series": pd.Series([1]),
    "sparse": sparse.csr_array((2, 2)),
}


def made(reference, *cases, mistakes=(), **more):
    return Exercise("99-x", points=1, reference=reference, cases=lambda rng: list(cases), mistakes=mistakes, **more)


def said(exercise, answer):
    cases = exercise.make_cases()
    outcomes = run_cases(answer, cases, 5.0)
    return checker.report(exercise, judge(exercise, cases, outcomes), outcomes)


def written(code, **notebook):
    """The function `f` that a learner wrote in a notebook with these variables."""
    exec(code, notebook)
    return notebook["f"]


def best(similarity, ratings, k):
    return similarity + ratings + k


VALUE = Exercise("99-x", points=1, reference=lambda: 1)
BEST = made(best, (1, 2, 3), (2, 2, 3))


@pytest.mark.parametrize("R", DATA.values(), ids=DATA)
def test_a_wrong_answer_that_reads_the_notebooks_data_is_told_so(R):
    text = said(BEST, written("def f(similarity, ratings, k): return len(str(R))", R=R))
    note = "Your function uses the notebook's variable `R`. Use its arguments: similarity, ratings, k."
    assert text.splitlines().count(note) == 1


def test_several_notebook_variables_are_named_once_also_from_inner_functions_and_after_an_error():
    code = "def f(similarity, ratings, k):\n R[0]\n inner = lambda: [S[j] + R[99] for j in range(2)]\n return inner()"
    text = said(BEST, written(code, R=DATA["array"], S=DATA["list"]))
    assert "Your function uses the notebook's variables `R` and `S`. Use its arguments: " in text


def test_one_argument_is_called_an_argument():
    text = said(made(lambda row: row, (1,)), written("def f(row): return R", R=DATA["list"]))
    assert "variable `R`. Use its argument: row." in text


QUIET = {
    "a right answer": ("def f(similarity, ratings, k): R; return similarity + ratings + k", {"R": np.ones(3)}),
    "modules, functions, classes": (
        "def f(similarity, ratings, k): return np.ones(g(K(3)))",
        {"np": np, "g": lambda k: k, "K": int},
    ),
    "numbers and text": ("def f(similarity, ratings, k): return K + len(NAME)", {"K": 10, "NAME": "x"}),
    "an attribute of that name": (
        "def f(similarity, ratings, k): return np.ones(3).T + k",
        {"np": np, "T": np.ones(3)},
    ),
    "a local variable of that name": ("def f(similarity, ratings, k):\n R = k\n return R", {"R": np.ones(3)}),
    "nothing but dots": ("def f(similarity, ratings, k): ...", {"R": np.ones(3)}),
}


@pytest.mark.parametrize("case", QUIET)
def test_nothing_is_said_of_notebook_variables_for(case):
    code, notebook = QUIET[case]
    assert "notebook's variable" not in said(BEST, written(code, **notebook))


def test_answers_that_are_values_or_have_no_code_hear_nothing_of_notebook_variables():
    assert "notebook's variable" not in said(VALUE, written("def f(): return R", R=DATA["list"]))
    for answer in (2, len, functools.partial(max, 1, 2)):
        assert said(VALUE, answer).startswith("99-x:") and "notebook's variable" not in said(VALUE, answer)


NOTHING = (
    "Your function returns None. Some functions, such as np.fill_diagonal or list.sort, change their argument and "
    "return None: call them on one line, and return the changed array on the next."
)
SQUARE = made(lambda S: S * 2, (np.ones((2, 2)),), (np.ones((3, 3)),))


@pytest.mark.parametrize("body", ["return np.fill_diagonal(S, 0)", "x = list(S.ravel()); return x.sort()"])
def test_a_function_that_returns_the_none_of_another_is_told_so(body):
    text = said(SQUARE, written(f"def f(S): {body}", np=np))
    assert text.startswith(f"99-x: not right yet. {NOTHING} 0 of 2 cases right.")
    assert "not attempted" not in text and "missing" not in text


def test_a_function_that_may_reach_its_end_without_a_return_is_told_so_too():
    text = said(SQUARE, written("def f(S):\n for row in S:\n  if row[0] == 5:\n   return row"))
    assert f"{NOTHING} Or it comes to its end without reaching a `return`." in text


@pytest.mark.parametrize("body", ["S = S * 2", "S *= 2; return", "S *= 2; return None"])
def test_a_function_without_a_value_after_return_lacks_its_return(body):
    text = said(SQUARE, written(f"def f(S): {body}"))
    assert "`return` is missing" in text and NOTHING not in text


def test_a_listed_mistake_that_gives_none_is_still_named():
    listed = Mistake(lambda S: np.fill_diagonal(S, 0), "It changes S, and gives you nothing.")
    exercise = made(lambda S: S, (np.ones((2, 2)),), mistakes=[listed])
    assert listed.hint in said(exercise, listed.code)


def read_only(x):
    x.flags.writeable = False
    return x


CURES = [
    (lambda x: np.bincont(x), "numpy has no `bincont`. Did you mean `bincount`?"),
    (lambda x: np.linalg.nrom(x), "numpy.linalg has no `nrom`. Did you mean `norm`?"),
    (lambda x: pd.dataframe(x), "pandas has no `dataframe`. Did you mean `DataFrame`?"),
    (lambda x: np.qqqqqq(x), "numpy has no `qqqqqq`. Check the spelling."),
    (lambda x: read_only(x).__setitem__(0, 1), "Work on a copy: x = x.copy()."),
    (lambda x: read_only(x).sort(), "Work on a copy: x = x.copy()."),
    (lambda x: max([]), "max() got an empty list."),
    (lambda x: min(set()), "min() got an empty list."),
    (lambda x: np.max(x[:0]), "max() got an empty list."),
    (lambda x: x[:0].argmin(), "argmin() got an empty list."),
    (lambda x: x[np.ones(2)], "An array in square brackets is a mask, x[seen > 0], or holds positions"),
    (lambda x: x ^ 2, "Power is ** in Python, not ^."),
    (lambda x: float(x[0]) ^ 2, "Power is ** in Python, not ^."),
    (lambda x: pd.Series(x) ^ 2, "Power is ** in Python, not ^."),
]


@pytest.mark.parametrize(("answer", "words"), CURES, ids=[f"{i}-{words[:12]}" for i, (_, words) in enumerate(CURES)])
def test_a_slip_gets_its_own_cure_and_not_the_general_one(answer, words):
    lines = said(made(lambda x: x, (np.array([1.5, 2.5]),)), answer).splitlines()
    assert words in "\n".join(lines)
    before = next(i for i, line in enumerate(lines) if line.startswith("in line "))
    assert lines[before + 1].startswith(words) and lines[before + 2] == "With these arguments:"


def test_a_result_with_the_name_of_its_function_is_to_be_called_otherwise():
    assert cure("UnboundLocalError", "", "    idf = idf(counts) + 1").endswith("Give the result another name.")
    assert "`idf(...)` is not the function" in cure("UnboundLocalError", "", "idf = 2 * idf(counts)")
    for code in ("idf = my_idf(counts)", "total = idf(total)", "idf += 1", ""):
        assert cure("UnboundLocalError", "", code).endswith("Set it before.")


def test_an_alias_that_numpy_took_away_gets_numpys_own_advice_and_no_guess():
    text = said(made(lambda x: x, (1,)), lambda x: np.float(x))
    assert "numpy has no `float`. The message above says what to use." in text
    assert "Did you mean" not in text


def test_an_object_without_an_attribute_is_no_module():
    assert "A list is not an array" in said(made(lambda x: x, (1,)), lambda x: [].bincount)


RATIO = made(lambda a, b: a / b if b[0] else a * 0, (np.ones(1), np.ones(1)), (np.ones(1), np.zeros(1)))


def test_a_warning_of_the_case_that_is_shown_is_python_speaking():
    text = said(RATIO, lambda a, b: a / b)
    assert "Python warned: divide by zero encountered in divide" in text.splitlines()
    assert "Your function printed" not in text


def test_a_right_answer_and_another_case_than_the_shown_one_show_no_warning():
    assert "warn" not in said(RATIO, lambda a, b: np.where(b == 0, 0, a / b))
    assert "warn" not in said(RATIO, lambda a, b: a / b + 1)


def test_at_most_three_different_warnings_are_shown_with_one_line_each():
    def answer(x):
        for number in (1, 1, 2, 3, 4):
            warnings.warn(f"trouble {number}\nand more " + "x" * 500, UserWarning, stacklevel=1)
        return x

    lines = said(made(lambda x: x + 1, (1,)), answer).splitlines()
    shown = [line for line in lines if line.startswith("Python warned: ")]
    assert [line[:24] for line in shown] == [f"Python warned: trouble {number}" for number in (1, 2, 3)]
    assert all(len(line) <= 220 for line in shown)
    assert not any("trouble 4" in line or line.startswith("and more") for line in lines)


def test_no_question_mark_is_followed_by_a_full_stop():
    texts = [said(made(lambda x: x, (1,), (2,)), lambda x: x if x == 1 else None)]
    texts += [said(made(lambda x: [x, 2], (1,), (3,)), lambda x: [x, None])]
    texts += [close_to()(2.0, None), exact()([1], [None]), close_to()({"a": np.ones(2)}, {"a": None})]
    for text in texts:
        assert "Is a `return` missing?" in text
        assert "?." not in text


def test_the_number_of_right_cases_is_said_also_when_it_is_0():
    exercise = made(lambda x: x, (1,), (2,), (3,))
    assert said(exercise, lambda x: -x).splitlines()[0] == "99-x: not right yet. 0 of 3 cases right."
    assert said(exercise, lambda x: 1 / 0).splitlines()[0].endswith("ZeroDivisionError. 0 of 3 cases right.")


def test_no_cases_are_counted_where_none_was_run_or_there_is_only_one():
    exercise = made(lambda x: x, (1,), (2,))
    for text in (said(exercise, lambda: 1), said(exercise, 5), said(VALUE, 2)):
        assert "right yet" in text or "needs your function" in text or "cannot be called" in text
        assert "cases right" not in text and "case right" not in text


def test_of_what_is_printed_twenty_lines_are_shown():
    def talkative(x, lines):
        print("\n".join(f"line {number}" for number in range(lines)))
        return x

    text = said(made(lambda x: x, (1,)), lambda x: talkative(x, 21))
    assert text.endswith("line 19\n... (more lines not shown)") and "line 20" not in text
    text = said(made(lambda x: x, (1,)), lambda x: talkative(x, 20))
    assert text.endswith("line 19")


def test_of_what_is_printed_two_thousand_characters_are_shown():
    text = said(made(lambda x: x, (1,)), lambda x: [print("x" * 999) for _ in range(9)] and x)
    assert text.endswith("xxx\n... (more lines not shown)")
    assert text.count("x" * 999) == 2 and len(text) < 2_200
