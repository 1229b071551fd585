"""Every network in TensorFlow keeps the contract alone."""

import pytest

from recsys_course.models_tf.network import Twin
from tests.network_contract import NetworkContract


@pytest.fixture(autouse=True)
def _without_xla(monkeypatch):
    """Compiling takes seconds for each model that is made here. test_twins shows that compiled steps are equal."""
    monkeypatch.setattr(Twin, "xla", False)


class TestEmbeddings(NetworkContract):
    room, network = "tf", "Embeddings"


class TestTwoTowers(NetworkContract):
    room, network = "tf", "TwoTowers"


class TestMLP(NetworkContract):
    room, network = "tf", "MLP"


class TestNeuMF(NetworkContract):
    room, network = "tf", "NeuMF"


class TestCaser(NetworkContract):
    room, network = "tf", "Caser"


class TestTwoBranchCNN(NetworkContract):
    room, network = "tf", "TwoBranchCNN"


class TestGRU(NetworkContract):
    room, network = "tf", "GRU"


class TestLSTM(NetworkContract):
    room, network = "tf", "LSTM"


class TestTwoBranchRNN(NetworkContract):
    room, network = "tf", "TwoBranchRNN"
