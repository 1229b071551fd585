"""Any scoring function, asked from outside: leave out, walk from a start, take away one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Score = Callable[[list[int]], float]  # a history, oldest first -> the score of the film in question


def occlusion(score: Score, history: Sequence[int]) -> Floats:
    """By how much the score falls without each film:  o_j = score(all) - score(all but j).  (t,) -> (t,)

    score: a function of a history, oldest first, that may be shorter. It can be any model: for a network of either
    framework `lambda past: model.score_history(past)[film]`. The films after the gap move up.
    Source: Zeiler and Fergus, ECCV 2014, section 4.2 (there for parts of pictures).
    """
    past = list(history)
    full = score(past)
    return np.array([full - score(past[:j] + past[j + 1 :]) for j in range(len(past))])


def integrated(gradient: Callable[[Floats], Floats], x: Floats, start: Floats, steps: int) -> Floats:
    """Integrated gradients on the straight way from `start` to x, at the middles of equal steps.

        part = (x - start) * mean_k gradient(start + (k + 1/2) / steps * (x - start)),   k = 0 .. steps - 1

    gradient: (d,) -> (d,). Complete where the parts add up to f(x) - f(start): always check it.
    Errors: ValueError for steps < 1 and for two ends of different shapes.
    Source: Sundararajan, Taly, Yan, ICML 2017, equation 1, proposition 1 (completeness), section 5 (the sum).
    """
    if steps < 1 or x.shape != start.shape:
        raise ValueError(f"steps={steps}, from {start.shape} to {x.shape}: use 1 step or more and equal shapes.")
    way = [start + (k + 0.5) / steps * (x - start) for k in range(steps)]
    return (x - start) * np.mean([gradient(point) for point in way], axis=0)


def deletion(score: Score, history: Sequence[int], said: Floats) -> Floats:
    """The score while the most important film is taken away, then the next one too, until none is left: (t + 1,).

    said (t,): how important an explanation calls each film of the history; of equal ones the earlier film goes first.
    Errors: ValueError where there is not one number for each film.
    Source: Petsiuk, Das, Saenko, RISE, BMVC 2018, section 4.2.
    """
    past = np.asarray(history)
    if np.shape(said) != past.shape:
        raise ValueError(f"{np.shape(said)} numbers for {past.shape} films. Give one number for each film.")
    order = np.argsort(-np.asarray(said), kind="stable")
    return np.array([score(past[np.sort(order[gone:])].tolist()) for gone in range(len(past) + 1)])
