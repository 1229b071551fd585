"""How loud should each part of a hybrid be? The validation decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recsys_course import metrics
from recsys_course.data import Interactions
from recsys_course.models.base import BLOCK, Recommender
from recsys_course.models.hybrid.blends import Scores, standardise
from recsys_course.models.hybrid.parts import check_parts
from recsys_course.models.kernels import top_k


def try_weights(
    parts: Sequence[Recommender], train: Interactions, valid: Interactions, steps: int = 10, k: int = 10
) -> pd.DataFrame:
    """nDCG@k on the validation for every way to divide 1 into `steps` equal shares among the parts.

    Fits the parts on `train`. One row for each way, one column for each part (numbered from 0) and `nDCG`; the first
    row gives everything to the first part.
    """
    check_parts(parts)
    if steps < 1 or k < 1:
        raise ValueError(f"steps={steps} and k={k} must both be 1 or more, for example 10.")
    users = np.unique(valid.users)
    if not len(users):
        raise ValueError("The validation has 0 events, so no weights can be chosen on it.")
    grid = np.array(list(_shares(steps, len(parts)))) / steps
    for part in parts:
        part.fit(train)
    at_once = max(1, BLOCK // max(1, train.n_items))
    blocks = [users[a : a + at_once] for a in range(0, len(users), at_once)]
    values = np.concatenate([_ndcgs(parts, grid, block, valid, k) for block in blocks], axis=1)
    return pd.DataFrame(grid, columns=range(len(parts))).assign(nDCG=values.mean(axis=1))


def choose_weights(
    parts: Sequence[Recommender], train: Interactions, valid: Interactions, steps: int = 10, k: int = 10
) -> tuple[float, ...]:
    """The row of `try_weights` with the highest nDCG@k. Equal values: the one that leans most on the first parts.

    The function never sees the test. Afterwards `Weighted(parts, weights).fit(...)` learns from all
    that is known.
    """
    table = try_weights(parts, train, valid, steps, k)
    return tuple(table.drop(columns="nDCG").iloc[int(table["nDCG"].argmax())].tolist())


def _ndcgs(parts: Sequence[Recommender], grid: Scores, users: NDArray[np.int64], valid: Interactions, k: int) -> Scores:
    """nDCG@k of every user under every row of weights.  grid (g, n_parts), users (n,) -> (g, n)."""
    relevant = valid.matrix()[users]
    rows = [standardise(part.score(users)) for part in parts]
    met = parts[0].seen[users].toarray() > 0
    values = []
    for weights in grid:
        blend = sum(weight * scores for weight, scores in zip(weights, rows, strict=True))
        ranked = top_k(np.where(met, -np.inf, blend), k)
        values.append(metrics.ndcg(metrics.hits(ranked, relevant), np.diff(relevant.indptr)))
    return np.array(values)


def _shares(steps: int, n: int) -> Iterator[tuple[int, ...]]:
    """All ways to write `steps` as a sum of n whole numbers, the largest first numbers first."""
    if n == 1:
        yield (steps,)
        return
    for first in range(steps, -1, -1):
        yield from ((first, *rest) for rest in _shares(steps - first, n - 1))
