"""The real MovieLens, for the tests that need it."""

import pytest

from tools.real_data import NAME, ROOT, WANTED, real_data

__all__ = ["FOUND", "REASON", "ROOT", "needs_movielens"]

FOUND = real_data()
REASON = f"needs the real {NAME}: {WANTED}"
needs_movielens = pytest.mark.skipif(FOUND is None, reason=REASON)
