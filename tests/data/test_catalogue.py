"""Titles by number: no film is invented for a place that a list leaves empty."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from recsys_course.data import load
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
