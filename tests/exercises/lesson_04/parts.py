"""Right answers of 04-parts, written in other ways than the reference."""

import math

import numpy as np


def parts_with_loops(profile, film):
    length = math.sqrt(sum(p * p for p in profile) * sum(x * x for x in film))
    return [p * x / length if length else 0 for p, x in zip(profile, film, strict=True)]


def parts_of_rows_of_length_one(profile, film):
    return (profile / max(np.linalg.norm(profile), 1e-300)) * (film / max(np.linalg.norm(film), 1e-300))


RIGHT_ANSWERS = [parts_with_loops, parts_of_rows_of_length_one]
