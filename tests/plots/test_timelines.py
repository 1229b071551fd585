"""The leak that is drawn is the leak that the split has."""

import pytest

from recsys_course import plots
from tests.helpers.pictures import assert_readable

PEOPLE, TIMES = ["Ana", "Ana", "Ana", "Bo", "Bo"], [1, 2, 3, 2, 5]
SPLITS = {
    "random": ["training", "test", "training", "training", "training"],
    "last": ["training", "training", "test", "training", "training"],
    "in time": ["training", "training", "test", "training", "test"],
}


def draw(**change):
    given = {"people": PEOPLE, "times": TIMES, "parts": SPLITS, "title": "T", "xlabel": "day"}
    return plots.timelines(**{**given, **change})


def test_the_words_tell_three_kinds_of_leak():
    words = draw().words
    assert "random: 1 of 5 events are hidden; for 1 hidden event the person's own future is known" in words
    assert "last: 1 of 5 events are hidden; nobody's own future is known, but that of other people" in words
    assert "in time: 2 of 5 events are hidden; nothing of the future is known" in words


def test_the_arrow_leads_from_the_later_known_event_to_the_hidden_one():
    random, last, in_time = draw().figure.axes
    (own,), (others,) = random.texts, last.texts
    assert own.xy == (2, 0) and own.xyann == (3, 0)
    assert others.xy == (3, 0) and others.xyann == (5, 1)
    assert own.arrow_patch.get_linestyle() != others.arrow_patch.get_linestyle()
    assert not in_time.texts


def test_one_moment_is_a_line_between_what_is_known_and_what_is_hidden():
    line = draw().figure.axes[2].lines[-1]
    assert list(line.get_xdata()) == [2.5, 2.5]


@pytest.mark.parametrize("n_splits, n_people", [(1, 1), (2, 12), (3, 30)])
def test_other_sizes_are_readable(n_splits, n_people):
    people = [f"person {n}" for n in range(n_people) for _ in range(2)]
    parts = {f"split {n}": ["training", "validation"] * n_people for n in range(n_splits)}
    assert_readable(draw(people=people, times=range(2 * n_people), parts=parts))


@pytest.mark.parametrize(
    "parts, message",
    [
        ({"one": ["training"]}, "'one' names the parts of 1 events. Name those of all 5"),
        ({"one": ["training"] * 4 + ["hidden"]}, "has the part 'hidden'. Use only training, validation, test"),
        (dict.fromkeys("abcde", ["training"] * 5), "5 splits do not fit beside one another. Draw 1 to 4"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_cure(parts, message):
    with pytest.raises(ValueError, match=message):
        draw(parts=parts)
