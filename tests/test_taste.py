"""Your own taste: what is kept, what is refused, and a list from any model that can meet a stranger."""

import json

import numpy as np
import pytest

from recsys_course.data import load
from recsys_course.models.baselines import Popularity
from recsys_course.models.factors import MatrixFactorization
from recsys_course.models.neighbours import ItemKNN
from recsys_course.taste import EXAMPLE, Taste, films_to_rate, my_taste, rate, sliders


@pytest.fixture(autouse=True)
def progress_file(tmp_path, monkeypatch):
    """An own progress file for each test."""
    monkeypatch.setenv("RECSYS_COURSE_PROGRESS", str(tmp_path / "progress.json"))
    return tmp_path / "progress.json"


@pytest.fixture(scope="module")
def tiny():
    """Six people, eight films."""
    return load("tiny")


@pytest.fixture(scope="module")
def harbour():
    """The large world."""
    return load("harbour")


def test_the_table_has_the_best_known_film_of_each_genre_but_none_that_everybody_knows(harbour):
    films, table = films_to_rate(harbour), harbour.catalogue.table
    counts, genre = harbour.interactions.counts_by_item(), table["genres"].str.split("|").str[0]
    assert len(films) == 12 and films["genres"].str.split("|").str[0].is_unique
    assert (np.diff(counts[films["item"]]) <= 0).all()
    for item in films["item"]:
        same = (genre == genre[item]) & (table["series"] == "") & (counts <= 0.2 * harbour.interactions.n_users)
        assert counts[item] == counts[same].max()


def test_what_you_rated_is_found_again_by_another_notebook(harbour):
    given = rate(harbour, {3: 5, 1: 2, 7: 3.5})
    assert my_taste(harbour).stars == given.stars and list(my_taste(harbour).stars) == list(given.stars)


def test_the_history_has_the_liked_films_with_the_best_liked_last(harbour):
    items = films_to_rate(harbour)["item"]
    assert rate(harbour, {3: 5, 1: 2, 7: 3.5}).history.tolist() == [items[7], items[3]]


def test_no_stars_leave_what_was_kept(harbour):
    before = rate(harbour, {3: 5}).stars
    assert rate(harbour, {}).stars == before == my_taste(harbour).stars


def test_two_data_sets_are_kept_apart(harbour, tiny):
    rate(harbour, {3: 5})
    rate(tiny, {1: 4})
    assert len(my_taste(harbour).stars) == 1 and list(my_taste(harbour).stars.values()) == [5]
    assert list(my_taste(tiny).stars.values()) == [4]


def test_who_never_rated_has_the_example(harbour):
    items = films_to_rate(harbour)["item"]
    assert my_taste(harbour).stars == {items[row]: stars for row, stars in EXAMPLE.items()}


@pytest.mark.parametrize("kept", ["nonsense", {"harbour": 3}, {"harbour": [["a", "b"]]}, {"harbour": [[1]]}, None])
def test_a_spoilt_file_gives_the_example(harbour, progress_file, kept):
    progress_file.write_text(json.dumps({"done": {}, "tried": {}, "hints": {}, "taste": kept}))
    assert len(my_taste(harbour).stars) == len(EXAMPLE)


def test_points_are_kept_beside_the_taste(harbour, progress_file):
    progress_file.write_text(json.dumps({"done": {"03-cosine": 1}, "tried": {}, "hints": {}}))
    rate(harbour, {0: 4})
    assert json.loads(progress_file.read_text())["done"] == {"03-cosine": 1}


@pytest.mark.parametrize(
    ("stars", "part"), [({99: 4}, "rows are 0 to 11"), ({0: 7}, "from 0.5 to 5"), ({0: 0}, "leave out")]
)
def test_impossible_stars_are_refused_and_nothing_is_lost(harbour, stars, part):
    before = rate(harbour, {2: 4}).stars
    with pytest.raises(ValueError, match=part):
        rate(harbour, stars)
    assert my_taste(harbour).stars == before


def test_the_list_has_the_highest_scores_of_what_you_have_not_rated(tiny):
    model = ItemKNN(k=8).fit(tiny.interactions)
    taste = Taste(tiny, {1: 5.0, 2: 4.0, 5: 1.0})
    scores = model.score_history([2, 1])
    by_hand = sorted(set(range(8)) - {1, 2, 5}, key=lambda item: (-scores[item], item))[:3]
    assert taste.list(model, k=3).index.tolist() == by_hand
    assert taste.list(lambda history: model.score_history(history).tolist(), k=3).index.tolist() == by_hand


def test_a_list_is_never_longer_than_what_is_left(tiny):
    assert len(Taste(tiny, {1: 5.0}).list(Popularity().fit(tiny.interactions), k=99)) == 7


def test_a_person_without_a_liked_film_gets_a_list_too(tiny):
    assert len(Taste(tiny, {1: 1.0}).list(ItemKNN(k=8).fit(tiny.interactions), k=3)) == 3


def test_a_model_that_knows_no_strangers_is_told_so(tiny):
    with pytest.raises(TypeError, match="stranger"):
        Taste(tiny, {1: 5.0}).list(MatrixFactorization(n_factors=2, n_epochs=1).fit(tiny.interactions))


def test_outside_of_an_opened_notebook_no_sliders_are_shown(tiny, monkeypatch, capsys):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert sliders(tiny) is None and capsys.readouterr().out == ""


def test_a_slider_that_is_moved_keeps_the_stars(tiny, monkeypatch):
    widgets = pytest.importorskip("ipywidgets", reason="ipywidgets is not installed: the table is edited by hand then")
    monkeypatch.setenv("JPY_SESSION_NAME", "a notebook")
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    sliders(tiny)
    assert isinstance(shown[0], widgets.VBox)
    shown[0].children[1].value = 4.5
    assert my_taste(tiny).stars == {films_to_rate(tiny)["item"][1]: 4.5}
