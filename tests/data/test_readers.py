"""The data room on good data: every reader against arrays written by hand."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from recsys_course.data import load, read_csv_dataset, read_folder, read_ratings
from tests.helpers.movielens import FOUND, REASON

PROJECT = Path(__file__).resolve().parents[2]


def write(folder: Path, **files: str) -> Path:
    """Write files given as name_ending="text" into `folder`, latin-1 where the name says so."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        latin = name in ("u_item", "movies_dat")
        (folder / name.replace("_", ".")).write_text(text, "latin-1" if latin else "utf-8")
    return folder


@pytest.fixture
def ml_100k(tmp_path):
    flags = {"unknown": "1|0|0", "comedy": "0|0|1", "both": "0|1|1"}
    return write(
        tmp_path / "ml-100k",
        u_data="196\t242\t3\t881250949\n22\t3\t1\t878887116\n196\t3\t5\t881250949\n",
        u_genre="unknown|0\nAction|1\nComedy|2\n\n",
        u_item=f'3|"Amélie", la (2001)|01-Jan-2001||http://x|{flags["comedy"]}\n'
        f"242|Kolya (1996)|24-Jan-1997||http://y|{flags['both']}\n267|unknown||||{flags['unknown']}\n",
    )


@pytest.fixture
def ml_1m(tmp_path):
    return write(
        tmp_path / "ml-1m",
        ratings_dat="2::1193::5::978300760\n1::661::3::978302109\n1::1193::4::978302109\n",
        movies_dat="661::Les Misérables: the film (1995)::Drama|Musical\n1193::Heat (1995)::Action\n",
    )


@pytest.fixture
def embedded(tmp_path):
    folder = write(
        tmp_path / "small",
        ratings_csv="user,item,rating,time\nzoe,f2,4.5,30\nann,f1,0.5,10\nzoe,f1,5,20\n",
        films_csv='item,title,genres,year\nf2,"Sea, the",Drama|War,2020\nf9,Alone,,2021\nf1,Fog,War,2022\n',
        people_csv="user,joined\nzoe,1\nnew,2\nann,3\n",
        friends_csv="user,friend\nann,zoe\nnew,ann\n",
    )
    (folder / "raw_events.csv").write_text("user,item,rating,time\n")
    np.savez(folder / "posters.npz", posters=np.full((3, 32, 32, 3), 7, np.uint8))
    return read_folder(folder)


def test_ml_100k_is_read_as_its_readme_says(ml_100k):
    read = read_folder(ml_100k)
    assert read.user_ids.tolist() == [22, 196] and read.catalogue.ids.tolist() == [3, 242, 267]
    events = read.interactions
    assert events.users.tolist() == [1, 0, 1] and events.items.tolist() == [1, 0, 0]
    assert events.ratings.tolist() == [3.0, 1.0, 5.0]
    assert events.times.tolist() == [881250949, 878887116, 881250949]
    assert read.catalogue.titles.tolist() == ['"Amélie", la (2001)', "Kolya (1996)", "unknown"]
    assert read.catalogue.table["genres"].tolist() == ["Comedy", "Action|Comedy", ""]
    years = read.catalogue.table["year"].tolist()
    assert years[:2] == [2001, 1996] and pd.isna(years[2])


def test_ml_1m_is_read_as_its_readme_says(ml_1m):
    read = read_folder(ml_1m)
    assert read.catalogue.titles.tolist() == ["Les Misérables: the film (1995)", "Heat (1995)"]
    assert read.interactions.users.tolist() == [1, 0, 0] and read.interactions.items.tolist() == [1, 0, 1]
    assert read.interactions.ratings.tolist() == [5.0, 3.0, 4.0]
    assert read.catalogue.genre_matrix().columns.tolist() == ["Action", "Drama", "Musical"]
    assert read.catalogue.genre_matrix().to_numpy().tolist() == [[0, 1, 1], [1, 0, 0]]


def test_ml_latest_brings_titles_genres_tags_and_years(tmp_path):
    folder = write(
        tmp_path,
        ratings_csv="userId,movieId,rating,timestamp\n10,5,4.0,100\n2,1,3.5,90\n",
        movies_csv='movieId,title,genres\n1,"Misérables, Les (1995)",Drama\n5,Odd,(no genres listed)\n',
        tags_csv="userId,movieId,tag,timestamp\n2,5,dark,1\n10,5,funny,2\n",
    )
    read = read_folder(folder)
    assert read.user_ids.tolist() == [2, 10]
    assert read.interactions.users.tolist() == [1, 0] and read.interactions.items.tolist() == [1, 0]
    assert read.catalogue.table.iloc[0].to_dict() == {
        "title": "Misérables, Les (1995)",
        "genres": "Drama",
        "tags": "",
        "year": 1995,
    }
    assert read.catalogue.table["tags"][1] == "dark|funny" and read.catalogue.table["genres"][1] == ""


def test_people_without_ratings_and_films_without_ratings_are_counted(embedded):
    events = embedded.interactions
    assert (events.n_users, events.n_items) == (3, 3)
    assert embedded.user_ids.tolist() == ["zoe", "new", "ann"]
    assert embedded.catalogue.ids.tolist() == ["f2", "f9", "f1"]
    assert events.users.tolist() == [0, 2, 0] and events.items.tolist() == [0, 2, 2]
    assert events.times.tolist() == [30, 10, 20]


def test_friends_posters_and_raw_log_lie_beside_the_ratings(embedded):
    assert embedded.friends().tolist() == [[2, 0], [1, 2]]
    assert embedded.catalogue.posters().shape == (3, 32, 32, 3)
    assert embedded.raw_log().name == "raw_events.csv"
    assert embedded.catalogue.table["year"].tolist() == [2020, 2021, 2022]


def test_an_item_is_found_by_raw_id_and_by_title(embedded, ml_100k):
    assert embedded.item("f1") == 2 and embedded.item("Sea, the") == 0 and embedded.user("new") == 1
    real = read_folder(ml_100k)
    assert real.item(242) == real.item("242") == real.item("Kolya (1996)") == 1
    assert real.user(196) == real.user("196") == 1


@pytest.mark.parametrize(
    ("header", "separator"),
    [
        ("userId,movieId,rating,timestamp", ","),
        ("User-ID;ISBN;Book-Rating;ts", ";"),
        ("uid\titem_id\tstars\tt", "\t"),
        ("user::film::score::time", "::"),
    ],
)
def test_the_usual_spellings_and_separators_are_understood(tmp_path, header, separator):
    rows = [["b", "7", "4.5", "30"], ["a", "9", "1", "20"]]
    (tmp_path / "r.csv").write_text("\n".join([header, *(separator.join(row) for row in rows)]))
    read = read_ratings(tmp_path / "r.csv")
    assert read["user"].tolist() == ["b", "a"] and read["item"].tolist() == [7, 9]
    assert read["rating"].tolist() == [4.5, 1.0] and read["time"].tolist() == [30, 20]


def test_columns_can_be_told_and_files_may_lack_a_header(tmp_path):
    write(tmp_path, a_csv="who,what,when\nx,y,5\n", b_csv="5|x|y\n")
    told = read_ratings(tmp_path / "a.csv", {"user": "who", "item": "what", "time": "when"})
    bare = read_ratings(tmp_path / "b.csv", ["time", "user", "item"], "|")
    assert told.to_dict() == bare.to_dict()
    assert told.iloc[0].tolist() == ["x", "y", 1.0, 5]


def test_without_ratings_all_are_one_and_without_times_order_is_kept(tmp_path):
    write(tmp_path, r_csv="user,item\n1,8\n1,5\n0,8\n")
    events = read_csv_dataset(tmp_path / "r.csv").interactions
    assert events.ratings.tolist() == [1, 1, 1] and events.times.tolist() == [0, 1, 2]
    assert [h.tolist() for h in events.histories()] == [[1], [1, 0]]


def test_unsorted_times_keep_the_order_of_the_file(tmp_path):
    write(tmp_path, r_csv="user,item,time\n1,8,90\n1,5,10\n1,6,90\n")
    events = read_csv_dataset(tmp_path / "r.csv").interactions
    assert events.times.tolist() == [90, 10, 90] and events.in_time_order().tolist() == [1, 0, 2]


def test_a_byte_order_mark_blank_lines_and_windows_line_ends_do_no_harm(tmp_path):
    (tmp_path / "r.csv").write_bytes(b"\xef\xbb\xbfuser,item,rating\r\n1,2,3\r\n\r\n1,4,5\r\n")
    for told in (None, {"user": "user"}):
        assert read_ratings(tmp_path / "r.csv", told)["item"].tolist() == [2, 4]


def test_other_encodings_and_scales_can_be_told(tmp_path):
    (tmp_path / "r.csv").write_bytes("user,item,rating\nJosé,2,10\n".encode("utf-16"))
    read = read_ratings(tmp_path / "r.csv", encoding="utf-16", scale=(1, 10))
    assert read.iloc[0].tolist()[:3] == ["José", 2, 10.0]


@pytest.mark.parametrize(("keep", "ratings"), [("first", [2.0, 4.0]), ("last", [3.0, 4.0])])
def test_of_duplicates_the_first_or_the_last_in_time_is_kept(tmp_path, keep, ratings):
    write(tmp_path, r_csv="user,item,rating,time\n1,2,3,50\n1,2,2,10\n1,3,4,20\n")
    assert read_ratings(tmp_path / "r.csv", duplicates=keep)["rating"].tolist() == ratings


@pytest.mark.parametrize("name", ["tiny", "harbour"])
def test_the_embedded_sets_load_fast_and_whole(name, monkeypatch):
    monkeypatch.delenv("RECSYS_COURSE_DATA", raising=False)
    if not (PROJECT / "datasets" / name / "ratings.csv").is_file():
        pytest.skip(f"datasets/{name} is not there yet")
    start = time.perf_counter()
    read = load(name)
    assert time.perf_counter() - start < 3
    with (PROJECT / "datasets" / name / "ratings.csv").open() as file:
        assert len(read.interactions) == sum(1 for _ in file) - 1
    assert len(read.catalogue) == read.interactions.n_items
    assert len(read.user_ids) == read.interactions.n_users


@pytest.fixture(scope="module")
def real():
    if FOUND is None:
        pytest.skip(REASON)
    start = time.perf_counter()
    read = read_folder(FOUND / "ml-latest-small")
    return read, time.perf_counter() - start


def test_the_real_movielens_has_the_numbers_of_its_readme(real):
    read, seconds = real
    events = read.interactions
    assert (events.n_users, events.n_items, len(events)) == (610, 9742, 100836)
    assert read.item("Toy Story (1995)") == read.item(1) == 0
    assert seconds < 3  # about 0.2 s on a quiet machine


def test_the_real_movielens_agrees_with_plain_pandas(real):
    read, _ = real
    plain = pd.read_csv(read.folder / "ratings.csv")
    events = read.interactions
    assert (read.user_ids[events.users] == plain["userId"]).all()
    assert (read.catalogue.ids[events.items] == plain["movieId"]).all()
    assert (events.ratings == plain["rating"]).all() and (events.times == plain["timestamp"]).all()
