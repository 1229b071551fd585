"""A list beside the ideal list, and intervals beside the truth."""

import numpy as np
import pytest

from recsys_course import metrics, plots
from tests.helpers.pictures import assert_readable


@pytest.mark.parametrize("hits, n_relevant", [([0, 0, 1, 1], 3), ([1], 1), ([0] * 10, 2), ([1, 0, 1, 0, 0, 0], 20)])
def test_the_ndcg_of_the_words_is_that_of_the_metric(hits, n_relevant):
    picture = plots.discounts(hits, n_relevant, "T")
    assert f"the nDCG is {metrics.ndcg(np.array([hits], bool), [n_relevant])[0]:.3f}." in picture.words
    assert_readable(picture)


def test_both_sums_are_said_and_hits_are_hatched():
    picture = plots.discounts([0, 0, 1, 1], 3, "A hits late")
    for part in ("this list has hits at 3, 4, worth 0.931", "the ideal list has hits at 1, 2, 3, worth 2.131"):
        assert part in picture.words
    assert [sum(bool(bar.get_hatch()) for bar in axes.patches) for axes in picture.figure.axes] == [2, 3]


def test_intervals_that_miss_the_truth_are_counted_and_stand_out():
    picture = plots.intervals([0.0, 0.5, 0.1], [0.3, 0.9, 0.4], 0.2, "One misses", "hit rate")
    assert "2 of 3 intervals hold the true mean 0.2, 1 miss it; they reach from 0 to 0.9" in picture.words
    held, missed = picture.figure.axes[0].collections
    assert len(missed.get_segments()) == 1 and missed.get_linewidth() > 2 * held.get_linewidth()
    assert_readable(picture)


@pytest.mark.parametrize("n", [1, 100, 1_000])
def test_any_number_of_intervals_is_readable(n):
    assert_readable(plots.intervals(np.zeros(n), np.ones(n), 0.5, "All hold", "hit rate"))


@pytest.mark.parametrize(
    "draw, message",
    [
        (lambda: plots.discounts([], 1, "T"), "0 places"),
        (lambda: plots.discounts([1, 1], 1, "T"), "2 hits and 1 relevant items do not fit. Give"),
        (lambda: plots.intervals([1], [0], 0, "T", "x"), "the low ones first"),
        (lambda: plots.intervals([1, 2], [3], 0, "T", "x"), "as many of both"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_cure(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
