"""Measure what lessons promise, over seeds and over kernels, and write benchmarks/promises.md.

    make promises                                        all that is missing (some hours)
    make promises ARGS="09 --frameworks tf --kernels avx2 plain"
    make promises ARGS="09 --shifts 0 1 2 --kernels native --again"
    make promises ARGS=--table                           measure nothing; write the table again

A run (lesson, framework, kernels, shift of the seeds) whose promises are all in benchmarks/promises.csv for this
machine is not made again, so an interrupted measurement goes on where it stopped. By default: every set of kernels with
the lesson's own seeds, and the native kernels with seeds shifted by 1, 2, 3. How a seed is shifted: measuring/one.py.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from editions.promises import promised  # noqa: E402
from editions.runner import environment  # noqa: E402
from measuring import record, table  # noqa: E402
from measuring.kernels import NATIVE, SETS  # noqa: E402
from measuring.record import Run  # noqa: E402

SHIFTS = (1, 2, 3)
_KEEPING = threading.Lock()


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _options(arguments)
    if not options.table:
        runs = [run for run in _wanted(options) if options.again or _missing(run)]
        print(f"{len(runs)} runs to make", flush=True)
        with ThreadPoolExecutor(options.jobs) as pool:
            list(pool.map(_measure, runs))
    table.write(ROOT)
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lessons", nargs="*", help="numbers, for example 09; default: those that train networks")
    parser.add_argument("--frameworks", nargs="*", default=["tf", "torch", ""])
    parser.add_argument("--kernels", nargs="*", choices=list(SETS), default=list(SETS))
    parser.add_argument("--shifts", nargs="*", type=int, default=[0, *SHIFTS], help="of the seeds; 0: the lesson's own")
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time")
    parser.add_argument("--again", action="store_true", help="measure also what is kept already")
    parser.add_argument("--table", action="store_true", help="measure nothing, only write the table")
    return parser.parse_args(arguments)


def _wanted(options: argparse.Namespace) -> list[Run]:
    """All runs asked for: kernels first, with the lesson's own seeds, then other seeds on the native kernels."""
    pairs = [(name, 0) for name in options.kernels if 0 in options.shifts]
    pairs += [(NATIVE, shift) for shift in options.shifts if shift and NATIVE in options.kernels]
    return [
        Run(lesson.name, framework, record.this_machine(), name, shift)
        for name, shift in pairs
        for lesson in table.chosen_lessons(ROOT, options.lessons)
        for framework in lesson.frameworks
        if framework in options.frameworks and framework in SETS[name].frameworks
    ]


def _missing(run: Run) -> bool:
    """Whether a promise of the lesson has no value from this run."""
    kept = {value.what for value in record.read(ROOT) if value.run == run}
    lesson = table.lesson_of(ROOT / "lessons" / f"{run.lesson}.py")
    return any(promise.what not in kept for promise in promised(lesson, run.framework))


def _measure(run: Run) -> None:
    """Make one run in its own process, and keep its values."""
    kernels = SETS[run.kernels]
    with tempfile.TemporaryDirectory(prefix="recsys_course_", ignore_cleanup_errors=True) as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, str(ROOT / "tools/measuring/one.py"), run.lesson, run.framework or "-", str(result)]
        command += ["--shift", str(run.shift), *([] if kernels.xla else ["--no-xla"])]
        variables = environment(Path(folder)) | {"MPLBACKEND": "Agg"} | kernels.environment()
        done = subprocess.run(command, cwd=ROOT / "notebooks", env=variables, capture_output=True, text=True)
        if not result.exists():
            print(f"{_named(run)}: FAILED\n{done.stderr[-2000:]}", flush=True)
            return
        found = json.loads(result.read_text())
    with _KEEPING:
        record.write(ROOT, record.replaced(record.read(ROOT), run, found["values"]))
    print(f"{_named(run)}: {len(found['values'])} values", *found["failed"], sep="\n    ", flush=True)


def _named(run: Run) -> str:
    return f"{run.lesson} {run.framework} {run.kernels} +{run.shift}  (load {os.getloadavg()[0]:.1f})"


if __name__ == "__main__":
    sys.exit(main())
