"""Cures for the first errors with PyTorch, TensorFlow and Keras: each error is really raised here."""

import functools
import linecache

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
import torch
from scipy import sparse
from torch import nn

from recsys_course.checking import checker
from recsys_course.checking.advice.table import ADVICE
from recsys_course.checking.judging import judge
from recsys_course.checking.runner.running import run_cases
from recsys_course.exercises import Exercise
from tests.helpers.raised_first import FIRST
from tests.helpers.raised_later import LATER

NAMES = {"np": np, "tf": tf, "torch": torch, "nn": nn, "F": nn.functional, "keras": keras, "pd": pd, "sparse": sparse}
ONE = Exercise("99-x", points=1, reference=lambda: 1)


@functools.cache
def said(code):
    """What `check` says on a function with this body, in a cell whose lines are known as in a notebook."""
    lines = ["def answer():", *(f" {line}" for line in code.splitlines())]
    file, space = f"<cell {code}>", dict(NAMES)
    linecache.cache[file] = (1, None, [f"{line}\n" for line in lines], file)
    exec(compile("\n".join(lines), file, "exec"), space)
    outcomes = run_cases(space["answer"], [()], 60.0)
    return checker.report(ONE, judge(ONE, [()], outcomes), outcomes)


PAIRS = [(cure, code) for cure, codes in [*FIRST.items(), *LATER.items()] for code in codes]


@pytest.mark.parametrize(("cure", "code"), PAIRS, ids=[f"{i}-{cure[:20]}" for i, (cure, _) in enumerate(PAIRS)])
def test_a_first_error_with_tensors_gets_its_cure(cure, code):
    text = said(code)
    assert "your code stopped with the error" in text and cure in text, text
    assert "function_node" not in text and "[Op:" not in text and "in user code" not in text


OTHERS = (
    "np.stack([np.ones(2), np.ones(3)])", "np.ones((2, 3)) @ np.ones(2)", "np.ones(3)[5]", "[1][3]", "'a'[0] = 'b'",
    "(1, 2)[0] = 3", "(lambda a: a)()", "sum([1], dim=0)", "[] + None", "{}['a']", "np.ones(3)['a']", "1 + 'a'",
    "pd.DataFrame({'a': [1]})['b']", "sparse.eye(3) @ np.ones(2)", "np.concatenate([np.ones(2), np.ones((2, 2))])",
    "for x in 3: pass", "[].shape", "np.dot()", "x = None\nx[0]", "1 / 0", "int('a')", "np.ones(3).reshape(2, 2)",
)  # fmt: skip


@pytest.mark.parametrize("code", OTHERS)
def test_errors_of_python_and_numpy_never_speak_of_tensors(code):
    text = said(code)
    assert not any(word in text for word in ("ensor", "torch", "tf.", "Keras", "gradient"))


def test_no_piece_of_advice_is_there_without_an_error_that_raises_it():
    everything = "\n".join(said(code) for _, code in PAIRS)
    assert [pattern for pattern, text in ADVICE if text not in everything] == []
