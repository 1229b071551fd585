"""Rules: when they fire, what they add, and how they are measured, all counted by hand."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.models.baselines import Popularity
from recsys_course.models.rules import Rule, Rules, label_shares, label_table, mine_rules
from recsys_course.splits import leave_last_out
from tests.helpers import worlds
from tests.helpers.contract import Contract

FILMS = ("Comedy", "Comedy|Romance", "War", "War|Romance", "")


def halves(train):
    """A label for each item that belongs to the item, not to its number: who of the two halves met it more."""
    first = np.bincount(train.items[train.users < train.n_users // 2], minlength=train.n_items)
    return np.where(2 * first >= train.counts_by_item(), "Early|All", "Late|All")


class TestRules(Contract):
    make = Rules

    def make_for(self, train):
        labels = halves(train)
        there = {label for text in labels for label in text.split("|")}
        return Rules(labels, [Rule(a, 0.6, a, 2) for a in ("Early", "Late") if a in there])


def small():
    """Person 0: two comedies of three films. Person 1: war only. Person 2: nothing."""
    return worlds.interactions([(0, 0), (0, 1), (0, 2), (1, 2), (1, 3)], n_users=3, n_items=5)


def test_a_rule_reads_as_a_sentence():
    assert str(Rule("Comedy", 0.5, "Romance", 2)) == (
        "If at least 0.5 of the history is Comedy, Romance films gain 2 points."
    )
    assert str(Rule("Animation", 0.25, "Horror", -1)) == (
        "If at least 0.25 of the history is Animation, Horror films lose 1 point."
    )


def test_points_of_rules_that_fire_are_added_and_popularity_orders_what_is_left_equal():
    rules = [Rule("Comedy", 0.5, "Romance", 2), Rule("War", 0.3, "War", 3), Rule("War", 0.5, "Comedy", -1)]
    model = Rules(FILMS, rules).fit(small())
    part = np.array([1, 1, 2, 1, 0]) / 3
    expected = [np.array([0, 2, 3, 5, 0]) + part, np.array([-1, -1, 3, 3, 0]) + part, part]
    np.testing.assert_allclose(model.score([0, 1, 2]), expected)


def test_a_rule_fires_exactly_at_its_share():
    model = Rules(FILMS, [Rule("Comedy", 2 / 3, "War", 1)]).fit(small())
    assert model.score([0])[0, 2] > 1
    assert Rules(FILMS, [Rule("Comedy", 0.67, "War", 1)]).fit(small()).score([0])[0, 2] < 1


def test_a_rule_with_share_zero_fires_for_everybody_also_without_history():
    assert (Rules(FILMS, [Rule("War", 0, "Comedy", 1)]).fit(small()).score(range(3))[:, 0] >= 1).all()


def test_without_rules_the_order_is_popularity():
    train = worlds.random_world()
    ours, theirs = (m.fit(train).recommend(range(30), 25) for m in (Rules([""] * 25), Popularity()))
    np.testing.assert_array_equal(ours, theirs)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 5))
def test_popularity_never_overrules_a_whole_point(seed, points):
    train = worlds.random_world(seed % 7)
    labels = np.random.default_rng(seed).choice(["Comedy", "War"], 25)
    labels[:2] = ["Comedy", "War"]
    scores = Rules(labels, [Rule("Comedy", 0, "War", points)]).fit(train).score(range(30))
    assert scores[:, labels == "War"].min() > scores[:, labels == "Comedy"].max()


def test_the_order_of_the_rules_does_not_matter():
    rules = [Rule("Comedy", 0.5, "Romance", 2), Rule("War", 0.3, "War", 3)]
    ours, turned = (Rules(FILMS, r).fit(small()).score(range(3)) for r in (rules, rules[::-1]))
    np.testing.assert_array_equal(ours, turned)


def test_a_stranger_with_the_history_of_a_known_person_gets_the_scores_of_that_person():
    model = Rules(FILMS, [Rule("Comedy", 0.5, "Romance", 2)]).fit(small())
    np.testing.assert_array_equal(model.score_history([0, 1, 2]), model.score([0])[0])
    np.testing.assert_array_equal(model.score_history([]), model.score([2])[0])


def test_shares_count_each_item_once_and_nobody_divides_by_zero():
    table = label_table(["A", "A|B", "B", ""]).to_numpy()
    twice = worlds.interactions([(0, 0), (0, 0), (0, 2), (0, 3)], n_users=2, n_items=4).matrix()
    np.testing.assert_allclose(label_shares(twice, table), [[1 / 3, 1 / 3], [0, 0]])
    stars = twice.copy()
    stars.data = np.array([1.0, 5, 3])
    np.testing.assert_allclose(label_shares(stars, table), label_shares(twice, table))  # stars are no weights


# ---- measuring ----


def six_people():
    """Who met what, the last film apart: A A|B, A A|B, A B|A, B A|A, B B|B, and one person with a single film."""
    pairs = [(0, 0), (0, 1), (0, 4), (1, 0), (1, 2), (1, 5), (2, 1), (2, 4), (2, 0), (3, 4), (3, 0), (3, 1)]
    pairs += [(4, 4), (4, 5), (4, 6), (5, 0)]
    return worlds.interactions(pairs, 6, 7), ["A", "A", "A", "A", "B", "B", "B"]


def test_support_confidence_and_lift_are_counted_on_what_comes_after():
    train, labels = six_people()
    # "Half of the history is A" holds for people 0 to 3; two of them meet B next; B comes next for 3 of the 5 people.
    table = Rules(labels, [Rule("A", 0.5, "B")]).measure(train)
    row = table.iloc[0]
    assert row["people"] == 4
    assert row["support"] == pytest.approx(2 / 5)
    assert row["confidence"] == pytest.approx(2 / 4)
    assert row["lift"] == pytest.approx((2 / 4) / (3 / 5))


def test_the_event_that_is_looked_at_is_not_part_of_the_history():
    train = worlds.interactions([(0, 0), (0, 1)], 1, 2)
    table = Rules(["A", "B"], [Rule("B", 0.5, "B"), Rule("A", 1, "B")]).measure(train)
    assert table["people"].tolist() == [0, 1]
    assert np.isnan(table["confidence"].iloc[0]) and table["confidence"].iloc[1] == 1


def test_later_events_can_be_given():
    train, labels = six_people()
    later = worlds.interactions([(0, 2), (5, 3)], 6, 7)
    row = Rules(labels, [Rule("A", 0.5, "A")]).measure(train, later).iloc[0]
    assert row[["people", "support", "confidence", "lift"]].tolist() == [2, 1, 1, 1]


def test_a_label_that_never_comes_next_has_no_lift():
    row = Rules(["A", "B"], [Rule("A", 0, "B")]).measure(worlds.interactions([(0, 1), (0, 0)])).iloc[0]
    assert row["confidence"] == 0 and np.isnan(row["lift"])


def test_nobody_with_two_events_is_said():
    with pytest.raises(ValueError, match="Nobody has 2 events"):
        Rules(["A"], [Rule("A", 0.5, "A")]).measure(worlds.interactions([(0, 0)]))


def test_mined_rules_keep_their_promise_and_the_strongest_comes_first():
    train = worlds.random_world(seed=1)
    labels = np.random.default_rng(0).choice(["A", "A|B", "B|C", "C|D", "D"], 25)
    mined = mine_rules(labels, train, at_least=0.4, min_support=0.05, min_lift=0.8)
    table = Rules(labels, mined).measure(train)
    assert len(mined) > 3 and (table["support"] >= 0.05).all() and (table["lift"] >= 0.8).all()
    assert table["lift"].is_monotonic_decreasing and table["lift"].nunique() > 2
    assert [rule.label for rule in mined] != sorted(rule.label for rule in mined)
    np.testing.assert_allclose([rule.points for rule in mined], np.log2(table["lift"]))


def test_mining_finds_the_two_tastes():
    train = leave_last_out(worlds.two_tastes()).train  # the last event of all is a stray
    mined = mine_rules(halves(train), train, at_least=0.6, min_support=0.1)
    assert {(rule.label, rule.recommend) for rule in mined} == {("Early", "Early"), ("Late", "Late")}


def test_mining_finds_nothing_where_nothing_is_frequent_enough():
    train, labels = six_people()
    assert mine_rules(labels, train, min_support=0.99) == ()


# ---- files and bad input ----


def test_a_file_gives_back_rules_that_are_rules(tmp_path):
    model = Rules(FILMS, [Rule("War", 0.5, "War", np.float64(2))]).fit(small())
    model.save(tmp_path / "rules.npz")
    again = Rules.load(tmp_path / "rules.npz")
    assert again.rules == (Rule("War", 0.5, "War", 2.0),) and again.rules[0].recommend == "War"


@pytest.mark.parametrize(
    ("labels", "rule", "words"),
    [
        (FILMS[:4], Rule("War", 0.5, "War"), "labels for 4 items and 5 items"),
        (FILMS, Rule("Comdy", 0.5, "War"), "No item has the label 'Comdy'"),
        (FILMS, Rule("War", 0.5, "Horror"), "No item has the label 'Horror'"),
        (FILMS, Rule("War", -0.1, "War"), "at_least=-0.1"),
        (FILMS, Rule("War", 1.5, "War"), "at_least=1.5"),
        (FILMS, Rule("War", float("nan"), "War"), "at_least=nan"),
        (FILMS, Rule("War", 0.5, "War", float("inf")), "points=inf"),
        (FILMS, Rule("War", 0.5, "War", float("nan")), "points=nan"),
    ],
    ids=str,
)
def test_impossible_rules_are_refused_with_their_value(labels, rule, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        Rules(labels, [rule]).fit(small())
    with pytest.raises(ValueError, match=re.escape(words)):
        Rules(labels, [rule]).measure(small())
