"""Where the real MovieLens lies on this machine, for tests, benchmarks and the datasheet. It is read, never copied."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "ml-latest-small"
WANTED = f"put {NAME} into the folder that $RECSYS_COURSE_DATA names, or into datasets/"


def real_data(root: Path = ROOT) -> Path | None:
    """The folder that holds ml-latest-small; None where it is not on this machine.

    It is $RECSYS_COURSE_DATA, else `datasets/`, else a folder `data` inside a neighbour of the checkout.
    """
    return next((place for place in _places(root) if (place / NAME / "ratings.csv").is_file()), None)


def _places(root: Path) -> Iterator[Path]:
    if chosen := os.environ.get("RECSYS_COURSE_DATA"):
        yield Path(chosen)
    yield root / "datasets"
    yield from sorted(root.parent.glob("*/data"))
