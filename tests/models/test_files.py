"""The file of a model: parts are found by full name, older files still load, and what is damaged says so."""

import json
import subprocess
import sys

import numpy as np
import pytest

from recsys_course.models import baselines
from recsys_course.models.base import Recommender
from recsys_course.models.baselines import Popularity
from recsys_course.models.files import find_class, full_name
from recsys_course.models.hybrid import Weighted
from recsys_course.models.neighbours import ItemKNN
from recsys_course.models.neural.frameworks import FRAMEWORKS, network
from tests.helpers import twins, worlds


def change(path, target=None, **settings):
    """Write other settings into a file, as another version would have."""
    with np.load(path) as file:
        arrays = dict(file)
    told = json.loads(str(arrays["settings"])) | settings
    np.savez(target or path, **(arrays | {"settings": np.array(json.dumps(told))}))


@pytest.fixture
def file(tmp_path):
    ItemKNN(k=3).fit(worlds.random_world()).save(tmp_path / "m.npz")
    return tmp_path / "m.npz"


def test_a_hybrid_with_a_network_of_one_framework_is_read_in_that_framework(tmp_path):
    train = worlds.random_world()
    for framework in FRAMEWORKS:
        network("torch" if framework == "tf" else "tf", "Embeddings")  # whichever was met last
        model = Weighted([twins.network(framework, "Embeddings", n_epochs=1), Popularity()], [1, 1]).fit(train)
        model.save(tmp_path / "hybrid.npz")
        again = Weighted.load(tmp_path / "hybrid.npz")
        assert [type(part) for part in again.parts] == [type(part) for part in model.parts]
        np.testing.assert_array_equal(again.score(range(30)), model.score(range(30)))


def test_the_module_of_a_saved_part_of_the_package_is_imported_when_it_is_needed(tmp_path):
    Weighted([ItemKNN(k=3)], [1]).fit(worlds.random_world()).save(tmp_path / "h.npz")
    code = f"from recsys_course.models.hybrid import Weighted; m = Weighted.load({str(tmp_path / 'h.npz')!r})"
    code += "; print(m.parts[0].k)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "3\n"


def test_a_file_of_an_older_version_with_short_names_is_read_where_they_are_unambiguous(tmp_path):
    model = Weighted([ItemKNN(k=3), Popularity()], [1, 1]).fit(worlds.random_world())
    model.save(tmp_path / "h.npz")
    change(tmp_path / "h.npz", model="Weighted", parts=["ItemKNN", "Popularity"])
    assert Weighted.load(tmp_path / "h.npz") == model


def test_a_short_name_that_two_classes_have_is_refused_with_the_cure():
    for framework in FRAMEWORKS:
        network(framework, "GRU")
    with pytest.raises(
        ValueError, match=r"says only GRU, but here are .*models_tf\.rnn\.GRU and .*models_torch.*save it"
    ):
        find_class("GRU", Recommender)


def test_a_class_of_the_same_short_name_does_not_take_the_place_of_another(tmp_path):
    class Popularity(baselines.Popularity):
        def _score(self, users):
            return -super()._score(users)

    train = worlds.random_world()
    Weighted([baselines.Popularity()], [1]).fit(train).save(tmp_path / "h.npz")
    assert type(Weighted.load(tmp_path / "h.npz").parts[0]) is baselines.Popularity
    Weighted([Popularity()], [1]).fit(train).save(tmp_path / "own.npz")
    assert type(Weighted.load(tmp_path / "own.npz").parts[0]) is Popularity
    assert find_class(full_name(Popularity), Recommender) is Popularity


@pytest.mark.parametrize(
    "name", ["os.path", "antigravity.Fly", "recsys_course.nothing.Here", "recsys_course.data.load"]
)
def test_a_file_makes_nothing_be_imported_that_is_no_model_of_the_package(name):
    with pytest.raises(ValueError, match="unknown here"):
        find_class(name, Recommender)
    assert "antigravity" not in sys.modules


def test_a_file_of_a_newer_version_names_the_settings_that_it_has_more(file):
    change(file, later=1)
    with pytest.raises(ValueError, match=r"ItemKNN does not know: later.*newer version.*update"):
        ItemKNN.load(file)


def test_an_array_that_is_missing_is_named(file, tmp_path):
    with np.load(file) as arrays:
        np.savez(tmp_path / "less.npz", **{name: a for name, a in arrays.items() if name != "history.data"})
    with pytest.raises(ValueError, match=r"lacks the array history.*Fit and save again"):
        ItemKNN.load(tmp_path / "less.npz")


def test_a_network_whose_weights_are_missing_says_so(tmp_path):
    model = twins.network("torch", "Embeddings", n_epochs=1).fit(worlds.random_world())
    arrays = model._arrays()
    del arrays["weights/item_bias"]
    np.savez(tmp_path / "n.npz", **arrays)
    with pytest.raises(ValueError, match="lacks the weights item_bias"):
        type(model).load(tmp_path / "n.npz")


@pytest.mark.parametrize("kept", [0, 10, 0.5, 0.9])
def test_a_file_that_was_cut_off_says_so(file, kept):
    whole = file.read_bytes()
    file.write_bytes(whole[: int(kept * len(whole)) if kept < 1 else kept])
    with pytest.raises(ValueError, match=r"cannot be read: it is empty, cut off, or no \.npz file"):
        ItemKNN.load(file)


SPOILED = {
    "rows that are not there": {"seen.indptr": lambda a: a[:-2]},
    "items that are not there": {"similarity.indices": lambda a: a + 999},
    "a shape of another kind": {"seen.shape": lambda a: a[:1]},
    "no text for the model": {"settings": lambda a: np.array(json.dumps(json.loads(str(a)) | {"model": 3}))},
    "objects": {"seen.data": lambda a: np.array([{}], dtype=object)},
}


@pytest.mark.parametrize("what", SPOILED)
def test_a_damaged_array_is_named_and_never_recommended_from(file, what):
    with np.load(file) as stored:
        arrays = dict(stored)
    name, spoil = next(iter(SPOILED[what].items()))
    np.savez(file, **(arrays | {name: spoil(arrays[name])}))
    with pytest.raises(ValueError, match=r"damaged|pickled objects, which are never read"):
        ItemKNN.load(file)


@pytest.mark.parametrize("raw", [b'{"a": 1}', b"user,item\n1,2\n", b"\x80\x04N.", b"\x1f\x8b\x08\0"])
def test_a_foreign_file_is_no_reason_to_unpickle_anything(tmp_path, raw):
    (tmp_path / "m.npz").write_bytes(raw)
    with pytest.raises(ValueError, match=r"no \.npz file \(it begins with b") as caught:
        ItemKNN.load(tmp_path / "m.npz")
    assert "allow_pickle" not in str(caught.value)
    with pytest.raises(ValueError, match="is a folder"):
        ItemKNN.load(tmp_path)


def test_the_file_of_something_else_says_so(tmp_path):
    np.savez(tmp_path / "x.npz", x=np.arange(3))
    with pytest.raises(ValueError, match=r"holds \['x'\], no model"):
        ItemKNN.load(tmp_path / "x.npz")
    np.save(tmp_path / "y.npy", np.arange(3))
    with pytest.raises(ValueError, match="cannot be read"):
        ItemKNN.load(tmp_path / "y.npy")
    with pytest.raises(ValueError, match="settings in the file are damaged"):
        np.savez(tmp_path / "z.npz", settings=np.array("{]"))
        ItemKNN.load(tmp_path / "z.npz")
    with pytest.raises(FileNotFoundError):
        ItemKNN.load(tmp_path / "nowhere.npz")
