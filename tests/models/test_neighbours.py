"""Baselines and neighbours: each keeps the contract, and equals a computation that owes it nothing."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.metrics.pairwise import cosine_similarity

from recsys_course.models.baselines import Bias, Chance, Popularity, RecentPopularity
from recsys_course.models.neighbours import ItemKNN, UserKNN, cosine, keep_top
from tests.helpers import worlds
from tests.helpers.contract import Contract


def one_hit():
    """Everybody meets item 0 some day: early, in the middle, or (every third person) last of all.

    For those it is the hidden event, and what most others met is the right answer.
    """
    rng, pairs = np.random.default_rng(0), []
    for user in range(60):
        met = list(1 + rng.permutation(30)[:6])
        met.insert(5 if user % 3 == 0 else 2, 0)
        pairs += [(user, i) for i in met]
    return worlds.interactions(pairs, 60, 31)


class TestChance(Contract):
    make = Chance
    depends_on_numbering = True


class TestPopularity(Contract):
    make = Popularity
    beats_chance_on = one_hit


class TestRecentPopularity(Contract):
    make = RecentPopularity
    beats_chance_on = one_hit


class TestBias(Contract):
    make = Bias
    beats_chance_on = worlds.loved_items


class TestUserKNN(Contract):
    make = staticmethod(lambda: UserKNN(k=30))


class TestUserKNNOnRatings(Contract):
    make = staticmethod(lambda: UserKNN(k=30, shrinkage=5, values="ratings"))


class TestItemKNN(Contract):
    make = staticmethod(lambda: ItemKNN(k=25))


class TestItemKNNWithRecency(Contract):
    make = staticmethod(lambda: ItemKNN(k=25, half_life=3, shrinkage=2))


class TestItemKNNKeepingNeighboursOfTheHistory(Contract):
    make = staticmethod(lambda: ItemKNN(k=25, keep="history", values="ratings"))


# ---- laws and oracles ----


def test_popularity_counts_events():
    model = Popularity().fit(worlds.interactions([(0, 1), (1, 1), (2, 0)], n_items=3))
    np.testing.assert_array_equal(model.score([2]), [[1, 2, 0]])


def test_recent_popularity_halves_an_event_of_one_half_life():
    day = 86_400
    train = worlds.interactions([(0, 0), (1, 0), (0, 1)], times=[0, 10 * day, 10 * day])
    np.testing.assert_allclose(RecentPopularity(half_life=10).fit(train).score([0]), [[1.5, 1.0]])


def test_bias_equals_the_means_computed_by_hand():
    # mu = 3; b_i = (+1, -1) of item means 4 and 2 without damping; then b_u from what is left.
    train = worlds.interactions([(0, 0), (0, 1), (1, 0), (1, 1)], ratings=[5, 2, 3, 2])
    model = Bias(damping=0).fit(train)
    np.testing.assert_allclose(model.item_bias, [1, -1])
    np.testing.assert_allclose(model.user_bias, [0.5, -0.5])
    np.testing.assert_allclose(model.score([0, 1]), [[4.5, 2.5], [3.5, 1.5]])


def test_bias_of_a_stranger_is_the_mean_plus_the_item():
    train = worlds.interactions([(0, 0), (0, 1)], n_users=2, ratings=[5, 3])
    np.testing.assert_allclose(Bias(damping=0).fit(train).score([1]), [[5, 3]])


def test_cosine_equals_scikit_learn_and_a_row_of_zeros_has_cosine_zero():
    rng = np.random.default_rng(1)
    dense = rng.random((12, 9)) * (rng.random((12, 9)) < 0.4)
    dense[3] = 0
    np.testing.assert_allclose(cosine(csr_array(dense), csr_array(dense)), cosine_similarity(dense), atol=1e-12)


def test_shrinkage_multiplies_by_the_share_of_common_places():
    a = csr_array(np.array([[1.0, 1, 0, 0]]))
    b = csr_array(np.array([[1.0, 0, 1, 0]]))
    assert cosine(a, b, shrinkage=3)[0, 0] == pytest.approx((1 / 2) * 1 / (1 + 3))


def exact_cosine(rows):
    """Cosines of ones: whole numbers until the last step, so that ties are ties. Nobody is their own neighbour."""
    dots, norms = rows @ rows.T, (rows**2).sum(axis=1)
    s = dots / np.sqrt(np.maximum(np.outer(norms, norms), 1))
    np.fill_diagonal(s, 0)
    return s


def loop_item_knn(train, k, keep, half_life=None):
    """ItemKNN once more, as plain loops over a dense matrix."""
    x = train.matrix().toarray().astype(float)
    s = exact_cosine(x.T)
    near = [set(np.argsort(-row, kind="stable")[:k]) for row in s]
    scores = np.zeros(x.shape)
    for user, history in enumerate(train.histories()):
        for steps, j in enumerate(history[::-1]):
            weight = 1 if half_life is None else 0.5 ** (steps / half_life)
            for i in range(x.shape[1]):
                if (j in near[i]) if keep == "candidate" else (i in near[j]):
                    scores[user, i] += weight * s[i, j]
    return scores


@pytest.mark.parametrize("keep", ["candidate", "history"])
@pytest.mark.parametrize("half_life", [None, 2.5])
def test_item_knn_equals_plain_loops(keep, half_life):
    train = worlds.random_world(seed=2)
    model = ItemKNN(k=4, keep=keep, half_life=half_life).fit(train)
    expected = loop_item_knn(train, 4, keep, half_life)
    np.testing.assert_allclose(model.score(range(30)), expected, atol=1e-5)


def test_user_knn_equals_plain_loops():
    train = worlds.random_world(seed=3)
    x = train.matrix().toarray().astype(float)
    s = exact_cosine(x)
    near = np.argsort(-s, axis=1, kind="stable")[:, :5]
    expected = np.array([sum(s[u, v] * x[v] for v in near[u]) for u in range(30)])
    np.testing.assert_allclose(UserKNN(k=5).fit(train).score(range(30)), expected, atol=1e-5)


def test_the_two_truncation_sides_agree_when_nothing_is_cut():
    train = worlds.random_world()
    both = [ItemKNN(k=25, keep=keep).fit(train).score(range(30)) for keep in ("candidate", "history")]
    np.testing.assert_allclose(*both, atol=1e-6)


@pytest.mark.parametrize("model", [UserKNN(k=50), ItemKNN(k=50)], ids=["UserKNN", "ItemKNN"])
def test_neighbours_solve_the_checkerboard(model):
    ranked = model.fit(worlds.checkerboard()).recommend(range(50), k=1)
    np.testing.assert_array_equal(ranked[:, 0], np.arange(50))


def test_recency_finds_the_next_step_of_the_cycle():
    train = worlds.cycle()
    ranked = ItemKNN(half_life=0.5).fit(train).recommend(range(36), k=1)
    np.testing.assert_array_equal(ranked[:, 0], (np.arange(36) + 6) % 12)


@pytest.mark.parametrize("model", [ItemKNN(half_life=2), ItemKNN(), UserKNN()], ids=str)
def test_a_stranger_with_the_history_of_a_known_person_gets_the_scores_of_that_person(model):
    train = worlds.random_world()
    model.fit(train)
    if isinstance(model, UserKNN):  # a known person is not their own neighbour, a stranger meets them
        return np.testing.assert_array_equal(model.score_history([]), np.zeros(25))
    known = model.score([4])[0]
    np.testing.assert_allclose(model.score_history(train.histories()[4]), known, atol=1e-6)


def test_a_stranger_with_an_unknown_item_is_an_index_error():
    with pytest.raises(IndexError, match="Item number 25 is unknown"):
        ItemKNN().fit(worlds.random_world()).score_history([25])


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (ItemKNN(k=0), "k=0 neighbours"),
        (ItemKNN(shrinkage=-1), "shrinkage=-1"),
        (ItemKNN(half_life=0), "half_life=0"),
        (ItemKNN(keep="both"), "keep='both'"),
        (ItemKNN(values="stars"), "values='stars'"),
        (UserKNN(k=-3), "k=-3"),
        (RecentPopularity(half_life=float("nan")), "half_life=nan"),
        (Bias(damping=-2), "damping=-2"),
    ],
    ids=str,
)
def test_impossible_settings_are_refused_with_their_value(model, words):
    with pytest.raises(ValueError, match=words):
        model.fit(worlds.random_world())


def test_loading_the_file_of_another_model_says_which_one_it_is(tmp_path):
    Popularity().fit(worlds.random_world()).save(tmp_path / "p.npz")
    with pytest.raises(ValueError, match="holds a Popularity, not a Bias"):
        Bias.load(tmp_path / "p.npz")


def test_a_file_with_a_pickle_inside_is_refused(tmp_path):
    np.savez(tmp_path / "bad.npz", settings=np.array([{"model": "Bias"}], dtype=object))
    with pytest.raises(ValueError, match="pickled objects, which are never read"):
        Bias.load(tmp_path / "bad.npz")


def test_settings_may_be_numbers_of_numpy(tmp_path):
    ItemKNN(k=np.int64(5), half_life=np.float64(2)).fit(worlds.random_world()).save(tmp_path / "m.npz")
    assert ItemKNN.load(tmp_path / "m.npz") == ItemKNN(k=5, half_life=2.0)


def test_very_old_events_keep_a_weight():
    train = worlds.interactions([(0, i) for i in range(300)])
    model = ItemKNN(half_life=1).fit(train)
    assert model.history.data.min() == 0.5**299


def test_a_stranger_is_described_by_whole_numbers():
    with pytest.raises(TypeError, match="whole numbers"):
        ItemKNN().fit(worlds.random_world()).score_history([0.9])


def test_a_row_of_minus_infinity_has_no_neighbours():
    np.testing.assert_array_equal(keep_top(np.array([[-np.inf, -np.inf], [0.5, 0.2]]), 1).toarray(), [[0, 0], [0.5, 0]])
