"""The contract of every recommender, for the networks of one framework, and what only networks promise."""

import dataclasses
import warnings

import numpy as np
import pytest

from recsys_course.splits import leave_last_out
from tests.helpers import twins, worlds
from tests.helpers.contract import Contract


class NetworkContract(Contract):
    """A subclass sets `room` and `network`."""

    room: str
    network: str
    depends_on_numbering = True  # the random vectors belong to the numbers
    precision = 1e-5  # 32 bits

    epochs = 2

    def make_for(self, train, **settings):
        more = {"n_epochs": self.epochs, "rate": 0.02} | settings
        return twins.network(self.room, self.network, train.n_items, train.n_users, **more)

    def fitted(self, train=None):
        """Training takes its time: the network that was fitted on the default world is asked again and again."""
        return self.trial().model if train is None else super().fitted(train)

    def test_it_beats_chance(self):
        self.epochs = 15
        super().test_it_beats_chance()

    def test_a_stranger_with_the_history_of_a_known_person_gets_scores_for_all_items(self):
        if self.network not in twins.STRANGERS:
            pytest.skip(f"{self.network} knows people by their number only.")
        train, model = worlds.random_world(), self.fitted()
        known = model.score([4])[0]
        stranger = model.score_history(train.histories()[4])
        assert np.isfinite(stranger).all() and np.isfinite(model.score_history([])).all()
        if self.network not in ("TwoTowers", "Caser"):  # these two also know who is asking
            np.testing.assert_allclose(stranger, known, atol=1e-5)
        with pytest.raises(IndexError, match="Item number 25 is unknown"):
            model.score_history([25])

    def test_a_history_longer_than_the_network_reads_is_cut_at_its_beginning(self):
        if not hasattr(self.make_for(worlds.random_world()), "length"):
            pytest.skip(f"{self.network} has no length.")
        model = self.make_for(worlds.random_world(), length=4, n_epochs=1).fit(worlds.random_world())
        np.testing.assert_allclose(
            model.score_history([9, 8, 7, 1, 2, 3, 4]), model.score_history([1, 2, 3, 4]), atol=1e-5
        )

    def test_with_a_validation_the_best_epoch_is_kept(self):
        split = leave_last_out(worlds.two_tastes())
        model = self.make_for(split.train, n_epochs=5, patience=2).fit(split.train, split.valid)
        assert model.values[model.best_epoch - 1] == model.values.max()
        assert len(model.values) == min(5, model.best_epoch + 2)
        again = self.make_for(split.train, n_epochs=model.best_epoch).fit(split.train)
        np.testing.assert_array_equal(again.score(range(60)), model.score(range(60)))

    def test_with_decay_the_rate_falls_in_equal_steps_from_epoch_to_epoch(self, monkeypatch):
        model, rates = self.make_for(worlds.random_world(), n_epochs=4, decay=True), []
        monkeypatch.setattr(model, "set_rate", rates.append)
        model.fit(worlds.random_world())
        assert rates == pytest.approx([0.02, 0.015, 0.01, 0.005])

    def test_a_penalty_below_0_is_refused_with_a_cure(self):
        with pytest.raises(ValueError, match=r"penalty=-0\.1 would reward long vectors.*for example 0\.05"):
            self.make_for(worlds.random_world(), penalty=-0.1).fit(worlds.random_world())

    def test_half_the_rate_moves_every_weight_half_as_far(self):
        train = worlds.random_world()
        model = self.make_for(train, optimizer="sgd", n_epochs=1).fit(train)
        start, moved = model.read_weights(), {}
        batch = next(model.batches(model.examples(train), np.random.default_rng(0)))
        for rate in (0.02, 0.01):
            model.build(start, model.constants())
            model.set_rate(rate)
            model.step(batch)
            moved[rate] = {name: array - start[name] for name, array in model.read_weights().items()}
        assert any(step.any() for step in moved[0.02].values())
        for name, step in moved[0.02].items():
            np.testing.assert_allclose(moved[0.01][name], step / 2, atol=1e-6, err_msg=name)

    def test_a_loss_that_is_no_number_stops_with_the_cure_and_keeps_finite_weights(self):
        train = worlds.random_world()
        with pytest.warns(UserWarning, match=r"rate=1e\+30 is too high.*for example rate=1e\+29"):
            model = self.make_for(train, rate=1e30, optimizer="sgd").fit(train)
        assert np.isfinite(model.score(range(30))).all()

    def test_interrupting_keeps_the_best_weights_so_far(self, monkeypatch):
        train = worlds.random_world()
        model, done = self.make_for(train, n_epochs=9), []
        step = type(model).step

        def interrupted(self, batch):
            if len(done) == 2:
                raise KeyboardInterrupt
            return step(self, batch)

        with monkeypatch.context() as patch:
            patch.setattr(type(model), "step", interrupted)
            with pytest.warns(UserWarning, match="Stopped by you. The weights of epoch 2 are kept"):
                model.fit(train, after_epoch=done.append)
        whole, other = (self.make_for(train, n_epochs=n).fit(train).score(range(30)) for n in (2, 1))
        np.testing.assert_allclose(model.score(range(30)), whole, atol=1e-6)  # XLA may sum in another order
        assert np.abs(whole - other).max() > 1e-4

    def test_a_fitted_network_keeps_neither_the_validation_nor_a_second_copy_of_its_weights(self):
        split, heard = leave_last_out(worlds.two_tastes()), []
        model = self.make_for(split.train).fit(split.train, split.valid, after_epoch=heard.append)
        assert [epoch.number for epoch in heard] == [1, 2]
        np.testing.assert_array_equal([epoch.loss for epoch in heard], model.losses)
        np.testing.assert_array_equal([epoch.value for epoch in heard], model.values)
        own = {field.name for field in dataclasses.fields(model)} | {"seen", *model.learned}
        assert set(vars(model)) - own <= {"network", "descent", "_compiled"}
        assert not any(value is split.valid for value in vars(model).values())

    def test_with_a_validation_too_a_rate_that_is_too_high_stops_with_the_cure(self):
        split = leave_last_out(worlds.two_tastes())
        with pytest.warns(UserWarning, match=r"rate=1e\+30 is too high"):
            model = self.make_for(split.train, rate=1e30, optimizer="sgd").fit(split.train, split.valid)
        assert np.isfinite(model.score(range(60))).all()

    def test_training_prints_no_warning(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            self.make_for(worlds.random_world(), n_epochs=1).fit(worlds.random_world())
