"""Seconds of ItemKNN beside implicit, and of the import."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks import made_up
from benchmarks.peer import MISSING, Peer, installed
from benchmarks.tables import table, verdict
from benchmarks.timing import Seconds, best, in_turn
from recsys_course.data import Interactions
from recsys_course.models.neighbours import ItemKNN

ROOT = Path(__file__).resolve().parents[1]
K, NEIGHBOURS = 10, 100
PARTS = ("fit", "top10")
COLD = """
import sys, time, numpy as np
start = time.perf_counter()
from benchmarks import made_up, speed
loaded = time.perf_counter()
data = made_up.interactions(*map(int, sys.argv[1:]))
run = speed.fit_and_recommend(data)
print(loaded - start, run["fit"], run["top10"])
"""


def fit_and_recommend(data: Interactions, keep: str = "candidate") -> Seconds:
    """Seconds of ours: fit from the table of events, and the best 10 unseen items of every user."""
    start = time.perf_counter()
    model = ItemKNN(k=NEIGHBOURS, keep=keep).fit(data)
    fitted = time.perf_counter()
    model.recommend(np.arange(data.n_users), K)
    return {"fit": fitted - start, "top10": time.perf_counter() - fitted}


def cold_call(*size: int) -> list[float]:
    """Seconds of (import, fit, top 10) in a new process that must compile every loop anew."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
        command = [sys.executable, "-c", COLD, *map(str, size)]
        return [float(word) for word in subprocess.check_output(command, cwd=ROOT, env=environment).split()]


def beside_implicit(size: tuple[int, int, int], repetitions: int) -> str:
    """The table of ItemKNN and implicit's CosineRecommender on `size` = (events, users, items)."""
    data = made_up.interactions(*size)
    ours = {f'ours, keep="{keep}"': partial(fit_and_recommend, data, keep) for keep in ("candidate", "history")}
    for work in ours.values():
        work()  # compile, or load what is compiled
    if not installed():
        alone = dict(zip(ours, in_turn(repetitions, *ours.values()), strict=True))
        return _speed_table(alone, size) + "\n" + MISSING + "\n"
    arrays = {"users": data.users, "items": data.items, "n_users": data.n_users, "n_items": data.n_items}
    with Peer("implicit_cosine", **arrays) as peer:
        theirs = {f"implicit, K={n}": partial(peer.ask, neighbours=n, k=K) for n in (NEIGHBOURS, 20)}
        intact = peer.ask(neighbours=20, k=K)["intact"]
        workers = ours | theirs
        measured = dict(zip(workers, in_turn(repetitions, *workers.values()), strict=True))
    judged = ('ours, keep="candidate"', f"implicit, K={NEIGHBOURS}")
    first, second = (sum(best(measured[name], PARTS)[part] for part in PARTS) for name in judged)
    note = f"Files of implicit as published: {intact} (RecTools installs a fork, pm-implicit, into the same folder).\n"
    return "\n".join([_speed_table(measured, size), verdict(first, second, "Fit and top 10 together"), note])


def _speed_table(measured: dict[str, list[Seconds]], size: tuple[int, int, int]) -> str:
    rows = []
    for name, runs in measured.items():
        run = best(runs, PARTS)
        rows.append([name, run.get("matrix", "in fit"), run["fit"], run["top10"], run["fit"] + run["top10"]])
    load, fit, top = cold_call(*size)
    rows.append([f"ours, first call ever (import {load:.1f} s before)", "in fit", fit, top, fit + top])
    return table(["", "build matrix, s", "fit, s", f"top {K} of all users, s", "fit + top, s"], rows)


def importing(repetitions: int) -> str:
    """Seconds of `import recsys_course` alone, and of all that works without a framework; which frameworks it loads."""
    rows = []
    for names in (
        "recsys_course",
        "recsys_course.models.neighbours, recsys_course.evaluation, recsys_course.exercises",
    ):
        code = f"import sys, time; t = time.perf_counter(); import {names}; print(time.perf_counter() - t); "
        code += "print([m for m in ('tensorflow', 'torch', 'keras') if m in sys.modules])"
        runs = [subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) for _ in range(repetitions)]
        frameworks = runs[0].splitlines()[1]
        rows.append(
            [
                f"import {names}",
                min(float(run.split()[0]) for run in runs),
                "none" if frameworks == "[]" else frameworks,
            ]
        )
    return table(["", "seconds, best", "frameworks loaded"], rows)
