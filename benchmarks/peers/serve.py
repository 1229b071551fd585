"""Runs inside .bench-venv: answers requests of `benchmarks/peer.py`, one JSON object a line in, one out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray]
Answer = dict[str, Any]


def serve(measure: Callable[..., Answer]) -> None:
    """Load the arrays of the .npz named in the first argument, then call `measure(arrays, **request)` for each line.

    Answers go to the real standard output; whatever a library prints goes to standard error.
    """
    answers, sys.stdout = sys.stdout, sys.stderr
    with np.load(sys.argv[1]) as file:
        arrays = {name: file[name] for name in file.files}
    for line in sys.stdin:
        print(json.dumps(measure(arrays, **json.loads(line))), file=answers, flush=True)
