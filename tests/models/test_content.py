"""Content: the contract, scikit-learn and a hand computation as oracles, and every bad input with its words."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity
from sklearn.preprocessing import normalize

from recsys_course.data import Catalogue, Interactions, load
from recsys_course.models.content import OTHERS, ContentBased, documents
from tests.helpers import worlds
from tests.helpers.contract import Contract


def texts(n, seed=0):
    """Short texts: the first half of the items speaks mostly of the sea, the second half mostly of space."""
    rng, words = np.random.default_rng(seed), [["ship", "port", "wave", "gull"], ["star", "moon", "comet", "pilot"]]
    both = [*words[0], *words[1], "love", "night"]
    return tuple(" ".join([*rng.choice(words[int(i >= n / 2)], 3), *rng.choice(both, 3)]) for i in range(n))


class TestContentBased(Contract):
    make = ContentBased

    def make_for(self, train):
        return type(self).make(texts(train.n_items))

    def test_renumbering_the_items_permutes_the_scores(self):
        train, new = worlds.random_world(), np.random.default_rng(5).permutation(25)
        moved = Interactions(train.users, new[train.items], train.ratings, train.times, 30, 25)
        moved_texts = tuple(np.array(texts(25))[np.argsort(new)])  # item new[i] keeps the text of item i
        scores = type(self).make(moved_texts).fit(moved).score(range(30))
        np.testing.assert_allclose(scores[:, new], self.fitted(train).score(range(30)), atol=1e-9)

    def test_scores_lie_between_zero_and_one(self):
        scores = self.fitted().score(range(30))
        assert scores.min() >= 0 and 0.5 < scores.max() <= 1 + 1e-12

    def test_the_parts_of_an_explanation_add_up_to_the_score(self):
        model = self.fitted()
        for user, item in [(0, 3), (4, 20), (29, 24)]:
            for n in (1, 3, 99):
                parts = model.explain(user, item, n)
                assert parts["part"].sum() == pytest.approx(model.score([user])[0, item], abs=1e-12)

    def test_the_own_text_of_an_item_as_a_new_film_has_the_score_of_the_item(self):
        model = self.fitted()
        np.testing.assert_allclose(model.score_new(range(30), texts(25)), model.score(range(30)), atol=1e-12)

    def test_a_stranger_with_the_history_of_a_known_person_gets_the_scores_of_that_person(self):
        train = worlds.random_world()
        flat = Interactions(train.users, train.items, np.ones(300), train.times, 30, 25)
        scores = self.fitted(flat).score_history(train.histories()[4])
        np.testing.assert_allclose(scores, self.fitted(flat).score([4])[0], atol=1e-6)


class TestContentBasedOnCounts(TestContentBased):
    make = partial(ContentBased, weighting="counts", values="ratings")


class TestContentBasedWithRecency(TestContentBased):
    make = partial(ContentBased, half_life=2, values="ratings")


# ---- oracles ----


@pytest.mark.parametrize(
    ("weighting", "vectorizer"), [("tfidf", TfidfVectorizer), ("counts", CountVectorizer)], ids=["tfidf", "counts"]
)
@pytest.mark.parametrize("values", ["ones", "ratings"])
def test_scores_equal_scikit_learn_alone(weighting, vectorizer, values):
    harbour = load("harbour")
    train, docs = harbour.interactions, documents(harbour.catalogue)
    rows = normalize(vectorizer().fit_transform(docs))
    people = np.arange(0, train.n_users, 20)
    expected = cosine_similarity(train.matrix(values)[people] @ rows, rows)
    scores = ContentBased(docs, weighting=weighting, values=values).fit(train).score(people)
    np.testing.assert_allclose(scores, expected, atol=1e-6)  # the matrix of interactions holds float32


def test_the_table_computed_by_hand():
    # n = 2. ship: df 2, idf ln(3/3) + 1 = 1. port, moon: df 1, idf ln(3/2) + 1 = 1.4055.
    model = ContentBased(("ship ship port", "ship moon")).fit(worlds.interactions([(0, 0)], n_users=2, n_items=2))
    np.testing.assert_array_equal(model.vocabulary, ["moon", "port", "ship"])
    np.testing.assert_allclose(model.idf, [1.405465, 1.405465, 1.0], atol=1e-6)
    first, second = np.array([0, 1.405465, 2]), np.array([1.405465, 0, 1])
    expected = [first / np.sqrt(5.975332), second / np.sqrt(2.975332)]
    np.testing.assert_allclose(model.item_vectors.toarray(), expected, atol=1e-6)
    np.testing.assert_allclose(model.score([0])[0], [1, 2 / np.sqrt(5.975332 * 2.975332)], atol=1e-6)


def test_a_profile_is_the_weighted_mean_of_the_films():
    train = worlds.interactions([(0, 1), (0, 2), (0, 3)], n_items=4, ratings=[4.0, 1.0, 5.0])
    x = normalize(CountVectorizer().fit_transform(texts(4))).toarray()
    for settings, weights in [
        ({}, [1, 1, 1]),
        ({"values": "ratings"}, [4, 1, 5]),
        ({"half_life": 1}, [0.25, 0.5, 1]),
        ({"half_life": 2, "values": "ratings"}, [4 * 0.5, 1 * 2**-0.5, 5]),
    ]:
        model = ContentBased(texts(4), weighting="counts", **settings).fit(train)
        np.testing.assert_allclose(model.profiles.toarray()[0], np.average(x[1:], axis=0, weights=weights), atol=1e-7)


def test_the_score_is_the_mean_similarity_to_the_history_up_to_the_length_of_the_profile():
    train, model = worlds.random_world(), ContentBased(texts(25)).fit(worlds.random_world())
    similarity = (model.item_vectors @ model.item_vectors.T).toarray()
    for user in range(30):
        mean = similarity[train.items[train.users == user]].mean(axis=0)
        length = np.linalg.norm(model.profiles[[user]].toarray())
        np.testing.assert_allclose(model.score([user])[0] * length, mean, atol=1e-7)


# ---- laws ----


def test_films_that_nobody_met_are_recommended():
    train = worlds.interactions([(0, 0), (1, 2), (2, 2)], n_items=4)
    model = ContentBased(("ship port", "ship port gull", "star moon", "moon star comet")).fit(train)
    np.testing.assert_array_equal(model.recommend([0, 1, 2], k=1)[:, 0], [1, 3, 3])


def test_a_longer_text_of_the_same_words_is_the_same_film():
    train = worlds.interactions([(0, 0)], n_items=3)
    for weighting in ("tfidf", "counts"):
        model = ContentBased(("ship moon", "ship moon " * 9, "ship gull"), weighting=weighting).fit(train)
        np.testing.assert_allclose(model.score([0])[0, :2], [1, 1])


def test_old_films_fade_from_the_profile():
    train = worlds.interactions([(0, 0), (0, 1), (0, 2)], n_items=5)
    names = ("ship", "ship", "moon", "ship gull", "moon gull")
    assert ContentBased(names).fit(train).recommend([0], k=1)[0, 0] == 3
    assert ContentBased(names, half_life=0.5).fit(train).recommend([0], k=1)[0, 0] == 4


def test_an_explanation_names_the_strongest_terms_first_and_the_rest_in_one_row():
    model = ContentBased(("ship ship moon", "ship moon gull")).fit(worlds.interactions([(0, 0)], n_items=2))
    assert model.explain(0, 1)["term"].tolist() == ["ship", "moon"]
    assert model.explain(0, 1, n=1)["term"].tolist() == ["ship", OTHERS]
    assert (model.explain(0, 1)["part"].diff()[1:] < 0).all()


def test_similar_items_share_words_and_an_item_is_not_similar_to_itself():
    model = ContentBased(("ship", "moon", "ship gull", "")).fit(worlds.interactions([(0, 0)], n_items=4))
    np.testing.assert_array_equal(model.similar(0, k=10), [2, 1, 3, -1])
    np.testing.assert_array_equal(model.similar(3, k=2), [0, 1])


def test_a_new_film_without_a_known_word_scores_zero():
    model = ContentBased(("ship", "moon")).fit(worlds.interactions([(0, 0)], n_items=2))
    np.testing.assert_array_equal(model.score_new([0], ["zebra", "", "ship zebra"]), [[0, 0, 1]])
    assert model.score_new([0], []).shape == (1, 0) and model.score_new([0], "ship") == 1


def test_an_empty_text_scores_zero_and_stands_last():
    model = ContentBased(("ship", "", "ship moon")).fit(worlds.interactions([(0, 0)], n_items=3))
    np.testing.assert_array_equal(model.recommend([0], k=2), [[2, 1]])
    assert model.score([0])[0, 1] == 0 and model.explain(0, 1).empty


def test_a_person_without_history_scores_zero_everywhere():
    model = ContentBased(texts(4)).fit(worlds.interactions([(0, 0)], n_users=2, n_items=4))
    np.testing.assert_array_equal(model.score([1]), np.zeros((1, 4)))
    np.testing.assert_array_equal(model.score_history([]), np.zeros(4))


def test_a_loaded_model_explains_and_scores_new_films(tmp_path):
    train = worlds.random_world()
    model = ContentBased(texts(25), half_life=3).fit(train)
    model.save(tmp_path / "m.npz")
    again = ContentBased.load(tmp_path / "m.npz")
    pd.testing.assert_frame_equal(again.explain(3, 7), model.explain(3, 7))
    np.testing.assert_array_equal(again.score_new([3], ["ship night"]), model.score_new([3], ["ship night"]))


# ---- documents ----


def catalogue(**columns):
    table = pd.DataFrame(
        {"title": ["Up (2009)", "Nine 9 (1999)"], "genres": ["Science Fiction|Film-Noir", ""], **columns}
    )
    return Catalogue(np.arange(2), table)


def test_a_genre_or_a_tag_of_several_words_stays_one_term():
    with_text = catalogue(tags=["kites and wind", "sea|dogs"], text=["A kite.", "Sea!"])
    assert documents(with_text) == ("Science_Fiction Film_Noir kites_and_wind A kite.", "sea dogs Sea!")


def test_without_a_text_the_title_speaks_without_its_year_and_tags_of_viewers_stay_out():
    assert documents(catalogue(tags=["seen twice", ""])) == ("Science_Fiction Film_Noir Up", "Nine 9")


def test_columns_may_be_chosen_and_missing_values_are_empty():
    films = catalogue(people=["Ann Lee|Bo", None])
    assert documents(films, ["people", "title"]) == ("Ann_Lee Bo Up", "Nine 9")


@pytest.mark.parametrize("name", ["tiny", "harbour"])
def test_every_film_of_the_course_has_a_document(name):
    data = load(name)
    assert len(documents(data.catalogue)) == len(data.catalogue) and all(documents(data.catalogue))


@pytest.mark.parametrize("columns", [["plot"], []])
def test_a_column_that_is_not_there_is_refused_with_those_that_are(columns):
    with pytest.raises(ValueError, match=r"there is no .*Choose among \['title', 'genres'\]"):
        documents(catalogue(), columns)


# ---- bad input ----


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"documents": texts(24)}, "24 documents for 25 items"),
        ({"documents": "one text"}, "1 documents for 25 items"),
        ({"documents": [None] * 25}, "A document is not a text"),
        ({"documents": [""] * 25}, "No word of two letters"),
        ({"documents": ["a I ?"] * 25}, "No word of two letters"),
        ({"documents": [f"w{i}" for i in range(25)], "min_items": 2}, "at least 2 of the 25"),
        ({"min_items": 0}, "min_items=0"),
        ({"min_items": 26}, "min_items=26"),
        ({"weighting": "bm25"}, "weighting='bm25'"),
        ({"half_life": 0}, "half_life=0"),
        ({"half_life": float("nan")}, "half_life=nan"),
        ({"values": "stars"}, "values='stars'"),
    ],
    ids=str,
)
def test_impossible_settings_are_refused_with_their_value(settings, words):
    with pytest.raises(ValueError, match=words):
        ContentBased(**{"documents": texts(25), **settings}).fit(worlds.random_world())


@pytest.mark.parametrize("ask", ["explain", "similar", "score_history"])
def test_an_unknown_item_or_person_is_an_index_error(ask):
    model = ContentBased(texts(25)).fit(worlds.random_world())
    arguments = {"explain": (0, 25), "similar": (25,), "score_history": ([25],)}[ask]
    with pytest.raises(IndexError, match="Item number 25 is unknown"):
        getattr(model, ask)(*arguments)
    with pytest.raises(IndexError, match="User number 30 is unknown"):
        model.score_new([30], ["ship"])
