"""Every shape in which hand-ins arrive is read; what cannot be graded is listed with its problem."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from recsys_course.grading.intake import files
from recsys_course.grading.intake.files import CannotRead
from recsys_course.grading.intake.hand_ins import HandIn, read
from tests.helpers.classroom.export_shapes import GOOD, NAMES, PROBLEMS, SHAPES
from tests.helpers.classroom.hand_ins import (
    LESSON,
    RELEASED,
    as_bytes,
    as_version_3,
    laid,
    notebook,
    without_ids,
    zipped,
)

OTHER = as_bytes(notebook({}))
FOUR = as_bytes(notebook({"04-profile": "def profile(rows, weights):\n    return 1"}, "04_content"))


def found(place: Path) -> list[tuple[str, str]]:
    """(student, lesson) of everything that can be graded, each read in full."""
    hand_ins = read(place, RELEASED)
    assert not [one.problem for one in hand_ins if one.problem]
    assert all(len(one.notebook().cells) > 50 for one in hand_ins)
    return [(one.student, one.lesson) for one in hand_ins]


def only(place: Path) -> HandIn:
    """The one hand-in of a place."""
    (one,) = read(place, RELEASED)
    return one


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_read_from_a_folder_and_from_a_zip(shape: str, packed: bool, tmp_path: Path) -> None:
    laid_out, students = SHAPES[shape]
    place = zipped(tmp_path / "export.zip", laid_out) if packed else laid(tmp_path / "place", laid_out)
    assert found(place) == [(student, LESSON) for student in students]


@pytest.mark.parametrize("name", NAMES)
def test_a_renamed_file_is_known_by_its_cells(name: str, tmp_path: Path) -> None:
    assert found(laid(tmp_path, {f"anna/{name}": GOOD})) == [("anna", LESSON)]


def test_a_name_that_contradicts_the_cells_is_noted(tmp_path: Path) -> None:
    assert "told to be 03_neighbours by its cells" in only(laid(tmp_path, {"anna/04_content.ipynb": GOOD})).note


def test_two_notebooks_of_two_frameworks_are_told_apart_and_without_ids_too(tmp_path: Path) -> None:
    for name in ("07_dot_product.tf", "07_dot_product.torch"):
        nb = notebook({}, name)
        for number, data in enumerate((as_bytes(nb), as_bytes(without_ids(nb)), as_version_3(without_ids(nb)))):
            assert found(laid(tmp_path / f"{name}{number}", {"anna/07.ipynb": data})) == [("anna", name)]


def test_lessons_of_one_student_are_separate_hand_ins(tmp_path: Path) -> None:
    place = laid(tmp_path, {"anna/03.ipynb": GOOD, "anna/04.ipynb": FOUR, "anna/notes.pdf": b"%PDF"})
    assert found(place) == [("anna", LESSON), ("anna", "04_content")]


def test_of_two_files_the_newest_counts_and_the_note_says_so(tmp_path: Path) -> None:
    place = laid(
        tmp_path, {"anna/03.ipynb": OTHER, "anna/zz.ipynb": GOOD, "anna/.ipynb_checkpoints/03-checkpoint.ipynb": GOOD}
    )
    for number, name in enumerate((".ipynb_checkpoints/03-checkpoint.ipynb", "zz.ipynb", "03.ipynb")):
        os.utime(place / "anna" / name, (10**9 - 100 * number, 10**9 - 100 * number))
    one = only(place)
    assert one.path.name == "zz.ipynb" and "newest of 3 files" in one.note


def test_of_two_files_of_one_time_the_higher_copy_counts(tmp_path: Path) -> None:
    files = {"anna/03.ipynb": OTHER, "anna/03 (2).ipynb": GOOD, "anna/03 (1).ipynb": OTHER}
    assert only(zipped(tmp_path / "a.zip", files)).inside == ("anna/03 (2).ipynb",)


def test_a_newer_file_that_cannot_be_read_does_not_hide_an_older_one(tmp_path: Path) -> None:
    one = only(zipped(tmp_path / "a.zip", {"anna/03 (1).ipynb": b"%PDF", "anna/03.ipynb": GOOD}))
    assert one.inside == ("anna/03.ipynb",) and not one.problem and "newer, but not readable: 03 (1).ipynb" in one.note


@pytest.mark.parametrize(("number", "names"), [(1, ["Anna", "Bo"]), (9, ["Anna_1", "Anna_9", "Bo"])])
def test_attempts_in_two_exports_are_one_hand_in_where_the_number_is_the_same(number, names, tmp_path: Path) -> None:
    first = {"Anna_1_assignsubmission_file_/03.ipynb": OTHER, "Bo_2_assignsubmission_file_/03.ipynb": GOOD}
    zipped(tmp_path / "first.zip", first)
    zipped(tmp_path / "second.zip", {f"Anna_{number}_assignsubmission_file_/03 (1).ipynb": GOOD})
    assert found(tmp_path) == [(name, LESSON) for name in names]  # a namesake must not take a mark


def test_a_students_own_zip_is_looked_into(tmp_path: Path) -> None:
    inner = zipped(
        tmp_path / "inner.zip", {"homework/03 (1).ipynb": GOOD, "__MACOSX/homework/._03 (1).ipynb": b"\0\5\x16\7"}
    ).read_bytes()
    shapes = {"anna/work.zip": inner, "meeranna_501_90001_work.zip": inner, "bo.zip": inner}
    assert found(laid(tmp_path / "place", shapes)) == [("anna", LESSON), ("bo", LESSON), ("meeranna_501", LESSON)]
    moodle = zipped(tmp_path / "moodle.zip", {"Anna_1_assignsubmission_file_/work.zip": inner})
    assert found(moodle) == [("Anna", LESSON)]
    assert only(moodle).inside == ("Anna_1_assignsubmission_file_/work.zip", "homework/03 (1).ipynb")


def test_zips_made_on_windows_have_other_slashes(tmp_path: Path) -> None:
    assert found(zipped(tmp_path / "a.zip", {"anna\\03.ipynb": GOOD, "bo\\03.ipynb": GOOD})) == [
        ("anna", LESSON),
        ("bo", LESSON),
    ]


@pytest.mark.parametrize("kind", PROBLEMS)
def test_what_cannot_be_graded_is_listed_with_student_problem_and_cure(kind: str, tmp_path: Path) -> None:
    laid_out, says = PROBLEMS[kind]
    one = only(zipped(tmp_path / "a.zip", laid_out))
    assert one.student == "anna" and says in one.problem and ("Cure: " in one.problem or "unpack" in one.problem)


def test_an_empty_folder_on_disk_is_listed_too_and_files_of_the_system_are_not(tmp_path: Path) -> None:
    laid(
        tmp_path,
        {".DS_Store": b"x", "__MACOSX/._a": b"x", "grades.csv": b"x", "anna/.DS_Store": b"x", "readme.txt": b"x"},
    )
    one = only(tmp_path)
    assert (one.student, one.lesson) == ("anna", "") and "it is empty" in one.problem


def test_an_empty_place_has_no_hand_ins_and_a_place_that_is_none_is_an_error(tmp_path: Path) -> None:
    assert read(tmp_path, RELEASED) == []
    for name in ("missing", "file.txt"):
        (tmp_path / "file.txt").write_text("x")
        with pytest.raises(CannotRead, match="Cure: "):
            read(tmp_path / name, RELEASED)


def test_a_file_whose_name_tells_no_student_is_listed(tmp_path: Path) -> None:
    hand_ins = read(laid(tmp_path, {"03_neighbours.ipynb": GOOD, "03 (1).ipynb": GOOD}), RELEASED)
    assert len(hand_ins) == 2 and not any(one.student for one in hand_ins)
    assert all("does not tell the student" in one.problem for one in hand_ins)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no links and pipes as Linux has")
def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(GOOD)
    place = laid(tmp_path / "place", {"anna/03.ipynb": GOOD, "bo/notes.md": b"x"})
    (place / "anna" / "link.ipynb").symlink_to(secret)
    (place / "bo" / "03.ipynb").symlink_to(secret)
    (place / "chidi").symlink_to(place / "anna")
    (place / "dana").mkdir()
    os.mkfifo(place / "dana" / "03.ipynb")
    (place / "dana" / "loop").symlink_to(place)
    anna, bo, chidi, dana = read(place, RELEASED)
    assert not anna.problem and "link.ipynb is a symbolic link" in anna.note
    assert "03.ipynb is a symbolic link and is not followed" in bo.problem
    assert chidi.student == "chidi" and "symbolic link" in chidi.problem
    assert "not a file but a device or a pipe" in dana.problem
    (place / "anna" / "03.ipynb").unlink()
    (place / "anna" / "03.ipynb").symlink_to(secret)  # after it was listed
    with pytest.raises(CannotRead):
        anna.notebook()


def test_a_link_in_a_zip_is_not_followed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        entry = zipfile.ZipInfo("anna/03.ipynb")
        entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    assert "symbolic link" in only(tmp_path / "a.zip").problem


def test_locked_damaged_and_huge_files_in_a_zip_are_problems_of_one_student(tmp_path: Path, monkeypatch) -> None:
    names = {f"{name}/03.ipynb": GOOD for name in ("anna", "bo", "chidi")}
    data = bytearray(zipped(tmp_path / "a.zip", names | {"dana/03.ipynb": b"0" * 10_000_000}).read_bytes())
    first, second = data.index(b"anna/03.ipynb"), data.index(b"bo/03.ipynb")
    data[first + 100 : first + 130] = b"\0" * 30  # damaged
    data[second - 24] |= 1  # says it is encrypted
    data[data.index(b"bo/03.ipynb", second + 20) - 38] |= 1
    (tmp_path / "b.zip").write_bytes(data)
    monkeypatch.setattr(files, "BYTES_AT_MOST", 5_000_000)
    anna, bo, chidi, dana = read(tmp_path / "b.zip", RELEASED)
    assert not chidi.problem and chidi.student == "chidi"
    assert "03.ipynb" in anna.problem and "encrypted" in bo.problem and "more than" in dana.problem


def test_of_two_files_with_one_name_in_a_zip_the_later_counts(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("anna/03.ipynb", "%PDF")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("anna/03.ipynb", GOOD)
    assert found(tmp_path / "a.zip") == [("anna", LESSON)]


def test_names_in_other_encodings_can_be_printed_and_stored(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/M\xfcller"
    try:
        os.mkdir(raw)
    except OSError:
        pytest.skip("this file system wants UTF-8 names")
    Path(os.fsdecode(raw), "03.ipynb").write_bytes(GOOD)
    laid(tmp_path, {"Mu\u0308ller 2/03.ipynb": GOOD, "a+b\n/03.ipynb": GOOD})
    assert [student for student, _ in found(tmp_path)] == ["Müller", "Müller 2", "a-b_"]
    shutil.rmtree(raw)


def test_encodings_and_old_formats_pass_the_whole_way(tmp_path: Path) -> None:
    text = GOOD.decode()
    place = laid(
        tmp_path,
        {
            "anna/03.ipynb": text.encode("utf-16"),
            "bo/03.ipynb": text.encode("cp1252", "replace"),
            "chidi/03.ipynb": b"\xef\xbb\xbf" + GOOD,
            "dana/03.ipynb": as_version_3(notebook()),
            "eva/03.ipynb": GOOD[:-5000],
        },
    )
    assert found(place) == [(name, LESSON) for name in ("anna", "bo", "chidi", "dana", "eva")]


def test_a_whole_folder_with_thousands_of_files_is_a_hand_in_too(tmp_path: Path) -> None:
    rest = {f"anna/course/env/lib/{n}/LICENSE": b"text" for n in range(200)}
    place = zipped(tmp_path / "a.zip", rest | {"anna/course/notebooks/03_neighbours.ipynb": GOOD, "../03.ipynb": GOOD})
    nobody, anna = read(place, RELEASED)
    assert "leads out of the zip" in nobody.problem
    assert (anna.student, anna.lesson, anna.problem) == ("anna", LESSON, "")


def test_a_hundred_files_of_one_student_do_not_stop_the_class(tmp_path: Path) -> None:
    many = {f"anna/{n}.ipynb": b'{"cells": []}' for n in range(100)}
    anna, bo = read(zipped(tmp_path / "a.zip", {**many, "bo/03.ipynb": GOOD}), RELEASED)
    assert anna.problem and not bo.problem
