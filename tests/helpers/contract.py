"""The laws of models/contract.py as tests, and what only tests ask.

A test class for a model is two lines: its name, and `make`.

class TestPopularity(Contract):
    make = Popularity
"""

import numpy as np
import pytest

from recsys_course.data import Interactions
from recsys_course.evaluation import evaluate
from recsys_course.models.base import Recommender
from recsys_course.models.baselines import Chance
from recsys_course.models.contract import LAWS, Trial
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

    def trial(self) -> Trial:
        """This model on trial; fitted on the default world once for all laws."""
        if "_trial" not in vars(type(self)):
            type(self)._trial = Trial(self.make_for, worlds.random_world(), self.precision)
        return type(self)._trial

    @pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
    def test_it_keeps_the_law(self, law):
        law(self.trial())

    def test_renumbering_the_items_permutes_the_scores(self):
        if self.depends_on_numbering:
            pytest.skip("The scores of this model belong to the item numbers, by design.")
        train, new = worlds.random_world(), np.random.default_rng(5).permutation(25)
        renumbered = Interactions(train.users, new[train.items], train.ratings, train.times, 30, 25)
        np.testing.assert_allclose(
            self.fitted(renumbered).score(range(30))[:, new], self.fitted(train).score(range(30)), atol=1e-9
        )

    def test_errors_name_the_value_the_limit_and_the_cure(self):
        with pytest.raises(IndexError, match=r"User number 30 is unknown.*users 0 to 29.*Fit it again"):
            self.trial().model.score([30])
        with pytest.raises(TypeError, match="whole numbers"):
            self.trial().model.score([0.5])
        with pytest.raises(RuntimeError, match=r"Call fit\(train\) first"):
            self.make_for(worlds.random_world()).score([0])
        with pytest.raises(ValueError, match="0 events"):
            self.make_for(worlds.random_world()).fit(worlds.random_world().select([]))

    def test_one_user_with_one_item_is_enough_to_fit(self):
        model = self.fitted(worlds.interactions([(0, 0)]))
        assert np.isfinite(model.score([0])).all()
        assert (model.recommend([0], k=2) == -1).all()

    def test_it_beats_chance(self):
        if isinstance(self.make_for(worlds.random_world()), Chance):
            pytest.skip("This is chance.")
        split = leave_last_out(type(self).beats_chance_on())
        ours = evaluate(self.fitted(split.train), split.valid).mean("nDCG")
        chance = [evaluate(Chance(s).fit(split.train), split.valid).mean("nDCG") for s in range(5)]
        assert ours > max(chance)
