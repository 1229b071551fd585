"""Every network in PyTorch keeps the contract alone."""

from tests.helpers.network_contract import NetworkContract


class TestEmbeddings(NetworkContract):
    room, network = "torch", "Embeddings"


class TestTwoTowers(NetworkContract):
    room, network = "torch", "TwoTowers"


class TestMLP(NetworkContract):
    room, network = "torch", "MLP"


class TestNeuMF(NetworkContract):
    room, network = "torch", "NeuMF"


class TestCaser(NetworkContract):
    room, network = "torch", "Caser"


class TestTwoBranchCNN(NetworkContract):
    room, network = "torch", "TwoBranchCNN"


class TestGRU(NetworkContract):
    room, network = "torch", "GRU"


class TestLSTM(NetworkContract):
    room, network = "torch", "LSTM"


class TestTwoBranchRNN(NetworkContract):
    room, network = "torch", "TwoBranchRNN"


class TestPictureCNN(NetworkContract):
    room, network = "torch", "PictureCNN"


class TestContentTowers(NetworkContract):
    room, network = "torch", "ContentTowers"


class TestSASRec(NetworkContract):
    room, network = "torch", "SASRec"
