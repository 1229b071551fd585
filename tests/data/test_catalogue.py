"""Titles by number: no film is invented for a place that a list leaves empty."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from recsys_course.data import Catalogue, DataError, load, read_catalogue
from recsys_course.models.baselines import Popularity

TINY = load("tiny")
TITLES = TINY.catalogue.titles


def test_a_padded_list_has_no_title_where_it_has_no_item():
    ranked = Popularity().fit(TINY.interactions).recommend([TINY.user("Bo")], 10)
    shown = TITLES[ranked]
    assert (ranked == -1).any() and (shown[ranked == -1] == "").all()
    assert shown[ranked >= 0].tolist() == TINY.catalogue.table["title"][ranked[ranked >= 0]].tolist()
    assert TITLES[-1] == "" and TITLES[[0, -1]].tolist() == [TITLES[0], ""] and TITLES[pd.Series([-1])].tolist() == [""]


@pytest.mark.parametrize("number", [8, -2, [0, 8], np.array([[1, -9]])])
def test_a_number_that_no_item_has_is_refused(number):
    with pytest.raises(IndexError, match=r"item number (8|-2|-9) is outside 0\.\.7.*-1"):
        TITLES[number]


def test_no_way_of_choosing_titles_invents_one():
    titles = load("tiny").catalogue.titles
    assert [titles[i] for i in (-1, 0)] == ["", "Harbour Lights"] and type(titles[0]) is str
    assert titles.take([-1, 0]).tolist() == np.take(titles, [-1, 0]).tolist() == ["", "Harbour Lights"]


def test_titles_stay_a_plain_array_in_all_else():
    plain = TINY.catalogue.table["title"].to_numpy(object)
    assert len(TITLES) == 8 and TITLES.tolist() == list(TITLES) == plain.tolist()
    assert TITLES[3] == plain[3] and type(TITLES[[1, 2]]) is np.ndarray and TITLES[:-1].tolist() == plain[:-1].tolist()
    assert TITLES[plain == plain[2]].tolist() == [plain[2]] and TITLES[[]].size == 0
    assert repr(TITLES) == repr(plain) and pd.Series(TITLES).iloc[-1] == plain[-1]
    assert sorted(TITLES) == sorted(plain) and np.array_equal(np.asarray(TITLES), plain)


LISTS = {
    "['War', 'Drama']": "War|Drama",
    '["War"]': "War",
    '[{"id": 10, "name": "War"}, {"id": 18, "name": "Science Fiction"}]': "War|Science Fiction",
    "[{'id': 10, 'name': 'War'}]": "War",
    "('War', 'Drama')": "War|Drama",
    "[]": "",
    "War|Drama": "War|Drama",
    "(Other)": "(Other)",
    "(no genres listed)": "",
}


@pytest.mark.parametrize("text", LISTS)
def test_genres_are_read_also_where_a_file_writes_lists(text, tmp_path):
    pd.DataFrame({"item": [1, 2], "title": ["Fog", "Sea"], "genres": ["War", text]}).to_csv(
        tmp_path / "f.csv", index=False
    )
    films = read_catalogue(tmp_path / "f.csv")
    assert films.table["genres"].tolist() == ["War", LISTS[text]]
    assert set(films.genre_matrix().columns) == {"War", *LISTS[text].split("|")} - {""}


@pytest.mark.parametrize("text", ["[War, Drama]", "[1, 2]", "{", '["a|b"]'])
def test_a_list_that_cannot_be_read_is_named_with_its_line_and_a_cure(text, tmp_path):
    pd.DataFrame({"item": [1, 2], "title": ["Fog", "Sea"], "genres": ["", text]}).to_csv(
        tmp_path / "f.csv", index=False
    )
    with pytest.raises(DataError, match=r"(?s)line 3.*cannot be read as a list.*War\|Drama"):
        read_catalogue(tmp_path / "f.csv")


def test_lists_in_a_table_of_one_s_own_are_refused_with_a_cure_that_works():
    table = pd.DataFrame({"title": ["Fog", "Sea"], "genres": [["War", "Drama"], None]})
    with pytest.raises(DataError, match=r"genres of item 0 are \['War', 'Drama'\]"):
        Catalogue(np.arange(2), table)
    mended = table.assign(genres=table["genres"].str.join("|").fillna(""))
    assert Catalogue(np.arange(2), mended).genre_matrix().to_numpy().tolist() == [[1, 1], [0, 0]]
