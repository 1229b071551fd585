"""The file of a model: named arrays in one .npz, readable without pickle; and which class reads which part."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from importlib import import_module
from inspect import isabstract
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, issparse

Model = TypeVar("Model")
PARTS = ("data", "indices", "indptr", "shape")  # of a sparse matrix
PACKAGE = __name__.split(".")[0]  # only its modules are imported because a file names them


def full_name(kind: type) -> str:
    """Module and name of a class: recsys_course.models.neighbours.ItemKNN."""
    return f"{kind.__module__}.{kind.__qualname__}"


def short_name(name: str) -> str:
    """The last word of a full name; files of older versions hold only this one."""
    return name.rsplit(".", 1)[-1]


def write(path: str | Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write named arrays to `path`, just as it is called."""
    with Path(path).open("wb") as file:  # a file object: NumPy appends no ".npz" behind our back
        np.savez_compressed(file, allow_pickle=False, **arrays)


def read(path: str | Path) -> dict[str, NDArray[Any]]:
    """The named arrays of a model's file. Nothing in it is ever unpickled.

    Errors: FileNotFoundError where there is none; ValueError when it is damaged, or not the file of a model.
    """
    if Path(path).is_dir():
        raise ValueError(f"{path} is a folder. Give the file that `model.save` wrote.")
    with Path(path).open("rb") as file:
        begin = file.read(4)
        file.seek(0)
        try:
            if not begin.startswith(b"PK"):
                raise ValueError(f"it begins with {begin!r}")
            with np.load(file, allow_pickle=False) as stored:
                arrays = dict(stored)
        except (OSError, EOFError, ValueError, TypeError, zlib.error, zipfile.BadZipFile, zipfile.LargeZipFile) as why:
            reason = "it holds pickled objects, which are never read" if "pickle" in str(why) else why
            raise ValueError(
                f"{path} cannot be read: it is empty, cut off, or no .npz file ({reason}). Save the model again."
            ) from why
    if "settings" not in arrays:
        raise ValueError(f"{path} holds {sorted(arrays)[:5]}, no model. Give a file that `model.save` wrote.")
    return arrays


def settings(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Any]:
    """The settings in a file, with "model", the name of the class.

    Errors: ValueError when they are not the settings of a model.
    """
    try:
        found = json.loads(str(arrays["settings"]))
        if not isinstance(found["model"], str):
            raise TypeError("the name of the model is no text")
        return found
    except (ValueError, KeyError, TypeError) as problem:
        raise ValueError(f"The settings in the file are damaged ({problem!r}). Save the model again.") from problem


def flatten(name: str, array: NDArray[Any] | csr_array) -> dict[str, NDArray[Any]]:
    """An array under its name; a sparse matrix as four: name.data, name.indices, name.indptr, name.shape."""
    if not issparse(array):
        return {name: np.asarray(array)}
    parts = (array.data, array.indices, array.indptr, np.array(array.shape))
    return {f"{name}.{part}": values for part, values in zip(PARTS, parts, strict=True)}


def restore(name: str, arrays: Mapping[str, NDArray[Any]]) -> NDArray[Any] | csr_array:
    """What `flatten` took apart.

    Errors: ValueError when the file lacks it.
    """
    if name in arrays:
        return arrays[name]
    missing = [part for part in PARTS if f"{name}.{part}" not in arrays]
    if missing:
        raise ValueError(f"The file lacks the array {name}: it is damaged, or of another version. Fit and save again.")
    data, indices, indptr, shape = (arrays[f"{name}.{part}"] for part in PARTS)
    try:
        matrix = csr_array((data, indices, indptr), shape=tuple(shape))
        matrix.check_format(full_check=True)
    except (ValueError, TypeError, IndexError) as problem:
        raise ValueError(f"The array {name} of the file is damaged ({problem}). Fit and save again.") from problem
    return matrix


def find_class(name: str, base: type[Model]) -> type[Model]:
    """The class of a saved part, by its full name; of the package, its module is imported when it is not yet.

    In files of older versions a name is short: it is taken where only one class that Python has met is called so. (A
    class that was defined again, as notebooks do, replaces the old one.)
    Errors: ValueError for an unknown name, and for a short one that several classes have.
    """
    if name.startswith(f"{PACKAGE}.") and name not in _known(base):
        _import(name)
    known = _known(base)
    found = [full for full in known if name in (full, short_name(full))]
    if not found:
        raise ValueError(f"The file holds a part called {name}, which is unknown here. Import its module first.")
    if len(found) > 1:
        raise ValueError(
            f"The file is of an older version and says only {name}, but here are {' and '.join(sorted(found))}. "
            "Load it where only the right one has been imported, and save it again: then it holds the full name."
        )
    return known[found[0]]


def _import(name: str) -> None:
    try:
        import_module(name.rsplit(".", 1)[0])
    except ImportError:
        return  # unknown, as the caller will say


def _known(base: type[Model]) -> dict[str, type[Model]]:
    """Every subclass that can be made, by full name; of two with one name the newer."""
    return {full_name(kind): kind for kind in _below(base) if not isabstract(kind)}


def _below(base: type[Model]) -> Iterator[type[Model]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _below(kind)
