"""What all tests share: the lessons, made-up lessons, and a guard around the learner's progress file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[1]
for place in (ROOT, ROOT / "tools"):  # also when pytest is started without the project's pyproject.toml
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))

from check import LONG  # noqa: E402

from recsys_course.data import Dataset, read_folder  # noqa: E402
from recsys_course.world import World, harbour  # noqa: E402
from tests.helpers.datasheet import HARBOUR  # noqa: E402
from tests.helpers.movielens import FOUND, REASON  # noqa: E402

LESSONS = sorted((ROOT / "lessons").glob("*.py"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `lesson_path` runs once for each lesson; without lessons it fails and says so."""
    if "lesson_path" in metafunc.fixturenames:
        paths = LESSONS or [ROOT / "lessons" / "there_are_no_lessons.py"]
        metafunc.parametrize("lesson_path", paths, ids=[path.stem for path in paths])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take minutes come first, so that no core waits for the last one."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(scope="session", autouse=True)
def _own_progress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test touches the progress file of the person who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RECSYS_COURSE_PROGRESS", str(tmp_path_factory.mktemp("progress") / "progress.json"))
        yield


@pytest.fixture
def made_up_exercises(monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up lesson has exercises 03-a, 03-b and 03-c of two points, which the package does not know."""
    from editions import tasks

    known, find = {f"03-{letter}": SimpleNamespace(points=2) for letter in "abc"}, tasks.find
    monkeypatch.setattr(tasks, "find", lambda ident: known.get(ident) or find(ident))


@pytest.fixture(scope="session")
def world() -> World:
    """Harbour as it truly is."""
    return harbour()


@pytest.fixture(scope="session")
def harbour_data() -> Dataset:
    """Harbour as the files tell it."""
    return read_folder(HARBOUR)


@pytest.fixture(scope="session")
def movielens() -> Dataset:
    """The real ml-latest-small; without it the test is skipped, with the reason."""
    if FOUND is None:
        pytest.skip(REASON)
    return read_folder(FOUND / "ml-latest-small")
