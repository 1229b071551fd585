"""Personas: k-means checked by a plain Lloyd loop and scikit-learn, scores by counting."""

import os
import re
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from sklearn.cluster import KMeans

from recsys_course.data import Catalogue
from recsys_course.models.baselines import Popularity
from recsys_course.models.clusters import Personas, distances, k_means, nearest_centre, unit_rows
from tests.helpers import worlds
from tests.helpers.contract import Contract


class TestPersonas(Contract):
    make = staticmethod(lambda: Personas(n_clusters=4))


class TestOnePersona(Contract):
    make = staticmethod(lambda: Personas(n_clusters=1))
    beats_chance_on = staticmethod(lambda: one_half_is_popular())


class TestPersonasWithoutDamping(Contract):
    make = staticmethod(lambda: Personas(n_clusters=2, damping=0, seed=3))


def one_half_is_popular():
    """Everybody meets four of the first six items, the last one too, and four of twenty others before them."""
    rng, pairs = np.random.default_rng(0), []
    for user in range(60):
        pairs += [(user, i) for i in [*(6 + rng.permutation(20)[:4]), *rng.permutation(6)[:4]]]
    return worlds.interactions(pairs, 60, 26)


def lloyd(vectors, centres):
    """The two steps as plain loops, until nobody changes the group."""
    centres, groups = np.array(centres, float), None
    while True:
        new = [min(range(len(centres)), key=lambda c: sum((x - centres[c]) ** 2)) for x in vectors]
        if new == groups:
            return centres, groups
        groups = new
        for c in range(len(centres)):
            members = [x for x, g in zip(vectors, groups, strict=True) if g == c]
            centres[c] = np.mean(members, axis=0)


# ---- k-means ----


def test_k_means_ends_where_a_plain_lloyd_loop_stays():
    vectors = np.random.default_rng(0).normal(size=(40, 3))
    centres = k_means(vectors, 4)
    again, groups = lloyd(vectors, centres)
    np.testing.assert_allclose(again, centres, atol=1e-9)
    np.testing.assert_array_equal(nearest_centre(vectors, centres), groups)


def test_k_means_has_the_inertia_of_scikit_learn():
    vectors = np.random.default_rng(1).random((50, 4))
    theirs = KMeans(5, n_init=3, random_state=0).fit(vectors)
    ours = distances(vectors, k_means(vectors, 5)).min(axis=1).sum()
    assert ours == pytest.approx(theirs.inertia_)


def test_sparse_and_dense_rows_give_the_same_centres():
    dense = worlds.two_tastes().matrix().toarray().astype(float)
    ours = [k_means(rows, 2) for rows in (csr_array(dense), dense)]
    np.testing.assert_allclose(*(centres[np.argsort(centres[:, 0])] for centres in ours), atol=1e-12)


def test_distances_are_those_of_the_definition_and_never_negative():
    rng = np.random.default_rng(2)
    x, c = rng.random((6, 3)), rng.random((2, 3))
    expected = [[((a - b) ** 2).sum() for b in c] for a in x]
    np.testing.assert_allclose(distances(x, c), expected, atol=1e-12)
    np.testing.assert_allclose(distances(csr_array(x), c), expected, atol=1e-12)
    assert (distances(x, x) >= 0).all()


def test_of_equally_near_centres_the_smaller_number_is_taken():
    np.testing.assert_array_equal(nearest_centre(np.array([[0.0]]), np.array([[1.0], [-1.0]])), [0])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 6))
def test_every_centre_is_the_mean_of_its_rows(seed, n_clusters):
    vectors = np.random.default_rng(seed).random((20, 2))
    centres = k_means(vectors, n_clusters, seed)
    groups = nearest_centre(vectors, centres)
    np.testing.assert_allclose(centres, [vectors[groups == c].mean(axis=0) for c in range(n_clusters)], atol=1e-6)


def test_more_clusters_never_have_a_larger_inertia():
    train = worlds.two_tastes()
    inertia = [Personas(n).fit(train).inertia for n in (1, 2, 4, 8)]
    assert (np.diff(inertia) < 0).all()


def test_unit_rows_have_length_one_and_zero_rows_stay():
    rows = unit_rows(csr_array(np.array([[3.0, 4.0], [0, 0]]))).toarray()
    np.testing.assert_allclose(rows, [[0.6, 0.8], [0, 0]])


# ---- personas ----


def test_two_tastes_become_two_personas():
    model = Personas(2).fit(worlds.two_tastes())
    assert len(set(model.labels[:30])) == 1 and len(set(model.labels[30:])) == 1
    assert model.labels[0] != model.labels[59]


def test_scores_are_damped_shares_counted_by_hand():
    # People 0 and 1 share a persona, person 2 is alone. Item 1 was met by 1 of the 2, and by 1 of all 3.
    train = worlds.interactions([(0, 0), (0, 1), (1, 0), (2, 2)])
    model = Personas(2, damping=3).fit(train)
    assert model.labels[0] == model.labels[1] != model.labels[2]
    np.testing.assert_allclose(model.score([0]), [[(2 + 3 * 2 / 3) / 5, (1 + 3 / 3) / 5, (0 + 3 / 3) / 5]])


def test_one_persona_is_popularity():
    train = worlds.random_world()
    np.testing.assert_allclose(Personas(1).fit(train).score([0]) * 30, Popularity().fit(train).score([0]))


def test_with_endless_damping_every_persona_speaks_like_everybody():
    train = worlds.random_world()
    ours = Personas(5, damping=1e12).fit(train)
    np.testing.assert_allclose(ours.score(range(30)), np.tile(ours.everybody, (30, 1)), atol=1e-9)


def test_how_much_somebody_watches_does_not_decide_the_persona():
    """The share of a genre, not the number of films, decides: heavy and light watchers of one taste are together."""
    pairs = [(u, i) for u in (0, 1, 2) for i in range(4 if u else 12)]
    pairs += [(u, 12 + i) for u in (3, 4, 5) for i in range(4 if u > 3 else 12)]
    labels = Personas(2).fit(worlds.interactions(pairs)).labels
    assert len(set(labels[:3])) == len(set(labels[3:])) == 1


def test_more_personas_than_people_are_cut_to_the_different_histories_without_a_warning():
    train = worlds.interactions([(0, 0), (1, 0), (2, 1), (3, 1), (4, 0), (4, 1)])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = Personas(100, damping=0).fit(train)
    assert model.taste.shape == (3, 2)
    assert model.inertia == pytest.approx(0, abs=1e-12)


def test_a_person_without_history_has_no_persona_and_hears_everybody():
    model = Personas(2).fit(worlds.interactions([(0, 0), (1, 1), (1, 0)], n_users=3, n_items=3))
    assert model.labels[2] == -1
    np.testing.assert_allclose(model.score([2]), [[1, 0.5, 0]])
    np.testing.assert_allclose(model.score_history([]), [1, 0.5, 0])


def test_a_stranger_with_the_history_of_a_known_person_gets_the_scores_of_that_person():
    train = worlds.random_world()
    model = Personas(4).fit(train)
    for user, history in enumerate(train.histories()):
        np.testing.assert_array_equal(model.score_history(history), model.score([user])[0])


def test_a_stranger_who_met_a_film_twice_is_one_who_met_it():
    model = Personas(6).fit(worlds.two_tastes())
    for first, second in np.random.default_rng(0).integers(0, 40, (50, 2)):
        np.testing.assert_array_equal(
            model.score_history([first, second, second, second]), model.score_history([first, second])
        )


def test_a_stranger_with_an_unknown_item_is_an_index_error():
    with pytest.raises(IndexError, match="Item number 25 is unknown"):
        Personas(2).fit(worlds.random_world()).score_history([25])


def test_what_a_stranger_is_told_can_be_changed_without_harm_to_the_model():
    model = Personas(2).fit(worlds.random_world())
    before = model.score_history([1])
    model.score_history([1])[:] = 7
    np.testing.assert_array_equal(model.score_history([1]), before)


def test_the_number_of_threads_changes_no_score():
    code = (
        "from recsys_course.models.clusters import Personas; from tests.helpers import worlds; "
        "m = Personas(6).fit(worlds.random_world(n_users=900, n_items=60, n_events=9000)); "
        "import hashlib; print(hashlib.sha256(m.score(range(900)).tobytes() + m.centres.tobytes()).hexdigest())"
    )
    told = [
        subprocess.check_output([sys.executable, "-c", code], env=os.environ | {"OMP_NUM_THREADS": n}, text=True)
        for n in ("1", "2", "2", "4")
    ]
    assert len(set(told)) == 1


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (Personas(0), "n_clusters=0 personas"),
        (Personas(2, damping=-1), "damping=-1"),
        (Personas(2, damping=float("nan")), "damping=nan"),
        (Personas(2, damping=float("inf")), "damping=inf"),
    ],
    ids=str,
)
def test_impossible_settings_are_refused_with_their_value(model, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        model.fit(worlds.random_world())


# ---- description ----


def catalogue(n=40):
    genres = ["Comedy" if i < n // 2 else "Drama|War" for i in range(n)]
    return Catalogue(np.arange(n), pd.DataFrame({"title": [f"film {i}" for i in range(n)], "genres": genres}))


def test_a_persona_is_described_by_what_it_likes_more_than_others_do():
    table = Personas(2).fit(worlds.two_tastes()).describe(catalogue(), n=2)
    assert table["people"].tolist() == [30, 30]
    assert sorted(table["genres"]) == ["Comedy", "Drama, War"]
    for genres, films in zip(table["genres"], table["films"], strict=True):
        numbers = [int(word.split()[1]) for word in films.split(", ")]
        assert len(numbers) == 2 and all((n < 20) == (genres == "Comedy") for n in numbers)


def test_the_largest_persona_is_described_first_and_films_without_genres_are_no_problem():
    bare = Catalogue(np.arange(25), pd.DataFrame({"title": [f"film {i}" for i in range(25)], "genres": ""}))
    table = Personas(5).fit(worlds.random_world()).describe(bare)
    assert (np.diff(table["people"]) <= 0).all() and table["people"].sum() == 30
    assert set(table["genres"]) == {""}


def test_too_rare_films_are_not_named():
    table = Personas(2).fit(worlds.two_tastes()).describe(catalogue(), at_least=1.01)
    assert set(table["films"]) == {""}
