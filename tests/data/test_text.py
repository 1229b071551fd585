"""What is no text in the told encoding is called by its name, and the cure works when it is followed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zipfile

import pytest

from recsys_course.data import DataError, read_catalogue, read_ratings

CSV = "user,item,rating\nann,1,3\nbob,2,4\n"


def zipped(**members: str) -> bytes:
    """A zip archive with these members; `__` in a name stands for a slash."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return made.getvalue()


# the first words of the file: (its bytes, its name in the message, the cure in the message)
NO_TEXT = {
    "gzip": (gzip.compress(CSV.encode()), "gzip", "gzip.open"),
    "bzip2": (bz2.compress(CSV.encode()), "bzip2", "bz2.open"),
    "xz": (lzma.compress(CSV.encode()), "xz", "lzma.open"),
    "zip": (zipped(ratings=CSV), "a zip archive", "unpack"),
    "xlsx": (zipped(xl__workbook="<x/>"), "an Excel workbook", "CSV UTF-8"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "an Excel workbook", "CSV UTF-8"),
    "parquet": (b"PAR1\x15\x04\x15" + bytes(40) + b"PAR1", "Parquet", "read_parquet"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF", "CSV"),
    "html": (b"\n<!DOCTYPE html>\n<html><head><title>Not found</title></head></html>", "web page", "download"),
    "html in capitals": (b"<HTML><BODY>404</BODY></HTML>", "web page", "download"),
    "git lfs": (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 9\n", "Git LFS", "git lfs pull"),
    "html without a head": (b"<script>location='login'</script>", "web page", "download"),
    "git lfs with a mark": (b"\xef\xbb\xbfversion https://git-lfs.github.com/spec/v1\r\n", "Git LFS", "git lfs pull"),
    "dvc": (b"outs:\n- md5: ab12\n  path: ratings.csv\n", "DVC", "dvc pull"),
    "a server": (b"404: Not Found", "answer of a server", "download"),
    "rtf": (rb"{\rtf1\ansi user,item,rating}", "RTF", "CSV UTF-8"),
    "docx": (zipped(word__document="<x/>"), "a Word document", "CSV UTF-8"),
    "matrix market": (b"%%MatrixMarket matrix coordinate real general\n1 1 1\n1 1 5\n", "Matrix Market", "mmread"),
    "json object": (b'{\n "ratings": [{"user": 1}]}', "one JSON object", "json.load"),
    "json lists": (b"[[1, 2, 3], [1, 3, 4]]", "JSON", "read_json"),
    "json": (b'{"user": 1, "item": 2}\n', "JSON", "read_json"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(20), "picture", "CSV"),
    "anything": (b"\x07\x01\x00\x02" * 9 + b"abc", "not text", "CSV UTF-8"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
@pytest.mark.parametrize("kind", NO_TEXT)
def test_a_file_that_is_no_text_is_called_by_its_name_in_every_encoding(tmp_path, kind, encoding):
    raw, name, cure = NO_TEXT[kind]
    (tmp_path / "r.csv").write_bytes(raw)
    for read in (read_ratings, read_catalogue):
        with pytest.raises(DataError) as caught:
            read(tmp_path / "r.csv", encoding=encoding)
        message = str(caught.value)
        assert name in message and cure in message and "UTF-16" not in message and "separator" not in message


@pytest.mark.parametrize("module", [gzip, bz2, lzma])
def test_the_cure_for_a_packed_file_unpacks_it(tmp_path, module, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.csv.gz").write_bytes(module.compress(CSV.encode()))
    with pytest.raises(DataError) as caught:
        read_ratings("r.csv.gz")
    exec(re.search(r"import .*\)$", str(caught.value), re.M)[0])
    assert read_ratings("unpacked.csv")["item"].tolist() == [1, 2]


ENCODINGS = {
    "gb18030": "user,item,rating\n张三,流浪地球,5\n",
    "latin-1": "user,item,rating\nJosé,1,3\n",
    "cp1252": "user,item,rating\nO’Neill – “Tip”,1,3\n",
    "cp1251": "user,item,rating\nАнна,1,3\n",
    "utf-16": "user,item,rating\nJosé,1,3\n",
    "utf-16-le": "user,item,rating\nJosé,1,3\n",
    "utf-16-be": "user,item,rating\nJosé,1,3\n",
    "utf-32": "user,item,rating\nJosé,1,3\n",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_cure_names_the_encoding_and_following_it_reads_the_file(tmp_path, encoding):
    text = ENCODINGS[encoding]
    (tmp_path / "r.csv").write_bytes(text.encode(encoding))
    with pytest.raises(DataError) as caught:
        read_ratings(tmp_path / "r.csv")
    assert f'encoding="{encoding}"' in str(caught.value)
    assert read_ratings(tmp_path / "r.csv", encoding=encoding)["user"][0] == text.split("\n")[1].split(",")[0]


def test_the_cure_shows_how_the_line_reads_in_each_encoding(tmp_path):
    (tmp_path / "r.csv").write_bytes(ENCODINGS["gb18030"].encode("gb18030"))
    with pytest.raises(DataError, match=r'line 2.*\n.*\n.*encoding="gb18030" reads "张三,流浪地球,5"'):
        read_ratings(tmp_path / "r.csv")


def test_a_utf_16_file_is_named_though_another_encoding_was_told_and_the_other_way_round(tmp_path):
    (tmp_path / "wide.csv").write_bytes(CSV.encode("utf-16"))
    (tmp_path / "plain.csv").write_text(CSV)
    with pytest.raises(DataError, match='encoding="utf-16"'):
        read_ratings(tmp_path / "wide.csv", encoding="latin-1")
    with pytest.raises(DataError, match=r'not UTF-16.*\n.*\n.*encoding="utf-8"'):
        read_ratings(tmp_path / "plain.csv", encoding="utf-16")


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13"])
def test_what_is_no_encoding_of_text_is_refused(tmp_path, encoding):
    (tmp_path / "r.csv").write_text(CSV)
    with pytest.raises(DataError, match=f"no encoding '{encoding}'.*\n.*\n.*'latin-1'"):
        read_ratings(tmp_path / "r.csv", encoding=encoding)
