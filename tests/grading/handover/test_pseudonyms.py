"""Pages without names: the same pseudonym in every run, and nothing left that tells who it is."""

import csv
import stat

from recsys_course.grading.handover.pseudonyms import pseudonyms, without_name, write_key
from recsys_course.grading.records.results import Mark, Result

ANNA = Result(
    "Anna Meer", "03_neighbours",
    (Mark("03-mend", "code", "wrong", 0.0, 2.0, words="Well done, Anna!", note="MEER wrote it"),),
    notes=("anna_meer_03.ipynb counts, the newest of 2 files",), file="Anna_Meer_03.ipynb", number="5001",
)  # fmt: skip


def test_a_pseudonym_stays_the_same_and_needs_the_secret():
    first, again = pseudonyms(["Anna Meer", "Bo"], "s1"), pseudonyms(["Bo", "Anna Meer", "Cem"], "s1")
    assert first["Anna Meer"] == again["Anna Meer"] != pseudonyms(["Anna Meer"], "s2")["Anna Meer"]
    assert len(set(pseudonyms(map(str, range(2_000)), "s").values())) == 2_000


def test_no_part_of_the_name_is_left_and_the_marks_are():
    hidden = without_name(ANNA, pseudonyms([ANNA.student], "s"))
    assert "anna" not in repr(hidden).casefold() and "meer" not in repr(hidden).casefold()
    assert (hidden.of, hidden.points, hidden.number, hidden.file) == (2.0, 0.0, "", "")


def test_the_key_tells_who_is_who_to_its_owner_only(tmp_path):
    names = pseudonyms(["Anna Meer"], "s")
    write_key(tmp_path / "key.csv", names)
    with open(tmp_path / "key.csv", encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [{"pseudonym": names["Anna Meer"], "student": "Anna Meer"}]
    assert stat.S_IMODE((tmp_path / "key.csv").stat().st_mode) == 0o600
