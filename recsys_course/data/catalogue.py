"""What is known about the items: titles, genres, and whatever else the films file says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recsys_course.data.columns import find_columns
from recsys_course.data.errors import DataError
from recsys_course.data.numbering import with_unknown
from recsys_course.data.readers import read_ids
from recsys_course.data.table import Table, read_table
from recsys_course.data.text.lists import names_in

NO_GENRES = "(no genres listed)"  # MovieLens writes this where we write ""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The items i = 0..n_items-1, known by number.

    ids     (n_items,)  raw ids, as the files write them
    table   DataFrame, index 0..n_items-1; at least `title` and `genres` (names joined by "|", "" for none)
    folder  where the posters are, if there are any
    """

    ids: NDArray[Any]
    table: pd.DataFrame
    folder: Path | None = None

    def __post_init__(self) -> None:
        """Check that ids and table agree."""
        lacking = {"title", "genres"} - set(self.table.columns)
        if lacking:
            raise DataError(f"a catalogue without {sorted(lacking)}.", limit="columns title and genres")
        if not self.table.index.equals(pd.RangeIndex(len(self.ids))):
            raise DataError(
                f"{len(self.ids)} ids and a table of {len(self.table)} rows that are not numbered alike.",
                limit="one row per id, index 0..n-1",
                cure="use table.reset_index(drop=True).",
            )
        strange = [i for i, genres in enumerate(self.table["genres"]) if not isinstance(genres, str)]
        if strange:
            raise DataError(
                f"the genres of item {strange[0]} are {self.table['genres'].iloc[strange[0]]!r}, which is no text.",
                limit='names joined by "|", "" for none',
                cure="join lists with table['genres'].str.join('|'), and put '' where there are none: .fillna('').",
            )

    def __len__(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        return f"Catalogue({len(self):,} items; {', '.join(self.table.columns)})"

    @property
    def titles(self) -> NDArray[Any]:
        """Titles (n_items,), so that `titles[i]` is the title of item i, and `titles[ranked]` works too.

        -1 fills a list that is too short; its title is "". Errors: IndexError for other numbers that no item has.
        """
        return self.table["title"].to_numpy(object).view(Titles)

    def genre_matrix(self) -> pd.DataFrame:
        """0/1 table (n_items, n_genres) uint8: 1 where item i has genre g. Columns in alphabetical order."""
        return self.table["genres"].str.get_dummies(sep="|").astype(np.uint8)

    def posters(self) -> NDArray[np.uint8]:
        """Posters (n_items, 32, 32, 3) uint8, red green blue. Errors: DataError where the data set has none."""
        path = (self.folder or Path("no-folder")) / "posters.npz"
        if not path.is_file():
            raise DataError(
                "this data set has no posters (posters.npz).",
                path=self.folder,
                cure='use load("harbour"): its posters belong to the course.',
            )
        with np.load(path, allow_pickle=False) as file:
            pictures = file["posters"]
        if pictures.shape != (len(self), 32, 32, 3) or pictures.dtype != np.uint8:
            raise DataError(
                f"posters of shape {pictures.shape} and type {pictures.dtype}.",
                path=path,
                limit=f"({len(self)}, 32, 32, 3) of uint8",
                cure="fetch the file again.",
            )
        return pictures


class Titles(np.ndarray[Any, np.dtype[Any]]):
    """Titles (n_items,) by item number; -1 has the title "". In all else an array, and its parts are plain ones."""

    def __getitem__(self, which: Any) -> Any:
        """The titles of the items `which`. Errors: IndexError for a number that is neither -1 nor one of an item."""
        plain = self.view(np.ndarray)
        numbers = np.asarray(None if isinstance(which, tuple) else which)
        if numbers.dtype.kind not in "iu":
            return plain[which]
        strange = numbers[(numbers < -1) | (numbers >= len(plain))]
        if strange.size:
            cure = 'Give numbers of this catalogue, or -1 for "no item", whose title is "".'
            raise IndexError(f"item number {strange.flat[0]} is outside 0..{len(plain) - 1}. {cure}")
        if not numbers.ndim:
            return "" if numbers == -1 else plain[int(numbers)]
        return np.where(numbers == -1, "", plain[numbers])

    def take(self, indices: Any, *more: Any, **options: Any) -> Any:
        """As `titles[indices]`."""
        return self[np.asarray(indices)]

    def __repr__(self) -> str:
        return repr(self.view(np.ndarray))


def read_catalogue(
    path: Path | str,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    separator: str | None = None,
    encoding: str = "utf-8",
    quotes: str = "double",
) -> Catalogue:
    """Read a films file: item, title, perhaps genres; other columns are kept as they are.

    The parameters are those of `read_ratings`; `columns` as a list names the columns of a file without a header.
    Columns of whole numbers become int64, all others stay str. Genres may be separated by "|", or written as a list.
    Errors: DataError for a missing column, an id twice, an empty title, with file and line.
    """
    told = columns if isinstance(columns, Mapping) else None
    table = read_table(path, separator, encoding, None if told or columns is None else list(columns), quotes)
    found = find_columns(table, ("item", "title", "genres"), told)
    return make_catalogue(table, found, table.path.parent)


def make_catalogue(table: Table, found: Mapping[str, str], folder: Path) -> Catalogue:
    """A catalogue from a table; `found` maps item, title and perhaps genres to their column names."""
    ids = read_ids(table, found["item"], "item")
    _check_rows(table, ids, found["title"])
    films = table.frame.rename(columns={name: role for role, name in found.items()}).drop(columns="item")
    films["genres"] = _genres(table, found["genres"]) if "genres" in films else ""
    for name in films.columns.difference(["title", "genres"]):
        if films[name].str.fullmatch(r"-?[0-9]{1,18}").all():
            films[name] = films[name].astype("int64")
    return Catalogue(np.array(ids.tolist()), films, folder)


def _genres(table: Table, column: str) -> list[str]:
    """Names joined by "|", also where a file writes lists. Errors: DataError for a list that cannot be read."""
    found = table.frame[column].replace(NO_GENRES, "").tolist()
    for row, text in enumerate(found):
        names = names_in(text) if text.lstrip()[:1] in ("[", "(", "{") else None
        if names is None and text.lstrip()[:1] in ("[", "{"):
            cure = 'write the names with "|" between them, as in War|Drama.'
            table.fail(row, f"the genres {text!r} cannot be read as a list.", "names, or a list of names", cure)
        found[row] = text if names is None else "|".join(names)
    return found


def _check_rows(table: Table, ids: pd.Series, title: str) -> None:
    if len(ids) == 0:
        raise DataError("there is a header and no item.", path=table.path, limit="at least one row")
    again = ids.duplicated().to_numpy()
    if again.any():
        table.fail(
            int(again.argmax()),
            f"the item {str(ids[again.argmax()])!r} is listed a second time.",
            "each item once",
            "remove one of the two rows, or give one of them another id.",
        )
    empty = (table.frame[title].str.strip() == "").to_numpy()
    if empty.any():
        table.fail(int(empty.argmax()), "the title is ''.", "a title that is not empty", "write a title.")


def grown(catalogue: Catalogue, seen: pd.Series) -> Catalogue:
    """The catalogue with a row "unknown film <id>" for every id of `seen` that it lacks; known numbers stay.

    What is not known of them is "" in columns of text and missing (Int64) in columns of whole numbers.
    """
    ids = with_unknown(catalogue.ids, seen)
    if len(ids) == len(catalogue):
        return catalogue
    new = pd.DataFrame({"title": [f"unknown film {raw}" for raw in ids[len(catalogue) :]], "genres": ""})
    table = pd.concat([catalogue.table, new], ignore_index=True)
    for name, old in catalogue.table.items():
        whole = pd.api.types.is_integer_dtype(old)
        table[name] = table[name].astype("Int64") if whole else table[name].fillna("")
    return Catalogue(ids, table, catalogue.folder)


def bare_catalogue(ids: NDArray[Any]) -> Catalogue:
    """A catalogue for ratings that came without a films file: the id itself is the title."""
    return Catalogue(ids, pd.DataFrame({"title": ids.astype(str).astype(object), "genres": ""}, index=range(len(ids))))
