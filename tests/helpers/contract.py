"""What every recommender must do. A test class for a model is two lines: its name, and `make`.

class TestPopularity(Contract):
    make = Popularity
"""

import numpy as np
import pytest

from recsys_course.data import Interactions
from recsys_course.evaluation import evaluate
from recsys_course.models.base import Recommender
from recsys_course.models.baselines import Chance
from recsys_course.splits import leave_last_out
from tests.helpers import worlds


class Contract:
    """Inherit from this, and set `make` to a function that gives an unfitted model."""

    make: type[Recommender]  # or a function without parameters
    depends_on_numbering = False  # only Chance, whose scores belong to the item numbers
    beats_chance_on = worlds.two_tastes
    precision = 1e-12  # networks compute with 32 bits and say so

    def make_for(self, train) -> Recommender:
        """An unfitted model for `train`. A model that also reads about the items overrides this."""
        return type(self).make()

    def fitted(self, train=None) -> Recommender:
        train = worlds.random_world() if train is None else train
        return self.make_for(train).fit(train)

    def test_scores_have_a_row_for_each_user_and_a_column_for_each_item_and_are_finite(self):
        scores = self.fitted().score([4, 0, 4])
        assert scores.shape == (3, 25)
        assert np.isfinite(scores).all()
        np.testing.assert_allclose(scores[0], scores[2], atol=self.precision)

    def test_no_users_give_an_empty_table(self):
        assert self.fitted().score([]).shape == (0, 25)
        assert self.fitted().recommend([], k=3).shape == (0, 3)

    def test_scores_of_one_user_do_not_depend_on_who_else_is_asked(self):
        model = self.fitted()
        np.testing.assert_allclose(model.score([7])[0], model.score(range(30))[7], atol=self.precision)

    def test_nothing_seen_is_recommended(self):
        train = worlds.random_world()
        ranked = self.fitted(train).recommend(range(30), k=25)
        for user in range(30):
            seen = set(train.items[train.users == user])
            assert not seen & set(ranked[user])
            assert (ranked[user] >= 0).sum() == 25 - len(seen)

    def test_rows_are_sorted_by_score_and_ties_go_to_the_smaller_number(self):
        model = self.fitted()
        scores, ranked = model.score(range(30)), model.recommend(range(30), k=25, exclude_seen=False)
        np.testing.assert_array_equal(ranked, np.argsort(-scores, axis=1, kind="stable"))

    def test_a_shorter_list_is_the_beginning_of_a_longer_one(self):
        model = self.fitted()
        np.testing.assert_array_equal(model.recommend(range(30), 5), model.recommend(range(30), 12)[:, :5])

    def test_a_list_longer_than_the_catalogue_ends_in_minus_one(self):
        assert (self.fitted().recommend([0], k=40, exclude_seen=False)[0, 25:] == -1).all()

    def test_fitting_twice_equals_fitting_once(self):
        train = worlds.random_world()
        model = self.make_for(train)
        once = model.fit(train).score(range(30))
        np.testing.assert_array_equal(model.fit(worlds.random_world(seed=1)).fit(train).score(range(30)), once)

    def test_two_models_with_the_same_settings_are_equal(self):
        np.testing.assert_array_equal(self.fitted().score(range(30)), self.fitted().score(range(30)))

    def test_saving_and_loading_keep_every_score(self, tmp_path):
        model = self.fitted()
        model.save(tmp_path / "model.npz")
        again = type(model).load(tmp_path / "model.npz")
        assert again == model  # the settings
        np.testing.assert_array_equal(again.score(range(30)), model.score(range(30)))
        np.testing.assert_array_equal(again.recommend(range(30)), model.recommend(range(30)))

    def test_renumbering_the_items_permutes_the_scores(self):
        if self.depends_on_numbering:
            pytest.skip("The scores of this model belong to the item numbers, by design.")
        train, new = worlds.random_world(), np.random.default_rng(5).permutation(25)
        renumbered = Interactions(train.users, new[train.items], train.ratings, train.times, 30, 25)
        np.testing.assert_allclose(
            self.fitted(renumbered).score(range(30))[:, new], self.fitted(train).score(range(30)), atol=1e-9
        )

    @pytest.mark.parametrize("user", [30, -1])
    def test_an_unknown_user_is_an_index_error_with_its_cure(self, user):
        with pytest.raises(IndexError, match=rf"User number {user} is unknown.*users 0 to 29.*Fit it again"):
            self.fitted().score([user])

    def test_users_that_are_no_whole_numbers_are_refused(self):
        with pytest.raises(TypeError, match="whole numbers"):
            self.fitted().score([0.5])

    def test_asking_before_fitting_says_call_fit(self):
        with pytest.raises(RuntimeError, match=r"Call fit\(train\) first"):
            self.make_for(worlds.random_world()).score([0])

    def test_fitting_on_nothing_is_refused(self):
        with pytest.raises(ValueError, match="0 events"):
            empty = worlds.interactions([], 3, 3)
            self.make_for(empty).fit(empty)

    def test_one_user_with_one_item_is_enough_to_fit(self):
        model = self.fitted(worlds.interactions([(0, 0)]))
        assert np.isfinite(model.score([0])).all()
        assert (model.recommend([0], k=2) == -1).all()

    def test_a_user_without_history_gets_finite_scores_and_a_full_list(self):
        model = self.fitted(worlds.interactions([(0, 0), (0, 1), (1, 1)], n_users=3, n_items=4))
        assert np.isfinite(model.score([2])).all()
        assert (model.recommend([2], k=4) >= 0).all()

    def test_equal_ratings_and_equal_times_are_no_problem(self):
        train = worlds.random_world()
        flat = Interactions(train.users, train.items, np.full(300, 3.0), np.full(300, 7), 30, 25)
        assert np.isfinite(self.fitted(flat).score(range(30))).all()

    def test_it_beats_chance(self):
        if isinstance(self.make_for(worlds.random_world()), Chance):
            pytest.skip("This is chance.")
        split = leave_last_out(type(self).beats_chance_on())
        ours = evaluate(self.fitted(split.train), split.valid).mean("nDCG")
        chance = [evaluate(Chance(s).fit(split.train), split.valid).mean("nDCG") for s in range(5)]
        assert ours > max(chance)
