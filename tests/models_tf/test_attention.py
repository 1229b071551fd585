"""SASRec in TensorFlow beside Keras' own attention."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from recsys_course.models_tf.attention import causal_softmax


@pytest.fixture
def parts():
    """Query, key and value, (4, 5, 8) each."""
    return np.random.default_rng(0).normal(size=(3, 4, 5, 8)).astype(np.float32)


def test_two_places_by_hand():
    """A match of ln 3 against 0 gives three quarters and one quarter; the first place has only itself."""
    match = tf.constant([[[5.0, 9.0], [np.log(3.0), 0.0]]], tf.float32)
    np.testing.assert_allclose(causal_softmax(match)[0], [[1, 0], [0.75, 0.25]], atol=1e-6)


def test_without_a_slope_it_is_the_attention_of_keras(parts):
    """One head whose four layers change nothing: kernels are unit matrices, biases 0."""
    query, key, value = parts
    layer = keras.layers.MultiHeadAttention(num_heads=1, key_dim=8)
    layer.build((4, 5, 8), (4, 5, 8), (4, 5, 8))
    layer.set_weights([np.eye(8).reshape(w.shape) if w.ndim == 3 else np.zeros(w.shape) for w in layer.get_weights()])
    own = causal_softmax(query @ tf.transpose(key, (0, 2, 1)) / 8**0.5) @ value
    theirs = layer(query, value=value, key=key, use_causal_mask=True)
    np.testing.assert_allclose(own, theirs, atol=1e-5)
