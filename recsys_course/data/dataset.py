"""A data set: events, catalogue and raw ids together."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recsys_course.data.catalogue import Catalogue
from recsys_course.data.columns import find_columns
from recsys_course.data.errors import DataError
from recsys_course.data.interactions import Interactions
from recsys_course.data.numbering import numbers_of
from recsys_course.data.readers import read_ids
from recsys_course.data.table import read_table


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything one folder says.

    name          "harbour", "ml-latest-small", ...
    interactions  the events, by number
    catalogue     the items, by number
    user_ids      (n_users,) raw ids: user u is user_ids[u]
    folder        where the files are
    """

    name: str
    interactions: Interactions
    catalogue: Catalogue
    user_ids: NDArray[Any]
    folder: Path

    def __repr__(self) -> str:
        return f"Dataset({self.name!r}: {self.interactions!r})"

    def item(self, which: str | int) -> int:
        """The number of an item, given its raw id (looked at first) or its exact title.

        Errors: DataError, with the closest titles when there is none, with the ids when several share it.
        """
        number = int(numbers_of(np.array([which]), self.catalogue.ids)[0])
        if number >= 0:
            return number
        titles = self.catalogue.table["title"]
        found = np.flatnonzero(titles == which)
        if len(found) == 1:
            return int(found[0])
        if len(found) > 1:
            raise DataError(
                f"{len(found)} items are called {which!r}.",
                limit="a title that only one item has",
                cure=f"ask by raw id, one of {self.catalogue.ids[found].tolist()}.",
            )
        close = difflib.get_close_matches(str(which), titles.tolist(), 3, 0.5)
        raise DataError(
            f"no item of {self.name} has the id or the title {which!r}.",
            limit="the exact title, or a raw id",
            cure=f"perhaps you mean one of {close}." if close else "look in dataset.catalogue.table.",
        )

    def user(self, which: str | int) -> int:
        """The number of a user, given the raw id. Errors: DataError where there is none."""
        number = int(numbers_of(np.array([which]), self.user_ids)[0])
        if number < 0:
            raise DataError(
                f"no user of {self.name} has the id {which!r}.",
                limit=f"raw ids such as {self.user_ids[:3].tolist()}",
                cure="look in dataset.user_ids.",
            )
        return number

    def friends(self) -> NDArray[np.int64]:
        """Friendships (m, 2) as pairs of user numbers. Errors: DataError where the data set has none."""
        table = read_table(self._file("friends.csv", "friendships"))
        found = find_columns(table, ("user", "friend"))
        pairs = [numbers_of(read_ids(table, found[role], role), self.user_ids) for role in ("user", "friend")]
        strange = np.minimum(*pairs) < 0
        if strange.any():
            row = int(strange.argmax())
            table.fail(row, f"the pair {table.frame.iloc[row].tolist()} names an unknown user.", "ids of people.csv")
        return np.stack(pairs, axis=1)

    def raw_log(self) -> Path:
        """The path of the raw event log, for the lesson on cleaning. Errors: DataError where there is none."""
        return self._file("raw_events.csv", "raw event log")

    def _file(self, name: str, what: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise DataError(
                f"the data set {self.name} has no {what} ({name}).",
                path=self.folder,
                cure='use load("harbour"): the file belongs to the course.',
            )
        return path
