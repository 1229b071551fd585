"""SASRec in PyTorch beside PyTorch's own attention, and what attention must never do."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from captum.attr import InputXGradient, IntegratedGradients

from recsys_course.exercises.lesson_11.integrated import integrated
from recsys_course.models_torch.attention import SASRec, causal_softmax
from tests.helpers import worlds


@pytest.fixture(scope="module")
def fitted():
    """A small network after one epoch."""
    return SASRec(n_factors=8, length=6, n_epochs=1, batch_size=8).fit(worlds.random_world())


def test_two_places_by_hand():
    """A match of ln 3 against 0 gives three quarters and one quarter; the first place has only itself."""
    match = torch.tensor([[[5.0, 9.0], [np.log(3.0), 0.0]]])
    np.testing.assert_allclose(causal_softmax(match)[0], [[1, 0], [0.75, 0.25]], atol=1e-6)


def test_a_slope_of_ln_3_makes_the_item_before_count_a_third():
    weights = causal_softmax(torch.zeros(1, 2, 2), torch.tensor([np.log(3.0)]))
    np.testing.assert_allclose(weights[0], [[1, 0], [0.25, 0.75]], atol=1e-6)


def test_without_a_slope_it_is_the_attention_of_pytorch():
    query, key, value = torch.randn(3, 4, 5, 8, generator=torch.Generator().manual_seed(0))
    own = causal_softmax(query @ key.transpose(1, 2) / 8**0.5) @ value
    torch.testing.assert_close(own, F.scaled_dot_product_attention(query, key, value, is_causal=True))


def test_with_a_slope_it_is_the_attention_of_pytorch_with_the_distance_as_its_mask():
    query, key, value = torch.randn(3, 4, 5, 8, generator=torch.Generator().manual_seed(0))
    place = torch.arange(5)
    bias = (-0.3 * (place[:, None] - place)).masked_fill(place > place[:, None], -torch.inf)
    own = causal_softmax(query @ key.transpose(1, 2) / 8**0.5, torch.tensor([0.3])) @ value
    torch.testing.assert_close(own, F.scaled_dot_product_attention(query, key, value, attn_mask=bias))


def test_no_place_looks_at_what_came_later(fitted):
    """Another last item changes no state before it, and an empty end changes no state at all."""
    items = torch.tensor([[3, 1, 4, 1, 5, 9], [3, 1, 4, 1, 5, 2], [3, 1, 4, -1, -1, -1]])
    with torch.no_grad():
        states = fitted.network.states(items)
    torch.testing.assert_close(states[0, :5], states[1, :5])
    torch.testing.assert_close(states[0, :3], states[2, :3])
    assert not torch.allclose(states[0, 5], states[1, 5])


def test_without_a_place_the_order_of_the_past_plays_no_part():
    """With slope 0 and no table of places the last item looks at a set."""
    model = SASRec(n_factors=8, length=6, n_epochs=1, n_blocks=1).fit(worlds.random_world())
    with torch.no_grad():
        model.network.block1.slope.zero_()
        ordered, turned = (model.network.states(torch.tensor([past]))[0, -1] for past in ([3, 1, 4, 7], [4, 3, 1, 7]))
        model.network.block1.slope.fill_(1.0)
        sloped = model.network.states(torch.tensor([[4, 3, 1, 7]]))[0, -1]
    torch.testing.assert_close(ordered, turned)
    assert not torch.allclose(sloped, turned)


@pytest.mark.parametrize("places", ["distance", "table"])
def test_it_learns_what_follows_what_with_both_ways_to_say_where_an_item_stands(places):
    train = worlds.cycle()
    model = SASRec(n_factors=16, length=8, n_epochs=30, rate=0.01, places=places).fit(train)
    following = [(history[-1] + 1) % train.n_items for history in train.histories()]
    assert np.mean(model.recommend(range(train.n_users), k=1)[:, 0] == following) > 0.95


@pytest.mark.parametrize(
    ("settings", "part"),
    [({"n_blocks": 0}, "n_blocks=0"), ({"places": "sine"}, "distance, table"), ({"dropout": 1.0}, "below 1")],
)
def test_impossible_settings_are_told_with_the_cure(settings, part):
    with pytest.raises(ValueError, match=part):
        SASRec(**settings).fit(worlds.random_world())


def test_dropout_keeps_the_mean_and_drops_its_share():
    kept = SASRec(dropout=0.25, length=20, n_factors=16).kept(50, np.random.default_rng(0))
    assert kept.shape == (5, 50, 20, 16)
    assert np.mean(kept == 0) == pytest.approx(0.25, abs=0.01) and kept.mean() == pytest.approx(1, abs=0.01)
    assert np.unique(kept).size == 2


def test_nothing_is_dropped_when_it_scores(fitted):
    np.testing.assert_array_equal(fitted.score([1, 2]), fitted.score([1, 2]))


def test_shares_of_the_items_are_those_of_captum():
    """Integrated gradients from the mean item, and gradient times x, of the score of item 9 at the last place."""
    fitted = SASRec(n_factors=8, length=6, n_epochs=1).fit(worlds.random_world())
    network = fitted.network
    with torch.no_grad():
        for number, weights in enumerate(network.parameters()):  # large ones, so that slopes change on the way
            weights.normal_(generator=torch.Generator().manual_seed(number))

    def score(x):
        for block in network.blocks():
            x = x + block.attend(x)
            x = x + block.feed_forward(x)
        return network.last_norm(x)[:, -1] @ network.item_factors[9]

    def gradient(x):
        return torch.autograd.grad(score(x.requires_grad_()).sum(), x)[0].detach()

    x = network.embed(torch.tensor([[3, 1, 4, 1, 5, 2]])).detach()
    mean = network.embed(torch.arange(fitted.n_items)[None]).detach().mean(dim=1, keepdim=True).expand_as(x)
    steps = torch.cat([gradient(mean + (x - mean) * (k + 0.5) / 16) for k in range(16)])
    theirs = IntegratedGradients(score).attribute(x, mean, n_steps=16, method="riemann_middle")
    np.testing.assert_allclose(integrated((x - mean)[0].numpy(), steps.numpy()), theirs[0].sum(dim=1), atol=1e-5)
    theirs = InputXGradient(score).attribute(x.requires_grad_()).sum(dim=2)
    torch.testing.assert_close((x * gradient(x.detach().clone())).sum(dim=2), theirs)
