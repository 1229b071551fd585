"""Right answers of 13-calibration, written in other ways than the reference."""

import math

from scipy.special import rel_entr


def calibration_with_a_loop(p, q):
    total = 0.0
    for past, listed in zip(p.tolist(), q.tolist(), strict=True):
        if past > 0:
            total += past * math.log(past / (0.99 * listed + 0.01 * past))
    return total


def calibration_of_scipy(p, q):
    return rel_entr(p, 0.99 * q + 0.01 * p).sum()


RIGHT_ANSWERS = [calibration_with_a_loop, calibration_of_scipy]
