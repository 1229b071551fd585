"""Right answers of 06-ease, written in other ways than the reference."""

import numpy as np
import pandas as pd


def ease_column_by_column(X, penalty):
    """What the closed form promises: each column is a ridge regression on all other films."""
    m = X.shape[1]
    B = np.zeros((m, m))
    for j in range(m):
        others = [i for i in range(m) if i != j]
        left = X[:, others].T @ X[:, others] + penalty * np.eye(m - 1)
        B[others, j] = np.linalg.solve(left, X[:, others].T @ X[:, j])
    return B


def ease_with_pandas(X, penalty):
    A = pd.DataFrame(np.linalg.inv(np.dot(X.T, X) + np.diag(np.full(X.shape[1], penalty))))
    B = -A.div(np.diag(A), axis=1).to_numpy()
    return np.where(np.eye(len(B), dtype=bool), 0.0, B)


RIGHT_ANSWERS = [ease_column_by_column, ease_with_pandas]
