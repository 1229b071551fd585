"""One step of SGD, ALS and BPR: down the gradient by finite differences, or exactly the answer of `lstsq`."""

import numpy as np

from recsys_course.data import Interactions
from recsys_course.models.factors import ALS, BPR, MatrixFactorization, solve_one
from tests.helpers import worlds

# ---- stars, by SGD ----


def low_rank_stars(seed=0, n_users=60, n_items=50, d=2, noise=0.1):
    """Stars that are a dot product of two numbers and a little noise; half of them are known."""
    rng = np.random.default_rng(seed)
    truth = 3 + rng.normal(size=(n_users, d)) @ rng.normal(size=(d, n_items))
    known = rng.random(truth.shape) < 0.5
    users, items = np.nonzero(known)
    stars = (truth + noise * rng.normal(size=truth.shape))[known]
    return Interactions(users, items, stars, np.arange(len(users)), n_users, n_items), truth, known


def one_epoch_in_plain_words(train, model, order):
    """The docstring of MatrixFactorization once more, as loops over plain arrays; `model` holds the born weights."""
    b_u, b_i, p, q = (np.array(w) for w in model)
    mean = train.ratings.mean(dtype=np.float64)
    for x in order:
        u, i = train.users[x], train.items[x]
        error = train.ratings[x] - mean - b_u[u] - b_i[i] - p[u] @ q[i]
        b_u[u], b_i[i] = b_u[u] + 0.02 * (error - 0.1 * b_u[u]), b_i[i] + 0.02 * (error - 0.1 * b_i[i])
        p[u], q[i] = p[u] + 0.02 * (error * q[i] - 0.1 * p[u]), q[i] + 0.02 * (error * p[u] - 0.1 * q[i])
    return mean + b_u[:, None] + b_i + p @ q.T


def test_one_epoch_of_sgd_equals_plain_loops():
    train = worlds.random_world()
    model = MatrixFactorization(n_factors=4, n_epochs=1, rate=0.02, penalty=0.1, seed=3).fit(train)
    rng = np.random.default_rng(3)
    born = (np.zeros(30), np.zeros(25), rng.normal(0, 0.1, (30, 4)), rng.normal(0, 0.1, (25, 4)))
    born[2][train.counts_by_user() == 0] = 0
    born[3][train.counts_by_item() == 0] = 0
    expected = one_epoch_in_plain_words(train, born, rng.permutation(len(train)))
    np.testing.assert_allclose(model.score(range(30)), expected, atol=1e-12)


def test_one_step_of_sgd_goes_down_the_gradient_of_the_penalised_error():
    """With one rating, the change of the prediction's parts is -rate / 2 times finite differences of the loss."""
    train, rate, penalty = worlds.interactions([(0, 0), (1, 1)], ratings=[5, 2]), 1e-3, 0.3
    before = MatrixFactorization(n_factors=3, n_epochs=1, rate=1e-12, penalty=penalty, seed=1).fit(train)
    after = MatrixFactorization(n_factors=3, n_epochs=1, rate=rate, penalty=penalty, seed=1).fit(train)
    names = ("user_bias", "item_bias", "user_factors", "item_factors")
    start = np.concatenate([np.atleast_1d(getattr(before, n)[0]) for n in names])
    moved = np.concatenate([np.atleast_1d(getattr(after, n)[0]) for n in names]) - start

    def loss(w):
        error = 5 - 3.5 - w[0] - w[1] - w[2:5] @ w[5:8]
        return error**2 + penalty * (w**2).sum()

    steps = 1e-5 * np.eye(8)
    gradient = np.array([(loss(start + h) - loss(start - h)) / 2e-5 for h in steps])
    np.testing.assert_allclose(moved, -rate / 2 * gradient, rtol=1e-4, atol=1e-10)


def test_sgd_recovers_stars_that_are_dot_products():
    train, truth, known = low_rank_stars()
    model = MatrixFactorization(n_factors=2, n_epochs=400, rate=0.02, penalty=0.01).fit(train)
    hidden_error = np.sqrt(((model.score(range(60)) - truth)[~known] ** 2).mean())
    assert hidden_error < 0.25 < truth.std()


def test_the_first_epochs_of_a_longer_run_are_those_of_a_shorter_one():
    train = worlds.random_world()
    short, long = (MatrixFactorization(n_epochs=n, seed=4).fit(train).losses for n in (3, 8))
    np.testing.assert_array_equal(short, long[:3])
    assert (np.diff(long) < 0).all()


def test_a_person_or_item_without_ratings_is_predicted_by_what_is_known():
    train = worlds.interactions([(0, 0), (0, 1), (1, 1)], n_users=3, n_items=3, ratings=[5, 3, 2])
    model = MatrixFactorization(n_epochs=5).fit(train)
    np.testing.assert_allclose(model.score([2])[0], model.mean + model.item_bias)
    np.testing.assert_allclose(model.score([0, 1, 2])[:, 2], model.mean + model.user_bias)


def test_equal_ratings_are_predicted_as_they_are():
    train = worlds.random_world()
    flat = Interactions(train.users, train.items, np.full(300, 4.0), train.times, 30, 25)
    np.testing.assert_allclose(MatrixFactorization(n_epochs=200, rate=0.05).fit(flat).score(range(30)), 4, atol=0.01)


# ---- met or not, by ALS ----


def everything(model, train):
    """The loss of ALS over all pairs, from its docstring."""
    x = train.matrix().toarray()
    c = 1 + model.alpha * x
    p, q = model.user_factors, model.item_factors
    return (c * (x - p @ q.T) ** 2).sum() + model.penalty * ((p**2).sum() + (q**2).sum())


def weighted_least_squares(factors, items, confidence, penalty):
    """The same person's problem as one tall system for `lstsq`: a row for each item, and d rows for the penalty."""
    wish, root = np.zeros(len(factors)), np.ones(len(factors))
    wish[items], root[items] = 1, np.sqrt(confidence)
    tall = np.vstack([factors * root[:, None], np.sqrt(penalty) * np.eye(factors.shape[1])])
    return np.linalg.lstsq(tall, np.concatenate([wish * root, np.zeros(factors.shape[1])]), rcond=None)[0]


def test_solve_one_equals_lstsq_of_the_weighted_system():
    rng = np.random.default_rng(0)
    factors, items, confidence = rng.normal(size=(40, 6)), np.array([3, 7, 30]), np.array([11.0, 2.0, 5.5])
    expected = weighted_least_squares(factors, items, confidence, 0.7)
    np.testing.assert_allclose(solve_one(factors, items, confidence, 0.7), expected, atol=1e-12)


def test_many_conjugate_steps_give_every_item_the_exact_answer():
    """The items are solved last, so their vectors must be exact for the final vectors of the people."""
    train = worlds.random_world()
    model = ALS(n_factors=6, n_epochs=2, alpha=5, penalty=0.5, cg_steps=60).fit(train)
    columns = train.matrix().toarray().T
    exact = [solve_one(model.user_factors, np.flatnonzero(x), np.full(int(x.sum()), 6.0), 0.5) for x in columns]
    np.testing.assert_allclose(model.item_factors, exact, atol=1e-9)


def test_every_turn_of_als_lowers_the_loss_over_all_pairs():
    train = worlds.random_world()
    losses = [everything(model, train) for model in (ALS(n_factors=5, n_epochs=n).fit(train) for n in (1, 2, 4, 8))]
    assert (np.diff(losses) < 0).all()


def test_a_stranger_is_solved_as_a_known_person_would_be():
    train = worlds.random_world()
    model = ALS(n_factors=5, n_epochs=30, alpha=3, penalty=2, cg_steps=30).fit(train)
    items = train.histories()[4]
    expected = model.item_factors @ weighted_least_squares(model.item_factors, items, np.full(len(items), 4.0), 2)
    np.testing.assert_allclose(model.score_history(items), expected, atol=1e-9)
    np.testing.assert_allclose(model.score_history(items), model.score([4])[0], atol=1e-3)  # nearly converged


def test_people_and_items_without_events_have_score_zero():
    train = worlds.interactions([(0, 0), (0, 1), (1, 1)], n_users=3, n_items=4)
    scores = ALS(n_factors=3).fit(train).score(range(3))
    np.testing.assert_allclose(scores[2], 0, atol=1e-12)
    np.testing.assert_allclose(scores[:, 2:], 0, atol=1e-12)


# ---- pairs, by BPR ----


def test_one_step_of_bpr_goes_down_the_gradient_of_the_pair():
    """One person, one met item, one other: the draw is the other one, or the met one and is skipped."""
    train, rate, penalty = worlds.interactions([(0, 0)], n_items=2), 1e-3, 0.2
    before = BPR(n_factors=2, n_epochs=1, rate=1e-13, penalty=penalty, seed=0).fit(train)
    after = BPR(n_factors=2, n_epochs=1, rate=rate, penalty=penalty, seed=0).fit(train)

    def weights(model):
        return np.concatenate([model.user_factors[0], model.item_factors.ravel(), model.item_bias])

    def loss(w):
        p, liked, other, b = w[:2], w[2:4], w[4:6], w[6:]
        return np.log1p(np.exp(-(b[0] - b[1] + p @ (liked - other)))) + penalty / 2 * (w**2).sum()

    start = weights(before)
    gradient = np.array([(loss(start + h) - loss(start - h)) / 2e-5 for h in 1e-5 * np.eye(8)])
    np.testing.assert_allclose(weights(after) - start, -rate * gradient, rtol=1e-3, atol=1e-9)
    assert np.abs(after.item_bias).max() > 0, "The draw of this seed was skipped, so the test shows nothing."


def test_whoever_met_everything_teaches_bpr_nothing():
    train = worlds.interactions([(0, 0), (0, 1), (0, 2)])
    np.testing.assert_array_equal(BPR().fit(train).item_bias, np.zeros(3))
