"""Right answers of 08-halves, written in other ways than the reference."""

import numpy as np


def halves_with_loops(P, Q, W, b):
    d = len(W) // 2
    people, films = [p @ W[:d] + b for p in P], [q @ W[d:] for q in Q]
    return [[[max(x + y, 0) for x, y in zip(person, film, strict=True)] for film in films] for person in people]


def halves_with_zeros_beside(P, Q, W, b):
    people = np.hstack([P, np.zeros_like(P)]) @ W
    films = np.hstack([np.zeros_like(Q), Q]) @ W
    sums = people[:, np.newaxis, :] + films[np.newaxis] + b
    return np.where(sums > 0, sums, 0)


def halves_with_einsum(P, Q, W, b):
    of_people, of_films = np.array_split(W, 2)
    people, films = np.einsum("nd,dh->nh", P, of_people), np.einsum("md,dh->mh", Q, of_films)
    return np.clip(np.repeat(people[:, None], len(Q), axis=1) + films + b, 0, None)


def halves_with_dot(P, Q, W, b):
    d = P.shape[1]
    people, films = P.dot(W[:d]) + b, np.dot(Q, W[d:, :])
    return np.maximum(people.reshape(len(P), 1, -1) + films.reshape(1, len(Q), -1), 0)


RIGHT_ANSWERS = [halves_with_loops, halves_with_zeros_beside, halves_with_einsum, halves_with_dot]
