"""`load`: what it says when a set is not there; downloads, good and bad, from a server on this machine."""

from __future__ import annotations

import functools
import hashlib
import http.server
import stat
import threading
import zipfile
from pathlib import Path

import pytest

from recsys_course.data import DataError, download, load, loading, read_folder, unpack
from recsys_course.data.sources import SOURCES, Source


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty data folder of our own; the project's datasets are out of reach."""
    folder = tmp_path / "home"
    monkeypatch.setenv("RECSYS_COURSE_DATA", str(folder))
    monkeypatch.setattr(loading, "PROJECT", tmp_path / "elsewhere")
    return folder


def test_load_says_where_it_looked_and_where_to_put_which_file(home):
    with pytest.raises(DataError) as caught:
        load("ml-1m")
    message = str(caught.value)
    assert str(home / "ml-1m") in message and 'load("ml-1m", download=True)' in message
    assert "ratings.dat and movies.dat" in message and SOURCES["ml-1m"].url in message


def test_load_without_any_place_says_what_to_set(home, monkeypatch):
    monkeypatch.delenv("RECSYS_COURSE_DATA")
    with pytest.raises(DataError, match=r"Looked in: nowhere(.|\n)*Then set the environment variable"):
        load("ml-1m", download=True)


def test_load_tells_spelling_mistakes_and_paths_apart(home):
    with pytest.raises(DataError, match=r"check the spelling .*harbour"):
        load("ml-lates-small")
    with pytest.raises(DataError, match="is not a name"):
        load("../secrets")
    with pytest.raises(DataError, match="knows no download for 'ml-9m'"):
        load("ml-9m", download=True)
    with pytest.raises(DataError, match="belongs to the course"):
        load("harbour", download=True)
    assert not home.exists()


def test_a_folder_with_half_of_its_files_says_which_are_needed(home):
    (home / "ml-1m").mkdir(parents=True)
    (home / "ml-1m" / "ratings.dat").write_text("1::2::3::4\n")
    with pytest.raises(DataError, match=r"Found: \['ratings.dat'\](.|\n)*ratings.dat and movies.dat"):
        load("ml-1m")


GOOD = {"ml-1m/ratings.dat": "1::661::3::978302109\n", "ml-1m/movies.dat": "661::Heat (1995)::Action\n"}


def make_zip(path: Path, files: dict[str, str], link: str = "") -> Path:
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
        if link:
            member = zipfile.ZipInfo(link)
            member.external_attr = (stat.S_IFLNK | 0o777) << 16
            zipped.writestr(member, "/etc")
    return path


def write_good(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, text in GOOD.items():
        (folder / Path(name).name).write_text(text)
    return folder


def test_load_looks_in_the_environment_first_then_in_the_project(home, monkeypatch):
    (loading.PROJECT / "datasets").mkdir(parents=True)
    (loading.PROJECT / "pyproject.toml").write_text("")
    ours = write_good(loading.PROJECT / "datasets" / "ml-1m")
    assert load("ml-1m").folder == ours
    theirs = write_good(home / "ml-1m")
    assert load("ml-1m").folder == theirs
    monkeypatch.setenv("RECSYS_COURSE_DATA", str(theirs))
    assert load("ml-1m").folder == theirs
    monkeypatch.setenv("RECSYS_COURSE_DATASET", "ml-1m")
    assert load().name == "ml-1m"


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A function that serves a zip as ml-1m from 127.0.0.1 and tells the course its (or another) checksum."""
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    handler = functools.partial(quiet, directory=str(tmp_path / "web"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    def serve(path: Path, checksum: str | None = None) -> None:
        checksum = checksum or "md5:" + hashlib.md5(path.read_bytes()).hexdigest()
        url = f"http://127.0.0.1:{server.server_port}/{path.name}"
        monkeypatch.setitem(SOURCES, "ml-1m", Source(url, checksum, 1, "https://terms.example"))

    yield serve
    server.shutdown()
    server.server_close()


def test_a_download_shows_the_terms_and_gives_the_data_set(tmp_path, home, served, capsys):
    served(make_zip(tmp_path / "web" / "ml-1m.zip", GOOD))
    read = load("ml-1m", download=True)
    assert read.catalogue.titles.tolist() == ["Heat (1995)"] and read.folder == home / "ml-1m"
    shown = capsys.readouterr()
    assert "https://terms.example" in shown.out and "10.1145/2827872" in shown.out and "100%" in shown.err
    assert [path.name for path in home.iterdir()] == ["ml-1m"]
    assert load("ml-1m").name == "ml-1m"


def test_a_wrong_checksum_leaves_nothing_behind(tmp_path, home, served):
    served(make_zip(tmp_path / "web" / "ml-1m.zip", GOOD), "md5:" + "0" * 32)
    with pytest.raises(DataError, match=r"not the file the course knows(.|\n)*md5:0000(.|\n)*try again"):
        load("ml-1m", download=True)
    assert list(home.iterdir()) == []


def test_a_download_that_is_not_there_says_how_to_do_it_by_hand(tmp_path, home, served):
    served(make_zip(tmp_path / "web" / "ml-1m.zip", GOOD))
    (tmp_path / "web" / "ml-1m.zip").unlink()
    with pytest.raises(DataError, match=r"download failed: 404(.|\n)*with a browser, and unzip"):
        load("ml-1m", download=True)
    assert list(home.iterdir()) == []


BAD_ZIPS = {
    "a path upwards": (
        dict(GOOD, **{"ml-1m/../../evil.txt": "x"}),
        "",
        "'ml-1m/../../evil.txt' would be written",
    ),
    "an absolute path": (dict(GOOD, **{"/evil.txt": "x"}), "", "'/evil.txt' would be written outside"),
    "a Windows path": (dict(GOOD, **{"..\\evil.txt": "x"}), "", "evil.txt' would be written outside"),
    "a drive": (dict(GOOD, **{"C:/evil.txt": "x"}), "", "'C:/evil.txt' would be written outside"),
    "a link": (GOOD, "ml-1m/link", "'ml-1m/link' is a link or a special file"),
    "no data set": ({"ml-1m/readme.txt": "x"}, "", "no data set is here"),
    "a broken data set": (
        dict(GOOD, **{"ml-1m/ratings.dat": "1::2::77::4\n"}),
        "",
        "rating '77' is out of range",
    ),
}


@pytest.mark.parametrize("fault", BAD_ZIPS)
def test_a_bad_zip_is_refused_whole(tmp_path, home, served, fault):
    files, link, words = BAD_ZIPS[fault]
    served(make_zip(tmp_path / "web" / "ml-1m.zip", files, link))
    with pytest.raises(DataError) as caught:
        load("ml-1m", download=True)
    assert words in str(caught.value)
    assert list(home.iterdir()) == [] and not list(tmp_path.rglob("evil*"))


def test_a_broken_zip_is_refused_whole(tmp_path, home, served):
    path = make_zip(tmp_path / "web" / "ml-1m.zip", {**GOOD, "ml-1m/more.txt": "word " * 4000})
    whole = path.read_bytes()
    middle = whole.index(b"more.txt") + 20
    for content in (b"no zip at all", whole[:-30], whole[:middle] + b"\xff" * 9 + whole[middle + 9 :]):
        path.write_bytes(content)
        served(path)
        with pytest.raises(DataError, match=r"zip is broken(.|\n)*download it again"):
            load("ml-1m", download=True)
        assert list(home.iterdir()) == []


def test_a_zip_that_would_fill_the_disk_is_refused(tmp_path):
    path = make_zip(tmp_path / "big.zip", {**GOOD, "ml-1m/zeros": "0" * 5_000_000})
    with pytest.raises(DataError, match=r"5,000,\d+ bytes(.|\n)*1,000,000 bytes"):
        unpack(path, tmp_path / "out" / "ml-1m", limit=1_000_000)
    assert list((tmp_path / "out").iterdir()) == []


def test_unpack_takes_a_zip_by_hand_with_or_without_a_top_folder(tmp_path):
    top = make_zip(tmp_path / "a.zip", GOOD)
    flat = make_zip(tmp_path / "b.zip", {name.split("/")[1]: text for name, text in GOOD.items()})
    for number, path in enumerate((top, flat)):
        folder = unpack(path, tmp_path / f"out{number}" / "ml-1m")
        assert len(read_folder(folder).interactions) == 1
        assert sorted(p.name for p in folder.iterdir()) == ["movies.dat", "ratings.dat"]
    with pytest.raises(DataError, match="not empty"):
        unpack(top, tmp_path / "out0" / "ml-1m")


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="cannot be created"):
        download.make_folder(tmp_path / "file" / "sub")
