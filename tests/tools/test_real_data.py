"""The real MovieLens is found where people keep it, and no folder of one machine is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.real_data import NAME, WANTED, real_data


def with_data(folder: Path) -> Path:
    (folder / NAME).mkdir(parents=True)
    (folder / NAME / "ratings.csv").touch()
    return folder


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("RECSYS_COURSE_DATA", raising=False)
    (tmp_path / "beside" / "course").mkdir(parents=True)
    return tmp_path / "beside" / "course"


def test_nothing_is_found_where_nothing_lies(checkout: Path) -> None:
    (checkout.parent / "other" / "data" / NAME).mkdir(parents=True)  # a folder without ratings
    assert real_data(checkout) is None
    assert "$RECSYS_COURSE_DATA" in WANTED and "datasets/" in WANTED


def test_the_variable_goes_before_datasets_and_datasets_before_the_neighbours(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = with_data(checkout.parent / "anything" / "data")
    assert real_data(checkout) == beside
    own = with_data(checkout / "datasets")
    assert real_data(checkout) == own
    chosen = with_data(checkout.parent.parent / "chosen")
    monkeypatch.setenv("RECSYS_COURSE_DATA", str(chosen))
    assert real_data(checkout) == chosen
    monkeypatch.setenv("RECSYS_COURSE_DATA", str(checkout / "empty"))
    assert real_data(checkout) == own
