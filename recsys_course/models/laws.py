"""The laws of a recommender, one function each. See contract.py, which puts a model to all of them."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recsys_course.data import Interactions
from recsys_course.models.base import Recommender


class Broken(AssertionError):
    """A law is broken; the words say which value was found, which was expected, and what to do."""


class Trial:
    """A model on trial: how to make it unfitted for given events, those events, and one model fitted on them.

    within: two scores that should be equal may differ by that much (networks compute with 32 bits).
    """

    def __init__(self, make: Callable[[Interactions], Recommender], train: Interactions, within: float = 1e-9) -> None:
        self.make, self.train, self.within = make, train, within
        self.before = copy.deepcopy(train)  # as it was, should a model change it
        self.users = np.arange(min(train.n_users, 30))
        self._model: Recommender | None = None

    @property
    def model(self) -> Recommender:
        """The model, fitted on `train` once and then asked again and again."""
        if self._model is None:
            self._model = self.make(self.train).fit(self.train)
        return self._model

    def fresh(self, train: Interactions) -> Recommender:
        """Another model, fitted on `train`."""
        return self.make(train).fit(train)


LAWS: list[Callable[[Trial], None]] = []


def law(function: Callable[[Trial], None]) -> Callable[[Trial], None]:
    """Make a function one of the laws: it raises Broken when the model on trial does not keep it."""
    LAWS.append(function)
    return function


@law
def fit_gives_the_model_itself(trial: Trial) -> None:
    """fit(train) -> self, so that Model().fit(train).score(users) can be written."""
    model = trial.make(trial.train)
    given = model.fit(trial.train)
    _must(given is model, f"`fit` gives {type(given).__name__}; expected the model itself. End with `return self`.")


@law
def scores_have_a_row_for_each_user_and_a_column_for_each_item(trial: Trial) -> None:
    """score(users (n,)) -> (n, n_items), finite numbers; the same user asked twice has the same row."""
    users, n_items = np.array([0, len(trial.users) - 1, 0]), trial.train.n_items
    scores = trial.model.score(users)
    _shape("score", scores, (3, n_items))
    _must(np.isfinite(scores).all(), "`score` gives NaN or infinity; expected finite numbers.")
    _equal(trial, scores[0], scores[2], "Asked twice for user 0, `score` gives two different rows.")


@law
def no_users_give_an_empty_table(trial: Trial) -> None:
    """score([]) is (0, n_items), and recommend([], k) is (0, k)."""
    _shape("score([])", trial.model.score([]), (0, trial.train.n_items))
    _shape("recommend([], 3)", trial.model.recommend([], k=3), (0, 3))


@law
def scores_do_not_depend_on_who_else_is_asked(trial: Trial) -> None:
    """A row is the same alone and among others."""
    last = trial.users[-1]
    alone, among = trial.model.score([last])[0], trial.model.score(trial.users)[-1]
    _equal(trial, alone, among, f"The scores of user {last} depend on who else is asked.")


@law
def nothing_seen_is_recommended_and_nothing_unseen_is_left_out(trial: Trial) -> None:
    """A list as long as the catalogue holds exactly what the person has not met in training."""
    train, ranked = trial.train, trial.model.recommend(trial.users, k=trial.train.n_items)
    for user in trial.users:
        seen = np.unique(train.items[train.users == user])
        listed = ranked[user][ranked[user] >= 0]
        again = np.intersect1d(seen, listed)
        _must(not len(again), f"User {user} gets items {again[:5].tolist()}, which were met in training.")
        number = train.n_items - len(seen)
        _must(len(listed) == number, f"User {user} gets {len(listed)} items; expected all {number} that are unmet.")


@law
def lists_are_sorted_by_score_and_ties_go_to_the_smaller_number(trial: Trial) -> None:
    """recommend() is the stable order of score()."""
    scores = trial.model.score(trial.users)
    ranked = trial.model.recommend(trial.users, k=trial.train.n_items, exclude_seen=False)
    wrong = np.flatnonzero((ranked != np.argsort(-scores, axis=1, kind="stable")).any(axis=1))
    _must(not len(wrong), f"The list of user {wrong[:1]} is not in the order of the scores, ties to smaller numbers.")


@law
def a_shorter_list_is_the_beginning_of_a_longer_one(trial: Trial) -> None:
    """recommend(users, 2) is the beginning of recommend(users, 5)."""
    short, long = (trial.model.recommend(trial.users, k) for k in (2, 5))
    _must(np.array_equal(short, long[:, :2]), "A list of 2 is not the beginning of a list of 5.")


@law
def a_list_longer_than_the_catalogue_ends_in_minus_one(trial: Trial) -> None:
    """Where no item is left, the place is -1."""
    ranked = trial.model.recommend([0], k=trial.train.n_items + 2, exclude_seen=False)
    _must((ranked[0, -2:] == -1).all(), f"A list that is too long ends in {ranked[0, -2:].tolist()}; expected -1, -1.")


@law
def fitting_twice_equals_fitting_once(trial: Trial) -> None:
    """The second `fit` forgets the first."""
    once = trial.model.score(trial.users)
    model = trial.make(trial.train).fit(trial.train.select(np.arange(len(trial.train)) % 2 == 0))
    again = model.fit(trial.train).score(trial.users)
    _must(np.array_equal(once, again), "A model fitted before has other scores than a new one: `fit` must begin anew.")


@law
def two_models_with_the_same_settings_are_equal(trial: Trial) -> None:
    """Chance comes from the setting `seed` alone, and fitting changes no setting."""
    scores, other = trial.model.score(trial.users), trial.fresh(trial.train).score(trial.users)
    _must(np.array_equal(scores, other), "Two models with the same settings have different scores. Set a seed.")


@law
def fitting_changes_no_event(trial: Trial) -> None:
    """`train` belongs to the caller."""
    trial.model.score(trial.users)
    for name in ("users", "items", "ratings", "times"):
        same = np.array_equal(getattr(trial.before, name), getattr(trial.train, name))
        _must(same, f"`fit` has changed train.{name}. Work on a copy.")


@law
def saving_and_loading_keep_every_score(trial: Trial) -> None:
    """load(save(model)) has equal settings, scores and lists."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        trial.model.save(path)
        again = type(trial.model).load(path)
    _must(again == trial.model, f"Read from its file the model has other settings: {again!r}, not {trial.model!r}.")
    scores, read = trial.model.score(trial.users), again.score(trial.users)
    _must(np.array_equal(scores, read), "Read from its file the model has other scores. Name all arrays in `learned`.")
    lists, same = trial.model.recommend(trial.users), again.recommend(trial.users)
    _must(np.array_equal(lists, same), "Read from its file the model gives other lists.")


@law
def unknown_users_are_refused(trial: Trial) -> None:
    """A user number outside 0..n_users - 1 is an IndexError; one that is not a whole number is a TypeError."""
    for user in (trial.train.n_users, -1):
        _raises((IndexError,), partial(trial.model.score, [user]), f"score([{user}])")
    _raises((TypeError,), partial(trial.model.score, [0.5]), "score([0.5])")


@law
def asking_before_fitting_is_refused(trial: Trial) -> None:
    """Before `fit` the cure is named: "Call fit(train) first"."""
    _raises((RuntimeError,), lambda: trial.make(trial.train).score([0]), "`score` before `fit`")


@law
def fitting_on_nothing_is_refused(trial: Trial) -> None:
    """0 events are a ValueError."""
    nothing = trial.train.select(np.zeros(len(trial.train), bool))
    _raises((ValueError,), lambda: trial.fresh(nothing), "`fit` on 0 events")


@law
def one_event_is_enough_and_who_met_nothing_has_a_full_list(trial: Trial) -> None:
    """One person with one event: everybody has finite scores, and people who met nothing have a list of all items."""
    one = trial.train.select(np.arange(len(trial.train)) == 0)
    model, n = trial.fresh(one), trial.train.n_items
    scores = model.score(trial.users)
    _must(np.isfinite(scores).all(), "After one event some scores are NaN or infinite.")
    nobody = trial.users[trial.users != one.users[0]]
    _must((model.recommend(nobody, k=n) >= 0).all(), f"Who met nothing should have a list of all {n} items.")


@law
def equal_ratings_and_equal_times_are_no_problem(trial: Trial) -> None:
    """Nothing is divided by a spread of 0."""
    t, n = trial.train, len(trial.train)
    flat = Interactions(t.users, t.items, np.full(n, 3.0, np.float32), np.full(n, 7), t.n_users, t.n_items)
    _must(np.isfinite(trial.fresh(flat).score(trial.users)).all(), "With equal ratings some scores are NaN.")


@law
def a_stranger_has_finite_scores_for_all_items(trial: Trial) -> None:
    """score_history(items (t,)) -> (n_items,), where a model has it; an unknown item is an IndexError.

    A hybrid has it only where all its parts have: else it says so by a TypeError.
    """
    score_history = getattr(trial.model, "score_history", None)
    if score_history is None:
        return
    n = trial.train.n_items
    for items in ([], [0], list(range(min(n, 4)))):
        try:
            scores = score_history(items)
        except TypeError as problem:
            if "cannot meet a stranger" in str(problem):
                continue
            raise
        _shape(f"score_history({items})", scores, (n,))
        _must(np.isfinite(scores).all(), f"score_history({items}) gives NaN or infinity.")
    _raises((IndexError, TypeError), partial(score_history, [n]), f"score_history([{n}])")


def _must(holds: object, words: str) -> None:
    if not holds:
        raise Broken(words)


def _shape(call: str, array: NDArray[Any], expected: tuple[int, ...]) -> None:
    found = np.shape(array)
    _must(found == expected, f"`{call}` gives shape {found}; expected {expected}.")


def _equal(trial: Trial, one: NDArray[Any], other: NDArray[Any], words: str) -> None:
    difference = np.abs(one - other).max(initial=0)
    _must(difference <= trial.within, f"{words} The largest difference is {difference:.3g}; expected 0.")


def _raises(kinds: tuple[type[Exception], ...], call: Callable[[], object], words: str) -> None:
    try:
        call()
    except kinds:
        return
    raise Broken(
        f"{words} gives no {kinds[0].__name__}. Do not override `fit`, `score` or `recommend`; write `_fit`, `_score`."
    )
