"""`make bench`: ours and the peers side by side in one run. Writes Markdown to standard output.

--write  also into benchmarks/README.md        --quick  small sizes, a minute, to see that everything works
--only   only the sections whose title has this word, for example --only Quality
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import peer, sections, timing  # noqa: E402
from recsys_course.models.kernels import CORES  # noqa: E402

REPORT = ROOT / "benchmarks" / "README.md"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
OURS = ("recsys-course", "numpy", "scipy", "numba", "scikit-learn", "pandas")
PEERS = ("implicit", "scikit-surprise", "RecTools", "ranx", "scikit-learn", "numpy", "scipy", "numba", "pandas")


def head(quick: bool) -> str:
    """Date, versions, machine, command and thread settings."""
    mine = ", ".join(f"{name} {version(name)}" for name in OURS)
    theirs = peer.versions(PEERS) if peer.installed() else "none"
    threads = ", ".join(f"{name}={os.environ.get(name, 'not set')}" for name in THREADS)
    command = "python benchmarks/run.py" + (" --quick" if quick else " --write")
    return f"""# Benchmarks: ours and the peers side by side

Every number here comes from one run of `{command}`.
Times are wall-clock seconds, the best of several repetitions, ours and theirs in turn, so that other work on the
machine disturbs both alike.

- Date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC. Machine: {timing.machine()}
- Ours: Python {sys.version.split()[0]}, {mine}
- Peers (in `.bench-venv`): {theirs}
- Threads: ours uses {CORES} for ItemKNN, UserKNN and ALS, those of BLAS for products of matrices, and 1 for all else;
  implicit num_threads=0, which is all cores, with OPENBLAS_NUM_THREADS=1 as it asks for; Surprise 1; RecTools 1;
  ranx all cores (Numba). {threads}
"""


def report(quick: bool, only: str = "") -> Iterator[str]:
    """The parts of the report, one after the other; each section ends with the time it took."""
    yield head(quick)
    begin = time.perf_counter()
    chosen: dict[str, Callable[[bool], Iterator[str]]] = {
        title: section for title, section in sections.ALL.items() if only.lower() in title.lower()
    }
    for number, (title, section) in enumerate(chosen.items(), start=1):
        start = time.perf_counter()
        yield f"\n## {number}. {title}\n"
        yield from section(quick)
        yield f"(This section took {time.perf_counter() - start:.0f} s.)\n"
    yield f"\nAll sections together took {(time.perf_counter() - begin) / 60:.1f} minutes."


def main() -> None:
    """Print every section as soon as it is measured; with --write keep the whole report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="also write benchmarks/README.md")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--only", default="", help="only sections whose title has this word")
    options = parser.parse_args()
    if options.write and (options.quick or options.only):
        parser.error("A part of the report, or a quick one, is not kept. Leave out --write.")
    parts = []
    for part in report(options.quick, options.only):
        print(part, flush=True)
        parts.append(part)
    if options.write:
        REPORT.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
