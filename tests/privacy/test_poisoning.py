"""Invented people are as ordered, real events stay as they are, and each sign finds what it is made for."""

import numpy as np
import pytest

from recsys_course.data import load
from recsys_course.privacy import Attack, attack_auc, bursts, joined, likeness, rdma

REAL = load("harbour").interactions
TARGET = 700
KINDS = {
    "random": Attack("random"),
    "average": Attack("average"),
    "bandwagon": Attack("bandwagon"),
    "segment": Attack("segment", segment=(1, 2, 3)),
}


@pytest.mark.parametrize("attack", KINDS.values(), ids=KINDS.keys())
def test_each_invented_person_rates_the_target_with_five_stars_and_as_many_others_as_told(attack):
    fakes = attack.profiles(REAL, TARGET)
    assert fakes.counts_by_user()[REAL.n_users :].tolist() == [attack.size + 1] * attack.n
    assert (fakes.ratings[fakes.items == TARGET] == 5).all() and (fakes.items == TARGET).sum() == attack.n
    assert len(np.unique(fakes.users * fakes.n_items + fakes.items)) == len(fakes)
    assert set(np.unique(fakes.ratings * 2)) <= set(range(1, 11))
    assert bursts(fakes)[REAL.n_users :].max() <= attack.hours / 24
    assert np.array_equal(fakes.items, attack.profiles(REAL, TARGET).items)


@pytest.mark.parametrize("hours", [1, 24 * 365, 24 * 365 * 100])
def test_nobody_rates_before_or_after_the_data(hours):
    times = Attack(n=30, hours=hours).profiles(REAL, TARGET).times
    assert times.min() >= REAL.times.min() and times.max() <= REAL.times.max()


def test_each_kind_chooses_the_others_in_its_own_way():
    popular = np.argsort(-REAL.counts_by_item(), kind="stable")[:20]
    bandwagon, segment = KINDS["bandwagon"].profiles(REAL, TARGET), KINDS["segment"].profiles(REAL, TARGET)
    assert (bandwagon.ratings[np.isin(bandwagon.items, popular)] == 5).all()
    assert np.isin(popular, bandwagon.items).all()
    assert (segment.ratings[np.isin(segment.items, [1, 2, 3, TARGET])] == 5).all()
    assert (segment.ratings[~np.isin(segment.items, [1, 2, 3, TARGET])] == 1).all()
    means = np.bincount(REAL.items, REAL.ratings) / np.maximum(REAL.counts_by_item(), 1)
    near = {}
    for kind in ("random", "average"):
        fakes = Attack(kind, n=200).profiles(REAL, TARGET)
        near[kind] = np.corrcoef(fakes.ratings, means[fakes.items])[0, 1]
    assert near["average"] > near["random"] + 0.2


def test_natural_profiles_take_popular_items_more_often():
    popularity = {}
    for natural in (False, True):
        fakes = Attack(natural=natural, n=50).profiles(REAL, TARGET)
        popularity[natural] = REAL.counts_by_item()[fakes.items].mean()
    assert popularity[True] > 2 * popularity[False]


def test_joining_leaves_the_real_events_as_they_are_and_refuses_other_numbers():
    fakes = Attack().profiles(REAL, TARGET)
    both = joined(REAL, fakes)
    assert np.array_equal(both.users[: len(REAL)], REAL.users) and len(both) == len(REAL) + len(fakes)
    assert both.n_users == REAL.n_users + 10
    with pytest.raises(ValueError, match=f"from {REAL.n_users} on"):
        joined(REAL, REAL)


def test_the_signs_tell_invented_people_from_real_ones():
    both = joined(REAL, Attack("random", n=30, size=60).profiles(REAL, TARGET))
    real, fake = np.arange(both.n_users) < REAL.n_users, np.arange(both.n_users) >= REAL.n_users
    assert attack_auc(-rdma(both)[fake], -rdma(both)[real]) > 0.95
    assert attack_auc(bursts(both)[fake], bursts(both)[real]) > 0.99
    wagon = joined(REAL, Attack("bandwagon", n=30, size=60).profiles(REAL, TARGET))
    assert attack_auc(-likeness(wagon)[fake], -likeness(wagon)[real]) > 0.95


def test_likeness_is_the_mean_cosine_with_the_nearest_others():
    tiny = load("tiny").interactions
    rows = tiny.matrix().toarray()
    for u, row in enumerate(rows):
        alike = [row @ other / np.sqrt(row.sum() * other.sum()) for v, other in enumerate(rows) if v != u]
        assert likeness(tiny, 2)[u] == pytest.approx(np.mean(sorted(alike)[-2:]))


def test_rdma_and_bursts_of_three_people_by_hand():
    tiny = load("tiny").interactions
    counts = tiny.counts_by_item()
    means = np.bincount(tiny.items, tiny.ratings) / counts
    for u in range(tiny.n_users):
        own = tiny.users == u
        parts = [abs(r - means[i]) / counts[i] for i, r in zip(tiny.items[own], tiny.ratings[own], strict=True)]
        assert rdma(tiny)[u] == pytest.approx(sum(parts) / len(parts))
        assert bursts(tiny)[u] == pytest.approx(np.ptp(tiny.times[own]) / 86_400)
    assert np.isinf(bursts(tiny.select(np.arange(1)))).all()


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: Attack("love"), ValueError, "kind='love'"),
        (lambda: Attack(n=0), ValueError, "n=0"),
        (lambda: Attack("segment"), ValueError, "segment="),
        (lambda: Attack("random", segment=(1,)), ValueError, "segment="),
        (lambda: Attack().profiles(REAL, 1500), IndexError, "1500"),
        (lambda: Attack(size=1500).profiles(REAL, 0), ValueError, "1499 other items"),
        (lambda: likeness(REAL, 0), ValueError, "k=0"),
    ],
)
def test_impossible_attacks_are_refused_by_value(call, error, says):
    with pytest.raises(error, match=says):
        call()
