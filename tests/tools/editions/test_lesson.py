"""What is written in a lesson is what is printed: comments stay comments, and hidden marks are refused by name."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from editions.lesson import LessonError, read_lesson
from editions.printer import print_editions

from tests.helpers.made_up_lesson import GOOD, lesson
from tools.build import find_stale

COMMENTS = (
    "# !pip install something", "#!ls", "# ! ls", "# %matplotlib inline", "#%time", "# %%time", "# %%bash", "# ?help",
    "# help?", "# print??", "# ls -l", "# cd /", "#rm -r build", "# cat a.txt", "# x = !ls", "# x = %time 1",
    "# # !pip install x", "    # !indented", "# %load_ext autoreload", "# !pip install \\", "# + more", "# -", "# ```",
)  # fmt: skip


@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize("place", ["{}\nz = 3", "z = 3\n{}", "if z:\n    {}\n    pass", 'z = """\n{}\n"""'])
def test_a_comment_is_printed_as_it_is_written(tmp_path: Path, comment: str, place: str) -> None:
    code = place.format(comment)
    path = lesson(tmp_path, f"# %% [markdown]\n# Words.\n\n# %%\n{code}\n\n# %%\nlast = 1\n")
    for notebook in print_editions(read_lesson(path)).values():
        assert [cell.source for cell in notebook.cells] == ["Words.", code, "last = 1"]


def test_no_code_of_a_lesson_differs_from_its_file(lesson_path: Path) -> None:
    written = set(lesson_path.read_text(encoding="utf-8").splitlines())
    printed = [
        line for cell in read_lesson(lesson_path).cells if cell.kind == "code" for line in cell.source.split("\n")
    ]
    assert [line for line in printed if line not in written] == []


def test_a_comment_that_looks_like_a_header_moves_no_line_number(tmp_path: Path) -> None:
    path = lesson(tmp_path, "# %%\n# %%time\nz = 3\n\n# %%\nlast = 1\n")
    assert [cell.line for cell in read_lesson(path).cells] == [2, 6]


HIDDEN = {
    "UTF-8 with a mark": (codecs.BOM_UTF8 + GOOD.encode(), 1, "byte order mark (BOM, U+FEFF)"),
    "a mark inside": (GOOD.replace("# - count", "# - \ufeffcount").encode(), 8, "byte order mark (BOM, U+FEFF)"),
    "UTF-16, little end first": (codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le"), 1, "FF FE, the byte order mark (BOM)"),
    "UTF-16, big end first": (codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"), 1, "FE FF, the byte order mark (BOM)"),
    "UTF-32": (codecs.BOM_UTF32_LE + GOOD.encode("utf-32-le"), 1, "(BOM) of UTF-32"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), 1, "a zero byte, as in files that are UTF-16"),
    "Latin-1": (GOOD.replace("count", "z\xe4hlen").encode("latin-1"), 8, "the byte E4 (hexadecimal) is not UTF-8"),
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_is_not_plain_utf_8_is_named_once_with_line_and_cure(tmp_path: Path, kind: str) -> None:
    data, line, says = HIDDEN[kind]
    path = lesson(tmp_path)
    path.write_bytes(data)
    with pytest.raises(LessonError):
        read_lesson(path)
    (problem,) = find_stale(tmp_path)
    assert problem.startswith("lessons/03_made_up.py, cell ") and f"line {line}: " in problem and says in problem
    assert 'Cure: save the file as "UTF-8"' in problem


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(tmp_path: Path, end: str) -> None:
    path = lesson(tmp_path)
    plain = print_editions(read_lesson(path))
    path.write_bytes(GOOD.replace("\n", end).encode())
    assert print_editions(read_lesson(path)) == plain
