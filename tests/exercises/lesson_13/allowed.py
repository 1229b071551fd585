"""Right answers of 13-allowed, written in other ways than the reference."""

import numpy as np


def allowed_one_by_one(tail, series, before, left, at_least, at_most):
    answer = []
    for i in range(len(tail)):
        others_in_tail = sum(bool(tail[j]) for j in before)
        still_possible = others_in_tail + bool(tail[i]) + (left - 1) >= at_least
        same = [j for j in before if series[j] == series[i] and series[i] >= 0]
        answer.append(bool((still_possible or tail[i]) and len(same) < at_most))
    return answer


def allowed_with_arrays(tail, series, before, left, at_least, at_most):
    room = np.full(len(tail), at_least - np.count_nonzero(tail[before]) < left)
    full = (series[:, None] == series[before][None, :]).sum(axis=1) >= at_most
    return (tail | room) & ~(full & (series >= 0))


RIGHT_ANSWERS = [allowed_one_by_one, allowed_with_arrays]
