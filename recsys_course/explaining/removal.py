"""Had you not seen it: which films must be gone so that another film comes first, and is that true after a new fit?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recsys_course.models.factors.linear import EASE, inverse_gram

Floats = NDArray[np.float64]


def smallest_removal(table: Floats, candidates: NDArray[np.bool_] | None = None) -> tuple[list[int], int]:
    """The fewest rows without which another column has the largest sum: (rows, that column), or ([], -1).

    table (t, m): what film j of the past gives to the score of film i; the columns add up to the scores.
    candidates (m,): the columns that may come first; default: all. The weights stay as they are ("frozen").

    For one rival r, row j holds back  d_j = table_jb - table_jr  of the lead of the best column b. The rows with the
    largest d_j go first, until the lead is below 0: no set of that size takes away more, so the answer is exact. Among
    rivals that need equally few rows, the one that ends furthest ahead is taken; of equal rows the first.
    Errors: ValueError where no column may come first.
    Source: Ghazimatin, Balalau, Saha Roy, Weikum, PRINCE, WSDM 2020, section 4 (the idea, there for random walks).
    """
    allowed = np.ones(table.shape[1], bool) if candidates is None else candidates
    if not allowed.any():
        raise ValueError(f"None of {table.shape[1]} columns may come first. Give at least one candidate.")
    best = int(np.where(allowed, table.sum(axis=0), -np.inf).argmax())
    held = (table[:, [best]] - table).astype(np.float64)
    left = held.sum(axis=0) - np.cumsum(np.sort(held, axis=0)[::-1], axis=0)  # the lead after 1, 2, ... rows
    left[:, ~allowed] = np.inf
    overtaken = (left < -1e-12).any(axis=1)
    if not overtaken.any():
        return [], -1
    size = int(overtaken.argmax()) + 1
    rival = int(left[size - 1].argmin())
    return np.argsort(-held[:, rival], kind="stable")[:size].tolist(), rival


@dataclass(frozen=True, eq=False)
class EaseWithout:
    """The exact scores of EASE, fitted again as if one person had not seen some films, without fitting again.

    P = (X'X + penalty I)^-1 and B_ij = -P_ij / P_jj outside the diagonal. A person's row x becomes y, so X'X changes by
    -x x' + y y', and P by the formula of Sherman, Morrison and Woodbury, with U = [x, y] and C = diag(-1, 1):

        P_new = P - P U (C^-1 + U'P U)^-1 U'P
    """

    model: EASE

    @cached_property
    def inverse(self) -> Floats:
        """P (n_items, n_items)."""
        return inverse_gram(self.model.seen, self.model.penalty)

    def score(self, user: int, films: Sequence[int]) -> Floats:
        """Scores (n_items,) of this person without `films`, from weights that were learned without them too.

        Errors: IndexError for an unknown user; ValueError for a film that this person never met.
        """
        number = self.model._known([user])
        x = self.model.seen[number].toarray()[0].astype(np.float64)
        gone = np.asarray(films, dtype=np.int64)
        if (never := [int(one) for one in gone if not 0 <= one < len(x) or x[one] == 0]) or not len(gone):
            raise ValueError(f"films={list(films)}: user {user} never met {never}. Give films of this person's past.")
        y = x.copy()
        y[gone] = 0
        both = np.stack([x, y])
        pu = np.stack([self.inverse[row > 0].sum(axis=0) for row in both])  # U'P, (2, n_items)
        middle = np.linalg.inv(np.diag([-1.0, 1.0]) + pu @ both.T)
        diagonal = np.diag(self.inverse) - (pu * (middle @ pu)).sum(axis=0)
        return -(pu[1] - (pu[1] @ both.T) @ middle @ pu) / diagonal + y
