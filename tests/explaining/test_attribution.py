"""Attributions of any score: laws, hand values, and Captum as an oracle."""

import importlib

import numpy as np
import pytest
import torch
from captum.attr import IntegratedGradients
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.data import load
from recsys_course.explaining import deletion, integrated, occlusion
from recsys_course.models.neighbours import ItemKNN

TINY = load("tiny").interactions


def test_occlusion_of_a_plain_sum_is_the_parts_themselves():
    model = ItemKNN(k=4).fit(TINY)
    past = TINY.histories()[0].tolist()
    said = occlusion(lambda films: model.score_history(films)[6], past)
    np.testing.assert_allclose(said, [model.similarity[film, 6] for film in past], atol=1e-12)


def test_occlusion_leaves_out_one_place_and_closes_the_gap():
    asked = []
    said = occlusion(lambda films: asked.append(films) or float(len(films)), [4, 7, 4])
    assert asked == [[4, 7, 4], [7, 4], [4, 4], [4, 7]]
    assert said.tolist() == [1, 1, 1]
    assert occlusion(lambda films: 0.0, []).tolist() == []


def network(seed):
    """A small network, its gradient in NumPy, and the same in PyTorch."""
    rng = np.random.default_rng(seed)
    into, out, x, start = rng.normal(size=(5, 4)), rng.normal(size=4), rng.normal(size=5), rng.normal(size=5)
    into_t, out_t = torch.tensor(into), torch.tensor(out)
    return (
        lambda v: float(np.tanh(v @ into) @ out),
        lambda v: into @ (out * (1 - np.tanh(v @ into) ** 2)),
        lambda v: torch.tanh(v @ into_t) @ out_t,
        x,
        start,
    )


@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_integrated_gradients_add_up_to_what_the_score_gained(seed):
    score, gradient, _, x, start = network(seed)
    assert integrated(gradient, x, start, 500).sum() == pytest.approx(score(x) - score(start), abs=1e-3)


def test_integrated_gradients_are_those_of_captum():
    _, gradient, same, x, start = network(0)
    captum = IntegratedGradients(same).attribute(
        torch.tensor(x[None]), torch.tensor(start[None]), n_steps=20, method="riemann_middle"
    )
    np.testing.assert_allclose(integrated(gradient, x, start, 20), captum[0].numpy(), atol=1e-6)


def test_integrated_gradients_of_a_line_are_slope_times_way_with_one_step():
    slope = np.array([2.0, -1.0])
    assert integrated(lambda x: slope, np.array([3.0, 1.0]), np.array([1.0, 0.0]), 1).tolist() == [4.0, -1.0]


def test_integrated_gradients_refuse_no_step_and_ends_of_different_shapes():
    with pytest.raises(ValueError, match="steps=0"):
        integrated(lambda x: x, np.ones(2), np.zeros(2), 0)
    with pytest.raises(ValueError, match=r"from \(3,\) to \(2,\)"):
        integrated(lambda x: x, np.ones(2), np.zeros(3), 1)


def test_deletion_takes_the_most_important_film_first_and_ends_with_nothing():
    asked = []
    curve = deletion(lambda films: asked.append(films) or float(sum(films)), [5, 1, 3], np.array([0.1, 0.9, 0.1]))
    assert asked == [[5, 1, 3], [5, 3], [3], []]
    assert curve.tolist() == [9, 8, 3, 0]


def test_deletion_of_a_sum_falls_fastest_in_the_order_of_its_parts():
    rng = np.random.default_rng(0)
    gives = rng.random(6)
    best = deletion(lambda films: gives[films].sum(), range(6), gives)
    for _ in range(20):
        assert (deletion(lambda films: gives[films].sum(), range(6), rng.random(6)) >= best - 1e-12).all()


def test_deletion_wants_one_number_for_each_film():
    with pytest.raises(ValueError, match=r"\(2,\) numbers for \(3,\) films"):
        deletion(lambda films: 0.0, [1, 2, 3], np.ones(2))


@pytest.mark.parametrize("room", ["models_tf", "models_torch"])
def test_the_same_line_leaves_films_out_of_a_network_of_either_framework(room):
    network = importlib.import_module(f"recsys_course.{room}.rnn").GRU(n_epochs=1).fit(TINY)
    said = occlusion(lambda films: float(network.score_history(films)[6]), [0, 3, 5])
    full, short = network.score_history([0, 3, 5])[6], network.score_history([0, 5])[6]
    assert said.shape == (3,) and said[1] == pytest.approx(full - short, abs=1e-6) and said.any()
