"""Fetch a MovieLens set: terms shown, checksum compared, unpacked with care, or nothing left behind."""

from __future__ import annotations

import os
import stat
import tempfile
import zipfile
import zlib
from pathlib import Path

from recsys_course.data.errors import DataError
from recsys_course.data.formats import read_folder
from recsys_course.data.sources import SOURCES, TERMS

UNPACKED_LIMIT = 300 * 2**20  # bytes; ml-1m, the largest known set, unpacks to 24 MiB


def fetch(name: str, folder: Path) -> Path:
    """Download the set `name` and unpack it into `folder`, which must not exist yet. Returns `folder`.

    Prints the terms first and shows a progress bar.
    Errors: DataError, with nothing left behind, for no network, another checksum, a broken or unsafe zip.
    """
    if name not in SOURCES:
        raise DataError(
            f"the course knows no download for {name!r}.",
            limit=f"one of {', '.join(SOURCES)}",
            cure="fetch it yourself and put its files into a folder of that name.",
        )
    print(TERMS.format(name=name, terms=SOURCES[name].terms))
    make_folder(folder.parent)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".download-") as work:
        archive = _download(name, Path(work), folder)
        return unpack(archive, folder)


def _download(name: str, work: Path, folder: Path) -> Path:
    """The zip in the folder `work`, its checksum compared."""
    import pooch  # slow to import, and needed only here

    source = SOURCES[name]
    by_hand = f"fetch {source.url} with a browser, and unzip it so that its files lie in {folder}."
    try:
        fetcher = pooch.HTTPDownloader(progressbar=True, timeout=30)
        return Path(pooch.retrieve(source.url, source.checksum, f"{name}.zip", work, downloader=fetcher))
    except ValueError as error:
        if "hash" not in str(error):
            raise
        raise DataError(
            "the download is not the file the course knows; it was deleted.",
            path=source.url,
            limit=f"{source.checksum} ({source.size:,} bytes)",
            cure="try again: a broken line is the usual reason. If it happens twice, GroupLens has a new "
            f"edition: {by_hand}",
        ) from error
    except OSError as error:  # every error of requests is one
        raise DataError(
            f"the download failed: {error}.",
            path=source.url,
            cure=f"check the network and try again; or {by_hand}",
        ) from error


def unpack(archive: Path | str, folder: Path | str, limit: int = UNPACKED_LIMIT) -> Path:
    """Unpack a MovieLens zip into `folder`, which must not exist yet (or be empty). Returns `folder`.

    Nothing is written before every member has been looked at, and `folder` appears only when all is well:
    the zip is unpacked beside it, read once as a data set, then renamed.
    Errors: DataError for a broken zip, a member that leads elsewhere, a link, too much, no data set inside.
    """
    archive, folder = Path(archive), Path(folder)
    make_folder(folder.parent)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataError("this folder is not empty.", path=folder, cure="move it away first; nothing was changed.")
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unpack-") as work:
        _extract(archive, Path(work), limit)
        inside = [path for path in Path(work).iterdir() if path.is_dir() and path.name != "__MACOSX"]
        source = inside[0] if len(inside) == 1 else Path(work)
        read_folder(source, folder.name)
        if folder.exists():
            folder.rmdir()
        if source in inside:
            os.replace(source, folder)
        else:
            _move_all(source, folder)
    return folder


def _move_all(source: Path, folder: Path) -> None:
    """For a zip without a top folder: its files move into `folder`."""
    folder.mkdir()
    for path in source.iterdir():
        os.replace(path, folder / path.name)


def make_folder(folder: Path) -> None:
    """Create a folder to put data into. Errors: DataError where that is not allowed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(
            f"this folder cannot be created: {error}.",
            path=folder,
            cure="set RECSYS_COURSE_DATA to a folder that you may write to.",
        ) from error


def _extract(archive: Path, work: Path, limit: int) -> None:
    """Unpack into `work` after all members have been checked. Errors: DataError for a broken zip."""
    try:
        with zipfile.ZipFile(archive) as zipped:
            for member in zipped.infolist():
                _check_member(archive, member)
            total = sum(member.file_size for member in zipped.infolist())
            if total > limit:
                raise DataError(
                    f"unpacked it would be {total:,} bytes.",
                    path=archive,
                    limit=f"{limit:,} bytes",
                    cure="this is larger than what the course fetches; do not unpack it, unless you know where "
                    f"it comes from and say limit={total}.",
                )
            zipped.extractall(work)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise DataError(
            f"the zip is broken or cannot be read: {error}.",
            path=archive,
            cure="download it again; nothing was unpacked.",
        ) from error


def _check_member(archive: Path, member: zipfile.ZipInfo) -> None:
    """Refuse a member that is not a plain file or folder below the place where we unpack."""
    name = member.orig_filename.replace("\\", "/")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        what = "would be written outside the folder"
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        what = "is a link or a special file"
    elif member.flag_bits & 1:
        what = "is encrypted"
    else:
        return
    raise DataError(
        f"the member {member.orig_filename!r} {what}.",
        path=archive,
        limit="plain files below one folder",
        cure="do not unpack this zip; fetch it again from GroupLens. Nothing was unpacked.",
    )
