"""What is in a folder or a zip, file by file, without unpacking anything and without following any link.

A file inside a zip (or inside a student's zip within a zip) is read from there when it is needed: nothing is
written, so no path in a zip can lead anywhere.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from recsys_course.grading.intake.zip_names import UTF_8_FLAG, encoding_of, mended

BYTES_AT_MOST = 256 * 2**20
FILES_AT_MOST = 200_000
DEEPEST = 40
OF_PROGRAMS = ("__MACOSX", ".git", ".venv", "__pycache__", "node_modules", "site-packages")
_FRAMES = re.compile("[\u2500-\u259f]")  # cp437 has them, names of people and files do not
_LINK = "is a symbolic link and is not followed. Cure: put the file itself there."


class CannotRead(OSError):
    """A folder, a zip or a file in it cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class File:
    """One file or folder that was found.

    parts: its path below the place, readable. path, inside: the file on disk, and the names in zips below it.
    time: when it was last changed, in seconds. folder: whether it is a folder. problem: why it cannot be read, or "".
    around: the folders and zips that stood around its student and were taken from the front of parts.
    """

    parts: tuple[str, ...]
    path: Path
    inside: tuple[str, ...] = ()
    time: float = 0.0
    folder: bool = False
    problem: str = ""
    around: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.parts[-1]

    def read(self) -> bytes:
        """The bytes of the file. Errors: CannotRead for links, broken or locked zips, more than 256 MiB."""
        return read_bytes(self.path, self.inside)


def walk(place: Path) -> Iterator[File]:
    """Everything in a folder or a zip, folders before what is in them. Errors: CannotRead."""
    if place.is_dir():
        yield from _walk_folder(place, ())
    elif zipfile.is_zipfile(place):
        yield from walk_zip(place)
    else:
        what = "no zip" if place.exists() else "not there"
        raise CannotRead(f"{place} is {what}. Cure: name the folder or the zip with the hand-ins.")


def read_bytes(path: Path, inside: tuple[str, ...] = ()) -> bytes:
    """The bytes of a file, or of a file in a zip. Errors: CannotRead."""
    if not inside:
        return _read_file(path)
    try:
        with _opened(path, inside[:-1]) as archive:
            return _member(archive, inside[-1])
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, KeyError) as error:
        if isinstance(error, CannotRead):
            raise
        raise CannotRead(f"{inside[-1]} in {path.name}: {error}. Cure: ask for the notebook without a zip.") from error
    except Exception as error:  # zlib.error, lzma.LZMAError: the libraries do not share an error
        raise CannotRead(f"{inside[-1]} in {path.name} is damaged ({error}). Cure: ask for it again.") from error


def walk_zip(path: Path, inside: tuple[str, ...] = ()) -> list[File]:
    """The files of a zip on disk (or of a zip inside it). Paths that leave it and links are found with a problem."""
    try:
        with _opened(path, inside) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}  # of two with one name, the later
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError, NotImplementedError) as error:
        raise CannotRead(f"{(inside or (path.name,))[-1]}: {error}. Cure: ask for the zip again.") from error
    if len(entries) > FILES_AT_MOST:
        raise CannotRead(f"{path.name} holds {len(entries):,} files, at most {FILES_AT_MOST:,}. Cure: look at it.")
    plain = [name for name, entry in entries.items() if not entry.flag_bits & UTF_8_FLAG]
    written = dict(zip(plain, mended(plain), strict=True))
    names = ((_extra_name(entry) or written.get(name, name), entry) for name, entry in entries.items())
    return [_entry(name, entry, path, inside) for name, entry in names]


def _extra_name(entry: zipfile.ZipInfo) -> str:
    """The name in UTF-8 that some programs keep beside the bytes (field 0x7075), or ""."""
    extra = entry.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == 0x7075 and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    return ""


def readable(name: str) -> str:
    """A file name as text that can be printed: accents composed, no control characters, no lone surrogates."""
    text = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    return "".join(letter if letter.isprintable() else "_" for letter in text)


def _walk_folder(folder: Path, parts: tuple[str, ...]) -> Iterator[File]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield File(parts or (folder.name,), folder, folder=True, problem=f"cannot be read ({error.strerror}).")
        return
    if any(entry.name == "pyvenv.cfg" for entry in entries):
        return
    for entry, name in zip(entries, _written([entry.name for entry in entries]), strict=True):
        if entry.name not in OF_PROGRAMS:
            yield from _found(entry, (*parts, readable(name)))


def _found(entry: os.DirEntry[str], parts: tuple[str, ...]) -> Iterator[File]:
    """One entry of a folder, and all below it."""
    own = Path(entry.path)
    try:
        kind = entry.stat(follow_symlinks=False)
    except OSError as error:
        yield File(parts, own, problem=f"cannot be read ({error.strerror}). Cure: ask for the file again.")
        return
    if stat.S_ISLNK(kind.st_mode):
        yield File(parts, own, problem=_LINK)
    elif stat.S_ISDIR(kind.st_mode):
        deep = "lies too deep to be read. Cure: move it up." if len(parts) >= DEEPEST else ""
        yield File(parts, own, folder=True, problem=deep)
        if not deep:
            yield from _walk_folder(own, parts)
    elif stat.S_ISREG(kind.st_mode):
        yield File(parts, own, time=kind.st_mtime)
    else:
        yield File(parts, own, problem="is not a file but a device or a pipe. Cure: remove it.")


def _written(names: list[str]) -> list[str]:
    """Names on a disk as people wrote them: not UTF-8, or unpacked by a program that took them for cp437."""
    raw = [os.fsencode(name) for name in names]
    broken = [one for one in raw if one.decode("utf-8", "ignore").encode() != one]
    code = encoding_of(broken)
    names = [one.decode(code, "replace") if one in broken else name for one, name in zip(raw, names, strict=True)]
    framed = [name for name in names if _FRAMES.search(name)]
    again = dict(zip(framed, mended(framed), strict=True))
    return [again.get(name, name) for name in names]


def _entry(name: str, entry: zipfile.ZipInfo, path: Path, inside: tuple[str, ...]) -> File:
    name = name.replace("\\", "/")
    parts = tuple(readable(part) for part in name.split("/") if part not in ("", "."))
    problem = ""
    if name.startswith("/") or ".." in parts or (parts and parts[0].endswith(":")):
        parts = tuple(part for part in parts if part != "..")
        problem = "has a path that leads out of the zip and is not read. Cure: ask for the notebook without a zip."
    elif stat.S_ISLNK(entry.external_attr >> 16):
        problem = _LINK
    changed = _seconds(entry.date_time)
    return File(parts or ("?",), path, (*inside, entry.filename), changed, name.endswith("/"), problem)


def _seconds(date: tuple[int, int, int, int, int, int]) -> float:
    """Seconds since 1970 for the time in a zip, which is local time; 0 for dates that do not exist."""
    try:
        return time.mktime((*date, 0, 0, -1))
    except (ValueError, OverflowError):
        return 0.0


def _read_file(path: Path) -> bytes:
    """A file that is not a link, even where it becomes one at this moment."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        raise CannotRead(f"{path.name} cannot be read ({error.strerror}). Cure: ask for the file again.") from error
    with open(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise CannotRead(f"{path.name} is not a file. Cure: remove it.")
        return _bounded(file, path.name)


def _opened(path: Path, inside: tuple[str, ...]) -> zipfile.ZipFile:
    """A zip on disk, or a zip within zips."""
    archive = zipfile.ZipFile(path)
    for name in inside:
        with archive:
            data = _member(archive, name)
        archive = zipfile.ZipFile(io.BytesIO(data))
    return archive


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return _bounded(file, name)


def _bounded(file: IO[bytes], name: str) -> bytes:
    """All bytes of a file, whatever size a zip claims. Errors: CannotRead beyond the limit."""
    data = file.read(BYTES_AT_MOST + 1)
    if len(data) > BYTES_AT_MOST:
        limit = BYTES_AT_MOST // 2**20
        raise CannotRead(f"{name} has more than {limit} MiB. Cure: ask for the notebook without its outputs.")
    return data
