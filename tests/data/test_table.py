"""Quotation marks and the first line of Excel: read as they were meant, or refused with the option that reads them."""

from __future__ import annotations

import re

import pytest

from recsys_course.data import DataError, read_catalogue, read_ratings
from recsys_course.data.table import read_table

BACKSLASHES = '"item";"title";"genres"\n"1";"Say \\"Fog\\"; Part 2";"War"\n"2";"Sea";"Drama"\n'
LONE = 'user\titem\trating\nu1\t"who\t4\nu3\t"7 inch\t3\nu1\tmum\t2\n'
INNER = 'item,title\n1,"Great Shows" Cats\n2,Sea\n'


def test_marks_escaped_by_a_backslash_are_refused_and_the_named_option_reads_them(tmp_path):
    (tmp_path / "films.csv").write_text(BACKSLASHES)
    with pytest.raises(DataError, match='quotes="backslash"') as caught:
        read_catalogue(tmp_path / "films.csv")
    assert caught.value.line == 2 and "Fog" in str(caught.value)
    films = read_catalogue(tmp_path / "films.csv", quotes="backslash")
    assert films.titles.tolist() == ['Say "Fog"; Part 2', "Sea"]


def test_a_lone_mark_swallows_no_rows_and_the_named_option_reads_it(tmp_path):
    (tmp_path / "r.tsv").write_text(LONE)
    with pytest.raises(DataError, match='quotes="none"') as caught:
        read_ratings(tmp_path / "r.tsv")
    assert caught.value.line == 2
    assert read_ratings(tmp_path / "r.tsv", quotes="none")["item"].tolist() == ['"who', '"7 inch', "mum"]


def test_a_mark_that_never_closes_names_the_option_that_reads_it(tmp_path):
    (tmp_path / "r.tsv").write_text('user\titem\trating\nu1\t"who\t4\nu3\tmum\t3\n')
    with pytest.raises(DataError, match=r'never closes.*\n.*close it.*quotes="none"') as caught:
        read_ratings(tmp_path / "r.tsv")
    assert caught.value.line == 2
    assert read_ratings(tmp_path / "r.tsv", quotes="none")["item"].tolist() == ['"who', "mum"]


def test_words_after_a_closing_mark_are_refused_and_not_glued_to_the_field(tmp_path):
    (tmp_path / "films.csv").write_text(INNER)
    with pytest.raises(DataError, match='quotes="none"') as caught:
        read_catalogue(tmp_path / "films.csv")
    assert caught.value.line == 2
    assert read_catalogue(tmp_path / "films.csv", quotes="none").titles[0] == '"Great Shows" Cats'


def test_a_field_that_swallowed_lines_names_the_option_too(tmp_path):
    (tmp_path / "r.csv").write_text('user,item,rating\n"ann,1,3\nbob",1,3\n')
    with pytest.raises(DataError, match=re.escape('quotes="none"')):
        read_ratings(tmp_path / "r.csv")


def test_an_unknown_name_for_quotes_is_refused(tmp_path):
    (tmp_path / "r.csv").write_text("user,item\n1,2\n")
    with pytest.raises(ValueError, match=r"quotes='single' is unknown.*double.*backslash.*none"):
        read_ratings(tmp_path / "r.csv", quotes="single")


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_the_first_line_of_excel_names_the_separator(tmp_path, first):
    (tmp_path / "r.csv").write_bytes(f"\ufeff{first}\r\nuser;item;rating\r\na,1;7;2.5\r\n\r\nb;7;9\r\n".encode())
    with pytest.raises(DataError, match="'9'") as caught:
        read_ratings(tmp_path / "r.csv")
    assert caught.value.line == 5
    read = read_ratings(tmp_path / "r.csv", scale=(0, 10))
    assert read["user"].tolist() == ["a,1", "b"] and read["item"].tolist() == [7, 7]


def test_the_first_line_of_excel_may_stand_before_a_table_without_a_header(tmp_path):
    (tmp_path / "r.csv").write_text("sep=|\n1|2\n1|3\n")
    assert read_table(tmp_path / "r.csv", names=["user", "item"]).frame["item"].tolist() == ["2", "3"]


def test_a_first_line_of_excel_that_does_not_fit_names_the_right_separator(tmp_path):
    (tmp_path / "r.csv").write_text("sep=;\nuser,item\n1,2\n")
    with pytest.raises(DataError, match='separator=","') as caught:
        read_ratings(tmp_path / "r.csv")
    assert caught.value.line == 2
    assert len(read_ratings(tmp_path / "r.csv", separator=",")) == 1


def test_a_first_line_of_excel_alone_is_an_empty_file(tmp_path):
    (tmp_path / "r.csv").write_text("sep=;\n")
    with pytest.raises(DataError, match="holds no row"):
        read_ratings(tmp_path / "r.csv")


@pytest.mark.parametrize("mark", [",", "/", "\t", "^", "::"])
def test_a_wrong_separator_is_cured_by_the_one_of_the_header(tmp_path, mark):
    (tmp_path / "r.csv").write_text(f"user{mark}item\n1{mark}2\n")
    with pytest.raises(DataError, match="separator is probably wrong") as caught:
        read_ratings(tmp_path / "r.csv", separator=";")
    named = re.search('separator=("[^"]*")', str(caught.value))[1]
    assert read_ratings(tmp_path / "r.csv", separator=eval(named))["item"].tolist() == [2]
