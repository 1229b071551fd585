"""Right answers of 03-cosine, written in other ways than the reference."""

import math

import numpy as np
from scipy.spatial import distance


def cosine_with_loops(a, b):
    dot = sum(x * y for x, y in zip(a, b, strict=True))
    length = math.sqrt(sum(x * x for x in a)) * math.sqrt(sum(y * y for y in b))
    return 0 if length == 0 else dot / length


def cosine_of_scipy(a, b):
    return 1 - distance.cosine(a, b) if np.any(a) and np.any(b) else 0.0


RIGHT_ANSWERS = [cosine_with_loops, cosine_of_scipy]
