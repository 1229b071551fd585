"""Where the real MovieLens lies, for the tests that need it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = [Path(os.environ[name]) for name in ("RECSYS_COURSE_DATA",) if os.environ.get(name)] + [
    ROOT.parent / "shared" / "data"
]
FOUND = next((place for place in PLACES if (place / "ml-latest-small" / "ratings.csv").is_file()), None)

REASON = "needs the real ml-latest-small: put it into $RECSYS_COURSE_DATA or ../shared/data"
needs_movielens = pytest.mark.skipif(FOUND is None, reason=REASON)
