"""Are these scores? Errors name the model, the value, its place and the cure."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import issparse


def check_scores(name: str, scores: NDArray[Any], users: NDArray[np.int64], n_items: int) -> NDArray[np.floating]:
    """The scores of the model `name` as they are, if they are (n, n_items) finite numbers, n = len(users).

    Errors: ValueError for another shape, for what is not a number, and for NaN or infinity: it names user and item.
    """
    scores, expected = _array(name, scores), (len(users), n_items)
    if scores.shape != expected:
        raise ValueError(
            f"The scores of {name} have shape {scores.shape}; expected (n, n_items) = {expected}. "
            "Give a row for each user asked for and a column for each item."
        )
    if scores.dtype.kind not in "fiub":
        raise ValueError(f"The scores of {name} have type {scores.dtype}. Give numbers, for example np.float64.")
    check_finite(name, scores, users)
    return scores


def _array(name: str, scores: Any) -> NDArray[Any]:
    """Scores as an array.

    Errors: ValueError for None, a sparse matrix and a tensor that needs a gradient, with what to return instead.
    """
    kind = type(scores).__name__
    if scores is None:
        raise ValueError(f"The scores of {name} are None. Is the `return` of `_score` missing?")
    if issparse(scores):
        raise ValueError(f"The scores of {name} are a sparse {kind}. Return scores.toarray().")
    if getattr(scores, "requires_grad", False):
        raise ValueError(f"The scores of {name} are a {kind} that needs a gradient. Return scores.detach().numpy().")
    if np.ma.is_masked(scores):
        raise ValueError(
            f"The scores of {name} are a masked array. Give each masked item a number, a low one if it should not be "
            "recommended: scores.filled(-1e9)."
        )
    return np.asarray(scores)


def check_finite(name: str, scores: NDArray[Any], users: NDArray[np.int64] | None = None) -> None:
    """Is every number finite?  scores (n, n_items), or any (n,) from which scores are made.

    Errors: ValueError for NaN or infinity.
    """
    if np.isfinite(scores).all():
        return
    place = np.argwhere(~np.isfinite(scores))[0]
    value = scores[tuple(place)]
    where = "in what it learned" if users is None else f"for user {users[place[0]]}, item {place[1]}"
    raise ValueError(
        f"{name} gives the score {value} {where}. Scores must be finite: look for a division by 0, or a learning "
        "rate that is too high; give an item that nothing is known about a low score instead."
    )
