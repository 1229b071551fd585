"""One block: attention, then a small network at each place, both added to what was there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_11.norm import standard
from recsys_course.exercises.lesson_11.softmax import causal_softmax, softmax

Norm = Callable[[np.ndarray], np.ndarray]


def block(x: np.ndarray, Wq: np.ndarray, Wk: np.ndarray, Wv: np.ndarray, W1: np.ndarray, W2: np.ndarray) -> np.ndarray:
    """x + A V, then x + relu(x W1) W2, each from norms.  (L, d), (d, d) three times, (d, h), (h, d) -> (L, d)"""
    x = x + _attended(standard(x), standard(x), standard(x), Wq, Wk, Wv)
    return x + np.maximum(standard(x) @ W1, 0) @ W2


def _attended(
    q: np.ndarray, k: np.ndarray, v: np.ndarray, Wq: np.ndarray, Wk: np.ndarray, Wv: np.ndarray,
    soft: Norm = causal_softmax, root: bool = True,
) -> np.ndarray:  # fmt: skip
    """Attention from three inputs, (L, d) each -> (L, d)."""
    match = (q @ Wq) @ (k @ Wk).T
    return soft(match / np.sqrt(Wq.shape[1]) if root else match) @ (v @ Wv)


def _cases(rng: np.random.Generator) -> Cases:
    """One film and more; a wider and a narrower middle."""
    cases: Cases = []
    for L, d, h in ((1, 3, 3), (3, 4, 4), (4, 3, 6), (5, 4, 2)):
        tables = [rng.normal(size=shape) for shape in ((d, d), (d, d), (d, d), (d, h), (h, d))]
        cases.append((rng.normal(size=(L, d)), *tables))
    return cases


def _as_is(x: np.ndarray) -> np.ndarray:
    return x


def _made(
    norms: tuple[Norm, Norm, Norm, Norm] = (standard,) * 4,
    stays: tuple[float, float] = (1, 1),
    relu: Norm = lambda a: np.maximum(a, 0),
    soft: Norm = causal_softmax,
    root: bool = True,
) -> Callable[..., np.ndarray]:
    """A mistake: other norms for query, key, value and the small network, no sums, no relu, another softmax."""

    def code(
        x: np.ndarray, Wq: np.ndarray, Wk: np.ndarray, Wv: np.ndarray, W1: np.ndarray, W2: np.ndarray
    ) -> np.ndarray:
        q, k, v, inner = norms
        x = stays[0] * x + _attended(q(x), k(x), v(x), Wq, Wk, Wv, soft, root)
        return stays[1] * x + relu(inner(x) @ W1) @ W2

    return code


def _norm_behind(
    x: np.ndarray, Wq: np.ndarray, Wk: np.ndarray, Wv: np.ndarray, W1: np.ndarray, W2: np.ndarray
) -> np.ndarray:
    x = standard(x + _attended(x, x, x, Wq, Wk, Wv))
    return standard(x + np.maximum(x @ W1, 0) @ W2)


def _sum_from_norm(
    x: np.ndarray, Wq: np.ndarray, Wk: np.ndarray, Wv: np.ndarray, W1: np.ndarray, W2: np.ndarray
) -> np.ndarray:
    calm = standard(x)
    x = standard(calm + _attended(calm, calm, calm, Wq, Wk, Wv))
    return x + np.maximum(x @ W1, 0) @ W2


def _side_by_side(
    x: np.ndarray, Wq: np.ndarray, Wk: np.ndarray, Wv: np.ndarray, W1: np.ndarray, W2: np.ndarray
) -> np.ndarray:
    calm = standard(x)
    return x + _attended(calm, calm, calm, Wq, Wk, Wv) + np.maximum(calm @ W1, 0) @ W2


def _relu_outside(
    x: np.ndarray, Wq: np.ndarray, Wk: np.ndarray, Wv: np.ndarray, W1: np.ndarray, W2: np.ndarray
) -> np.ndarray:
    x = _first_half(x, Wq, Wk, Wv, W1, W2)
    return x + np.maximum(standard(x) @ W1 @ W2, 0)


def _added_to_old(
    x: np.ndarray, Wq: np.ndarray, Wk: np.ndarray, Wv: np.ndarray, W1: np.ndarray, W2: np.ndarray
) -> np.ndarray:
    return x + np.maximum(standard(_first_half(x, Wq, Wk, Wv, W1, W2)) @ W1, 0) @ W2


def _first_half(
    x: np.ndarray, Wq: np.ndarray, Wk: np.ndarray, Wv: np.ndarray, W1: np.ndarray, W2: np.ndarray
) -> np.ndarray:
    return x + _attended(standard(x), standard(x), standard(x), Wq, Wk, Wv)


EXERCISE = Exercise(
    "11-block",
    points=3,
    title="one block",
    reference=block,
    cases=_cases,
    mistakes=[
        Mistake(
            _made((standard, _as_is, _as_is, standard)),
            "Only the queries come from the norm. Keys and values come from it too.",
        ),
        Mistake(
            _made((standard, standard, _as_is, standard)),
            "The values do not come from the norm. Queries, keys and values all do.",
        ),
        Mistake(
            _made((standard, standard, standard, _as_is)),
            "The second norm is missing: the small network reads the norm of the new x.",
        ),
        Mistake(_made((_as_is,) * 4), "Both norms are missing: each half reads the norm of x, not x."),
        Mistake(
            _made((_as_is, _as_is, _as_is, standard)),
            "The first norm is missing: queries, keys and values are made from the norm of x.",
        ),
        Mistake(
            _made(stays=(0, 1)),
            "After the attention the old x is gone. Add what was taken to x: x + A V.",
        ),
        Mistake(
            _made(stays=(1, 0)),
            "After the small network the old x is gone. Add: x + relu(...) W2.",
        ),
        Mistake(_made(stays=(0, 0)), "Both sums with x are missing: each half ADDS to what was there."),
        Mistake(
            _norm_behind,
            "Your norms come after the sums, as in the first paper on transformers. Here they come before each half.",
        ),
        Mistake(
            _sum_from_norm,
            "You added to the norm of x. Each half reads the norm, but is added to x itself.",
        ),
        Mistake(_side_by_side, "The small network reads the x from before the attention. It reads the new one."),
        Mistake(_first_half, "This is the first half. The small network at each place comes after it."),
        Mistake(_made(relu=_as_is), "The relu in the middle of the small network is missing."),
        Mistake(_relu_outside, "Your relu comes after W2. It stands in the middle: relu(norm(x) W1), then W2."),
        Mistake(
            _added_to_old,
            "The small network reads the new x, but its result is added to the OLD one: what the attention took is "
            "lost. Keep the x of the first half, and add to it.",
        ),
        Mistake(_made(soft=softmax), "Place t looks at later places too: the mask is missing."),
        Mistake(_made(root=False), "The root of d is missing under the matches."),
        Mistake(
            lambda x, Wq, Wk, Wv, W1, W2: block(x, Wk, Wq, Wv, W1, W2),
            "Queries and keys are exchanged: the query of place t meets the keys of the places up to t.",
        ),
    ],
    hints=[
        "calm = the norm of x. Queries, keys and values are calm @ Wq, calm @ Wk, calm @ Wv.",
        "The weights: your causal softmax of queries @ keys.T / sqrt(d). Then x = x + weights @ values.",
        "Then the norm of the NEW x, times W1, relu, times W2, and added to x.",
    ],
)
