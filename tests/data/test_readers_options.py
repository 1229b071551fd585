"""The options of the readers: each cure that an error names is an option that works when it is followed."""

from __future__ import annotations

import re

import numpy as np
import pytest

from recsys_course.data import DataError, read_csv_dataset, read_ratings


def cure(path, option, **options):
    """The value that the error about `path` proposes for an option, as Python."""
    with pytest.raises(DataError) as caught:
        read_ratings(path, **options)
    found = re.findall(rf"{option}=(\([^)]*\)|\"[^\"]*\"|-?[0-9.]+|None)", str(caught.value))
    assert found, str(caught.value)
    return eval(found[0])


JESTER = "user,item,rating\n1,1,-7.82\n1,2,8.79\n2,1,99\n2,2,-9.66\n3,1,-1\n"
ANIME = "user,item,rating\n1,20,-1\n1,24,10\n2,20,8\n2,24,-1\n"


def test_rows_marked_as_not_rated_are_left_out_and_the_error_names_the_mark(tmp_path):
    (tmp_path / "r.csv").write_text(ANIME)
    assert cure(tmp_path / "r.csv", "unrated", scale=(1, 10)) == -1
    read = read_ratings(tmp_path / "r.csv", scale=(1, 10), unrated=-1)
    assert read["rating"].tolist() == [10, 8] and read["item"].tolist() == [24, 20]
    assert read.index.tolist() == [0, 1] and read["time"].tolist() == [1, 2]


def test_a_mark_is_no_end_of_the_scale_that_is_proposed(tmp_path):
    (tmp_path / "r.csv").write_text(JESTER)
    options = {name: cure(tmp_path / "r.csv", name) for name in ("unrated", "scale")}
    assert options == {"unrated": 99, "scale": (-9.66, 8.79)}
    assert read_ratings(tmp_path / "r.csv", **options)["rating"].tolist() == [-7.82, 8.79, -9.66, -1]


def test_a_proposed_scale_accepts_the_file(tmp_path):
    (tmp_path / "r.csv").write_text("user,item,rating\n1,1,0\n1,2,7.123456789\n")
    assert len(read_ratings(tmp_path / "r.csv", scale=(0, cure(tmp_path / "r.csv", "scale")[1]))) == 2


@pytest.mark.parametrize("text", ["", "nan", "NULL", "?"])
def test_an_empty_rating_can_be_a_mark_as_well(tmp_path, text):
    (tmp_path / "r.csv").write_text(f"user,item,rating\n1,1,3\n1,2,{text}\n2,2,99\n")
    assert cure(tmp_path / "r.csv", "unrated") == text
    assert read_ratings(tmp_path / "r.csv", unrated=(99, text))["rating"].tolist() == [3]


def test_marks_reach_the_data_set_and_lines_are_still_those_of_the_file(tmp_path):
    (tmp_path / "r.csv").write_text("user,item,rating\n1,1,-1\n1,2,3\n1,2,4\n")
    with pytest.raises(DataError, match="a second time") as caught:
        read_csv_dataset(tmp_path / "r.csv", unrated=-1.0)
    assert caught.value.line == 4
    assert len(read_csv_dataset(tmp_path / "r.csv", unrated=-1, duplicates="last").interactions) == 1


def test_a_file_of_marks_only_is_refused(tmp_path):
    (tmp_path / "r.csv").write_text("user,item,rating\n1,1,-1\n")
    with pytest.raises(DataError, match="all 1 rows are marked as not rated"):
        read_ratings(tmp_path / "r.csv", unrated=-1)


def test_all_ratings_can_be_left_out(tmp_path):
    (tmp_path / "r.csv").write_text("user,item,rating\n1,1,-1\n1,2,good\n")
    assert "scale=None" in _message(tmp_path / "r.csv")
    assert read_ratings(tmp_path / "r.csv", scale=None)["rating"].tolist() == [1, 1]


def _message(path):
    with pytest.raises(DataError) as caught:
        read_ratings(path)
    return str(caught.value)


@pytest.mark.parametrize(("unit", "zeros"), [("ms", 3), ("us", 6), ("ns", 9)])
def test_milli_micro_and_nanoseconds_are_told_apart_and_can_be_converted(tmp_path, unit, zeros):
    (tmp_path / "r.csv").write_text(f"user,item,time\n1,1,1609459200{'9' * zeros}\n1,2,0\n")
    assert cure(tmp_path / "r.csv", "time_unit") == unit
    assert read_ratings(tmp_path / "r.csv", time_unit=unit)["time"].tolist() == [1609459200, 0]


def test_a_converted_time_must_be_in_range_and_an_unknown_unit_is_refused(tmp_path):
    (tmp_path / "r.csv").write_text("user,item,time\n1,1,1609459200000000\n")
    with pytest.raises(DataError, match=r'1609459200000000.*2100.*\n.*\n.*time_unit="us"'):
        read_ratings(tmp_path / "r.csv", time_unit="ms")
    with pytest.raises(ValueError, match="time_unit='minutes' is unknown"):
        read_ratings(tmp_path / "r.csv", time_unit="minutes")


@pytest.mark.parametrize("marks", [[-1, 99], np.array([-1, 99]), ("-1", 99.0, np.nan)])
def test_marks_may_be_written_as_words_or_numbers_or_an_array(tmp_path, marks):
    (tmp_path / "r.csv").write_text("user,item,rating\n1,1,-1\n1,2,99.0\n1,3,4\n")
    assert read_ratings(tmp_path / "r.csv", unrated=marks)["item"].tolist() == [3]
    assert read_ratings(tmp_path / "r.csv", unrated=np.int64(-1), scale=(1, 99))["item"].tolist() == [2, 3]


@pytest.mark.parametrize("scale", [5, (5, 1), (1, 2, 3), ("1", "5"), (1, float("nan"))])
def test_a_scale_that_is_no_scale_is_refused(tmp_path, scale):
    (tmp_path / "r.csv").write_text("user,item,rating\n1,1,3\n")
    with pytest.raises(ValueError, match=r"scale=.* is no scale.*scale=\(1, 10\)"):
        read_ratings(tmp_path / "r.csv", scale=scale)


def test_a_decimal_comma_is_no_mark(tmp_path):
    (tmp_path / "r.csv").write_text('user;item;rating\n1;1;"3,5"\n')
    assert "unrated" not in _message(tmp_path / "r.csv")
