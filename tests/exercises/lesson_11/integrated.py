"""Right answers of 11-integrated, written in other ways than the reference."""

import numpy as np


def step_by_step(x, gradients):
    return sum((x * step).sum(axis=1) for step in gradients) / len(gradients)


def film_by_film(x, gradients):
    return [float(np.dot(film, gradients[:, t].mean(axis=0))) for t, film in enumerate(x)]


RIGHT_ANSWERS = [step_by_step, film_by_film]
