"""implicit's BayesianPersonalizedRanking on all cores: seconds to fit and to recommend; the lists on request."""

from __future__ import annotations

import implicit_lists
from implicit.cpu.bpr import BayesianPersonalizedRanking
from serve import Answer, Arrays, serve


def measure(arrays: Arrays, k: int, out: str | None = None, **settings: float) -> Answer:
    """settings: factors, iterations, learning_rate, regularization, random_state."""
    model = BayesianPersonalizedRanking(**settings, num_threads=0)
    return implicit_lists.measure(model, arrays, k, out)


if __name__ == "__main__":
    serve(measure)
