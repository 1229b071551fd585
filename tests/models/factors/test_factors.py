"""The dot-product models: each keeps the contract, and equals a computation that owes it nothing."""

import numpy as np
import pytest
from scipy import special
from sklearn.linear_model import Ridge

from recsys_course.models.factors import ALS, BPR, EASE, MatrixFactorization, PureSVD, softmax, solve_one
from tests.helpers import worlds
from tests.helpers.contract import Contract


class TestMatrixFactorization(Contract):
    make = MatrixFactorization
    depends_on_numbering = True  # the random vectors belong to the numbers
    beats_chance_on = worlds.loved_items


class TestALS(Contract):
    make = staticmethod(lambda: ALS(n_factors=8))
    depends_on_numbering = True


class TestALSOnRatings(Contract):
    make = staticmethod(lambda: ALS(n_factors=8, values="ratings", alpha=2.0))
    depends_on_numbering = True


class TestBPR(Contract):
    make = staticmethod(lambda: BPR(n_factors=8))
    depends_on_numbering = True


class TestPureSVD(Contract):
    make = staticmethod(lambda: PureSVD(n_factors=3))


class TestEASE(Contract):
    make = staticmethod(lambda: EASE(penalty=10.0))


# ---- closed answers ----


def test_puresvd_equals_the_projection_by_numpy():
    x = worlds.random_world().matrix().toarray()
    right = np.linalg.svd(x)[2][:4]
    model = PureSVD(n_factors=4).fit(worlds.random_world())
    np.testing.assert_allclose(model.score(range(30)), x @ right.T @ right, atol=1e-5)


def test_more_factors_than_the_catalogue_has_items_give_the_matrix_back():
    train = worlds.random_world()
    np.testing.assert_allclose(PureSVD(n_factors=99).fit(train).score(range(30)), train.matrix().toarray(), atol=1e-6)


@pytest.mark.parametrize("few_people", [False, True])
def test_every_column_of_ease_is_a_ridge_regression_on_all_other_items(few_people):
    train = worlds.random_world(seed=5, n_users=20 if few_people else 40, n_items=25)
    x = train.matrix().toarray().astype(float)
    weights = EASE(penalty=3.0).fit(train).weights
    np.testing.assert_allclose(np.diag(weights), 0, atol=1e-12)
    for j in range(25):
        others = np.arange(25) != j
        expected = Ridge(alpha=3.0, fit_intercept=False, solver="cholesky").fit(x[:, others], x[:, j]).coef_
        np.testing.assert_allclose(weights[others, j], expected, atol=1e-8)


@pytest.mark.parametrize("model", [PureSVD(n_factors=4), EASE(penalty=3.0)], ids=str)
@pytest.mark.parametrize("n_users", [20, 40])
def test_a_stranger_with_the_history_of_a_known_person_gets_the_same_scores(model, n_users):
    train = worlds.random_world(n_users=n_users)
    model.fit(train)
    np.testing.assert_allclose(model.score_history(train.histories()[7]), model.score([7])[0], atol=1e-6)


# ---- all ----


@pytest.mark.parametrize("model", [ALS(), BPR(), PureSVD(n_factors=2), EASE(penalty=1.0)], ids=lambda m: m.name)
def test_the_checkerboard_is_solved(model):
    ranked = model.fit(worlds.checkerboard()).recommend(range(50), k=1)
    np.testing.assert_array_equal(ranked[:, 0], np.arange(50))


def test_softmax_equals_scipy_and_survives_large_scores():
    scores = np.array([[1.0, 2.0, 3.0], [1000.0, 0.0, -1000.0], [5.0, 5.0, 5.0]])
    np.testing.assert_allclose(softmax(scores), special.softmax(scores, axis=1))


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (MatrixFactorization(n_factors=0), "n_factors=0 is too few"),
        (MatrixFactorization(n_epochs=0), "n_epochs=0"),
        (MatrixFactorization(rate=0), "rate=0 is not a step"),
        (MatrixFactorization(rate=float("nan")), "rate=nan"),
        (MatrixFactorization(rate=90.0), "rate=90.0 is too high.*for example 9"),
        (BPR(penalty=-1), "penalty=-1"),
        (BPR(rate=1e300), "rate=1e.300 is too high"),
        (ALS(alpha=-1), "alpha=-1 would give a negative confidence"),
        (ALS(alpha=float("nan")), "alpha=nan"),
        (ALS(penalty=0), "penalty=0 leaves"),
        (ALS(cg_steps=0), "cg_steps=0"),
        (ALS(values="stars"), "values='stars'"),
        (PureSVD(n_factors=-2), "n_factors=-2"),
        (EASE(penalty=0), "penalty=0 is not positive"),
        (EASE(penalty=float("nan")), "penalty=nan"),
    ],
    ids=str,
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_impossible_settings_are_refused_with_their_value(model, words):
    with pytest.raises(ValueError, match=words):
        model.fit(worlds.random_world())


def test_negative_ratings_give_no_confidence():
    train = worlds.interactions([(0, 0), (1, 1)], ratings=[-1, 2])
    with pytest.raises(ValueError, match=r"-1\.0 could give a negative confidence"):
        ALS(values="ratings").fit(train)
    with pytest.raises(ValueError, match=r"confidence -2\.0"):
        solve_one(np.eye(3), [0], [-2.0], 1.0)


def test_a_stranger_with_an_unknown_item_is_an_index_error():
    for model in (ALS(n_factors=2), PureSVD(), EASE()):
        with pytest.raises(IndexError, match="Item number 25 is unknown"):
            model.fit(worlds.random_world()).score_history([25])
