"""Right answers of lesson 08, written in other ways than the references."""

import math

import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score


def dense_with_loops(x, W, b):
    rows = []
    for row in x:
        sums = [sum(value * weight for value, weight in zip(row, column, strict=True)) for column in W.T]
        rows.append([max(0.0, total + bias) for total, bias in zip(sums, b, strict=True)])
    return rows


def dense_with_einsum(x, W, b):
    total = np.einsum("ni,io->no", x, W) + b
    return total * (total > 0)


def two_layers_with_loops(P, Q, W1, b1, W2, b2, w):
    scores = []
    for p, q in zip(P, Q, strict=True):
        first = dense_with_loops([[*p, *q]], W1, b1)
        scores.append(sum(a * c for a, c in zip(dense_with_loops(first, W2, b2)[0], w, strict=True)))
    return scores


def two_layers_in_halves(P, Q, W1, b1, W2, b2, w):
    d = P.shape[1]
    first = (P @ W1[:d] + Q @ W1[d:] + b1).clip(min=0)
    return np.einsum("nk,k->n", (first @ W2 + b2).clip(min=0), w)


def halves_pair_by_pair(P, Q, W, b):
    return [[dense_with_loops([[*p, *q]], W, b)[0] for q in Q] for p in P]


def halves_with_repeats(P, Q, W, b):
    n, m = len(P), len(Q)
    pairs = np.hstack([np.repeat(P, m, axis=0), np.tile(Q, (n, 1))])
    return dense_with_einsum(pairs, W, b).reshape(n, m, -1)


def all_pairs_one_by_one(P, Q, W1, b1, W2, b2, w):
    return [two_layers_with_loops(np.tile(p, (len(Q), 1)), Q, W1, b1, W2, b2, w) for p in P]


def all_pairs_in_single_precision(P, Q, W1, b1, W2, b2, w):
    P, Q, W1, b1, W2, b2, w = (array.astype(np.float32) for array in (P, Q, W1, b1, W2, b2, w))
    first = np.maximum((P @ W1[: P.shape[1]])[:, None] + Q @ W1[P.shape[1] :] + b1, 0)
    return (np.maximum(first @ W2 + b2, 0) * w).sum(axis=-1)


def cross_entropy_with_loops(right, wrong):
    def softplus(x):
        return max(x, 0) + math.log1p(math.exp(-abs(x)))

    yes = [softplus(-s) for s in right]
    no = [sum(softplus(s) for s in row) / len(row) for row in wrong]
    return sum(yes) / len(yes) + sum(no) / len(no)


def cross_entropy_with_maxima(right, wrong):
    scores, signs = [right, wrong.ravel()], [-1, 1]
    z = [sign * score for sign, score in zip(signs, scores, strict=True)]
    return sum(np.mean(np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))) for x in z)


def joined_with_loops(bias, p, q, v, deep):
    pairs = zip(bias, p, q, deep, strict=True)
    return [b + sum(x * y * z for x, y, z in zip(a, c, v, strict=True)) + number for b, a, c, number in pairs]


def joined_with_einsum(bias, p, q, v, deep):
    return np.einsum("nd,nd,d->n", p, q, v) + bias + deep


def accuracies_of_scikit_learn(seen, scores):
    truth = seen.ravel()
    says_yes = (1 / (1 + np.exp(-scores.ravel())) > 0.5).astype(int)
    return accuracy_score(truth, says_yes), accuracy_score(truth, np.zeros_like(truth))


def accuracies_by_counting(seen, scores):
    right = np.count_nonzero(seen[scores > 0]) + np.count_nonzero(seen[scores <= 0] == 0)
    return right / seen.size, 1 - np.count_nonzero(seen) / seen.size


def split_with_pandas(users, times):
    log = pd.DataFrame({"user": users, "time": times}).sort_values("time", kind="stable")
    last = ~log.duplicated("user", keep="last") & log.duplicated("user", keep=False)
    return last.sort_index().to_numpy()


def split_with_lexsort(users, times):
    order = np.lexsort((np.arange(len(users)), times, users))
    ends = np.append(users[order][1:] != users[order][:-1], True)
    starts = np.insert(users[order][1:] != users[order][:-1], 0, True)
    hidden = np.zeros(len(users), bool)
    hidden[order[ends & ~starts]] = True
    return hidden


def heads_with_loops(p, q, deep):
    return [float(a @ b) + float(number[0]) for a, b, number in zip(p, q, deep, strict=True)]


def heads_flattened(p, q, deep):
    return np.einsum("nd,nd->n", p, q) + deep.ravel()


RIGHT_ANSWERS = {
    "08-dense": [dense_with_loops, dense_with_einsum],
    "08-two-layers": [two_layers_with_loops, two_layers_in_halves],
    "08-halves": [halves_pair_by_pair, halves_with_repeats],
    "08-all-pairs": [all_pairs_one_by_one, all_pairs_in_single_precision],
    "08-cross-entropy": [cross_entropy_with_loops, cross_entropy_with_maxima],
    "08-neumf": [joined_with_loops, joined_with_einsum],
    "08-accuracy": [accuracies_of_scikit_learn, accuracies_by_counting],
    "08-mend-split": [split_with_pandas, split_with_lexsort],
    "08-mend-heads": [heads_with_loops, heads_flattened],
}
