"""Names in zips are shown as people wrote them, whatever computer packed the zip."""

import struct
import zipfile

import pytest

from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.intake.zip_names import encoding_of, mended
from tests.helpers.classroom.hand_ins import RELEASED
from tests.helpers.exports.systems import content

CLASSES = {
    "gbk": [["张伟", "王芳", "李娜"], ["张伟"], ["欧阳娜娜"], ["孙玥", "徐璐", "马琳"], ["刘洋", "Anna"]],
    "big5": [["陳怡君", "林志明", "黃淑芬"], ["王小明"], ["張家豪", "李美玲", "劉德華"], ["張許", "鄭劉"]],
    "shift_jis": [["田中太郎", "さくら"], ["佐藤"], ["鈴木一郎", "高橋"]],
    "utf-8": [["张伟", "Müller"], ["Zoë"], ["Nguyễn Văn A"]],
    "cp437": [["Müller", "Zoë", "Muñoz"], ["Åse"]],
    "cp850": [["Ángel", "São", "Müller"]],
    "cp1252": [["Müller", "Søren", "Élodie"]],
    "cp866": [["Анна Иванова", "Пётр"], ["Юрий"]],
}
ALL = [(code, names) for code, classes in CLASSES.items() for names in classes]


def packed(path, names, code):
    """A zip whose names are bytes of this encoding, without the flag that says UTF-8."""
    raw = {f"student-{n:03}-" + "x" * 40: name for n, name in enumerate(names)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, own in enumerate(raw, 1):
            data = (raw[own] + "/03.ipynb").encode(code)
            archive.writestr(own[: len(data)], content(n))
    found = path.read_bytes()
    for own, name in raw.items():
        data = (name + "/03.ipynb").encode(code)
        found = found.replace(own[: len(data)].encode(), data)
    path.write_bytes(found)
    return path


@pytest.mark.parametrize(("code", "names"), ALL, ids=[f"{code} {len(names)}" for code, names in ALL])
def test_the_encoding_of_a_class_is_told_by_its_names(code, names):
    raw = [name.encode(code) for name in names]
    assert mended([one.decode("cp437") for one in raw]) == names


def test_names_of_ascii_alone_and_no_names_stay_as_they_are():
    assert mended(["anna", ""]) == ["anna", ""] and mended([]) == [] and encoding_of([b"a"]) == "utf-8"


@pytest.mark.parametrize(("code", "names"), [(code, classes[0]) for code, classes in CLASSES.items()])
def test_students_of_a_zip_have_their_own_names_and_files(code, names, tmp_path):
    found = read(packed(tmp_path / "all.zip", names, code), RELEASED)
    assert {one.student for one in found} == set(names) and not any(one.problem for one in found)
    assert all(one.notebook().cells for one in found)


def test_the_name_that_a_zip_keeps_beside_the_bytes_counts(tmp_path):
    entry = zipfile.ZipInfo("x?x/03.ipynb")
    wanted = "Ян/03.ipynb".encode()
    entry.extra = struct.pack("<HHBL", 0x7075, len(wanted) + 5, 1, 0) + wanted
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(entry, content(1))
    assert [one.student for one in read(tmp_path / "all.zip", RELEASED)] == ["Ян"]
