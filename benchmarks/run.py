"""`make bench`: ours and the peers side by side in one run. Writes Markdown to standard output.

--write  also into benchmarks/README.md        --quick  small sizes, a minute, to see that everything works
--only   only the sections whose title has one of these words, for example --only Networks,Quality
         (with --write: these sections of benchmarks/README.md are replaced, and the others stay)
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Iterator
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

Every number here comes from `{command}`. Each section says when it was measured.
Times are wall-clock seconds, the best of several repetitions, ours and theirs in turn, so that other work on the
machine disturbs both alike.

- Machine: {timing.machine()}
- Ours: Python {sys.version.split()[0]}, {mine}
- Peers (in `.bench-venv`): {theirs}
- Threads: ours uses {CORES} for ItemKNN, UserKNN and ALS, those of BLAS for products of matrices, and 1 for all else;
  implicit num_threads=0, which is all cores, with OPENBLAS_NUM_THREADS=1 as it asks for; Surprise 1; RecTools 1;
  ranx all cores (Numba). {threads}
"""


def chosen(only: str = "") -> list[str]:
    """The titles of the sections to run, in order."""
    words = [word.strip().lower() for word in only.split(",")]
    return [title for title in sections.ALL if any(word in title.lower() for word in words)]


def report(quick: bool, only: str = "") -> Iterator[str]:
    """The head, and the chosen sections, each with its title."""
    yield head(quick)
    for title in chosen(only):
        yield f"\n## {number_of(title)}. {title}\n"
        yield from measured(title, quick)


def number_of(title: str) -> int:
    """The place of a section in the whole report, from 1."""
    return list(sections.ALL).index(title) + 1


def measured(title: str, quick: bool) -> Iterator[str]:
    """The parts of one section; at its end when it began, how long it took, and how busy the machine was."""
    start, began, load = time.perf_counter(), datetime.now(UTC), os.getloadavg()[0]
    yield from sections.ALL[title](quick)
    took = time.perf_counter() - start
    yield f"(Begun {began:%Y-%m-%d %H:%M} UTC with a load of {load:.1f}; took {took:.0f} s.)\n"


def merged(old: str, new: str) -> str:
    """The report with its head and sections from `new`, and those sections of `old` that `new` lacks."""
    parts = [re.split(r"(?m)^## \d+\. ", text) for text in (old, new)]
    texts = {section.split("\n", 1)[0]: section.strip() for part in parts for section in part[1:]}
    kept = [title for title in sections.ALL if title in texts]
    return "\n\n\n".join([parts[1][0].strip(), *(f"## {number_of(t)}. {texts[t]}" for t in kept)]) + "\n"


def main() -> None:
    """Print every section as soon as it is measured; with --write keep the whole report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="also write benchmarks/README.md")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--only", default="", help="only sections whose title has one of these words")
    options = parser.parse_args()
    if options.write and options.quick:
        parser.error("A quick report is not kept. Leave out --write or --quick.")
    parts = []
    for part in report(options.quick, options.only):
        print(part, flush=True)
        parts.append(part)
    if options.write:
        old = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
        REPORT.write_text(merged(old, "\n".join(parts)), encoding="utf-8")


if __name__ == "__main__":
    main()
