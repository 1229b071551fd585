"""What usually helps against an error of PyTorch, TensorFlow or Keras, by its message.

Nothing here imports a framework.
"""

from __future__ import annotations

import re

from recsys_course.checking.advice.table import ADVICE, NONE

_GRADIENT = re.compile(r"grad|\bgs?\b|\bd[wbWPQ]\b")
_ATTRIBUTE = re.compile(r"(?:^|['.])(EagerTensor|ResourceVariable|Tensor|Parameter)'? object has no attribute '(\w+)'")
_OF_TORCH = {
    "astype": "x.to(torch.float32)", "copy": "x.clone()", "assign": "x.copy_(new) inside torch.no_grad()",
    "axis": "x.ndim", "dot": "x @ y", "concat": "torch.cat([x, y])", "to_numpy": "x.numpy()",
}  # fmt: skip
_OF_TF = {
    "item": "float(x) or x.numpy()", "T": "tf.transpose(x)", "reshape": "tf.reshape(x, shape)",
    "view": "tf.reshape(x, shape)", "astype": "tf.cast(x, tf.float32)", "float": "tf.cast(x, tf.float32)",
    "long": "tf.cast(x, tf.int64)", "detach": "tf.stop_gradient(x) or x.numpy()", "size": "tf.size(x) or x.shape",
    "ravel": "tf.reshape(x, -1)", "flatten": "tf.reshape(x, -1)", "dot": "tf.tensordot(x, y, 1) or x @ y",
    "copy": "tf.identity(x)", "clone": "tf.identity(x)", "tolist": "x.numpy().tolist()", "argmax": "tf.argmax(x)",
    "argsort": "tf.argsort(x)", "clip": "tf.clip_by_value(x, low, high)", "unsqueeze": "tf.expand_dims(x, axis)",
    "squeeze": "tf.squeeze(x)", "transpose": "tf.transpose(x)", "sort": "tf.sort(x)", "cumsum": "tf.cumsum(x)",
    "exp": "tf.exp(x)", "sqrt": "tf.sqrt(x)", "abs": "tf.abs(x)", "assign": "a tf.Variable, which has .assign",
    "grad": "tape.gradient(loss, x)", "requires_grad": "a tf.Variable",
    **{name: f"tf.reduce_{name}(x)" for name in ("sum", "mean", "max", "min", "prod", "any", "all")},
    **{name: f"tf.math.reduce_{name}(x)" for name in ("std", "var")},
}  # fmt: skip
_NAMES = {
    "tensorflow": {
        **{name: f"tf.reduce_{name}" for name in ("mean", "max", "min", "prod", "any", "all", "sum")},
        **{name: f"tf.nn.{name}" for name in ("softmax", "relu", "embedding", "log_softmax")},
        "log": "tf.math.log", "array": "tf.constant", "tensor": "tf.constant", "arange": "tf.range",
        "concatenate": "tf.concat", "cat": "tf.concat", "dot": "tf.tensordot or @", "mm": "tf.matmul",
        "float": "tf.float32", "int": "tf.int64", "long": "tf.int64", "unsqueeze": "tf.expand_dims",
        "from_numpy": "tf.constant", "no_grad": "tf.stop_gradient", "std": "tf.math.reduce_std",
        "bincount": "tf.math.bincount", "top_k": "tf.math.top_k", "topk": "tf.math.top_k", "manual_seed":
        "tf.random.set_seed",
    },
    "torch": {
        "array": "torch.tensor", "constant": "torch.tensor", "Variable": "torch.tensor(x, requires_grad=True)",
        "cast": "x.to(torch.float32)", "expand_dims": "torch.unsqueeze", "newaxis": "None", "identity": "x.clone()",
        "random": "torch.rand", "top_k": "torch.topk", "reverse": "torch.flip", "int": "torch.int64",
        "float": "torch.float32", "GradientTape": "loss.backward()",
        **{f"reduce_{name}": f"torch.{name}" for name in ("sum", "mean", "max", "min", "prod")},
    },
    "torch.nn": {
        name: f"torch.{name}" for name in ("softmax", "relu", "sigmoid", "tanh", "log_softmax")
    } | {"cross_entropy": "torch.nn.functional.cross_entropy", "embedding": "torch.nn.functional.embedding",
         "Variable": "nn.Parameter"},
}  # fmt: skip
_NOISE = re.compile(r"\{\{\S+ [^}]*\}\} ?|\[Op:\w+\]|(?<=\]) name: \S*|\x1b\[\d*m|in user code:\s+File .*\n.*\n\s+")


def cure(message: str, code: str = "") -> str:
    """What usually helps against this message; "" where it is of none of these frameworks. code: the failing line."""
    if "NoneType" in message and _GRADIENT.search(code):
        return NONE
    if "'list' and" in message and "gradient(" in code:
        return "tape.gradient gives a list where it gets a list: take its parts, or ask for one tensor."
    attribute = _ATTRIBUTE.search(message)
    if attribute and attribute[2] not in ("backward", "_id"):
        return _instead(*attribute.groups())
    return next((text for pattern, text in ADVICE if re.search(pattern, message)), "")


def named(module: str, name: str) -> str:
    """What a framework calls the function that another library calls `name`; "" where nothing is known."""
    found = _NAMES.get(module, {}).get(name, "")
    return f"{module} has no `{name}`. Use {found}." if found else ""


def tidy(message: str) -> str:
    """The message of an error without what only the authors of TensorFlow need."""
    return _NOISE.sub("", message).strip() if "Op:" in message or "in user code" in message else message


def _instead(kind: str, name: str) -> str:
    """What to write in place of an attribute that a tensor of this framework does not have."""
    is_torch = kind in ("Tensor", "Parameter")
    library, room = ("PyTorch", "torch") if is_torch else ("TensorFlow", "tf")
    found = (_OF_TORCH if is_torch else _OF_TF).get(name, "")
    return f"A tensor of {library} has no `.{name}`. " + (f"Use {found}." if found else f"Is there a {room}.{name}(x)?")
