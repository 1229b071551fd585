"""RecBole beside ours: its models learn our events in our order, and its answers are our items."""

import numpy as np
import pytest

from benchmarks.peer import PYTHON, Peer

THERE = any(PYTHON.parents[1].glob("lib/python*/site-packages/recbole"))
pytestmark = pytest.mark.skipif(not THERE, reason="There is no RecBole in .bench-venv. `make bench` installs it.")

CIRCLE, LENGTH, PEOPLE = 12, 6, 48
FAST = {"random_state": 0, "learning_rate": 0.02, "train_batch_size": 32, "MAX_ITEM_LIST_LENGTH": 4}


def circle(seed=0):
    """Everybody walks a part of one circle of items. Items 5 and 13 and user 3 have no event; the rows are mixed."""
    rng = np.random.default_rng(seed)
    after = rng.permutation(np.delete(np.arange(14), [5, 13]))  # after[i + 1] always follows after[i]
    people = np.delete(np.arange(PEOPLE + 1), 3)
    places = (np.arange(PEOPLE)[:, None] + np.arange(LENGTH)) % CIRCLE
    mixed = rng.permutation(PEOPLE * LENGTH)
    steps = np.tile(np.arange(LENGTH)[::-1], PEOPLE)
    events = {"users": np.repeat(people, LENGTH), "items": after[places].ravel(), "steps": steps}
    arrays = {name: column[mixed] for name, column in events.items()} | {"n_users": PEOPLE + 1, "n_items": 14}
    return arrays, people, after[(places[:, -1] + 1) % CIRCLE], after[places]


@pytest.fixture(scope="module")
def process():
    with Peer("recbole_sequential", **circle()[0]) as running:
        yield running


@pytest.mark.parametrize("model", ["GRU4Rec", "SASRec", "Caser"])
def test_a_certain_next_item_is_learned_under_our_numbers_and_nothing_seen_or_unknown_comes_back(process, model):
    _, people, following, seen = circle()
    lists = process.lists(model=model, k=8, epochs=25, **FAST)
    assert lists.shape == (PEOPLE + 1, 8)
    np.testing.assert_array_equal(lists[people, 0], following)
    left = CIRCLE - LENGTH
    assert (lists[people, left:] == -1).all() and (lists[3] != -1).all()
    for row, met in zip(lists[people, :left], seen, strict=True):
        assert sorted([*row, *met]) == sorted(seen[:CIRCLE, 0])


def test_the_lists_after_each_epoch_are_those_of_as_many_epochs(process):
    by_epoch = process.lists(model="GRU4Rec", k=3, seconds=0.5, **FAST)
    cpu = process.answer["cpu"]
    assert by_epoch.shape == (len(cpu), PEOPLE + 1, 3)
    assert cpu == sorted(cpu) and cpu[-1] >= 0.5 and all(spent < 0.5 for spent in cpu[:-1])
    np.testing.assert_array_equal(process.lists(model="GRU4Rec", k=3, epochs=len(cpu), **FAST), by_epoch[-1])
    other = process.lists(model="GRU4Rec", k=3, epochs=len(cpu), **{**FAST, "random_state": 1})
    assert (other != by_epoch[-1]).any()


def test_training_without_a_limit_is_an_error():
    with pytest.raises(RuntimeError, match="never ends"), Peer("recbole_sequential", **circle()[0]) as one:
        one.ask(model="Caser", k=3)
