"""Whatever one student hands in, the class goes on: limits of time and size for each file and each student."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from recsys_course.grading.intake import files, versions, work
from recsys_course.grading.intake.hand_ins import HandIn, read
from tests.helpers.classroom.bad_luck import with_outputs
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, laid, zipped
from tests.helpers.exports.systems import content, written


def class_with(tmp_path: Path, more: dict) -> tuple[HandIn, HandIn]:
    """What is read of two students, of whom one handed in these files."""
    one, other = read(
        laid(tmp_path / "in", written({f"anna/{k}": v for k, v in more.items()} | {"bo/03.ipynb": 2})), RELEASED
    )
    assert (one.student, other.student, other.problem) == ("anna", "bo", "")
    return one, other


def endless(monkeypatch: pytest.MonkeyPatch, mark: bytes) -> list[bytes]:
    """From now on reading a file that holds these bytes does not end."""
    real, calls = versions.read_notebook, []

    def reader(data: bytes):
        calls.append(data)
        while mark in data:
            pass
        return real(data)

    monkeypatch.setattr(versions, "read_notebook", reader)
    return calls


def test_a_file_that_takes_too_long_is_a_problem_of_one_student(tmp_path: Path, monkeypatch) -> None:
    endless(monkeypatch, b"return 77")
    monkeypatch.setattr(work, "SECONDS_OF_A_FILE", 0.3)
    anna, _ = class_with(tmp_path, {"03.ipynb": 77})
    assert "it takes more than 0.3 s" in anna.problem and "Cure: " in anna.problem


def test_a_student_with_many_slow_files_is_not_read_to_the_end(tmp_path: Path, monkeypatch) -> None:
    calls = endless(monkeypatch, b"return 77")
    monkeypatch.setattr(work, "SECONDS_OF_A_FILE", 0.3)
    monkeypatch.setattr(work, "SECONDS_OF_ONE", 0.5)
    anna, _ = class_with(tmp_path, {f"{n}.ipynb": 77 for n in range(10)})
    assert len(calls) < 6 and anna.problem


def test_how_far_the_reading_is_can_be_shown(tmp_path: Path) -> None:
    seen: list[str] = []
    read(
        laid(tmp_path, written({"anna/03.ipynb": 1, "bo/03.ipynb": 2})),
        RELEASED,
        shown=lambda all: (seen.append(one) or one for one in all),
    )
    assert seen == ["anna", "bo"]


def test_fifty_megabytes_of_outputs_are_read(tmp_path: Path) -> None:
    anna, _ = class_with(tmp_path, {"03.ipynb": with_outputs(50_000_000)})
    assert (anna.lesson, anna.problem) == (LESSON, "")


DEEP = {
    "lists in lists": b'{"cells": ' + b"[" * 2_000_000,
    "objects in objects": b'{"a":' * 300_000,
    "metadata without a floor": content(1).replace(b'"metadata": {', b'"metadata": {"a": ' + b"[" * 100_000, 1),
    "a megabyte of one number": b'{"cells": ' + b"9" * 1_000_000 + b"}",
}  # fmt: skip


@pytest.mark.parametrize("kind", DEEP)
def test_json_without_a_floor_is_a_problem_of_one_student_at_most(kind: str, tmp_path: Path) -> None:
    anna, _ = class_with(tmp_path, {"03.ipynb": DEEP[kind]})
    assert anna.problem or anna.lesson == LESSON


def test_zips_without_end_are_not_all_opened(tmp_path: Path) -> None:
    zips = {f"{n}.zip": zipped(tmp_path / "one.zip", {"x.pdf": b"x"}).read_bytes() for n in range(60)}
    anna, _ = class_with(tmp_path, zips | {"03.ipynb": 1})
    assert not anna.problem and "more than 20 zips" in anna.note


def test_zips_in_zips_in_zips_end(tmp_path: Path) -> None:
    data = content(1)
    for depth in range(8):
        data = zipped(tmp_path / "one.zip", {f"{depth}.zip" if depth else "03.ipynb": data}).read_bytes()
    anna, _ = class_with(tmp_path, {"work.zip": data})
    assert anna.problem


def test_a_zip_that_grows_beyond_the_limit_is_a_problem_of_one_student(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(files, "BYTES_AT_MOST", 1_000_000)
    bomb = zipped(tmp_path / "bomb.zip", {"03.ipynb": b"0" * 5_000_000, "in.zip": b"0" * 5_000_000}).read_bytes()
    anna, _ = class_with(tmp_path, {"work.zip": bomb})
    assert "Cure: " in anna.problem


NAMES = ["[2026] what?", "a*b", "x" * 250, "张" * 83, "9" * 200, "{a,b}", "~", "-rf", "a\tb", "%s{0}", "CON", "a;b&c|d"]


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:12])
def test_no_name_of_a_folder_stops_anything(name: str, tmp_path: Path) -> None:
    anna, other = sorted(
        read(laid(tmp_path / name, written({f"{name}/03.ipynb": 1, "bo/03.ipynb": 2})), RELEASED),
        key=lambda one: one.student == "bo",
    )
    assert not anna.problem + other.problem and other.student == "bo" and anna.student


def test_names_in_zips_may_be_longer_than_any_disk_takes(tmp_path: Path) -> None:
    long = {f"{'n' * 5000}{n}/{'m' * 3000}/03.ipynb": n for n in (1, 2)} | {
        f"A_{'9' * 400}_assignsubmission_file_/03.ipynb": 3
    }
    found = read(zipped(tmp_path / "all.zip", written(long)), RELEASED)
    assert len({one.student for one in found}) == 3 and not any(one.problem for one in found)
    assert all(len(name.encode()) < 240 for one in found for name in (one.student, *one.owner.names[:2]))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no links and pipes as Linux has")
def test_loops_pipes_and_folders_without_a_floor_are_problems_of_one_student(tmp_path: Path) -> None:
    place = laid(tmp_path / "in", written({"bo/03.ipynb": 2}))
    deep = place / "anna" / "/".join("d" * 60)
    deep.mkdir(parents=True)
    (deep / "03.ipynb").write_bytes(content(1))
    (place / "anna" / "loop").symlink_to(place)
    os.mkfifo(place / "anna" / "pipe.ipynb")
    anna, other = read(place, RELEASED)
    assert "too deep" in anna.problem and "symbolic link" in anna.problem and not other.problem


def test_thousands_of_files_of_programs_are_passed_over(tmp_path: Path) -> None:
    rest = {f"env/lib/{n}.json": b"{}" for n in range(100)} | {"env/pyvenv.cfg": b"", "node_modules/x.ipynb": 5}
    anna, _ = class_with(tmp_path, rest | {"03.ipynb": 1})
    assert not anna.problem and not anna.note
