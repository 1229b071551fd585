"""Folders and files -> Dataset. The format of a folder is recognised by the files in it."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recsys_course.data.catalogue import Catalogue, bare_catalogue, grown, make_catalogue, read_catalogue
from recsys_course.data.columns import find_columns
from recsys_course.data.dataset import Dataset
from recsys_course.data.errors import DataError
from recsys_course.data.interactions import Interactions
from recsys_course.data.numbering import numbers_of, sorted_ids
from recsys_course.data.readers import read_ids, read_ratings
from recsys_course.data.table import read_table


def read_folder(folder: Path | str, name: str | None = None) -> Dataset:
    """Read a data folder of the course or of MovieLens (ml-latest, ml-25m, ml-1m, ml-100k and their kin)."""
    folder = Path(folder)
    for files, reader in FORMATS.items():
        if all((folder / file).is_file() for file in files):
            return reader(folder, name or folder.name)
    wanted = "; or ".join(" and ".join(files) for files in FORMATS)
    there = sorted(path.name for path in folder.iterdir())[:8] if folder.is_dir() else "nothing"
    raise DataError(
        f"no data set is here. Found: {there}.",
        path=folder,
        limit=wanted,
        cure="put these files directly into this folder, unzipped.",
    )


def read_csv_dataset(
    path: Path | str,
    films: Path | str | None = None,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    separator: str | None = None,
    scale: tuple[float, float] = (0.5, 5.0),
    duplicates: str = "error",
    encoding: str = "utf-8",
) -> Dataset:
    """Your own ratings as a Dataset: a CSV of ratings and, perhaps one of films (item, title, genres).

    The other parameters are those of `read_ratings`. Without `films` the raw id of an item is its title.
    Items are numbered as in `films`, else by sorted id. A rated item that `films` lacks gets a row
    "unknown film <id>" after the others, and one warning says how many. Users are numbered by sorted id.
    """
    path = Path(path)
    ratings = read_ratings(path, columns, separator, scale, duplicates, encoding)
    catalogue = bare_catalogue(sorted_ids(ratings["item"])) if films is None else read_catalogue(films)
    return assemble(path.stem, path.parent, ratings, catalogue)


def assemble(
    name: str, folder: Path, ratings: pd.DataFrame, catalogue: Catalogue, people: NDArray[Any] | None = None
) -> Dataset:
    """Number everything: ratings as `read_ratings` gives them, `people` (n_users,) all raw ids or None."""
    user_ids = sorted_ids(ratings["user"]) if people is None else people
    full = grown(catalogue, ratings["item"])
    if len(full) > len(catalogue):
        ids = full.ids[len(catalogue) :]
        warnings.warn(
            f"{name}: {len(ids)} rated items are not in the films file (first {str(ids[0])!r}). They stay, "
            f'with the title "unknown film <id>".',
            stacklevel=3,
        )
    users = numbers_of(ratings["user"], user_ids)
    if len(users) and users.min() < 0:
        who = ratings["user"].iloc[int(users.argmin())]
        raise DataError(
            f"user {str(who)!r} has ratings but is not in people.csv.",
            path=folder / "people.csv",
            limit="every user of ratings.csv",
            cure="add the user to people.csv, or remove the ratings.",
        )
    items = numbers_of(ratings["item"], full.ids)
    interactions = Interactions(
        users,
        items,
        ratings["rating"].to_numpy(np.float32),
        ratings["time"].to_numpy(),
        len(user_ids),
        len(full),
    )
    return Dataset(name, interactions, full, user_ids, folder)


def _embedded(folder: Path, name: str) -> Dataset:
    """tiny, harbour: ratings.csv, films.csv and perhaps people.csv."""
    people = folder / "people.csv"
    return assemble(
        name,
        folder,
        read_ratings(folder / "ratings.csv"),
        read_catalogue(folder / "films.csv"),
        _people(people) if people.is_file() else None,
    )


def _people(path: Path) -> NDArray[Any]:
    """All user ids (n_users,) in the order of the file; also people who have not rated anything."""
    table = read_table(path)
    ids = read_ids(table, find_columns(table, ("user",))["user"], "user")
    again = ids.duplicated().to_numpy()
    if again.any():
        table.fail(
            int(again.argmax()),
            f"the user {str(ids[again.argmax()])!r} is listed a second time.",
            "each user once",
            "remove one of the two rows.",
        )
    return np.array(ids.tolist())


def _latest(folder: Path, name: str) -> Dataset:
    """ml-latest-small and later sets: ratings.csv, movies.csv, and tags.csv, whose tags are joined by "|"."""
    films = read_catalogue(folder / "movies.csv")
    if (folder / "tags.csv").is_file():
        table = read_table(folder / "tags.csv")
        items = numbers_of(read_ids(table, find_columns(table, ("item",))["item"], "item"), films.ids)
        joined = table.frame["tag"].groupby(items).agg("|".join)
        films.table["tags"] = joined.reindex(films.table.index).fillna("")
    return assemble(name, folder, read_ratings(folder / "ratings.csv"), _with_year(films))


def _ml_1m(folder: Path, name: str) -> Dataset:
    """ml-1m: ratings.dat and movies.dat, fields separated by "::", titles in latin-1, no header."""
    table = read_table(folder / "movies.dat", "::", "latin-1", ["item", "title", "genres"], quoted=False)
    films = make_catalogue(table, {"item": "item", "title": "title", "genres": "genres"}, folder)
    ratings = read_ratings(folder / "ratings.dat", ["user", "item", "rating", "time"], "::", scale=(1, 5))
    return assemble(name, folder, ratings, _with_year(films))


def _ml_100k(folder: Path, name: str) -> Dataset:
    """ml-100k: u.data parted by tabs; u.item by "|", in latin-1, one 0/1 flag per genre of u.genre."""
    genres = read_table(folder / "u.genre", "|", "latin-1", ["genre", "number"], quoted=False).frame["genre"].tolist()
    header = ["item", "title", "release_date", "video_date", "url", *genres]
    table = read_table(folder / "u.item", "|", "latin-1", header, quoted=False)
    known = [genre for genre in genres if genre != "unknown"]
    flags = table.frame[known].to_numpy(str) == "1"
    joined = ["|".join(np.compress(row, known)) for row in flags]
    table = replace(table, frame=table.frame.drop(columns=genres).assign(genres=joined))
    films = make_catalogue(table, {"item": "item", "title": "title", "genres": "genres"}, folder)
    ratings = read_ratings(folder / "u.data", ["user", "item", "rating", "time"], "\t", scale=(1, 5))
    return assemble(name, folder, ratings, _with_year(films))


def _with_year(films: Catalogue) -> Catalogue:
    """With a column `year` from titles such as "Toy Story (1995)" (Int64, missing where there is none)."""
    year = films.table["title"].str.extract(r"\((\d{4})\)\s*$", expand=False)
    return Catalogue(films.ids, films.table.assign(year=pd.to_numeric(year).astype("Int64")), films.folder)


FORMATS = {
    ("ratings.csv", "films.csv"): _embedded,
    ("ratings.csv", "movies.csv"): _latest,
    ("ratings.dat", "movies.dat"): _ml_1m,
    ("u.data", "u.item", "u.genre"): _ml_100k,
}
