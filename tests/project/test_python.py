"""One range of Pythons: pyproject.toml states it, pages repeat it, `make start` refuses others in one sentence."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
RANGE = Requirement("python" + tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"])
ALLOWED = [minor for minor in range(30) if RANGE.specifier.contains(f"3.{minor}.0")]
WORDS = f"Python 3.{ALLOWED[0]} to 3.{ALLOWED[-1]}"
PAGES = ("README.md", "CONTRIBUTING.md", "Makefile", "recsys_course/grading/release/bundle.py")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_states_the_range_of_pyproject_and_no_other(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert WORDS in text
    assert set(re.findall(r"Python 3\.\d+(?: to 3\.\d+| or later)", text)) == {WORDS}


def test_conda_users_get_the_same_range():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    (python,) = [entry for entry in listed if isinstance(entry, str) and entry.startswith("python")]
    assert Requirement(python).specifier == RANGE.specifier


def test_every_python_that_is_named_as_an_example_is_allowed():
    for page in (*PAGES, "TEACHING.md"):
        named = re.findall(r"python3\.(\d+)|py -3\.(\d+)", (ROOT / page).read_text(encoding="utf-8"))
        assert {int(one or other) for one, other in named} <= set(ALLOWED), page


def fake_python(folder: Path, version: tuple[int, int]) -> Path:
    """A program that says it is this Python, and that makes no environment: it only says that it was asked to."""
    path = folder / f"python{version[0]}.{version[1]}"
    pretend = f"import sys; sys.version_info = ({version[0]}, {version[1]}, 0, 'final', 0); "
    path.write_text(f'#!/bin/sh\n[ "$1" = -c ] && exec {sys.executable} -c "{pretend}$2"\necho "asked: $*"\nexit 7\n')
    path.chmod(0o755)
    return path


def make_start(folder: Path, python: Path | str) -> subprocess.CompletedProcess:
    """`make start PYTHON=...` in a folder with the project's Makefile and nothing installed."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    env = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(
        ["make", "start", f"PYTHON={python}"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("minor", ALLOWED)
def test_make_start_takes_every_python_of_the_range(tmp_path, minor):
    said = make_start(tmp_path, fake_python(tmp_path, (3, minor)))
    assert "asked: -m venv .venv" in said.stdout and "The course needs" not in said.stdout


@pytest.mark.parametrize("version", [(3, ALLOWED[0] - 1), (3, ALLOWED[-1] + 1), (2, 7), (4, 0), (3, 9), (3, 30)])
def test_make_start_refuses_others_in_one_sentence_that_says_how_to_choose(tmp_path, version):
    python = fake_python(tmp_path, version)
    said = make_start(tmp_path, python)
    assert said.returncode != 0 and "asked:" not in said.stdout and not (tmp_path / ".venv").exists()
    assert said.stdout.strip() == (
        f"The course needs {WORDS}, and '{python}' is {version[0]}.{version[1]}: "
        "choose one that you have, for example: make start PYTHON=python3.12"
    )


def test_make_start_says_so_where_the_python_is_not_there(tmp_path):
    said = make_start(tmp_path, "python3.99")
    assert said.stdout.strip().startswith(f"The course needs {WORDS}, and 'python3.99' is not there: choose")
