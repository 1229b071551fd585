"""Pictures and content towers in PyTorch: what is checked beside the contract."""

import numpy as np
import pytest
import torch

from recsys_course.models_torch.layers import convolve, halve
from recsys_course.models_torch.modalities import ContentTowers, PictureCNN
from tests.helpers import twins, worlds


def towers(**settings):
    """Fitted on the random world, with two modalities of 3 and 4 columns; film 24 lacks the second."""
    features = twins.features_of(25)
    features[24, 3:] = 0
    small = {"features": features, "modalities": (3, 4), "n_factors": 8, "n_negatives": 10, "n_epochs": 1}
    return ContentTowers(**small | settings).fit(worlds.random_world())


def test_a_picture_keeps_its_places_through_filters_and_halving():
    """The strongest answer of a filter that looks for one bright dot stands where the dot stands, halved."""
    model = PictureCNN(features=np.zeros((30, 12, 12, 3)), n_epochs=1).fit(worlds.random_world())
    with torch.no_grad():
        model.network.first.weight.zero_()
        model.network.first.weight[:, :, 1, 1] = 1
        picture = torch.zeros(1, 12, 12, 3)
        picture[0, 7, 3] = 1
        answers = halve(convolve(model.network.first, picture))
    assert answers.shape == (1, 5, 5, 16)
    assert np.argwhere(answers[0, :, :, 0].numpy() > 0.5).tolist() == [[3, 1]]


@pytest.mark.parametrize("hidden", [(0,), (1,)])
def test_films_without_a_modality_are_as_if_it_were_zeros(hidden):
    model = towers(hide=0.3)
    with torch.no_grad():
        blind = model.without(*hidden)
        looks = torch.arange(25) + 25 * (1 << hidden[0])  # the same, said by the numbers of the films
        torch.testing.assert_close(blind.network.items(torch.arange(25)), model.network.items(looks))
    assert not np.allclose(blind.score([1]), model.score([1]))


def test_a_film_that_lacks_everything_has_the_vector_0_and_a_finite_score():
    model = towers().without(0, 1)
    with torch.no_grad():
        assert not model.network.items(torch.arange(25)).any()
    assert not model.score([0, 3]).any()


def test_known_films_have_vectors_of_length_1():
    lengths = towers().network.items(torch.arange(25)).norm(dim=1).detach()
    torch.testing.assert_close(lengths, torch.ones(25), atol=1e-4, rtol=0)


def test_a_share_of_all_modalities_is_hidden_and_each_film_has_one_look_in_a_batch():
    model = towers(hide=0.25, own=True)
    looks = np.array([model.looks(np.random.default_rng(seed)) for seed in range(400)])
    assert (looks % 25 == np.arange(25)).all()
    bits = looks[..., None] // 25 // 2 ** np.arange(3) % 2
    np.testing.assert_allclose(bits.mean(axis=(0, 1)), 0.25, atol=0.02)
    batch = next(model.batches(model.examples(worlds.random_world()), np.random.default_rng(0)))
    real = batch.targets[batch.targets >= 0]
    assert set(np.concatenate([real, batch.others])) <= set(batch.inputs[1])


@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ({"modalities": (3, 3)}, r"are 6 columns, the features have 7"),
        ({"fusion": "both"}, "late, early"),
        ({"hide": 1.0}, "below 1"),
        ({"length": 0}, "too short"),
    ],
)
def test_impossible_settings_are_told_with_the_cure(settings, part):
    with pytest.raises(ValueError, match=part):
        towers(**settings)


def test_pictures_of_a_wrong_shape_are_told_with_the_right_one():
    with pytest.raises(ValueError, match=r"give 30 pictures"):
        PictureCNN(features=np.zeros((30, 8, 8, 3))).fit(worlds.random_world())
