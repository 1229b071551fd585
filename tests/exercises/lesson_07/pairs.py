"""Right answers of 07-pairs, written in other ways than the reference."""


def pairs_with_a_loop(P, Q, bias, users, items):
    return [bias[i] + P[u] @ Q[i] for u, i in zip(users, items, strict=True)]


def pairs_from_all_scores(P, Q, bias, users, items):
    return (P @ Q.T + bias)[users, items]


RIGHT_ANSWERS = [pairs_with_a_loop, pairs_from_all_scores]
