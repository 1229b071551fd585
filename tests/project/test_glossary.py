"""The glossary and the lessons agree: every term is introduced in bold in the lesson that the glossary names."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("| \n").split("|")]
    for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    if re.search(r"\| \d\d \|$", line)
]


def bold(lesson):
    text = next((ROOT / "lessons").glob(f"{lesson}_*.py")).read_text(encoding="utf-8")
    prose = " ".join(line[2:] for line in text.splitlines() if line.startswith("# "))  # code has ** of its own
    return [words.lower() for words in re.findall(r"\*\*([^*]+)\*\*", prose)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_term_stands_in_bold_in_its_lesson_and_has_a_meaning_and_a_chinese_name(row):
    term, chinese, meaning, lesson = row
    assert any(re.search(rf"\b{re.escape(term.lower())}", words) for words in bold(lesson))
    assert re.search(r"[\u4e00-\u9fff]", chinese) and len(meaning.split()) > 3


def test_each_term_stands_in_the_glossary_once():
    terms = [row[0].lower() for row in ROWS]
    assert len(terms) > 40 and len(terms) == len(set(terms))
