"""Formgrader in a real browser: an instructor opens a graded hand-in, reads the words and gives points."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from recsys_course.grading.records.gradebook import by_hand
from recsys_course.grading.release.course_folder import release
from recsys_course.grading.release.path_env import scripts_on_path
from tests.helpers.classroom.hand_ins import LESSON, ROOT, WORDS
from tests.helpers.classroom.harmful_words import HARM, WHY, Elements, written
from tests.helpers.classroom.recorded_marks import put, row

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HOSTILE = "O'Hara (2)"
TOKEN = "a-token-for-this-test"
SECONDS = 120  # until the server answers, and until the browser has read a page
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no Chromium. Cure on Debian: apt-get install chromium."
)


@dataclass(frozen=True)
class Server:
    """A Jupyter server in a recorded course."""

    course: Path
    port: int

    def first(self) -> str:
        """The address that the server prints and opens when it starts."""
        return f"http://127.0.0.1:{self.port}/formgrader/gradebook?token={TOKEN}"

    def url(self, path: str) -> str:
        """Another page of formgrader, for a browser that was not there before."""
        return f"http://127.0.0.1:{self.port}/login?next=%2Fformgrader%2F{path}&token={TOKEN}"

    def ask(self, path: str, query: str = "", given: dict | None = None) -> object:
        """Ask formgrader's own interface, as the page does; with `given`: save it."""
        data, kind = (None, "GET") if given is None else (json.dumps(given).encode(), "PUT")
        url = f"http://127.0.0.1:{self.port}/formgrader/api/{path}?token={TOKEN}{query}"
        request = urllib.request.Request(url, data, method=kind)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return json.loads(answer.read())

    def submission(self, student: str) -> str:
        """The number of a hand-in in formgrader's pages."""
        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}", "") as gradebook:
            return gradebook.find_submission_notebook(LESSON, LESSON, student).id


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a free port, as TEACHING.md starts it; it ends with the tests."""
    home = tmp_path_factory.mktemp("release")
    course = release(ROOT, home, ["03"]).course
    put(course, "anna")
    put(course, HOSTILE, written(HARM))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    words += ["--no-browser", "--LabApp.default_url=/formgrader/gradebook", *(["--allow-root"] if _is_root() else [])]
    own = {"JUPYTER_RUNTIME_DIR": str(home / "runtime"), "JUPYTER_CONFIG_DIR": str(home / "config")}
    with scripts_on_path(), open(home / "log", "wb") as log:
        command = [sys.executable, "-m", "jupyter", "lab", *words]
        process = subprocess.Popen(command, cwd=course, stdout=log, stderr=log, env=os.environ | own)
    try:
        _wait(process, f"http://127.0.0.1:{port}/api", home / "log")
        yield Server(course, port)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _is_root() -> bool:
    return hasattr(os, "getuid") and os.getuid() == 0


def _wait(process: subprocess.Popen, url: str, log: Path) -> None:
    """Until the server answers. Fails with the server's own words."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"no server at {url}: {log.read_text(errors='replace')[-2000:]}")


def page(url: str, folder: Path) -> str:
    """A page after its scripts have run. The browser reaches nothing but this machine."""
    assert CHROMIUM is not None
    words = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
    words += ["--disable-component-update", f"--user-data-dir={folder}", "--virtual-time-budget=20000", "--dump-dom"]
    words += ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", *(["--no-sandbox"] if _is_root() else [])]
    done = subprocess.run([CHROMIUM, *words, url], capture_output=True, timeout=SECONDS)
    return done.stdout.decode("utf-8", "replace")


def box(found: str, task: str) -> str:
    """The score box of a cell, as HTML."""
    (one,) = re.findall(rf'<input[^>]* id="{task}"[^>]*>', found)
    return one


@needs_chromium
def test_the_words_and_a_score_box_that_waits_are_in_the_page(server: Server, tmp_path: Path) -> None:
    found = page(server.url(f"submissions/{server.submission('anna')}/"), tmp_path)
    assert WORDS in found
    assert "needs_manual_grade" in box(found, WHY)
    assert "needs_manual_grade" not in box(found, "check-03-q1") and 'placeholder="1"' in box(found, "check-03-q1")
    assert "1 of 1 points. Words of mine." in found


@needs_chromium
def test_nothing_of_a_hostile_hand_in_runs_in_the_page(server: Server, tmp_path: Path) -> None:
    found = page(server.url(f"submissions/{server.submission(HOSTILE)}/"), tmp_path)
    assert "<title>03_neighbours</title>" in found  # the attacks would change it
    assert "needs_manual_grade" in box(found, WHY)
    assert "onerror" in found and not {"onerror", "onload"} & {
        name for _, attrs in Elements(found).found for name, _ in attrs
    }


@needs_chromium
def test_the_list_of_hand_ins_leads_to_each(server: Server, tmp_path: Path) -> None:
    assert f"/formgrader/gradebook/{LESSON}" in page(server.first(), tmp_path / "first")
    found = page(server.url(f"gradebook/{LESSON}/{LESSON}"), tmp_path)
    assert all(f"/formgrader/submissions/{server.submission(name)}" in found for name in ("anna", HOSTILE))
    assert HOSTILE in found


def test_points_given_in_formgrader_come_back_in_the_report(server: Server) -> None:
    result = put(server.course, "bo")
    grades = server.ask("grades", f"&submission_id={server.submission('bo')}")
    assert isinstance(grades, list) and len(grades) == 14
    (words,) = [one for one in grades if one["name"] == WHY]
    assert words["needs_manual_grade"] and words["max_score"] == 2
    server.ask(f"grade/{words['id']}", given={"manual_score": 1.5, "extra_credit": None})
    assert row(server.course, "bo", WHY).manual == 1.5
    assert by_hand(server.course, result).points == result.points + 1.5
