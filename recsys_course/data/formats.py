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
from recsys_course.data.errors import DataError, where_options_go
from recsys_course.data.interactions import Interactions
from recsys_course.data.numbering import near_miss, numbers_of, sorted_ids
from recsys_course.data.readers import read_ids, read_ratings
from recsys_course.data.table import Table, first_line, read_table
from recsys_course.data.text import encoding_of, path_of, read_text
from recsys_course.data.values import Mark


def read_folder(folder: Path | str, name: str | None = None) -> Dataset:
    """Read a data folder of the course or of MovieLens (ml-latest, ml-32m, ml-25m, ml-20m, ml-10m, ml-1m, ml-100k)."""
    folder = path_of(folder)
    for files, reader in FORMATS.items():
        if all((folder / file).is_file() for file in files):
            call = WITH_OPTIONS.get(files[0], "read_csv_dataset({0!r}, {1!r})")
            call = call.format(*(str(folder / file) for file in files))
            with where_options_go(f"read_folder takes no options; this call does: {call}"):
                return reader(folder, name or folder.name)
    wanted = "; or ".join(" and ".join(files) for files in FORMATS)
    there = sorted(path.name for path in folder.iterdir())[:8] if folder.is_dir() else "nothing"
    raise DataError(f"no data set is here. Found: {there}.", path=folder, limit=wanted, cure=_where_then(folder))


def _where_then(folder: Path) -> str:
    """The cure where a folder lacks its files: they lie deeper, are packed, or their names are written otherwise."""
    if not folder.is_dir():
        is_file = folder.is_file()
        return f"this is a file: read_csv_dataset({str(folder)!r})." if is_file else "there is no such folder."
    known = {file for files in FORMATS for file in files}
    for path in sorted(folder.iterdir()):
        if path.is_dir() and any(all((path / file).is_file() for file in files) for files in FORMATS):
            return f"the files are one folder deeper: read_folder({str(path)!r})."
        if path.stem in known:
            return f"unpack {path.name!r}: beside it must lie {path.stem!r}."
        if path.name.lower() in known and path.name not in known:
            return f"rename {path.name!r} to {path.name.lower()!r}, and the other files in the same way."
    return "put these files directly into this folder, unzipped."


def read_csv_dataset(
    path: Path | str,
    films: Path | str | Catalogue | None = None,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    separator: str | None = None,
    scale: tuple[float, float] | None = (0.5, 5.0),
    duplicates: str = "error",
    encoding: str = "utf-8",
    *,
    unrated: Mark | Sequence[Mark] = (),
    quotes: str = "double",
    time_unit: str = "s",
    allow: Sequence[str] | str = (),
) -> Dataset:
    """Your own ratings as a Dataset: a CSV of ratings and, perhaps one of films (item, title, genres).

    The other parameters are those of `read_ratings`. `encoding`, `separator` and `quotes` hold for both files, except
    for films that are plainly UTF-8 or whose first line lacks the separator. Films with options of their own are
    given as a catalogue: read_csv_dataset(path, read_catalogue(films, encoding="latin-1")).
    Without `films` the raw id of an item is its title.
    Items are numbered as in `films`, else by sorted id. A rated item that `films` lacks gets a row
    "unknown film <id>" after the others, and one warning says how many. Users are numbered by sorted id.
    """
    path = path_of(path)
    ratings = read_ratings(
        path, columns, separator, scale, duplicates, encoding,
        unrated=unrated, quotes=quotes, time_unit=time_unit, allow=allow,
    )  # fmt: skip
    if films is None:
        films = bare_catalogue(sorted_ids(ratings["item"]))
    elif not isinstance(films, Catalogue):
        films = _films_beside(path, path_of(films), separator, encoding, quotes)
    return assemble(path.stem, path.parent, ratings, films)


def _films_beside(ratings: Path, films: Path, separator: str | None, encoding: str, quotes: str) -> Catalogue:
    """A films file, read with the options of the ratings where they fit it."""
    encoding = encoding_of(films, encoding)
    if separator and films.is_file() and separator not in first_line(read_text(films, encoding)):
        separator = None
    with where_options_go(
        "Options of the films file are given to read_catalogue: "
        f"read_csv_dataset({str(ratings)!r}, read_catalogue({str(films)!r}))"
    ):
        return read_catalogue(films, None, separator, encoding, quotes)


def assemble(
    name: str, folder: Path, ratings: pd.DataFrame, catalogue: Catalogue, people: NDArray[Any] | None = None
) -> Dataset:
    """Number everything: ratings as `read_ratings` gives them, `people` (n_users,) all raw ids or None."""
    user_ids = sorted_ids(ratings["user"]) if people is None else people
    full = grown(catalogue, ratings["item"])
    if len(full) > len(catalogue):
        warnings.warn(_about_unknown(name, full.ids[len(catalogue) :], catalogue.ids, ratings["item"]), stacklevel=3)
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


def _about_unknown(name: str, unknown: NDArray[Any], ids: NDArray[Any], rated: pd.Series) -> str:
    """The warning about rated items without a film, with the cause where one can be seen."""
    what = f"{name}: {len(unknown)} rated items are not in the films file (first {str(unknown[0])!r}). They stay, "
    what += 'with the title "unknown film <id>".'
    near = near_miss(unknown, ids)
    if near:
        return f"{what} {near[0]!r} is perhaps {near[1]!r} of the films file. Write ids alike in both files."
    if len(unknown) == rated.nunique():
        pair = f"{str(unknown[0])!r}, but the films file has {str(ids[0])!r}"
        cure = 'Give two files of one data set, or name the column of the ids: columns={"item": "its name"}.'
        return f"{what} No rated item is known: the ratings have ids such as {pair}. {cure}"
    return what


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
    """ml-latest, ml-32m, ml-25m, ml-20m: ratings.csv, movies.csv, and perhaps tags.csv."""
    films = read_catalogue(folder / "movies.csv")
    if (folder / "tags.csv").is_file():
        films = _with_tags(films, read_table(folder / "tags.csv"))
    return assemble(name, folder, read_ratings(folder / "ratings.csv"), _with_year(films))


def _with_tags(films: Catalogue, table: Table) -> Catalogue:
    """With a column `tags`: all tags of a film, joined by "|"."""
    items = numbers_of(read_ids(table, find_columns(table, ("item",))["item"], "item"), films.ids)
    if "tag" not in table.header:
        cure = "write tag above the tags in its header line, or take this file out of the folder."
        raise DataError(f"no column is called tag: {table.header}.", path=table.path, line=1, limit="tag", cure=cure)
    joined = table.frame["tag"].groupby(items).agg("|".join)
    tags = joined.reindex(films.table.index).fillna("")
    return Catalogue(films.ids, films.table.assign(tags=tags), films.folder)


def _dat(folder: Path, name: str) -> Dataset:
    """ml-1m, with titles in latin-1, and ml-10m, with half stars, UTF-8 and tags.dat: fields parted by "::"."""
    movies, tags = folder / "movies.dat", folder / "tags.dat"
    told = ["item", "title", "genres"]
    table = read_table(movies, "::", encoding_of(movies, "latin-1"), told, "none")
    films = make_catalogue(table, {role: role for role in told}, folder)
    if tags.is_file():
        told = ["user", "item", "tag", "time"]
        films = _with_tags(films, read_table(tags, "::", encoding_of(tags, "latin-1"), told, "none"))
    ratings = read_ratings(folder / "ratings.dat", ["user", "item", "rating", "time"], "::")
    return assemble(name, folder, ratings, _with_year(films))


def _ml_100k(folder: Path, name: str) -> Dataset:
    """ml-100k: u.data parted by tabs; u.item by "|", in latin-1, one 0/1 flag per genre of u.genre."""
    genres = read_table(folder / "u.genre", "|", "utf-8", ["genre", "number"], quotes="none").frame["genre"].tolist()
    header = ["item", "title", "release_date", "video_date", "url", *genres]
    films = folder / "u.item"
    table = read_table(films, "|", encoding_of(films, "latin-1"), header, quotes="none")
    known = [genre for genre in genres if genre != "unknown"]
    flags = table.frame[known].to_numpy(str) == "1"
    joined = ["|".join(np.compress(row, known)) for row in flags]
    table = replace(table, frame=table.frame.drop(columns=genres).assign(genres=joined))
    catalogue = make_catalogue(table, {"item": "item", "title": "title", "genres": "genres"}, folder)
    ratings = read_ratings(folder / "u.data", ["user", "item", "rating", "time"], "\t", scale=(1, 5))
    return assemble(name, folder, ratings, _with_year(catalogue))


def _with_year(films: Catalogue) -> Catalogue:
    """With a column `year` from titles such as "Toy Story (1995)" (Int64, missing where there is none)."""
    year = films.table["title"].str.extract(r"\((\d{4})\)\s*$", expand=False)
    return Catalogue(films.ids, films.table.assign(year=pd.to_numeric(year).astype("Int64")), films.folder)


FORMATS = {
    ("ratings.csv", "films.csv"): _embedded,
    ("ratings.csv", "movies.csv"): _latest,
    ("ratings.dat", "movies.dat"): _dat,
    ("u.data", "u.item", "u.genre"): _ml_100k,
}
# Files without a header line: how to read them with options of one's own.
WITH_OPTIONS = {
    "ratings.dat": 'read_csv_dataset({0!r}, read_catalogue({1!r}, ["item", "title", "genres"], "::", quotes="none"), '
    '["user", "item", "rating", "time"], "::")',
    "u.data": 'read_csv_dataset({0!r}, None, ["user", "item", "rating", "time"], "\\t")',
}
