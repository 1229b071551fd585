"""`load`: a data set by its name."""

from __future__ import annotations

import os
from pathlib import Path

from recsys_course.data.dataset import Dataset
from recsys_course.data.download import fetch
from recsys_course.data.errors import DataError
from recsys_course.data.formats import FORMATS, read_folder
from recsys_course.data.sources import SOURCES

EMBEDDED = ("tiny", "harbour")
PROJECT = Path(__file__).resolve().parents[2]


def load(name: str | None = None, download: bool = False) -> Dataset:
    """The data set `name`: "tiny", "harbour", "ml-latest-small", "ml-100k", "ml-1m", or a folder of yours.

    None means $RECSYS_COURSE_DATASET, and "harbour" when that is not set.
    Looked for, in this order: the folder NAME in $RECSYS_COURSE_DATA (or that folder itself when it is
    called NAME), then datasets/NAME in the project. With download=True a MovieLens set that is in neither
    place is fetched into the first of them. Errors: DataError that says where it looked and what to do.
    """
    name = name or os.environ.get("RECSYS_COURSE_DATASET") or "harbour"
    if Path(name).name != name or name in (".", ".."):
        raise DataError(
            f"{name!r} is not a name.",
            limit="the name of a folder, without / or \\",
            cure="for a file of your own use read_csv_dataset(path), for a folder read_folder(path).",
        )
    places = _places(name)
    for place in places:
        if _holds_data(place):
            return read_folder(place, name)
    if download and places and name not in EMBEDDED:
        return read_folder(fetch(name, places[0]), name)
    raise _not_found(name, places)


def _places(name: str) -> list[Path]:
    """The folders in which `name` may be, first choice first."""
    home = os.environ.get("RECSYS_COURSE_DATA")
    places = []
    if home:
        folder = Path(home).expanduser()
        places.append(folder if folder.resolve().name == name else folder / name)
    if (PROJECT / "pyproject.toml").is_file():  # a checkout; an installed package has no datasets beside it
        places.append(PROJECT / "datasets" / name)
    return places


def _holds_data(folder: Path) -> bool:
    """Whether one file of any format is there: then `read_folder` can say better than this file what is missing."""
    return any((folder / file).is_file() for files in FORMATS for file in files)


def _not_found(name: str, places: list[Path]) -> DataError:
    looked = " and ".join(str(place) for place in places) or "nowhere: RECSYS_COURSE_DATA is not set"
    if name in EMBEDDED:
        cure = "it belongs to the course: fetch the project again, or let RECSYS_COURSE_DATA name its datasets."
    elif name in SOURCES:
        cure = (
            f'call load("{name}", download=True); or, without a network, unzip {SOURCES[name].url} so that '
            f"{' and '.join(_files_of(name))} lie in {places[0] if places else 'a folder ' + name}."
        )
    else:
        cure = f"check the spelling ({', '.join((*EMBEDDED, *SOURCES))}); for a CSV use read_csv_dataset(path)."
    if not places:
        cure += " Then set the environment variable RECSYS_COURSE_DATA to the folder around it."
    return DataError(
        f"the data set {name!r} was not found.",
        limit=f"a folder with its files. Looked in: {looked}",
        cure=cure,
    )


def _files_of(name: str) -> tuple[str, ...]:
    return {"ml-100k": ("u.data", "u.item", "u.genre"), "ml-1m": ("ratings.dat", "movies.dat")}.get(
        name, ("ratings.csv", "movies.csv")
    )
