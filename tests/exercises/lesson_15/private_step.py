"""Right answers of 15-private-step: as a formula, and person by person."""

import numpy as np


def as_a_formula(weights, gradients, longest, multiplier, rate, noise):
    lengths = np.linalg.norm(gradients, axis=1, keepdims=True)
    total = (gradients * (longest / np.maximum(lengths, longest))).sum(axis=0)
    return weights - rate * (total + multiplier * longest * noise) / len(gradients)


def person_by_person(weights, gradients, longest, multiplier, rate, noise):
    total = multiplier * longest * noise
    for own in gradients:
        length = np.sqrt(own @ own)
        total = total + (own if length <= longest else own * (longest / length))
    return weights - rate * total / len(gradients)


RIGHT_ANSWERS = [as_a_formula, person_by_person]
