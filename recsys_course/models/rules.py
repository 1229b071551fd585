"""Rules a clerk could have written: if much of your history is of one kind, films of some kind gain points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from recsys_course.data import Interactions
from recsys_course.models.base import Recommender
from recsys_course.models.history import one_history, steps_back


class Rule(NamedTuple):
    """If at least the share `at_least` of a history has `label`, every item labelled `recommend` gains `points`."""

    label: str
    at_least: float
    recommend: str
    points: float = 1.0

    def __str__(self) -> str:
        gains = "gain" if self.points >= 0 else "lose"
        number = "1 point" if abs(self.points) == 1 else f"{abs(self.points):.3g} points"
        who = f"If at least {self.at_least:.3g} of the history is {self.label}"
        return f"{who}, {self.recommend} films {gains} {number}."


@dataclass
class Rules(Recommender):
    """The points of all rules that fire.  score(u, i) = sum_r [r fires for u] [i has r's label] points_r + part_i

    Rule r fires when the share of the items in u's history that have `label` is at least `at_least`; a person without
    history has the share 0 of everything. part_i = n_i / (1 + max_j n_j), below 1, orders by popularity what the rules
    leave equal; whole points cannot be overruled by it.

    labels (n_items,)  the labels of each item, joined by "|", for example catalogue.table["genres"]
    rules              Rule(label, at_least, recommend, points), any number of them; none at all is popularity
    Sources: rules written by people are as old as shops; measured by support and confidence: Agrawal, Imielinski
    and Swami, SIGMOD 1993, section 1.
    """

    labels: Sequence[str]
    rules: Sequence[Rule] = ()
    learned: ClassVar[tuple[str, ...]] = ("popularity", "has", "gains")

    def __post_init__(self) -> None:
        """Store both as tuples, so that a model read from a file equals the one that was written."""
        self.labels = tuple(str(text) for text in self.labels)
        self.rules = tuple(Rule(*rule) for rule in self.rules)

    def _fit(self, train: Interactions) -> None:
        self._check(train)
        table, points = label_table(self.labels), np.array([rule.points for rule in self.rules])
        # (n_items, n_rules): what the "if" counts; (n_rules, n_items): what is gained
        self.has: NDArray[np.float64] = table[[rule.label for rule in self.rules]].to_numpy()
        self.gains: NDArray[np.float64] = table[[rule.recommend for rule in self.rules]].to_numpy().T * points[:, None]
        self.popularity: NDArray[np.float64] = train.counts_by_item().astype(np.float64)

    def _score(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        return self._points(self.seen[users])

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,)."""
        return self._points(csr_array(one_history(items, self.n_items)[None, :]))[0]

    def _points(self, history: csr_array) -> NDArray[np.floating]:
        return self._fires(history, self.has) @ self.gains + self.popularity / (1 + self.popularity.max())

    def _fires(self, history: csr_array, has: NDArray[np.floating]) -> NDArray[np.float64]:
        """1 where a rule fires for a person.  (n, n_items), (n_items, n_rules) -> (n, n_rules)."""
        limits = np.array([rule.at_least for rule in self.rules])
        return (label_shares(history, has) >= limits).astype(np.float64)

    def measure(self, train: Interactions, later: Interactions | None = None) -> pd.DataFrame:
        """Does what the rules say happen?  One row for each rule: people, support, confidence, lift.

        people      for how many the rule fires ("if")
        support     share of all people for whom it fires AND whose later item has the label `recommend`
        confidence  that share among those for whom it fires
        lift        confidence / share of everybody whose later item has the label; 1: the "if" says nothing
        `later` holds what came after `train` (each event counts once); without it, the last event of each person in
        `train` is looked at, and the rule reads only the events before it. No people: confidence and lift are NaN.
        """
        self._check(train)
        before, then = (train, later) if later is not None else _last_apart(train)
        table = label_table(self.labels)
        fires = self._fires(before.matrix()[then.users], table[[rule.label for rule in self.rules]].to_numpy())
        happens = table[[rule.recommend for rule in self.rules]].to_numpy()[then.items]
        return _measures([str(rule) for rule in self.rules], fires, happens)

    def _check(self, train: Interactions) -> None:
        if len(self.labels) != train.n_items:
            raise ValueError(
                f"There are labels for {len(self.labels)} items and {train.n_items} items. Give each item a text, "
                'for example dataset.catalogue.table["genres"]; "" for an item without labels.'
            )
        known = set(label_table(self.labels).columns)
        for rule in self.rules:
            _check_rule(rule, known)


def label_table(labels: Sequence[str]) -> pd.DataFrame:
    """0/1 table (n_items, n_labels) of texts such as "Comedy|Drama"; the columns in alphabetical order."""
    return pd.Series(list(labels), dtype=object).str.get_dummies(sep="|").astype(np.float64)


def label_shares(history: csr_array, table: NDArray[np.floating]) -> NDArray[np.float64]:
    """The share of each history that has each label.  (n, n_items), (n_items, n_labels) -> (n, n_labels)."""
    met = csr_array((history.data != 0, history.indices, history.indptr), shape=history.shape).astype(np.float64)
    return (met @ table) / np.maximum(met.sum(axis=1), 1)[:, None]


def mine_rules(
    labels: Sequence[str], train: Interactions, at_least: float = 0.3, min_support: float = 0.02, min_lift: float = 1.1
) -> tuple[Rule, ...]:
    """Rules found in `train`: all pairs of labels whose support and lift are high enough, the highest lift first.

    Every pair "at least `at_least` of A -> B" is measured as in `Rules.measure`. A rule's points are log2(lift): twice
    as likely as usual gives 1 point, four times 2. Equal lifts keep the alphabetical order.
    """
    names = label_table(labels).columns
    every = Rules(labels, [Rule(a, at_least, b) for a in names for b in names])
    table = every.measure(train)
    strong = np.flatnonzero((table["support"] >= min_support) & (table["lift"] >= max(min_lift, 1e-9)))
    lifts = table["lift"].to_numpy()
    return tuple(
        every.rules[n]._replace(points=float(np.log2(lifts[n])))
        for n in sorted(strong.tolist(), key=lambda n: (-lifts[n], n))
    )


def _measures(names: list[str], fires: NDArray[np.floating], happens: NDArray[np.floating]) -> pd.DataFrame:
    """fires, happens (n_events, n_rules), 1 where the "if" and the "then" hold."""
    people, both = fires.sum(axis=0), (fires * happens).mean(axis=0)
    nobody = np.full(len(names), np.nan)
    confidence = np.divide(both, fires.mean(axis=0), out=nobody.copy(), where=people > 0)
    usual = happens.mean(axis=0)
    lift = np.divide(confidence, usual, out=nobody.copy(), where=usual > 0)
    columns = {"people": people.astype(int), "support": both, "confidence": confidence, "lift": lift}
    return pd.DataFrame(columns, index=pd.Index(names, name="rule"))


def _last_apart(train: Interactions) -> tuple[Interactions, Interactions]:
    """The events before the last one of each person, and the last ones of those who have at least two."""
    steps, counts = steps_back(train), train.counts_by_user()[train.users]
    if not (counts > 1).any():
        raise ValueError("Nobody has 2 events, so no rule can be measured. Give `later`, or more events.")
    return train.select(steps > 0), train.select((steps == 0) & (counts > 1))


def _check_rule(rule: Rule, known: set[str]) -> None:
    for label in (rule.label, rule.recommend):
        if label not in known:
            raise ValueError(f"No item has the label {label!r} of the rule {rule!r}. Labels: {sorted(known)}.")
    if not 0 <= rule.at_least <= 1:
        raise ValueError(f"at_least={rule.at_least} of {rule!r} is not a share. Use a number from 0 to 1.")
    if not np.isfinite(rule.points):
        raise ValueError(f"points={rule.points} of {rule!r} is not a number. Use for example 1.")
