"""implicit's CosineRecommender: seconds to build the matrix, to fit and to recommend; the lists on request."""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import distribution
from pathlib import Path

import implicit_lists
from implicit.nearest_neighbours import CosineRecommender
from serve import Answer, Arrays, serve


def measure(arrays: Arrays, neighbours: int, k: int, out: str | None = None) -> Answer:
    """Fit on users (n,) and items (n,), recommend k unseen items to all, on all cores. `out`: .npz of the lists."""
    model = CosineRecommender(K=neighbours, num_threads=0)
    # An item that shares nothing with the history has score 0: it is not a recommendation.
    seconds = implicit_lists.measure(model, arrays, k, out, only_positive=True)
    return {**seconds, "intact": intact("implicit")}


def intact(name: str) -> str:
    """How many files of a library are as published: RecTools installs pm-implicit into the same folder."""
    files = [file for file in distribution(name).files or [] if str(file).startswith(name + "/")]
    same = [file.hash.value == _hash(Path(file.locate()).read_bytes()) for file in files if file.hash]
    return f"{sum(same)} of {len(same)}"


def _hash(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


if __name__ == "__main__":
    serve(measure)
