"""Names in zips are shown as people wrote them, whatever computer packed the zip."""

import struct
import zipfile

import pytest

from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.intake.zip_names import encoding_of, mended
from tests.helpers.classroom.hand_ins import RELEASED
from tests.helpers.exports.systems import content

CLASSES = {
    "gbk": [["张伟", "王芳", "李娜"], ["张伟"], ["欧阳娜娜"], ["孙玥", "徐璐", "马琳"], ["刘洋", "Anna"], ["林海"]],
    "cp949": [["김민준", "이서연", "박지후"], ["최유진"], ["2026_정하은_과제", "강도윤 과제"], ["조은우", "Anna"]],
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


HAN = ["李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂"]


def test_hardly_a_chinese_name_is_taken_for_a_korean_one():
    names = [a + b for a in HAN[0] for b in HAN[1]] + [a + b + c for a in HAN[0] for b in HAN[1] for c in HAN[1]]
    taken = [name for name in names if encoding_of([name.encode("gbk")]) == "cp949"]
    assert len(taken) < 0.01 * len(names) and not [name for name in taken if len(name) == 2]


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
