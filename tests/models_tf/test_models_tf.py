"""Every network in TensorFlow keeps the contract alone."""

import numpy as np
import pytest

from recsys_course.models_tf.network import Twin
from tests.helpers import worlds
from tests.helpers.network_contract import NetworkContract


@pytest.fixture(autouse=True)
def _without_xla(monkeypatch):
    """Compiling takes seconds for each model that is made here. test_twins shows that compiled steps are equal."""
    monkeypatch.setattr(Twin, "xla", False)


class TensorFlowContract(NetworkContract):
    room = "tf"

    def test_its_network_goes_through_a_file_of_keras(self, tmp_path):
        import keras  # after models_tf, which silences its start

        model = self.fitted(worlds.random_world())
        before = model.score(range(30))
        model.network.save(tmp_path / "network.keras")
        model.network = keras.models.load_model(tmp_path / "network.keras")
        np.testing.assert_array_equal(model.score(range(30)), before)


class TestEmbeddings(TensorFlowContract):
    network = "Embeddings"


class TestTwoTowers(TensorFlowContract):
    network = "TwoTowers"


class TestMLP(TensorFlowContract):
    network = "MLP"


class TestNeuMF(TensorFlowContract):
    network = "NeuMF"


class TestCaser(TensorFlowContract):
    network = "Caser"


class TestTwoBranchCNN(TensorFlowContract):
    network = "TwoBranchCNN"


class TestGRU(TensorFlowContract):
    network = "GRU"


class TestLSTM(TensorFlowContract):
    network = "LSTM"


class TestTwoBranchRNN(TensorFlowContract):
    network = "TwoBranchRNN"


class TestPictureCNN(TensorFlowContract):
    network = "PictureCNN"


class TestContentTowers(TensorFlowContract):
    network = "ContentTowers"


class TestSASRec(NetworkContract):
    room, network = "tf", "SASRec"
