"""Raw ids become numbers and come back as they were written."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.data import read_csv_dataset
from recsys_course.data.readers import NO_ID


def write(folder: Path, **files: str) -> Path:
    """Write files given as name_ending="text" into `folder`."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return folder


def test_ids_with_leading_zeros_stay_text(tmp_path):
    write(tmp_path, r_csv="user,item\n007,1\n7,1\n", f_csv="item,title\n1,Fog\n")
    read = read_csv_dataset(tmp_path / "r.csv", tmp_path / "f.csv")
    assert read.user_ids.tolist() == ["007", "7"] and read.user("007") == 0 and read.item("Fog") == 0


def test_whole_number_ids_are_sorted_as_numbers(tmp_path):
    write(tmp_path, r_csv="user,item\n10,1\n9,1\n-3,1\n")
    assert read_csv_dataset(tmp_path / "r.csv").user_ids.tolist() == [-3, 9, 10]


def test_rated_items_that_the_films_file_lacks_get_a_row_and_a_warning(tmp_path):
    write(tmp_path, r_csv="user,item\n1,30\n1,5\n2,40\n", f_csv="item,name,year\n5,Fog,2001\n9,Sea,2002\n")
    with pytest.warns(UserWarning, match="2 rated items are not in the films file"):
        read = read_csv_dataset(tmp_path / "r.csv", tmp_path / "f.csv")
    assert read.catalogue.titles.tolist() == ["Fog", "Sea", "unknown film 30", "unknown film 40"]
    assert read.catalogue.ids.tolist() == [5, 9, 30, 40] and read.interactions.items.tolist() == [2, 0, 3]
    assert read.catalogue.table["genres"].tolist() == [""] * 4 and pd.isna(read.catalogue.table["year"][3])


plain_text = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=6)
one_id = st.one_of(st.integers(-99, 10**17).map(str), plain_text, st.just("007"), st.just('a,"b"'))
events = st.lists(
    st.tuples(one_id, one_id, st.integers(1, 10), st.integers(0, 4_102_444_800)),
    min_size=1,
    max_size=20,
    unique_by=lambda event: event[:2],
).filter(lambda rows: not {text.lower() for row in rows for text in row[:2]} & NO_ID)


@settings(max_examples=150, deadline=None)
@given(rows=events)
def test_what_is_written_is_read_again_and_raw_ids_survive(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("trip") / "r.csv"
    frame = pd.DataFrame(rows, columns=["user", "item", "rating", "time"])
    frame["rating"] /= 2
    frame.to_csv(path, index=False)
    read = read_csv_dataset(path)
    got = read.interactions
    assert [str(read.user_ids[u]) for u in got.users] == frame["user"].tolist()
    assert [str(read.catalogue.ids[i]) for i in got.items] == frame["item"].tolist()
    assert got.ratings.tolist() == frame["rating"].tolist() and got.times.tolist() == frame["time"].tolist()
    assert read.user_ids.tolist() == sorted(set(read.user_ids.tolist()))
