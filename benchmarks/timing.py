"""Clocks: best of several repetitions, ours and theirs in turn, so that a busy machine disturbs both alike."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable

Seconds = dict[str, float]


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(repetitions: int, *workers: Callable[[], Seconds]) -> list[list[Seconds]]:
    """Every worker once, then every worker again, ...: for each worker its measurements, (workers, repetitions)."""
    rounds = [[work() for work in workers] for _ in range(repetitions)]
    return [list(column) for column in zip(*rounds, strict=True)]


def best(measured: list[Seconds], parts: tuple[str, ...]) -> Seconds:
    """The repetition with the smallest sum of `parts`: one real run, never a mix of the best parts of several."""
    return min(measured, key=lambda run: sum(run[part] for part in parts))


def machine() -> str:
    """Processor, cores, memory and load, as one line."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{_processor()}, {cores} cores, {gigabytes:.0f} GiB, {platform.system()}; load over 1, 5, 15 minutes: {load}"
    )


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown processor"
