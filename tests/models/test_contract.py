"""Every recommender of the package is put to the contract, and the contract finds what is broken."""

import importlib
import inspect
import pkgutil
from dataclasses import dataclass

import numpy as np
import pytest

import recsys_course
import tests
from recsys_course.models.base import Recommender
from recsys_course.models.baselines import Popularity
from recsys_course.models.contract import LAWS, Broken, broken_laws, check_contract
from recsys_course.models.neighbours import ItemKNN
from tests.helpers import worlds
from tests.helpers.contract import Contract

ROOMS = ("models", "models_tf", "models_torch")
EXEMPT = {"Oracle": "it knows one world only and is made from its seed: tests/world"}


def modules(package, *rooms):
    """All modules of these rooms, imported."""
    for room in rooms:
        name = f"{package.__name__}.{room}"
        yield importlib.import_module(name)
        path = importlib.import_module(name).__path__
        yield from (importlib.import_module(m.name) for m in pkgutil.walk_packages(path, f"{name}."))


def concrete_recommenders():
    """Every class of the package that can be made and fitted, by full name."""
    kinds = [kind for module in modules(recsys_course, *ROOMS) for kind in vars(module).values()]
    return {
        f"{kind.__module__}.{kind.__qualname__}"
        for kind in kinds
        if inspect.isclass(kind) and issubclass(kind, Recommender) and not inspect.isabstract(kind)
        and not kind.__name__.startswith("_") and kind.__name__ not in ("Recommender", "Hybrid")
    }  # fmt: skip


def made_by_contract_tests():
    """The class of every model that a test class of the contract makes."""
    for module in modules(tests, *ROOMS):
        for test in vars(module).values():
            if inspect.isclass(test) and issubclass(test, Contract) and test.__name__.startswith("Test"):
                kind = type(test().make_for(worlds.random_world()))
                yield f"{kind.__module__}.{kind.__qualname__}"


def test_every_recommender_of_the_package_is_put_to_the_contract():
    forgotten = concrete_recommenders() - set(made_by_contract_tests())
    forgotten = sorted(name for name in forgotten if name.split(".")[-1] not in EXEMPT)
    assert not forgotten, f"Write a contract test (tests/helpers/contract.py) for each of {forgotten}."
    assert len(concrete_recommenders()) > 30, "The walk through the package finds too little."


# ---- broken models ----


@dataclass
class Sound(Popularity):
    """What is broken below is whole here."""


class Wide(Sound):
    def _score(self, users):
        return super()._score(users)[:, :-1]


class NotANumber(Sound):
    def _score(self, users):
        return super()._score(users) * np.nan


class AmongOthers(Sound):
    def _score(self, users):
        return super()._score(users) + np.arange(len(users))[:, None]


class Repeats(Sound):
    def _recommend(self, users, k, exclude_seen):
        return super()._recommend(users, k, False)


class Backwards(Sound):
    def _recommend(self, users, k, exclude_seen):
        return super()._recommend(users, k, exclude_seen)[:, ::-1]


class Remembers(Sound):
    def _fit(self, train):
        before = getattr(self, "popularity", 0)
        super()._fit(train)
        self.popularity = self.popularity + before


class Dice(Sound):
    def _fit(self, train):
        self.popularity = np.random.default_rng().random(train.n_items)


class Careless(Sound):
    def _fit(self, train):
        super()._fit(train)
        train.ratings[:] = 0


class Forgetful(Sound):
    learned = ()


class Silent(Sound):
    def fit(self, train):
        super().fit(train)


class Fearless(Sound):
    def _known(self, users):
        return np.asarray(users, dtype=np.int64) % self.n_users


class Spread(Sound):
    def _fit(self, train):
        super()._fit(train)
        with np.errstate(all="ignore"):
            self.popularity = self.popularity / train.ratings.std()


class Strange(Sound):
    def score_history(self, items):
        return self.popularity[:3]


BROKEN = {
    Wide: ("scores have a row", r"shape \(3, 24\); expected \(n, n_items\) = \(3, 25\)"),
    NotANumber: ("scores have a row", "NotANumber gives the score nan for user 0, item 0"),
    AmongOthers: ("scores do not depend on who else", "user 29 depend on who else is asked.*difference is 29"),
    Repeats: ("nothing seen is recommended", "User 0 gets items .*met in training"),
    Backwards: ("lists are sorted", "not in the order of the scores"),
    Remembers: ("fitting twice", "must begin anew"),
    Dice: ("two models with the same settings", "Set a seed"),
    Careless: ("fitting changes no event", "changed train.ratings"),
    Forgetful: ("saving and loading", "popularity"),
    Silent: ("fit gives the model itself", "NoneType; expected the model itself"),
    Fearless: ("unknown users are refused", r"score\(\[30\]\) gives no IndexError"),
    Spread: ("equal ratings", "Spread gives the score inf"),
    Strange: ("a stranger has finite scores", r"shape \(3,\); expected \(25,\)"),
}


@pytest.mark.parametrize("kind", BROKEN, ids=lambda kind: kind.__name__)
def test_the_contract_names_what_is_broken(kind):
    law, words = BROKEN[kind]
    with pytest.raises(Broken, match=rf"(?s){kind.__name__} breaks .*- {law}.*{words}"):
        check_contract(kind(), worlds.random_world())


def test_a_model_of_ones_own_that_keeps_every_law_hears_so(capsys):
    check_contract(ItemKNN(k=3, half_life=2), worlds.random_world())
    assert capsys.readouterr().out == f"ItemKNN keeps all {len(LAWS)} laws of a recommender.\n"
    assert not broken_laws(Sound(), worlds.random_world())
