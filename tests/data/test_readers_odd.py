"""Odd files as their owners have them: read rightly, or the cure in the error is followed to the letter and works."""

from __future__ import annotations

import io
import json
import re
import zipfile

import numpy as np
import pandas as pd
import pytest
import scipy.io
from scipy import sparse

from recsys_course.data import DataError, read_catalogue, read_csv_dataset, read_folder, read_ratings

R = "user,item,rating,time\n1,10,3.5,1000000000\n1,20,4,1000000100\n2,10,2,1000000200\n"


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Writes a file and gives its path."""
    monkeypatch.chdir(tmp_path)

    def write(name, text, encoding="utf-8"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return str(tmp_path / name)

    return write


def told(read, *words):
    """The cure of the error that `read` raises; the words are in the message."""
    with pytest.raises(DataError) as caught:
        read()
    assert all(word in str(caught.value) for word in words), str(caught.value)
    return caught.value.cure


def option(cure, name):
    """The value that a cure gives to an option."""
    return eval(re.search(rf"{name}=(\[.*?\]|\(.*?\)|\"[^\"]*\"|[-\d.]+)", cure)[1])


def column(*times):
    return "user,item,rating,time\n" + "".join(f"{user},1,3,{time}\n" for user, time in enumerate(times))


DATES = {
    "2021-01-01 00:00:00": 1609459200,
    "2021-01-01T01:00:00+01:00": 1609459200,
    "2021-01-01T00:00:00Z": 1609459200,
    "20210101": 1609459200,
    "20210101000000": 1609459200,
    "01/02/2021": 1609545600,
    "1.2.2021": 1612137600,
    '"Friday, 1 January 2021"': 1609459200,
    '"Jan 1, 2021"': 1609459200,
    "Fri Jan 01 00:00:00 2021": 1609459200,
}


@pytest.mark.parametrize("date", DATES)
def test_the_cure_for_dates_makes_seconds_of_them(file, date):
    path = file("r.csv", column(date))
    cure = told(lambda: read_ratings(path), "line 2", "date" if date.isdigit() else "not a whole number")
    frame = pd.read_csv(path)
    frame["time"] = eval(re.search(r"\(pd\..*'1s'\)", cure)[0], {"pd": pd, "dates": frame["time"]})
    frame.to_csv("new.csv", index=False)
    assert read_ratings("new.csv")["time"].tolist() == [DATES[date]]


def test_whole_numbers_written_as_decimals_are_times(file):
    assert read_ratings(file("r.csv", column("1609459200.0", "5.00")))["time"].tolist() == [1609459200, 5]


@pytest.mark.parametrize("time", ["1609459200.5", "1.6e9", '"1,609,459,200"', "0x5fee6600"])
def test_a_number_that_is_no_whole_second_is_not_taken_for_a_date(file, time):
    assert "round down" in told(lambda: read_ratings(file("r.csv", column("5", time))), "line 3")


@pytest.mark.parametrize("time", ["", "NULL", "NaT"])
def test_a_missing_time_is_called_missing(file, time):
    assert (
        told(lambda: read_ratings(file("r.csv", column("5", time))), "line 3") == "write the time, or remove the row."
    )


def test_seconds_and_milliseconds_in_one_column_are_told_from_milliseconds(file):
    mixed = told(lambda: read_ratings(file("r.csv", column(1609459200, 1609459200000))), "line 3")
    assert "divide those in milliseconds by 1000" in mixed and "time_unit" not in mixed


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_seconds_that_are_said_to_be_finer_are_refused(file, unit):
    path = file("r.csv", column(1609459200))
    assert told(lambda: read_ratings(path, time_unit=unit), "in seconds, not in") == "leave time_unit out."


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_times_of_windows_are_called_so_and_the_cure_makes_seconds_of_them(file, unit):
    ticks = 116_444_736_000_000_000 + 1_609_459_200 * 10_000_000
    path = file("r.csv", column(ticks, ticks + 9_999_999))
    cure = told(lambda: read_ratings(path, time_unit=unit), "a time of Windows (FILETIME)", "line 2")
    frame = pd.read_csv(path)
    frame["time"] = eval(re.search(r"\(times - .*(?=\.$)", cure)[0], {"times": frame["time"]})
    frame.to_csv("new.csv", index=False)
    assert read_ratings("new.csv")["time"].tolist() == [1609459200] * 2


def test_the_cure_names_every_mark_and_keeps_those_that_were_given(file):
    path = file("r.csv", "user,item,rating\n1,1, N/A \n1,2,?\n2,1,-1\n2,2,4\n")
    marks = option(told(lambda: read_ratings(path)), "unrated")
    more = option(told(lambda: read_ratings(path, unrated=marks)), "unrated")
    assert marks == (" N/A ", "?") and more == (" N/A ", "?", -1)
    assert read_ratings(path, unrated=more)["rating"].tolist() == [4]


def test_many_different_words_are_no_marks(file):
    rows = "".join(f"1,{n},{n}/5\n" for n in range(1, 7))
    assert "unrated" not in told(lambda: read_ratings(file("r.csv", f"user,item,rating\n{rows}")), "'1/5'")


def test_the_header_in_the_middle_of_two_joined_files_is_named(file):
    joined = file("r.csv", R.encode() + b"\xef\xbb\xbf" + R.encode())
    assert "header again" in told(lambda: read_ratings(joined), "line 5")


def test_a_file_without_a_header_is_read_with_the_columns_of_the_cure(file):
    path = file("r.csv", "1,10,3,1000000000,x\n2,10,4,1000000000,y\n")
    names = option(told(lambda: read_ratings(path), "line 1"), "columns")
    assert read_ratings(path, names)["item"].tolist() == [10, 10] and len(names) == 5
    films = file("f.csv", "10,Up\n20,Her\n")
    assert read_catalogue(films, option(told(lambda: read_catalogue(films)), "columns")).titles.tolist() == [
        "Up",
        "Her",
    ]


def test_two_columns_of_one_name_and_a_comment_above_the_header_have_cures_of_their_own(file):
    assert "another name" in told(lambda: read_ratings(file("r.csv", "user,user,item\n1,2,3\n")))
    commented = "# my ratings\n" + R
    assert "remove this line" in told(lambda: read_ratings(file("r.csv", commented)), "line 1", "# my ratings")


def test_a_header_with_spaces_proposes_the_space(file):
    path = file("r.csv", "user item rating\n1 2 3\n")
    assert len(read_ratings(path, separator=option(told(lambda: read_ratings(path)), "separator"))) == 1


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp1251", "ISO-8859-15", "mac_roman"])
def test_utf_8_is_never_read_as_another_encoding_without_a_word(file, encoding):
    path = file("f.csv", "item,title\n10,Am\u00e9lie\n")
    assert 'say encoding="utf-8"' in told(lambda: read_catalogue(path, encoding=encoding), "line 2", "Am\u00e9lie")


def test_escape_signs_name_their_encoding(file):
    path = file("f.csv", "item,title\n10,七人の侍\n", "iso2022_jp")
    cure = told(lambda: read_catalogue(path), "line 2")
    assert read_catalogue(path, encoding=option(cure, "encoding")).titles.tolist() == ["七人の侍"]


@pytest.mark.parametrize(
    ("title", "encoding"),
    [
        ("기생충", "euc_kr"),
        ("七人の侍", "euc_jp"),
        ("Солярис", "koi8_r"),
        ("Ζορμπάς", "cp1253"),
        ("Žižkov ď", "cp1250"),
    ],
)
def test_more_encodings_are_proposed(file, title, encoding):
    path = file("f.csv", f"item,title\n10,{title}\n", encoding)
    assert f'encoding="{encoding}" reads "10,{title}"' in told(lambda: read_catalogue(path))


def test_a_file_that_ends_within_a_letter_was_cut_off(file):
    path = file("f.csv", "item,title\n10,Č\n20,Čas".encode()[:-3])
    assert "copy or fetch" in told(lambda: read_catalogue(path), "line 3", "in the middle of a letter")


def test_ascii_films_fit_beside_ratings_in_utf_16_and_old_ends_of_files_are_no_rows(file):
    ratings, films = file("r.csv", R, "utf-16"), file("f.csv", "item,title\n10,Up\n20,Her\n")
    assert read_csv_dataset(ratings, films, encoding="utf-16").catalogue.titles.tolist() == ["Up", "Her"]
    assert len(read_ratings(file("old.csv", R.encode() + b"\x1a"))) == 3


def test_ml_100k_may_have_been_saved_as_utf_8(file, tmp_path):
    file("m/u.data", "196\t242\t3\t881250949\n")
    file("m/u.item", "242|Koly\u00e1 (1996)|24-Jan-1997||http|0|1\n")
    file("m/u.genre", "unknown|0\nComedy|1\n")
    assert read_folder(tmp_path / "m").catalogue.titles.tolist() == ["Koly\u00e1 (1996)"]


def test_a_folder_says_where_its_files_are_and_what_its_tags_lack(file, tmp_path):
    file("deep/ratings.csv", R)
    file("deep/movies.csv", "movieId,title\n10,Up\n20,Her\n")
    call = re.search(r"read_folder\(.*\)", told(lambda: read_folder(tmp_path)))[0]
    assert len(eval(call).interactions) == 3
    assert "rename 'Ratings.csv' to 'ratings.csv'" in told(lambda: read_folder(file("up/Ratings.csv", R)[:-12]))
    assert "unpack 'ratings.csv.gz'" in told(lambda: read_folder(file("gz/ratings.csv.gz", b"\x1f\x8b")[:-15]))
    file("deep/tags.csv", "userId,movieId,label\n1,10,x\n")
    assert "write tag above" in told(lambda: read_folder(tmp_path / "deep"), "line 1", "label")


def test_the_cures_for_archives_and_tables_of_other_kinds_make_a_file_that_is_read(file):
    with zipfile.ZipFile("r.csv.zip", "w") as archive:
        archive.writestr("mine.csv", R)
    exec(re.search("import.*", told(lambda: read_ratings("r.csv.zip")))[0])
    assert len(read_ratings("unpacked/mine.csv")) == 3
    rows = [{"user": 1, "item": 2, "rating": 3}, {"user": 2, "item": 2, "rating": 4}]
    scipy.io.mmwrite("r.mtx", sparse.coo_array(np.array([[0.0, 5], [3, 0]])))
    made = {"r.json": json.dumps(rows), "l.json": "\n".join(map(json.dumps, rows)), "o.json": json.dumps({"all": rows})}
    for name in (*(file(one, made[one]) for one in made), "r.mtx"):
        exec(re.search("import.*", told(lambda name=name: read_ratings(name)))[0].replace("name of the list", "all"))
        assert len(read_ratings("written.csv")) == 2


def test_a_separator_of_two_signs_inside_marks_stays_as_it_was_written(file):
    assert read_catalogue(file("f.csv", 'item::title\n1::"A::B"\n2::C\n')).titles.tolist() == ["A::B", "C"]


def test_a_line_with_more_fields_has_the_cure_that_fits_its_cause(file):
    ends = file("r.csv", "user,item,rating\n1,2,3,\n2,3,4,\n")
    assert "at the end of the lines" in told(lambda: read_ratings(ends), "line 2")
    dat = file("f.dat", "1::A::B::C\n")
    names = ["item", "title", "genres"]
    assert "another mark" in told(lambda: read_catalogue(dat, names, "::", quotes="none"), "line 1")


@pytest.mark.parametrize("read", [read_ratings, read_csv_dataset, read_catalogue, read_folder])
def test_what_is_no_path_is_told_so_with_its_kind(read, file):
    with pytest.raises(TypeError, match=r"a DataFrame is no path. Write the DataFrame first: table.to_csv"):
        read(pd.DataFrame({"user": [1]}))
    with pytest.raises(TypeError, match=r"a StringIO is no path. Give the path"):
        read(io.StringIO(R))


def test_an_address_a_text_and_a_file_in_place_of_a_folder_are_named(file):
    cure = told(lambda: read_ratings("https://example.org/a/r.csv"), "an address, not a file")
    assert "urlretrieve('https://example.org/a/r.csv', " in cure
    assert "write it into a file" in told(lambda: read_ratings(R), "a text, not a path")
    path = file("r.csv", R)
    call = re.search(r"read_csv_dataset\(.*\)", told(lambda: read_folder(path)))[0]
    assert len(eval(call).interactions) == 3
