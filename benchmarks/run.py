"""`make bench`: ours and the peers side by side in one run. Writes Markdown to standard output.

--write  also into benchmarks/README.md        --quick  small sizes, some seconds, to see that everything works
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import peer, quality, ranking, speed, timing  # noqa: E402
from recsys_course.data import load  # noqa: E402
from recsys_course.data.errors import DataError  # noqa: E402
from recsys_course.models.kernels import CORES  # noqa: E402

MILLION = (1_000_000, 60_000, 10_000)
GROWING = [(100_000, 6_000, 3_000), MILLION, (10_000_000, 200_000, 20_000)]
REPORT = ROOT / "benchmarks" / "README.md"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
QUICK_GRID = {name: {key: values[:2] for key, values in grid.items()} for name, grid in quality.GRID.items()}


def head(quick: bool) -> str:
    """Date, versions, machine, command and thread settings."""
    mine = ", ".join(f"{name} {version(name)}" for name in ("recsys-course", "numpy", "scipy", "numba", "pandas"))
    theirs = peer.versions(("implicit", "RecTools", "ranx", "numpy", "numba", "pandas")) if peer.installed() else "none"
    threads = ", ".join(f"{name}={os.environ.get(name, 'not set')}" for name in THREADS)
    command = "python benchmarks/run.py" + (" --quick" if quick else " --write")
    return f"""# Benchmarks: ours and the peers side by side

Every number here comes from one run of `{command}`.
Times are wall-clock seconds, the best of several repetitions, ours and theirs in turn, so that other work on the
machine disturbs both alike.

- Date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC. Machine: {timing.machine()}
- Ours: Python {sys.version.split()[0]}, {mine}
- Peers (in `.bench-venv`): {theirs}
- Threads: ours uses {CORES} for ItemKNN and UserKNN and 1 for all else; implicit num_threads=0, which is all cores;
  RecTools 1; ranx all cores (Numba). {threads}
"""


def sections(quick: bool) -> Iterator[str]:
    """The parts of the report, one after the other."""
    size, repeat = ((20_000, 2_000, 500), 2) if quick else (MILLION, 5)
    yield head(quick)
    yield "\n## 1. Item neighbours: fit, and the best 10 unseen items of all users\n"
    sizes = f"{size[0]:,} events, {size[1]:,} users, {size[2]:,} items"
    yield f"{sizes} (Zipf items, log-normal users), best of {repeat}.\n"
    yield (
        'keep="candidate" (the default of the course) keeps the 100 neighbours of each candidate; keep="history"\n'
        "those of each history item, as implicit does: less work where some items are far more popular than others.\n"
        "Ours begins at the table of events; implicit at a sparse matrix, whose making is shown and not counted.\n"
    )
    yield speed.beside_implicit(size, repeat)
    yield "\n### Fit at growing sizes\n"
    yield speed.growing([size] if quick else GROWING, 1 if quick else 2)
    yield "\n## 2. Evaluation of all users\n"
    yield f"{size[1]:,} given lists of 10, one test item each, best of {repeat}.\n"
    yield ranking.beside_peers(size[1], size[2], repeat)
    yield ranking.ranking_too(size, repeat)
    yield "\n## 3. Import\n"
    yield speed.importing(2 if quick else 5)
    yield from quality_sections(quick)


def quality_sections(quick: bool) -> Iterator[str]:
    """Quality on harbour and on MovieLens, then the order of the models on both."""
    grid = QUICK_GRID if quick else quality.GRID
    yield "\n## 4. Quality\n"
    yield (
        "Leave-last-out; all unseen items ranked; settings chosen by nDCG@10 on validation only, then fitted on\n"
        "training and validation together and tested once. implicit: the same split and protocol, its lists judged by\n"
        "our evaluation. In brackets: 95 % bootstrap intervals over users (coverage is one number for all users and\n"
        "has none). The grid:\n\n"
    )
    yield "\n".join(
        f"- {name}: {', '.join(f'{k} in {v}' for k, v in choices.items())}" for name, choices in grid.items()
    )
    yield f"- implicit: K in {quality.PEER_GRID}, and K={speed.NEIGHBOURS} as it is\n"
    scores = {}
    os.environ.setdefault("RECSYS_COURSE_DATA", str(ROOT.parent / "shared" / "data"))
    for name in ("harbour", "ml-latest-small"):
        try:
            data = load(name)
        except DataError:  # its message names folders of this machine, which do not belong in a report
            yield f"### {name}\n\nSkipped: no data. Set RECSYS_COURSE_DATA to the folder that holds {name}.\n"
            continue
        text, scores[name] = quality.judge(data, grid)
        yield text
    if len(scores) == 2:
        yield "### Do conclusions transfer? The order of the models\n"
        yield quality.same_order(scores)


def main() -> None:
    """Print every section as soon as it is measured; with --write keep the whole report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="also write benchmarks/README.md")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    options = parser.parse_args()
    if options.write and options.quick:
        parser.error("--quick is too small to be kept. Leave out --write.")
    parts = []
    for part in sections(options.quick):
        print(part, flush=True)
        parts.append(part)
    if options.write:
        REPORT.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
