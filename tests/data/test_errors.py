"""Bad data: each fault is named with file, line, value, limit and cure, and the file is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.data import DataError, read_csv_dataset, read_ratings
from recsys_course.data.catalogue import read_catalogue

HEAD = "user,item,rating,time\n"

# what is wrong: (content of the file, line, value in the message, limit in the message, cure in the message)
BAD_FILES = {
    "missing column": (
        "user,rating\n1,2\n",
        1,
        "no column looks like the item",
        "['user', 'rating']",
        "columns=",
    ),
    "two columns fit": (
        "user,item,movieId\n1,2,2\n",
        1,
        "2 columns could be the item: item, movieId",
        "once",
        "columns=",
    ),
    "two ratings": ("user,item,stars,score\n1,2,2,9\n", 1, "2 columns could be the", "once", "columns="),
    "no header": (
        "1,2,3.0,9\n",
        1,
        "no column looks like the user",
        "['1', '2', '3.0', '9']",
        'columns=["user", "item", "rating", "time"]',
    ),
    "unknown separator": (
        "user/item\n1/2\n",
        1,
        "no column looks like the user",
        "['user/item']",
        "separator=",
    ),
    "empty id": (HEAD + "1,2,3,4\n,2,3,4\n", 3, "user id is ''", "not empty", "remove the row"),
    "NaN id": (HEAD + "1,NaN,3,4\n", 2, "item id is 'NaN'", "not NaN", "remove the row"),
    "id with spaces": (HEAD + "1, 7,3,4\n", 2, "item id is ' 7'", "without spaces", "remove the row"),
    "rating too high": (
        HEAD + "1,2,3,4\n\n1,3,5.5,4\n",
        4,
        "rating '5.5' is out of range",
        "0.5 to 5",
        "scale=(0.5, 5.5)",
    ),
    "rating zero": (HEAD + "1,2,0,4\n", 2, "rating '0' is out of range", "0.5 to 5", "scale="),
    "rating a word": (HEAD + "1,2,good,4\n", 2, "rating 'good' is not a number", "0.5 to 5", "a point"),
    "decimal comma": (
        'user;item;rating\n1;2;"3,5"\n',
        2,
        "rating '3,5' is not a number",
        "0.5 to 5",
        "a point",
    ),
    "rating missing": (HEAD + "1,2,,4\n", 2, "rating '' is not a number", "0.5 to 5", "without a rating"),
    "rating infinite": (HEAD + "1,2,inf,4\n", 2, "rating 'inf'", "0.5 to 5", "rating"),
    "rating NaN": (HEAD + "1,2,nan,4\n", 2, "rating 'nan' is not a number", "0.5 to 5", "without a rating"),
    "negative time": (HEAD + "1,2,3,-4\n", 2, "time '-4' is before 1970", "from 0", "clock error"),
    "fraction of a second": (
        HEAD + "1,2,3,4\n1,3,3,4.5\n",
        3,
        "time '4.5' is not a whole",
        "seconds",
        "round",
    ),
    "float time": (HEAD + "1,2,3,4.5\n", 2, "time '4.5' is not a whole", "whole seconds", "round"),
    "milliseconds": (
        HEAD + "1,2,3,1600000000000\n",
        2,
        "after the year 2100",
        "4102444800",
        "divide by 1000",
    ),
    "a date": (HEAD + "1,2,3,2020-01-31\n", 2, "time '2020-01-31'", "whole seconds", "to_datetime"),
    "a time beyond all numbers": (HEAD + "1,2,3," + "9" * 30 + "\n", 2, "time '999", "4102444800", ""),
    "missing time": (HEAD + "1,2,3\n", 2, "time '' is not", "whole seconds", ""),
    "duplicate": (
        HEAD + "1,2,3,4\n1,3,3,4\n1,2,5,9\n",
        4,
        "user '1' meets item '2' a second",
        "once",
        "duplicates=",
    ),
    "too many fields": (
        HEAD + "1,2,3,4\n1,3,3,4,5\n",
        3,
        "5 fields, where the file has 4",
        "4 fields",
        "quotation",
    ),
    "too many fields at once": (
        HEAD + "1,2,3,4,5\n",
        2,
        "5 fields, where the file has 4",
        "4 fields",
        "quotation",
    ),
    "an open quotation mark": (HEAD + '1,2,3,4\n1,"3,3,4\n2,2,2,2\n', 3, "never closes", "", "close it"),
    "a quotation mark closed too late": (
        HEAD + '"1,2,3,4\n2",2,3,4\n',
        2,
        "user id is '1,2,3,4\\n2'",
        "visible",
        "",
    ),
    "empty file": ("", None, "the file is empty (0 bytes)", "a header and at least one row", "again"),
    "blank file": (" \n\n", None, "the file is empty", "a header and at least one row", "again"),
    "header only": (HEAD, None, "a header and no rating", "at least one row", "again"),
    "UTF-16": ((HEAD + "1,2,3,4\n").encode("utf-16"), None, "UTF-16", "UTF-8", 'encoding="utf-16"'),
    "UTF-16 without mark": (
        (HEAD + "1,2,3,4\n").encode("utf-16-le"),
        None,
        "UTF-16",
        "UTF-8",
        "save the file",
    ),
    "latin-1": (
        (HEAD + "1,2,3,4\nJosé,3,3,4\n").encode("latin-1"),
        3,
        "byte 0xE9",
        "utf-8",
        'encoding="latin-1"',
    ),
}


@pytest.mark.parametrize("fault", BAD_FILES)
def test_each_fault_names_file_line_value_limit_and_cure_and_leaves_the_file_alone(tmp_path, fault):
    content, line, value, limit, cure = BAD_FILES[fault]
    path = tmp_path / "ratings.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = path.read_bytes()
    with pytest.raises(DataError) as caught:
        read_csv_dataset(path)
    message = str(caught.value)
    assert str(path) in message and value in message and limit in message and cure in message
    assert caught.value.line == line and (line is None or f"line {line}:" in message)
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_a_wrong_separator_is_suggested_when_it_was_told_wrongly(tmp_path):
    (tmp_path / "r.csv").write_text(HEAD + "1,2,3,4\n")
    with pytest.raises(DataError, match="separator is probably wrong"):
        read_ratings(tmp_path / "r.csv", separator=";")


@pytest.mark.parametrize(("path", "words"), [("nowhere.csv", "no such file"), (".", "this is a folder")])
def test_a_path_that_is_no_file_is_named(tmp_path, path, words):
    with pytest.raises(DataError, match=words):
        read_ratings(tmp_path / path)


def test_columns_told_wrongly_are_named(tmp_path):
    (tmp_path / "r.csv").write_text(HEAD + "1,2,3,4\n")
    with pytest.raises(DataError, match="no column 'who' for the user"):
        read_ratings(tmp_path / "r.csv", {"user": "who"})
    with pytest.raises(DataError, match=r"columns names \['stars'\]"):
        read_ratings(tmp_path / "r.csv", {"stars": "rating"})
    with pytest.raises(DataError, match=r"line 1: 4 fields, where the file has 2"):
        read_ratings(tmp_path / "r.csv", ["user", "item"])
    with pytest.raises(DataError, match="no encoding 'klingon'"):
        read_ratings(tmp_path / "r.csv", encoding="klingon")
    with pytest.raises(ValueError, match="duplicates='any' is unknown"):
        read_ratings(tmp_path / "r.csv", duplicates="any")


def test_lines_are_counted_as_an_editor_counts_them(tmp_path):
    text = 'user,item,note,rating\r\n\r\n1,2,"two\r\nlines, one record",3\r\n   \r\n1,3,x,9\r\n'
    (tmp_path / "r.csv").write_bytes(text.encode())
    with pytest.raises(DataError) as caught:
        read_ratings(tmp_path / "r.csv")
    assert caught.value.line == 6 and "'9'" in str(caught.value)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(["good", "blank", "quoted"]), max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_the_line_of_a_bad_rating_is_right_whatever_stands_before_it(tmp_path_factory, rows, end):
    lines = ["user,item,rating,note"]
    for number, kind in enumerate(rows):
        lines += {"good": [f"a,{number},3,x"], "blank": [""], "quoted": [f'a,{number},3,"1{end}2"']}[kind]
    bad = len(end.join(lines).split(end)) + 1
    path = tmp_path_factory.mktemp("lines") / "r.csv"
    path.write_bytes(end.join([*lines, "a,z,99,x", "a,y,3,x"]).encode())
    with pytest.raises(DataError) as caught:
        read_ratings(path)
    assert caught.value.line == bad


BAD_FILMS = {
    "item twice": ("item,title\n1,Fog\n2,Sea\n1,Sun\n", 4, "the item '1' is listed a second time"),
    "no title": ("item,genres\n1,Drama\n", 1, "no column looks like the title"),
    "empty title": ("item,title\n1,Fog\n2, \n", 3, "the title is ''"),
    "header only": ("item,title\n", None, "a header and no item"),
}


@pytest.mark.parametrize("fault", BAD_FILMS)
def test_a_bad_films_file_is_named_with_its_line(tmp_path, fault):
    content, line, words = BAD_FILMS[fault]
    (tmp_path / "films.csv").write_text(content)
    with pytest.raises(DataError, match=words) as caught:
        read_catalogue(tmp_path / "films.csv")
    assert caught.value.line == line
