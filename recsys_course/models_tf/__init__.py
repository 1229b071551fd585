"""Floor 3: the networks in TensorFlow. The same files, names and order as models_torch: read them side by side.

TensorFlow prints messages when it starts: about CUDA that is not there, the processor, oneDNN. None of them helps a
learner, so it is asked to be quiet here, before it is loaded, in this one place:

    TF_CPP_MIN_LOG_LEVEL=3     its C++ part writes errors only
    TF_ENABLE_ONEDNN_OPTS=0    no oneDNN kernels: they add in another order, so numbers would differ between machines

Two lines are written before these settings are read; `_quietly` sends them nowhere. An error in Python is still shown.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")


@contextmanager
def _quietly() -> Iterator[None]:
    """Whatever the process itself (not Python) writes to standard error goes nowhere in here."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


with _quietly():
    import tensorflow as tf

    tf.constant(0)  # looks for devices now, while nobody listens

tf.get_logger().setLevel("ERROR")  # no advice about retracing: every model compiles its own step, once
