"""A data set whose files do not fit one another, or that lacks what is asked for, says so with the cure."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from recsys_course.data import DataError, read_folder
from recsys_course.data.catalogue import Catalogue


def embedded(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    texts = {"ratings": "user,item,rating,time\na,x,3,4\n", "films": "item,title\nx,Fog\ny,Sea\nz,Sea\n", **files}
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def test_people_and_friends_must_fit_the_ratings(tmp_path):
    with pytest.raises(DataError, match="user 'a' has ratings but is not in people"):
        read_folder(embedded(tmp_path / "one", people="user\nb\n"))
    with pytest.raises(DataError, match="'a' is listed a second time"):
        read_folder(embedded(tmp_path / "two", people="user\na\na\n"))
    friends = "user,friend\na,b\na,c\n"
    strange = read_folder(embedded(tmp_path / "three", people="user\na\nb\n", friends=friends))
    with pytest.raises(DataError, match=r"\['a', 'c'\] names an unknown user") as caught:
        strange.friends()
    assert caught.value.line == 3


def test_what_a_data_set_lacks_is_said_with_the_cure(tmp_path):
    read = read_folder(embedded(tmp_path / "small"))
    for ask in (read.friends, read.raw_log, read.catalogue.posters):
        with pytest.raises(DataError, match=r'use load\("harbour"\)'):
            ask()


def test_posters_of_a_wrong_shape_are_refused(tmp_path):
    folder = embedded(tmp_path / "small")
    np.savez(folder / "posters.npz", posters=np.zeros((2, 32, 32, 3), np.uint8))
    with pytest.raises(DataError, match=r"shape \(2, 32, 32, 3\)"):
        read_folder(folder).catalogue.posters()


def test_an_item_that_is_not_there_or_not_alone_is_explained(tmp_path):
    read = read_folder(embedded(tmp_path / "small"))
    with pytest.raises(DataError, match=r"perhaps you mean one of \['Fog'\]"):
        read.item("Fogg")
    with pytest.raises(DataError, match=r"2 items are called 'Sea'.*\n.*\n.*\['y', 'z'\]"):
        read.item("Sea")
    with pytest.raises(DataError, match="no user of small has the id 'b'"):
        read.user("b")


def test_a_catalogue_checks_that_ids_and_table_agree():
    with pytest.raises(DataError, match="without"):
        Catalogue(np.arange(1), pd.DataFrame({"title": ["x"]}))
    with pytest.raises(DataError, match="2 ids and a table of 1 rows"):
        Catalogue(np.arange(2), pd.DataFrame({"title": ["x"], "genres": [""]}))
