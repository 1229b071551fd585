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


def test_a_list_with_semicolons_and_only_ids_is_read(tmp_path):
    assert read_class(written(tmp_path, "mail;id\nx@y;501\n")) == [("501",)]


@pytest.mark.parametrize(("text", "encoding"), [("mail,group\nx,1\n", "utf-8"), ("", "utf-8"), ("name\nÜ\n", "cp1252")])
def test_what_is_not_a_class_list_is_an_error_with_a_cure(text, encoding, tmp_path):
    with pytest.raises(CannotRead, match="Cure: "):
        read_class(written(tmp_path, text, encoding))
