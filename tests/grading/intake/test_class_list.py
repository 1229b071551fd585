"""A class list names who handed in nothing and who is unknown."""

import pytest

from recsys_course.grading.intake.class_list import missing, read_class, unknown
from recsys_course.grading.intake.files import CannotRead


def written(tmp_path, text, encoding="utf-8-sig"):
    path = tmp_path / "students.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_who_handed_in_nothing_and_who_is_unknown_are_told_by_name_or_id(tmp_path):
    people = read_class(written(tmp_path, 'Name,ID\n"Meer, Anna",501\nBo,502\nCem Ünal,503\n\n'))
    students = ["Meer Anna", "bo_502", "eve", ""]
    assert missing(people, students) == ["Cem Ünal"]
    assert unknown(people, students) == ["eve"]


@pytest.mark.parametrize(
    ("person", "student"),
    [
        ("Meer, Anna", "Anna Meer"),
        ("Anna Meer", "meeranna_501"),
        ("Anna Meer", "Meer_Anna_anna.meer_4001"),
        ("Anna Müller", "mulleranna_501"),
        ("Cem U\u0308nal", "Cem Ünal_10277"),
        ("Ann Lee", "Ann Lee_0a1b2c"),
        ("Anna van Dijk", "vandijkanna_501"),
    ],
)
def test_a_name_is_known_however_a_system_writes_it(person, student):
    assert missing([(person,)], [student]) == [] and unknown([(person,)], [student]) == []


def test_nobody_is_hidden_behind_somebody_whose_name_begins_alike():
    people = [("ann",), ("ann lee",), ("bo",)]
    assert missing(people, ["ann_lee", "bo_lee"]) == ["ann", "bo"]
    assert unknown(people, ["ann_lee", "bo_lee"]) == ["bo_lee"]


def test_two_of_one_name_are_two_on_the_list():
    people = [("Ann Lee", "a1"), ("Ann Lee", "a2")]
    assert missing(people, ["Ann Lee_345"]) == ["Ann Lee"] and missing(people, ["Ann Lee_345", "Ann Lee_346"]) == []
    assert unknown(people, ["Ann Lee_345", "Ann Lee_346", "Ann Lee_347"]) == ["Ann Lee_347"]


def test_a_name_that_fits_two_people_is_nobodys():
    people = [("Anna Lee",), ("Ann Alee",)]
    assert missing(people, ["annalee_7"]) == ["Anna Lee", "Ann Alee"] and unknown(people, ["annalee_7"]) == [
        "annalee_7"
    ]


def test_a_list_with_semicolons_and_only_ids_is_read(tmp_path):
    assert read_class(written(tmp_path, "mail;id\nx@y;501\n")) == [("501",)]


@pytest.mark.parametrize(("text", "encoding"), [("mail,group\nx,1\n", "utf-8"), ("", "utf-8"), ("name\nÜ\n", "cp1252")])
def test_what_is_not_a_class_list_is_an_error_with_a_cure(text, encoding, tmp_path):
    with pytest.raises(CannotRead, match="Cure: "):
        read_class(written(tmp_path, text, encoding))
