"""The attention layer of the framework, with several heads and the weights of a file."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet
from recsys_course.exercises.lesson_11.softmax import causal_softmax, may_look, softmax

Code = Callable[[np.ndarray, np.ndarray, np.ndarray, int], np.ndarray]
Weights = Callable[[np.ndarray], np.ndarray]


def layer_attention(x: np.ndarray, W: np.ndarray, b: np.ndarray, heads: int) -> np.ndarray:
    """Causal attention with heads.  (t, d), (4, d, d) and (4, d) in the order key, query, value, output -> (t, d)"""
    return _attended(causal_softmax, x, W, b, heads)


def _attended(weights: Weights, x: np.ndarray, W: np.ndarray, b: np.ndarray, heads: int) -> np.ndarray:
    """Attention with heads, from a function of the matches (heads, t, t) to weights of the same shape."""
    key, query, value = (_cut(x @ W[part] + b[part], heads) for part in range(3))
    return _joined(weights(_match(query, key)) @ value) @ W[3] + b[3]


def _cut(rows: np.ndarray, heads: int) -> np.ndarray:
    """Each head gets neighbouring columns.  (t, d) -> (heads, t, d / heads)"""
    return rows.reshape(len(rows), heads, -1).transpose(1, 0, 2)


def _joined(parts: np.ndarray) -> np.ndarray:
    """What the heads took, side by side.  (heads, t, d / heads) -> (t, d)"""
    return parts.transpose(1, 0, 2).reshape(parts.shape[1], -1)


def _match(query: np.ndarray, key: np.ndarray) -> np.ndarray:
    return query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[2])


def _cases(rng: np.random.Generator) -> Cases:
    """One head and more, one film and more, with biases."""
    cases: Cases = []
    for t, d, heads in ((1, 4, 2), (3, 4, 1), (4, 4, 2), (5, 6, 3), (6, 6, 2)):
        cases.append((rng.normal(size=(t, d)), rng.normal(size=(4, d, d)), rng.normal(size=(4, d)), heads))
    return cases


def _ordered(*order: int) -> Code:
    """The parts of the file taken in another order."""
    return lambda x, W, b, heads: layer_attention(x, W[list(order)], b[list(order)], heads)


def _one_head(x: np.ndarray, W: np.ndarray, b: np.ndarray, heads: int) -> np.ndarray:
    return layer_attention(x, W, b, 1)


def _past_hidden(x: np.ndarray, W: np.ndarray, b: np.ndarray, heads: int) -> np.ndarray:
    """The mask the wrong way round: only what comes later, and the place itself, is seen."""
    return _backwards(x, W, b, heads)[::-1]


def _seen(looks: Callable[[int], np.ndarray]) -> Code:
    """Another mask.  looks: length -> (length, length), True where place t sees s; a row without any gives NaN"""
    return quiet(
        lambda *given: _attended(lambda match: softmax(np.where(looks(len(given[0])), match, -np.inf)), *given)
    )


def _backwards(x: np.ndarray, W: np.ndarray, b: np.ndarray, heads: int) -> np.ndarray:
    return layer_attention(x[::-1], W, b, heads)


def _strangers_columns(x: np.ndarray, W: np.ndarray, b: np.ndarray, heads: int) -> np.ndarray:
    """Keras: each head gets every `heads`-th column."""
    d = len(b[0])
    order = np.arange(d).reshape(-1, heads).T.ravel()
    columns = np.stack([*(W[part][:, order] for part in range(3)), W[3]])
    return layer_attention(x, columns, np.stack([*b[:3, order], b[3]]), heads)


EXERCISE = Exercise(
    "11-layer",
    points=3,
    title="the attention layer of the framework, with the weights of a file",
    reference=layer_attention,
    cases=_cases,
    compare=close_to(1e-4, 1e-4),
    mistakes=[
        Mistake(
            _ordered(1, 0, 2, 3),
            "Keys and queries are exchanged: the file has the key first, the layer wants the query first.",
        ),
        Mistake(
            lambda x, W, b, heads: layer_attention(x, W[[1, 0, 2, 3]], b, heads),
            "Only the biases changed places. The tables of key and query change places too.",
        ),
        Mistake(
            lambda x, W, b, heads: layer_attention(x, W, b[[1, 0, 2, 3]], heads),
            "The biases are still in the order of the file: key, query, value, output.",
        ),
        Mistake(
            lambda x, W, b, heads: layer_attention(x, W.transpose(0, 2, 1), b, heads),
            "Your tables are the wrong way round: compare which side wants rows, which columns.",
        ),
        Mistake(
            lambda x, W, b, heads: layer_attention(x, np.stack([*W[:3].transpose(0, 2, 1), W[3]]), b, heads),
            "The tables of query, key and value are the wrong way round; PyTorch keeps each transposed.",
        ),
        Mistake(
            lambda x, W, b, heads: layer_attention(x, np.stack([*W[:3], W[3].T]), b, heads),
            "The output table is the wrong way round; PyTorch keeps it transposed too.",
        ),
        Mistake(
            _seen(lambda length: np.ones((length, length), bool)),
            "Every place looks at all places. Give the layer a mask, so that place t sees the places up to t only.",
        ),
        Mistake(
            _past_hidden,
            "Your mask is the wrong way round: place t sees itself and what comes LATER. In nn.MultiheadAttention, "
            "True in a mask means NOT allowed.",
        ),
        Mistake(
            _seen(lambda length: ~may_look(length)),
            "True and False are exchanged in your mask: place t sees only what comes LATER, and the last place sees "
            "nothing, which gives NaN. In nn.MultiheadAttention, True in a mask means NOT allowed.",
        ),
        Mistake(
            _seen(lambda length: np.tri(length, k=-1, dtype=bool)),
            "Place t does not see itself in your answer, and the first place sees nothing, which gives NaN. Hide only "
            "what comes later: .triu(1), one above the diagonal.",
        ),
        Mistake(
            lambda x, W, b, heads: layer_attention(x, W, 0 * b, heads),
            "Your biases are 0. Copy them into the layer too.",
        ),
        Mistake(
            lambda x, W, b, heads: layer_attention(x, W, np.stack([*b[:3], 0 * b[3]]), heads),
            "The bias of the output is missing.",
        ),
        Mistake(
            lambda x, W, b, heads: layer_attention(x, W, np.stack([*(0 * b[:3]), b[3]]), heads),
            "The biases of query, key and value are missing.",
        ),
        Mistake(
            _one_head,
            "Your layer has one head. The third argument says how many there are.",
        ),
        Mistake(
            _strangers_columns,
            "The heads have the wrong columns: head 0 has the FIRST d / heads ones. Reshape to (d, heads, d / heads).",
        ),
        Mistake(
            lambda x, W, b, heads: layer_attention(
                x, np.stack([*W[:3], np.eye(len(x[0]))]), np.stack([*b[:3], 0 * b[3]]), heads
            ),
            "The output table is missing: what the heads took is mixed once more at the end.",
        ),
        Mistake(
            lambda x, W, b, heads: layer_attention(x, W, b, heads)[None],
            "The numbers are right, with an axis for the batch: (1, t, d). Take the first person: [0].",
        ),
        Mistake(
            lambda x, W, b, heads: np.vstack([layer_attention(row[None], W, b, heads) for row in x]),
            "Every film sees only itself: the layer took your t films for t people. Give it one history, x[None].",
        ),
        Mistake(
            lambda x, W, b, heads: layer_attention(x, W, b, heads)[-1],
            "You gave the last place only. All places are asked for.",
        ),
    ],
    hints=[
        "Which table of the file is the query's? W[1], because the file has the order key, query, value, output.",
        "Which shape does the framework want for each table? The table in the text above says it.",
        "A layer reads a batch: give it one history, x[None], and take the first of the results. (PyTorch's layer "
        "returns a pair; its [0] is what was taken.)",
    ],
)
