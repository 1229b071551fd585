"""Every network in TensorFlow equals its twin in PyTorch: by name, by score, by gradient, step by step."""

import ast
import dataclasses
import subprocess
import sys

import numpy as np
import pytest

from recsys_course.models.neural import frameworks
from recsys_course.models.neural.network import Batch, Network
from recsys_course.models_tf.network import Twin
from tests.helpers import twins, worlds

ALL = pytest.mark.parametrize("name", twins.NETWORKS)


@pytest.fixture(autouse=True)
def _without_xla(monkeypatch, request):
    """Compiling takes seconds. One test for each network runs its step as learners do, compiled."""
    monkeypatch.setattr(Twin, "xla", _loss(request) == "softmax")


def _loss(request):
    return request.node.callspec.params.get("loss") if hasattr(request.node, "callspec") else None


def surface(room, file):
    """Classes and functions of a file with their arguments and methods, in order; read without any framework."""
    tree = ast.parse((twins.PACKAGE / frameworks.FRAMEWORKS[room].room / f"{file}.py").read_text(encoding="utf-8"))
    return [_outline(node) for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)]


def _outline(node):
    if isinstance(node, ast.FunctionDef):
        return node.name, [argument.arg for argument in node.args.args]
    inner = [_outline(n) for n in node.body if isinstance(n, ast.FunctionDef) and _is_open(n.name)]
    return node.name, inner


def _is_open(name):
    return not name.startswith("_") or name == "__init__"


def pair(name, **settings):
    """Both twins, born from the same weights, with the batches of one epoch."""
    train = worlds.random_world()
    both = []
    for room in frameworks.FRAMEWORKS:
        model = twins.network(room, name, optimizer="sgd", rate=0.05, batch_size=16, **settings)
        model.n_epochs = 1
        both.append(model.fit(train))
    rng = np.random.default_rng(1)
    weights, rows = both[0].born(rng), both[0].examples(train)
    for model in both:
        model.examples(train)
        model.build(weights, model.constants())
    return (*both, [batch for _ in range(20) for batch in both[0].batches(rows, rng)][:20])


@pytest.mark.parametrize("file", twins.FILES)
def test_both_frameworks_have_the_same_names_in_the_same_order(file):
    outlines = [[o for o in surface(room, file) if _is_open(o[0])] for room in frameworks.FRAMEWORKS]
    assert outlines[0] and all(outline == outlines[0] for outline in outlines)


def test_every_network_and_every_file_of_a_framework_is_in_the_table():
    halves = {kind.__name__: kind.__module__.split(".")[-1] for kind in _below(Network)}
    assert halves == twins.NETWORKS, "Name each network, and its file, in models/neural/frameworks.py."
    for framework in frameworks.FRAMEWORKS.values():
        files = {path.stem for path in (twins.PACKAGE / framework.room).glob("*.py")} - {"__init__"}
        assert files == set(twins.FILES), framework.name
    rooms = {path.name for path in twins.PACKAGE.glob("models_*")}
    assert rooms == {framework.room for framework in frameworks.FRAMEWORKS.values()}


def _below(kind):
    """The NumPy halves of all networks."""
    for child in kind.__subclasses__():
        if child.__module__.startswith("recsys_course.models.neural."):
            yield child
        yield from _below(child)


def test_an_unknown_framework_or_network_says_which_there_are():
    with pytest.raises(ValueError, match=r"no framework 'jax'\. Use one of tf, torch"):
        frameworks.network("jax", "GRU")
    with pytest.raises(ValueError, match=r"no network 'Gru'\. Use one of Embeddings.*GRU"):
        frameworks.network("tf", "Gru")


@ALL
def test_equal_weights_give_equal_scores_and_are_read_back_as_they_were(name):
    tf, torch, _ = pair(name)
    for room in (tf, torch):
        for key, array in room.read_weights().items():
            np.testing.assert_array_equal(array, tf.read_weights()[key], err_msg=key)
    np.testing.assert_allclose(tf.score(range(30)), torch.score(range(30)), atol=1e-5)
    assert tf.score(range(30)).std() > 1e-3


@ALL
@pytest.mark.parametrize("loss", ["softmax", "bpr", "logistic"])
def test_twenty_steps_give_equal_losses_and_equal_weights(name, loss):
    tf, torch, batches = pair(name, loss=loss)
    losses = np.array([[model.step(batch) for model in (tf, torch)] for batch in batches])
    np.testing.assert_allclose(losses[:, 0], losses[:, 1], atol=1e-5)
    assert np.ptp(losses[:, 0]) > 1e-3, "Nothing was learned, so equality shows nothing."
    for key, array in tf.read_weights().items():
        np.testing.assert_allclose(array, torch.read_weights()[key], atol=1e-5, err_msg=key)


@ALL
def test_gradients_are_equal_and_go_where_finite_differences_go(name):
    """One step of SGD with rate 1 is the gradient; along it the loss changes as finite differences say."""
    tf, torch, batches = pair(name)
    gradients = []
    for model in (tf, torch):
        model.rate = 1.0
        before = model.read_weights()
        model.build(before, model.constants())
        model.step(batches[0])
        gradients.append({key: before[key] - now for key, now in model.read_weights().items()})
    for key, gradient in gradients[0].items():
        np.testing.assert_allclose(gradient, gradients[1][key], atol=1e-5, err_msg=key)
    slope = sum((g.astype(float) ** 2).sum() for g in gradients[0].values())
    h = 1e-3 / np.sqrt(slope)
    change = loss_at(torch, before, gradients[0], h, batches[0]) - loss_at(torch, before, gradients[0], -h, batches[0])
    assert change / (2 * h) == pytest.approx(slope, rel=0.02)


def loss_at(model, weights, direction, h, batch: Batch) -> float:
    model.build(
        {key: (array + h * direction[key]).astype(np.float32) for key, array in weights.items()}, model.constants()
    )
    return model.step(batch)


@ALL
def test_the_penalty_adds_half_of_it_times_both_squared_lengths_in_both_frameworks(name):
    tf, torch, batches = pair(name)
    losses = {}
    for model in (tf, torch):
        start = model.read_weights()
        for penalty in (0.0, 0.5, 1.0):
            model.penalty = penalty
            model.build(start, model.constants())
            losses[penalty, model is tf] = model.step(batches[0])
    for is_tf in (True, False):
        more = [losses[penalty, is_tf] - losses[0.0, is_tf] for penalty in (0.5, 1.0)]
        assert more[1] == pytest.approx(2 * more[0], abs=1e-5) and more[0] > 1e-3
    assert losses[1.0, True] == pytest.approx(losses[1.0, False], abs=1e-5)


def test_the_penalty_of_two_tables_is_that_of_their_rows():
    model, _, batches = pair("Embeddings")
    weights, (users,), targets = model.read_weights(), batches[0].inputs, batches[0].targets
    rows = weights["user_factors"][users[targets >= 0]], weights["item_factors"][targets[targets >= 0]]
    plain, model.penalty = model.step(batches[0]), 0.2
    model.build(weights, model.constants())
    expected = 0.1 * sum((table**2).sum(axis=1) for table in rows).mean()
    assert model.step(batches[0]) - plain == pytest.approx(expected, abs=1e-5)


@ALL
def test_adam_stays_together_within_a_thousandth(name):
    """Keras adds epsilon before it corrects the bias of the second moment, PyTorch after: early steps differ a little
    where a gradient is as small as epsilon. Over 20 steps the losses stay within 1e-3."""
    tf, torch, batches = pair(name)
    for model in (tf, torch):
        model.optimizer, model.rate = "adam", 0.001
        model.build(model.read_weights(), model.constants())
    losses = np.array([[model.step(batch) for model in (tf, torch)] for batch in batches])
    np.testing.assert_allclose(losses[:, 0], losses[:, 1], atol=1e-3)


@ALL
def test_a_file_written_by_one_twin_is_read_by_the_other(name, tmp_path):
    tf, torch, _ = pair(name)
    tf.save(tmp_path / "model.npz")
    again = type(torch).load(tmp_path / "model.npz")
    np.testing.assert_allclose(again.score(range(30)), tf.score(range(30)), atol=1e-5)


@pytest.mark.parametrize("order", [("tf", "torch"), ("torch", "tf")])
def test_both_frameworks_work_in_one_process_in_either_order_and_start_silently(order):
    code = "from tests.helpers import twins, worlds\nimport numpy as np\ntrain = worlds.random_world()\n"
    for room in order:
        code += f"{room} = twins.network('{room}', 'GRU').fit(train)\n"
    code += "print(np.abs(tf.losses - torch.losses).max() < 1e-3)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=twins.PACKAGE.parent)
    assert (done.stdout, done.stderr, done.returncode) == ("True\n", "", 0)


@pytest.mark.parametrize("settings", [{"own": True, "hide": 0.4}, {"fusion": "early", "own": True, "hide": 0.4}])
def test_content_towers_are_equal_with_several_modalities_hidden_at_random(settings):
    tf, torch, batches = pair("ContentTowers", modalities=(3, 4), **settings)
    np.testing.assert_allclose(tf.score(range(30)), torch.score(range(30)), atol=1e-5)
    losses = np.array([[model.step(batch) for model in (tf, torch)] for batch in batches])
    np.testing.assert_allclose(losses[:, 0], losses[:, 1], atol=1e-5)
    np.testing.assert_allclose(tf.without(1).score([3]), torch.without(1).score([3]), atol=1e-4)


EXTENDED = [("TwoTowers", "Embeddings"), ("TwoBranchRNN", "GRU"), ("TwoBranchCNN", "Caser")]


@pytest.mark.parametrize(("name", "plain"), EXTENDED)
def test_a_network_that_reads_features_too_has_the_defaults_of_the_one_without(name, plain):
    more, less = (dataclasses.asdict(frameworks.network("torch", one)()) for one in (name, plain))
    assert more.pop("features") is None
    own = {"length": 8} if name == "TwoBranchCNN" else {}  # two poolings halve 8 to 2
    assert more == less | own
