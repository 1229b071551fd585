"""Grading on a dask.distributed cluster: the same work, on other machines."""

from __future__ import annotations

from concurrent.futures import Executor
from functools import partial

from recsys_course.grading.batch import Crew

CURE = "Install it here and on the workers: pip install distributed"


class NoCluster(OSError):
    """The cluster cannot be used; the message says why and what to do."""


def cluster(address: str) -> Crew:
    """The workers of a scheduler, such as "tcp://10.0.0.5:8786". dask itself does again what a lost worker had.

    Every worker needs this package and bubblewrap. Errors: NoCluster where dask or the scheduler is not there.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise NoCluster(f"the package distributed is missing. {CURE}") from error
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise NoCluster(
            f"no dask scheduler answers at {address} ({error}). Cure: start one, or leave --dask out."
        ) from error
    cores = sum(client.nthreads().values())
    open: partial[Executor] = partial(client.get_executor, pure=False, retries=0)
    return Crew(open, 2 * max(cores, 1), (KilledWorker,))
