"""Files that are no table of text are known by their first bytes, and called by their name."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from recsys_course.data.errors import DataError

LIMIT = "text: one line per row, the fields separated by :: tab ; | or ,"
SHEET = 'open it in a spreadsheet program and save the sheet as "CSV UTF-8".'
UNPACKED = (
    "unpack it and read the file inside: import {0}, pathlib; "
    'pathlib.Path("unpacked.csv").write_bytes({0}.open({1!r}).read())'
)
TABLE = 'write it as CSV: import pandas as pd; pd.{0}({1!r}).to_csv("written.csv", index=False)'
ARCHIVE = 'unpack it and read the file inside: import shutil; shutil.unpack_archive({1!r}, "unpacked", "{0}")'
OTHER_ARCHIVE = "unpack it with a program for such archives, and read the file inside."
MATRIX = (
    "write it as CSV: import scipy.io, pandas as pd; m = scipy.io.mmread({1!r}).tocoo(); "
    'pd.DataFrame({{"user": m.row, "item": m.col, "rating": m.data}}).to_csv("written.csv", index=False)'
)
PAGE = "the address leads to a page, perhaps a login or an error: fetch the file again, by its download link."
WRITTEN = (
    "find the list of ratings in it and write it as CSV: import json, pandas as pd; "
    'pd.DataFrame(json.load(open({1!r}))["name of the list"]).to_csv("written.csv", index=False)'
)
OPENED = 'open it with the program that it is for, and save its table as "CSV UTF-8".'
# What begins in this way is no table of text: name -> (pattern, cure, the word {0} of the cure; its {1} is the path).
BINARY = {
    "an Excel workbook (xlsx)": (rb"PK\x03\x04(?s:.)*xl/workbook", SHEET, ""),
    "an OpenDocument sheet (ods)": (rb"PK\x03\x04(?s:.){26}mimetypeapplication/vnd", SHEET, ""),
    "an Excel workbook (xls)": (rb"\xd0\xcf\x11\xe0", SHEET, ""),
    "a Word document": (rb"PK\x03\x04(?s:.)*word/document", OPENED, ""),
    "a text with formats (RTF)": (rb"\{\\rtf", OPENED, ""),
    "a zip archive": (rb"PK[\x03\x05]", ARCHIVE, "zip"),
    "a tar archive": (rb"(?s:.){257}ustar", ARCHIVE, "tar"),
    "a 7z archive": (rb"7z\xbc\xaf", OTHER_ARCHIVE, ""),
    "a rar archive": (rb"Rar!\x1a", OTHER_ARCHIVE, ""),
    "packed with gzip": (rb"\x1f\x8b", UNPACKED, "gzip"),
    "packed with bzip2": (rb"BZh[1-9]1AY", UNPACKED, "bz2"),
    "packed with xz": (rb"\xfd7zXZ\0", UNPACKED, "lzma"),
    "packed with zstd": (rb"\x28\xb5\x2f\xfd", "unpack it: zstd -d; then read the file that was inside.", ""),
    "a Parquet table": (rb"PAR1[^\w,;|]", TABLE, "read_parquet"),
    "a Feather table": (rb"ARROW1\0|FEA1", TABLE, "read_feather"),
    "a pickle of Python": (rb"\x80[\x02-\x05]", OPENED, ""),
    "an array of NumPy": (rb"\x93NUMPY", OPENED, ""),
    "an HDF5 file": (rb"\x89HDF", OPENED, ""),
    "an SQLite data base": (rb"SQLite format 3\0", OPENED, ""),
    "a PDF": (rb"%PDF-", OPENED, ""),
    "a picture": (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a", OPENED, ""),
    "a web page (HTML or XML)": (
        rb"\s*<(?:!--|[!?]?[a-zA-Z][^<>\n]*>)",
        PAGE,
        "",
    ),
    "the answer of a server": (
        rb"(?i)\s*(?:(?:error )?[45]\d\d\b|not found|access denied|forbidden|too many requests)[^,;\t\n]*\s*\Z",
        PAGE,
        "",
    ),
    "a pointer of Git LFS": (
        rb"version https://git-lfs",
        "the data is elsewhere: run git lfs install, then git lfs pull, in its repository.",
        "",
    ),
    "a pointer of git-annex": (
        rb"(?:\.\./)*(?:\.git)?/annex/objects/",
        "the data is elsewhere: run git annex get.",
        "",
    ),
    "a pointer of DVC": (rb"outs:\s+- md5:", "the data is elsewhere: run dvc pull.", ""),
    "a Matrix Market file": (rb"%%MatrixMarket", MATRIX, ""),
    "JSON": (rb'\s*\[\s*[\[{]\s*["\d]', TABLE, "read_json"),
    "JSON in lines": (rb'\s*\{"[^\n\[]*\}\s*(?:\n\s*\{"|\Z)', TABLE.replace("{1!r}", "{1!r}, lines=True"), "read_json"),
    "one JSON object": (rb'\s*\{\s*"', WRITTEN, ""),
}


def refuse_binary(path: Path, raw: bytes) -> None:
    """Errors: DataError for a file of one of the kinds in `BINARY`, with its name and how to get at its table."""
    for name, (begins, cure, word) in BINARY.items():
        if re.match(begins, raw.removeprefix(codecs.BOM_UTF8)):
            what = f"this is {name}, not a table of text. It begins with {raw[:8]!r}."
            raise DataError(what, path=path, limit=LIMIT, cure=cure.format(word, str(path)))
