"""implicit's AlternatingLeastSquares on all cores: seconds to fit and to recommend; the lists on request."""

from __future__ import annotations

import implicit_lists
from implicit.cpu.als import AlternatingLeastSquares
from serve import Answer, Arrays, serve


def measure(arrays: Arrays, k: int, out: str | None = None, **settings: float) -> Answer:
    """settings: factors, iterations, alpha, regularization, use_cg, random_state.

    Its confidence is alpha for an event (and 1 for the rest), where the paper and the course write 1 + alpha.
    """
    model = AlternatingLeastSquares(**settings, num_threads=0)
    return implicit_lists.measure(model, arrays, k, out)


if __name__ == "__main__":
    serve(measure)
