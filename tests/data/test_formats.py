"""Folders and pairs of files: kin of MovieLens, options for both files, ids that two files write in two ways."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest

from recsys_course.data import DataError, read_catalogue, read_csv_dataset, read_folder

RATINGS = "userId,movieId,rating,timestamp\nJosé,1,4.0,964982703\nAna,2,2.5,964982705\n"
MOVIES = "movieId,title,genres\n1,Amélie (2001),Comedy\n2,Léon (1994),Crime\n"


def put(folder: Path, encoding: str = "utf-8", **files: str) -> Path:
    """Write files given as name_ending="text" into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_bytes(text.encode(encoding))
    return folder


@pytest.mark.parametrize("more", [{}, {"tags_dat": '7::2::"under::11\n8::2::two words::12\n8::99::x::1\n'}])
def test_ml_10m_has_half_stars_utf_8_titles_and_tags(tmp_path, more):
    ratings = "7::122::5::838985046\n7::2::4.5::838983525\n9::122::0.5::868245777\n"
    movies = '2::"Great Shows" Cats (1998)::Musical\n122::Amélie: le destin (2001)::Comedy|Romance\n'
    read = read_folder(put(tmp_path / "ml-10M100K", ratings_dat=ratings, movies_dat=movies, **more))
    assert read.interactions.ratings.tolist() == [5, 4.5, 0.5]
    assert read.catalogue.titles.tolist() == ['"Great Shows" Cats (1998)', "Amélie: le destin (2001)"]
    assert read.catalogue.table["year"].tolist() == [1998, 2001]
    assert not more or read.catalogue.table["tags"].tolist() == ['"under|two words', ""]


def test_ml_32m_and_its_kin_are_read_beside_their_other_files(tmp_path):
    files = {
        "ratings_csv": "userId,movieId,rating,timestamp\n1,17,4.0,944249077\n1,25,0.5,944250228\n",
        "movies_csv": 'movieId,title,genres\n17,"Sense, The (1995)",Drama\n25,Léon,(no genres listed)\n',
        "tags_csv": 'userId,movieId,tag,timestamp\n22,25,"so ""sad"", really",1\n',
        "links_csv": "movieId,imdbId,tmdbId\n17,0114388,4584\n",
        "genome-scores_csv": "movieId,tagId,relevance\n17,1,0.03\n",
        "genome-tags_csv": "tagId,tag\n1,007\n",
    }
    read = read_folder(put(tmp_path / "ml-32m", **files))
    assert read.name == "ml-32m" and read.interactions.ratings.tolist() == [4.0, 0.5]
    assert read.catalogue.table["tags"].tolist() == ["", 'so "sad", really']


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "gb18030"])
def test_an_encoding_reaches_both_files(tmp_path, encoding):
    put(tmp_path, encoding, ratings_csv=RATINGS, movies_csv=MOVIES)
    read = read_csv_dataset(tmp_path / "ratings.csv", tmp_path / "movies.csv", encoding=encoding)
    assert read.catalogue.titles.tolist() == ["Amélie (2001)", "Léon (1994)"] and read.user("José") == 1


def test_films_in_utf_8_stay_in_utf_8_beside_ratings_in_another_encoding(tmp_path):
    put(tmp_path, "latin-1", ratings_csv=RATINGS)
    put(tmp_path, movies_csv=MOVIES)
    read = read_csv_dataset(tmp_path / "ratings.csv", tmp_path / "movies.csv", encoding="latin-1")
    assert read.catalogue.titles[0] == "Amélie (2001)" and read.user("José") == 1


def test_separator_and_quotes_reach_both_files(tmp_path):
    movies = 'movieId~title\n1~"Amélie, or~2~\n2~Léon\n'.replace("~2~", " not")
    put(tmp_path, ratings_csv=RATINGS.replace(",", "~"), movies_csv=movies)
    read = read_csv_dataset(tmp_path / "ratings.csv", tmp_path / "movies.csv", separator="~", quotes="none")
    assert read.catalogue.titles.tolist() == ['"Amélie, or not', "Léon"]


def test_films_may_have_a_separator_of_their_own(tmp_path):
    put(tmp_path, ratings_csv=RATINGS.replace(",", "|"), movies_csv=MOVIES)
    read = read_csv_dataset(tmp_path / "ratings.csv", tmp_path / "movies.csv", separator="|")
    assert read.catalogue.titles[1] == "Léon (1994)"


def test_films_with_options_of_their_own_are_given_as_a_catalogue(tmp_path):
    put(tmp_path, ratings_csv=RATINGS)
    put(tmp_path, "cp1252", movies_csv=MOVIES.replace("title", "called"))
    with pytest.raises(DataError, match=r"movies\.csv.*\n.*\n.*encoding=.*read_csv_dataset\(.*read_catalogue\("):
        read_csv_dataset(tmp_path / "ratings.csv", tmp_path / "movies.csv")
    films = read_catalogue(tmp_path / "movies.csv", {"title": "called"}, encoding="cp1252")
    assert read_csv_dataset(tmp_path / "ratings.csv", films).catalogue.titles[0] == "Amélie (2001)"


def test_films_may_lack_a_header(tmp_path):
    put(tmp_path, movies_csv="1::Sea::Drama\n2::Fog::War\n")
    films = read_catalogue(tmp_path / "movies.csv", ["item", "title", "genres"], "::")
    assert films.titles.tolist() == ["Sea", "Fog"] and films.table["genres"].tolist() == ["Drama", "War"]


FOLDERS = {
    "latest": {"ratings_csv": RATINGS + "Ana,2,3,1\n", "movies_csv": MOVIES},
    "dat": {"ratings_dat": "7::2::4::9\n7::2::5::10\n", "movies_dat": '2::"Sea::War\n'},
    "100k": {"u_data": "7\t2\t4\t9\n7\t2\t5\t10\n", "u_genre": "War|0\n", "u_item": "2|Sea||||1\n"},
}


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_folder_whose_files_need_an_option_names_a_call_that_has_it(tmp_path, kind):
    put(tmp_path, **FOLDERS[kind])
    with pytest.raises(DataError, match="read_folder takes no options") as caught:
        read_folder(tmp_path)
    call, option = (re.search(f"{word}.*", str(caught.value))[0] for word in (r"read_csv_dataset\(", "duplicates="))
    assert option.startswith('duplicates="last"')
    assert len(eval(f'{call[:-1]}, duplicates="last")').interactions) == (2 if kind == "latest" else 1)


@pytest.mark.parametrize("swapped", [False, True])
def test_ids_that_a_table_of_floats_wrote_meet_whole_numbers(tmp_path, swapped):
    whole, floats = ["31", "1029"], ["31.0", "1029.0"]
    rated, listed = (whole, floats) if swapped else (floats, whole)
    put(
        tmp_path,
        r_csv=f"user,item,rating\n1.0,{rated[1]},3\n2.0,{rated[0]},4\n",
        f_csv=f"item,title\n{listed[0]},Fog\n{listed[1]},Sea\n",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = read_csv_dataset(tmp_path / "r.csv", tmp_path / "f.csv")
    assert read.interactions.items.tolist() == [1, 0] and len(read.catalogue) == 2
    assert read.user(1) == read.user("1.0") == 0 and read.item(31) == read.item("31.0") == 0


def test_different_spellings_of_one_id_in_one_file_stay_different(tmp_path):
    put(tmp_path, r_csv="user,item\n1,31\n1,31.0\n", f_csv="item,title\n31,Fog\n")
    with pytest.warns(UserWarning, match=r"'31\.0'.*'31'"):
        read = read_csv_dataset(tmp_path / "r.csv", tmp_path / "f.csv")
    assert read.interactions.items.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("rated", "listed"), [("0031", "31"), ("B7", "b7"), ("31", "031"), ("31.0", "031"), ("1e+05", "100000")]
)
def test_ids_that_nearly_meet_are_named_with_the_cure(tmp_path, rated, listed):
    put(tmp_path, r_csv=f"user,item\n1,{rated}\n1,x\n", f_csv=f"item,title\n{listed},Fog\n")
    with pytest.warns(UserWarning, match=f"{re.escape(rated)}' is perhaps {listed!r}.*Write") as caught:
        read_csv_dataset(tmp_path / "r.csv", tmp_path / "f.csv")
    assert len(caught) == 1


def test_when_no_rated_item_is_known_both_kinds_of_id_are_shown(tmp_path):
    put(tmp_path, r_csv="user,item\n1,tt01\n1,tt02\n", f_csv="item,title\n7,Fog\n")
    with pytest.warns(UserWarning, match=r"No rated item is known.*'tt01'.*'7'.*columns="):
        read_csv_dataset(tmp_path / "r.csv", tmp_path / "f.csv")
