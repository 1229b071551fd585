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
from recsys_course.checking.judging import judge
from recsys_course.checking.runner.running import run_cases
from recsys_course.exercises import Exercise

NAMES = {"np": np, "tf": tf, "torch": torch, "nn": nn, "F": nn.functional, "keras": keras, "pd": pd, "sparse": sparse}
ONE = Exercise("99-x", points=1, reference=lambda: 1)
W, V, EMB = "w = torch.ones(3, requires_grad=True)", "v = tf.Variable([1., 2.])", "nn.Embedding(5, 2)"
TAPE = f"{V}\nwith tf.GradientTape() as tape: loss ="
GRAPH = "@tf.function(autograph=False)\ndef g(x):\n {}\nreturn g(tf.constant([1., 2.]))"
MODULE = "class Net(nn.Module):\n def __init__(self): {}\nreturn Net()"


@functools.cache
def said(code):
    """What `check` says on a function with this body, in a cell whose lines are known as in a notebook."""
    lines = ["def answer():", *(f" {line}" for line in code.splitlines())]
    file, space = f"<cell {code}>", dict(NAMES)
    linecache.cache[file] = (1, None, [f"{line}\n" for line in lines], file)
    exec(compile("\n".join(lines), file, "exec"), space)
    outcomes = run_cases(space["answer"], [()], 60.0)
    return checker.report(ONE, judge(ONE, [()], outcomes), outcomes)


CURES = {
    "nothing to follow back": (
        "torch.ones(3).sum().backward()",
        f"{W}\n(w * w).sum().detach().backward()",
        f"{W}\nwith torch.no_grad(): loss = w.sum()\nloss.backward()",
    ),
    "called twice on the same loss": (f"{W}\nloss = (w * w).sum()\nloss.backward()\nloss.backward()",),
    "backward() starts from one number": (f"{W}\n(w * 2).backward()",),
    "do not call .item()": (f"{W}\n(w * w).sum().item().backward()", "tf.constant(1.).backward()"),
    "only inside `with torch.no_grad():`": (f"{W}\nw -= 0.1", f"{W}\nw[0] = 0.1"),
    "still needs was changed in place": (f"{W}\ny = w.exp()\ny += 1\ny.sum().backward()",),
    "The gradient is None": (
        f"{W}\nw.data -= 0.1 * w.grad",
        f"{W}\nw.grad.zero_()",
        f"{TAPE} tf.constant(1.)\n0.1 * tape.gradient(loss, v)",
        f"{TAPE} tf.constant(1.)\ng = tape.gradient(loss, v)\nv.assign(v - 0.1 * g)",
        "keras.optimizers.SGD(0.1).apply_gradients([(None, keras.Variable([1.]))])",
    ),
    "A value is None": (f"{TAPE} tf.constant(1.)\nnew = tape.gradient(loss, v)\nv - new",),
    "A tape gives gradients once": (f"{TAPE} tf.reduce_sum(v * v)\ntape.gradient(loss, v)\ntape.gradient(loss, v)",),
    "The loss is a number of NumPy": (f"{TAPE} np.sum(v.numpy())\ntape.gradient(loss, v)",),
    "x.detach().numpy()": (f"{W}\nw.numpy()", f"{W}\nnp.exp(w)", f"{W}\ntf.exp(w)", f"{W}\ntf.ones(3) * w"),
    "last size of A must be the first size of B": (
        "torch.ones(2, 3) @ torch.ones(2, 3)",
        "torch.ones(2, 3) @ torch.ones(2)",
        "torch.dot(torch.ones(3), torch.ones(2))",
        "nn.Linear(3, 2)(torch.ones(4, 5))",
        "tf.ones((2, 3)) @ tf.ones((2, 3))",
        "tf.linalg.matvec(tf.ones((2, 3)), tf.ones(2))",
    ),
    "For a vector: A @ v": ("tf.ones((2, 3)) @ tf.ones(3)", "torch.bmm(torch.ones(2, 3), torch.ones(2, 3))"),
    "Sizes are compared from the right": (
        "torch.ones(2, 3) + torch.ones(2)",
        "torch.ones(3).expand(2, 4)",
        "x = torch.zeros(3)\nx[:2] = torch.ones(3)",
        "tf.ones((2, 3)) + tf.ones(2)",
    ),
    "Tensors that are joined": (
        "torch.cat([torch.ones(2, 3), torch.ones(2)])",
        "torch.cat([torch.ones(2, 3), torch.ones(3, 2)])",
        "torch.stack([torch.ones(2), torch.ones(3)])",
        "tf.concat([tf.ones((2, 3)), tf.ones((3, 2))], 0)",
        "tf.concat([tf.ones((2, 3)), tf.ones(2)], 0)",
        "tf.stack([tf.ones(2), tf.ones(3)])",
    ),
    "as many numbers as the old one": ("torch.ones(6).view(4, 2)", "tf.reshape(tf.ones(6), (4, 2))"),
    "Use reshape in place of view": ("torch.ones(2, 3).T.view(6)",),
    "the same kind of numbers": (
        "nn.Linear(3, 2)(torch.ones(4, 3, dtype=torch.float64))",
        "torch.ones(2, 3) @ torch.ones(3, 2, dtype=torch.int64)",
        "F.binary_cross_entropy(torch.ones(3), torch.ones(3, dtype=torch.float64))",
        "tf.ones(3) + tf.ones(3, tf.float64)",
        "tf.constant([1, 2]) * 0.5",
        "tf.ones(3) / tf.constant(3)",
        f"{V}\nv.assign(tf.ones(2, tf.float64))",
    ),
    "must be whole numbers here": (
        f"{EMB}(torch.ones(3))",
        "F.cross_entropy(torch.ones(3, 4), torch.ones(3))",
        "torch.ones(3)[torch.ones(2)]",
        "tf.gather(tf.ones((3, 2)), tf.ones(2))",
        "tf.one_hot(tf.ones(3), 3)",
    ),
    "needs numbers with a decimal point": (
        "torch.tensor([1, 2, 3]).mean()",
        "torch.softmax(torch.tensor([1, 2]), 0)",
        "torch.tensor([1, 2], requires_grad=True)",
        "tf.exp(tf.constant([1, 2]))",
    ),
    "There is no row with this number": (
        f"{EMB}(torch.tensor([5]))",
        f"{EMB}(torch.tensor([-1]))",
        "torch.ones(3)[5]",
        "tf.gather(tf.ones((3, 2)), [5])",
        "tf.ones(3)[5]",
        "keras.layers.Embedding(5, 2)(np.array([7]))",
    ),
    "A class number is too large": (
        "F.cross_entropy(torch.ones(3, 4), torch.tensor([0, 1, 9]))",
        "tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[0, 9], logits=tf.ones((2, 4)))",
    ),
    "Scores and targets must have": (
        "F.cross_entropy(torch.ones(3, 4), torch.tensor([0, 1]))",
        "F.binary_cross_entropy_with_logits(torch.ones(3), torch.ones(2))",
        "tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.ones(3), logits=tf.ones((3, 4)))",
    ),
    "Apply the sigmoid first": ("F.binary_cross_entropy(torch.ones(3) * 2, torch.ones(3))",),
    "must hold True and False": (
        "torch.where(torch.ones(3), 1, 0)",
        "tf.where(tf.ones(3), 1, 0)",
        "(tf.ones(3) > 0) & tf.ones(3)",
    ),
    "Write ~mask": ("-torch.tensor([True])",),
    "A mask needs one": ("torch.ones(3)[torch.tensor([True])]", "tf.boolean_mask(tf.ones(3), [True, False])"),
    "has no value yet": (
        GRAPH.format("return 1 if x[0] > 0 else 2"),
        GRAPH.format("return np.exp(x)"),
        GRAPH.format("return x.numpy()"),
        GRAPH.format("return [a for a in x]"),
        GRAPH.format("return float(x[0])"),
        "kept = []\n@tf.function\ndef g(x):\n kept.append(x * 2)\n return x\ng(tf.ones(2))\nreturn kept[0] + 1",
        "tf.exp(keras.Input((3,)))",
        "float(keras.Input((3,)))",
    ),
    "`if` needs one True or False": ("if torch.ones(3) > 0: return 1",),
    "tf.reduce_any(x)": ("if tf.ones(3) > 0: return 1",),
    "Only what has one element": (
        "torch.ones(3).item()",
        "int(torch.ones(3))",
        "float(tf.ones(3))",
        "float(np.ones(3))",
    ),
    "This tensor is one number": ("torch.tensor(1.)[0]", "list(torch.tensor(1.))", "len(tf.constant(1.))"),
    "cannot be changed in place": ("x = tf.ones(3)\nx[0] = 1", f"{V}\nv[0] = 1", "x = tf.ones(3)\nx[1:] += 1"),
    "A tf.Variable keeps its shape": (f"{V}\nv.assign([1.])",),
    "Make a tf.Variable once": ("g = tf.function(lambda x: x * tf.Variable(2.))\ng(tf.ones(2))\ng(tf.ones(2))",),
    "Use tf.gather": ("tf.ones(3)[[1, 2]]", "tf.ones(3)[tf.constant([1, 2])]", "tf.ones(3)[np.array([1, 2])]"),
    "Use float(x) or x.numpy()": ("tf.constant(1.).item()",),
    "Use tf.reduce_sum(x)": ("tf.ones(3).sum()",),
    "Use tf.transpose(x)": ("tf.ones((2, 3)).T",),
    "Use tf.cast(x, tf.float32)": ("tf.ones(3).astype(float)",),
    "Use a tf.Variable, which has .assign": ("tf.ones(3).assign(tf.zeros(3))",),
    "Use x.clone()": ("torch.ones(3).copy()",),
    "Use x.to(torch.float32)": ("torch.ones(3).astype(float)",),
    "tensorflow has no `log`. Use tf.math.log.": ("tf.log(tf.ones(2))",),
    "tensorflow has no `mean`. Use tf.reduce_mean.": ("tf.mean(tf.ones(2))",),
    "torch has no `array`. Use torch.tensor.": ("torch.array([1])",),
    "torch.nn has no `softmax`. Use torch.softmax.": ("nn.softmax(torch.ones(2))",),
    "This must be a tensor": (
        "torch.exp(np.ones(3))",
        "torch.sigmoid([1.])",
        "torch.stack([1., 2.])",
        f"{EMB}([1, 2])",
        "np.ones(3) @ torch.ones(3, 2)",
        "torch.ones(2) + [1, 2]",
    ),
    "These belong to two libraries": ("torch.exp(tf.ones(3))",),
    "takes only an array of NumPy": ("torch.from_numpy([1, 2])",),
    "x[::-1].copy()": ("torch.from_numpy(np.ones(3)[::-1])",),
    "A tensor holds only numbers": ("torch.tensor(['a'])", "torch.tensor([None])", "tf.constant([1, 'a'])"),
    "The rows have different lengths": ("torch.tensor([[1, 2], [3]])", "tf.constant([[1, 2], [3]])"),
    "has no such axis": ("torch.ones(3).sum(dim=1)", "tf.reduce_sum(tf.ones(3), axis=1)"),
    "PyTorch says dim=": ("torch.ones(3).sum(dims=0)", "tf.reduce_sum(tf.ones(3), dim=0)", "tf.concat([tf.ones(3)])"),
    "k is larger than": ("torch.ones(3).topk(5)", "tf.math.top_k(tf.ones(3), 5)"),
    "The tensor is empty": ("torch.ones(0).argmax()",),
    "Give the optimizer a list": ("torch.optim.SGD(torch.ones(3))", "torch.optim.SGD(nn.Linear(2, 1))"),
    "takes the parameters themselves": (f"{W}\ntorch.optim.SGD([w * 2])",),
    "no parameters yet": ("torch.optim.Adam([])",),
    "super().__init__()": (MODULE.format("self.a = nn.Linear(2, 1)"),),
    "a method called forward": (MODULE.format("super().__init__()") + "(torch.ones(2))",),
    "Conv1d of PyTorch has the channels": (
        "nn.Conv1d(3, 2, 2)(torch.ones(5, 4, 7))",
        "nn.GRU(3, 2)(torch.ones(5, 4, 7))",
    ),
    "wider than the history": ("nn.Conv1d(3, 2, 9)(torch.ones(5, 3, 7))",),
    "another number of axes or features": ("d = keras.layers.Dense(2)\nd(tf.ones((3, 4)))\nd(tf.ones((3, 5)))",),
    "cannot be the key of a dict": ("{tf.constant(1.): 1}",),
    "computed without this tensor": (f"{W}\nu = torch.ones(3)\ntorch.autograd.grad(w.sum(), u.requires_grad_())",),
    "in torch.inference_mode()": (f"{W}\nwith torch.inference_mode(): x = torch.ones(3)\n(w * x).sum()",),
    "nn.Parameter(...)": ("nn.Linear(2, 1).weight = torch.ones(1, 2)",),
    "its first value": ("tf.Variable()",),
    "as many people as": ("nn.GRU(3, 2)(torch.ones(5, 4, 3), torch.ones(1, 9, 2))",),
    "gather wants numbers": ("torch.ones(3, 2).gather(1, torch.tensor([1]))",),
    "A position is one whole number": ("range(torch.ones(2))", "[1, 2, 3][tf.constant(1.)]"),
    "are of another model": ("nn.Linear(2, 1).load_state_dict({'a': torch.ones(1)})",),
    "on different devices": ("torch.ones(2) + torch.ones(2, device='meta')",),
}
PAIRS = [(cure, code) for cure, codes in CURES.items() for code in codes]


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
