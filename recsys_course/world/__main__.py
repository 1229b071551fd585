"""python -m recsys_course.world --to datasets/harbour [--seed 2022]: make the data set again."""

from __future__ import annotations

import argparse
from pathlib import Path

from recsys_course.world import SEED, World, write


def main() -> None:
    """Read the command line, write the files, and say what was written."""
    parser = argparse.ArgumentParser(prog="python -m recsys_course.world", description=__doc__)
    parser.add_argument("--to", type=Path, required=True, help="the folder to write into; it is made if missing")
    parser.add_argument(
        "--seed", type=int, default=SEED, help=f"the world's seed (default {SEED}, the course's Harbour)"
    )
    chosen = parser.parse_args()
    world = World(chosen.seed)
    for path in write(world, chosen.to):
        print(f"{path.stat().st_size:>9,} bytes  {path}")
    print("raw_events.csv:", ", ".join(f"{count} {fault}" for fault, count in world.raw[1].items()))


if __name__ == "__main__":
    main()
