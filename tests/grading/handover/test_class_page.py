"""The page for the class: what it counts, that it names nobody, and that everybody can read it."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from recsys_course.grading.handover.class_page import class_page, write_class_page
from recsys_course.grading.records.results import Mark, Result

LESSON, HINT = "03_neighbours", "You stopped at the dot product."
RIGHT = Mark("03-cosine", "code", "right", 1.0, 1.0)
WRONG = Mark("03-cosine", "code", "wrong", 0.0, 1.0, hint=HINT)
OTHER = Mark("03-cosine", "code", "wrong", 0.0, 1.0)
EASY = Mark("03-q1", "quiz", "right", 1.0, 1.0)
WAITS = Mark("03-why-recency", "prose", "waiting", None, 2.0)
CLASS = [
    *(Result(f"secretname{n}", LESSON, (WRONG, EASY, WAITS)) for n in range(3)),
    Result("secretname3", LESSON, (RIGHT, EASY, WAITS), late=90.0),
    Result("secretname4", LESSON, (OTHER, EASY, WAITS)),
    Result("secretname5", LESSON, problem="secretname5.zip is empty"),
]
PAGE = class_page(CLASS, {LESSON: ["2 students are connected by equal answers."]})
SHOWN = " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", PAGE, flags=re.DOTALL).split())


@pytest.mark.parametrize(
    "told",
    [
        "5 hand-ins graded. The median is 1 of 4 points. The hardest task is 03-cosine (20 % of its points).",
        "1 hand-in came late.",
        f"03-cosine 3 {HINT}",
        "1 wrong answer in code had no mistake that is known.",
        "5 answers: about 10 minutes, if one takes 2 minutes (an estimate).",
        "1 hand-in could not be graded",
        "2 students are connected by equal answers.",
        "0 have 80 % of the points or more, 1 have 50 to 79 %, 4 have less than 50 %.",
    ],
)
def test_the_page_counts_what_a_lecture_needs(told):
    assert told in SHOWN


def test_the_hardest_task_is_first_and_what_waits_is_not_called_hard():
    rows = re.findall(r'<th scope="row">(03-[a-z0-9-]+)<br>', PAGE)
    assert rows == ["03-cosine", "03-q1", "03-why-recency"]


def test_the_page_names_no_student():
    assert "secretname" not in PAGE


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self):
        super().__init__()
        self.all = []
        self.feed(PAGE)

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, dict(attrs)))


def test_headings_go_down_one_by_one_tables_have_headers_and_the_picture_has_words():
    elements = Elements().all
    levels = [int(tag[1]) for tag, _ in elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    assert all(one.get("scope") in ("row", "col") for tag, one in elements if tag == "th")
    tables = [tag for tag, _ in elements if tag in ("table", "caption")]
    assert tables == ["table", "caption"] * (len(tables) // 2)
    [picture] = [one for tag, one in elements if tag == "svg"]
    assert picture["role"] == "img" and "less than 50 %" in picture["aria-label"]
    assert "figcaption" in {tag for tag, _ in elements} and ("html", {"lang": "en"}) in elements


def test_the_page_loads_and_runs_nothing():
    elements = Elements().all
    assert not {tag for tag, _ in elements} & {"script", "img", "link", "iframe"}
    assert not [name for _, one in elements for name in one if name in ("src", "href") or name.startswith("on")]


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs chromium")
def test_a_browser_shows_the_picture(tmp_path):
    write_class_page(tmp_path / "class.html", CLASS, {})
    shot = [f"--screenshot={tmp_path / 'a.png'}", "--window-size=900,1600", (tmp_path / "class.html").as_uri()]
    words = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'user'}", *shot]
    subprocess.run(words, capture_output=True, timeout=120, check=True)
    image = pytest.importorskip("PIL.Image").open(tmp_path / "a.png").convert("RGB")
    assert dict((color, count) for count, color in image.getcolors(2**20)).get((11, 83, 148), 0) > 5_000
