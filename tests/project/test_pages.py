"""Every path and every command that a page names is there."""

import re
from pathlib import Path

import pytest

from recsys_course.grading.cli import main

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "TEACHING.md", "SECURITY.md", ".github/pull_request_template.md")
# What commands make, and what git ignores.
MADE = ("build", ".venv", "course", "feedback", "student.zip", "grades.csv", "secret", "anna_1001_03.ipynb")
# README writes `models/base.py` below the package's name, and TEACHING.md `lesson_03/quiz.py` below the exercises'.
ROOMS = (ROOT, ROOT / "recsys_course", ROOT / "recsys_course/exercises")
PLACEHOLDER = re.compile(r"(?:^|[/_.])(?:NAME|NN)(?=$|[/_.])")
PATH = re.compile(r"[\w.-]+(?:/[\w.*-]+)*/?")
COMMAND = re.compile(r"\bmake ([a-z][a-z-]*)|\b((?:tools|benchmarks|datasets)/[\w/]+\.py)\b|\brecsys-course ([a-z]+)")


def code(text):
    """What stands between single backticks, and each line of a fenced block."""
    fence = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return [line for block in fence.findall(text) for line in block.splitlines()] + re.findall(
        r"`([^`\n]+)`", fence.sub("", text)
    )


def paths(text):
    """The words that are meant as paths of the project: with a slash inside, or the name of a file at the root."""
    for word in (word for line in code(text) for word in line.split()):
        parts = word.rstrip("/").split("/")
        named = PATH.fullmatch(word) and ("/" in word or re.search(r"\.(md|py|toml|yml|yaml|txt|ipynb)$", word))
        if named and parts[0] not in MADE and not word.startswith((".venv", "..", "/")):
            yield word


def is_there(word):
    """Whether the path is there; where a name is left open, whether its folder or one above it is."""
    found = PLACEHOLDER.search(word)
    fixed = word[: word.rindex("/", 0, found.start() + 1) + 1] if found and "/" in word[: found.start() + 1] else word
    return any(any(room.glob(fixed.rstrip("/"))) for room in ROOMS if fixed)


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_is_there(page):
    named = list(paths((ROOT / page).read_text(encoding="utf-8")))
    assert [word for word in named if not is_there(word)] == [], f"{page} names what is not there."


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_names_is_there(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
    helped = set(re.findall(r'@echo "make ([a-z-]+)', makefile))
    for target, script, verb in COMMAND.findall("\n".join(code((ROOT / page).read_text(encoding="utf-8")))):
        assert not target or target in targets & helped, f"{page}: make {target} is not in the Makefile and its help."
        assert not script or (ROOT / script).is_file(), f"{page}: {script} is not there."
        assert not verb or has_verb(verb), f"{page}: recsys-course {verb} is unknown."


def has_verb(verb):
    try:
        main([verb, "--help"])
    except SystemExit as end:
        return end.code == 0


@pytest.mark.parametrize(("text", "says"), [
    ("See `tests/nowhere.py`.", ["tests/nowhere.py"]),
    ("See `test/test_house.py`.", ["test/test_house.py"]),
    ("See `NOWHERE.md`.", ["NOWHERE.md"]),
    ("Write `recsys_course/model/NAME.py`.", ["recsys_course/model/NAME.py"]),
    ("Write `tests/exercise/lesson_NN/NAME.py`.", ["tests/exercise/lesson_NN/NAME.py"]),
    ("```\ncat tools/nowhere.py\n```\n", ["tools/nowhere.py"]),
    ("Write `recsys_course/models/NAME.py`, `lessons/NN_NAME.py` and `tests/models/test_NAME.py`.", []),
    ("See `models/base.py`, `tests/`, `Recommender`, `03-cosine`, `a / b` and `build/class`.", []),
])  # fmt: skip
def test_a_path_that_is_not_there_is_found(text, says):
    assert [word for word in paths(text) if not is_there(word)] == says


def test_the_door_leads_to_every_page():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in ("TEACHING.md", "CONTRIBUTING.md", "SECURITY.md", "GLOSSARY.md", "LICENSE", "CITATION.cff"):
        assert f"]({page})" in text, f"README.md does not link {page}."
