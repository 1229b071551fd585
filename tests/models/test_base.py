"""What a model learns is declared: readers, mypy and the file see the same arrays."""

import importlib
import inspect
import pkgutil
import re

import pytest

from recsys_course import models
from recsys_course.models.base import Recommender
from recsys_course.models.neural.frameworks import FRAMEWORKS, NETWORKS
from tests.helpers import twins, worlds


def below(kind):
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


def models_of_the_package():
    for module in pkgutil.walk_packages(models.__path__, f"{models.__name__}."):
        importlib.import_module(module.name)
    return [kind for kind in below(Recommender) if kind.__module__.startswith("recsys_course.models.")]


def declared(kind):
    """Names with a type, in the body of a class or where a method stores them first, here and in all classes above."""
    for one in kind.__mro__:
        yield from vars(one).get("__annotations__", {})
        if one.__module__.startswith("recsys_course."):
            yield from re.findall(r"self\.(\w+): ", inspect.getsource(one))


@pytest.mark.parametrize("kind", models_of_the_package(), ids=lambda kind: kind.__name__)
def test_every_array_that_is_saved_is_declared_with_its_type(kind):
    missing = {"seen", *kind.learned} - set(declared(kind))
    assert not missing, f"Write the type of {missing} where {kind.__name__} stores it: self.name: NDArray[...] = ..."


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("name", NETWORKS)
def test_every_weight_of_a_network_is_an_attribute_that_its_scorer_makes_by_name(framework, name):
    model = twins.network(framework, name, n_epochs=1).fit(worlds.random_world())
    source = "".join(inspect.getsource(kind) for kind in type(model).scorer.__mro__ if "recsys" in kind.__module__)
    made = set(re.findall(r"self\.(\w+) = ", source))
    for weight in model.read_weights():
        attribute = re.sub(r"^horizontal\d+$", "horizontal", weight.split(".")[0])  # one for each height
        attribute = re.sub(r"^block\d+$", "numbers", attribute)  # one for each number
        attribute = re.sub(r"^tower\d+$", "towers", attribute)  # one for each modality
        assert attribute in made, f"{name}: {weight} is read, but no line says self.{attribute} = ..."
