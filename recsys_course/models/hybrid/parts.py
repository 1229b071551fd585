"""What all hybrids share: their parts are fitted with them, and are stored in their file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

from numpy.typing import NDArray

from recsys_course.data import Interactions
from recsys_course.models.base import Recommender
from recsys_course.models.files import find_class, full_name


@dataclass
class Hybrid(Recommender):
    """A recommender made of others, its `parts`. They belong to it: its `fit` fits them, its file holds them.

    Source of the names: Burke, Hybrid recommender systems: survey and experiments, UMUAI 12, 2002, section 3.
    """

    parts: Sequence[Recommender]

    def __post_init__(self) -> None:
        """Store a tuple, so that later changes of a list outside change nothing here."""
        self.parts = tuple(self.parts)

    def _fit(self, train: Interactions) -> None:
        check_parts(self.parts)
        self._check_settings()
        for part in self.parts:
            part.fit(train)

    def _check_settings(self) -> None:
        """Errors: ValueError when a setting is impossible."""

    def _settings(self) -> dict[str, object]:
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        return own | {"parts": [full_name(type(part)) for part in self.parts]}

    def _arrays(self) -> dict[str, NDArray[Any]]:
        arrays = super()._arrays()
        for n, part in enumerate(self.parts):  # all parts have seen the same events: these are written once
            own = {name: array for name, array in part._arrays().items() if not name.startswith("seen.")}
            arrays |= {f"{n}/{name}": array for name, array in own.items()}
        return arrays

    @classmethod
    def _from_settings(cls, settings: dict[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Self:
        # mypy asks for a class that can be made; what is found can be, the base only says where to look.
        kinds = [find_class(name, Recommender) for name in settings["parts"]]  # type: ignore[type-abstract]
        parts = [kind._from_arrays(_of_part(n, arrays)) for n, kind in enumerate(kinds)]
        return super()._from_settings(settings | {"parts": parts}, arrays)


def check_parts(parts: Sequence[Recommender]) -> None:
    """Errors: ValueError or TypeError unless these are different models, at least one."""
    if not len(parts):
        raise ValueError("A hybrid needs at least one part. Give a list of models.")
    for n, part in enumerate(parts):
        if not isinstance(part, Recommender):
            raise TypeError(f"Part {n} is a {type(part).__name__}. Parts are models, for example Popularity().")
        if any(part is other for other in parts[:n]):
            raise ValueError(f"Part {n}, {part.name}, is listed twice. List it once and give it more weight.")


def check_two(hybrid: Hybrid) -> None:
    """Errors: ValueError unless it has two parts."""
    if len(hybrid.parts) != 2:
        raise ValueError(f"{hybrid.name} needs exactly 2 parts. Got {len(hybrid.parts)}.")


def _of_part(n: int, arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    seen = {name: array for name, array in arrays.items() if name.startswith("seen.")}
    return seen | {name.removeprefix(f"{n}/"): array for name, array in arrays.items() if name.startswith(f"{n}/")}
