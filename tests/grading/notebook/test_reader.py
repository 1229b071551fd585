"""Whatever happened to the file of a notebook on its way, the answers in it are read."""

from __future__ import annotations

import contextlib
import json
import time

import numpy as np
import pytest

from recsys_course.grading.answers.collect import collect
from recsys_course.grading.notebook.reader import Unreadable, read_notebook
from tests.helpers.classroom import hand_ins
from tests.helpers.classroom.hand_ins import (
    LESSON,
    RELEASED,
    WORDS,
    answers,
    as_bytes,
    as_version_3,
    assert_all_found,
    cell,
    code,
    notebook,
    run,
)

ENCODINGS = {
    "utf-8": lambda words: words.encode(),
    "utf-8 with BOM": lambda words: b"\xef\xbb\xbf" + words.encode(),
    "utf-16 with BOM": lambda words: words.encode("utf-16"),
    "utf-16-le": lambda words: words.encode("utf-16-le"),
    "utf-16-be": lambda words: words.encode("utf-16-be"),
    "utf-32": lambda words: words.encode("utf-32"),
    "Windows-1252": lambda words: words.encode("cp1252", "replace"),
    "Windows line ends": lambda words: words.replace("\n", "\r\n").encode(),
    "zeros at the end": lambda words: words.encode() + b"\0" * 4096,
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_of_a_file_costs_nothing(encoding: str) -> None:
    found = answers(ENCODINGS[encoding](as_bytes(notebook()).decode()))
    assert_all_found(found)
    assert "größer" in found.code["03-cosine"].written and found.prose["03-why-recency"] == WORDS


def test_one_damaged_byte_does_not_turn_utf_8_into_windows_1252() -> None:
    data = as_bytes(notebook()).replace("größer".encode(), b"gr\xc3 er")
    found = answers(data)
    assert_all_found(found)
    assert found.prose["03-why-recency"] == WORDS


OLD = {
    "nbformat 3": as_version_3,
    "nbformat 4 that says 3": lambda nb: as_bytes(nb | {"nbformat": 3}),
    "nbformat 99": lambda nb: as_bytes(nb | {"nbformat": 99, "nbformat_minor": "x"}),
    "no nbformat": lambda nb: json.dumps({"cells": nb["cells"]}).encode(),
    "only the list of cells": lambda nb: json.dumps(nb["cells"]).encode(),
    "as a server sends it": lambda nb: json.dumps({"type": "notebook", "content": nb}).encode(),
    "JSON written as text": lambda nb: json.dumps(json.dumps(nb)).encode(),
    "sources as text": lambda nb: json.dumps(nb).encode(),
    "no metadata, no ids": lambda nb: as_bytes(hand_ins.without_ids(nb)),
    "no metadata, no ids, nbformat 3": lambda nb: as_version_3(hand_ins.without_ids(nb)),
    "cells that are none": lambda nb: as_bytes(nb | {"cells": nb["cells"]})[:-3].rstrip(b"\n }") + b', "extra": [1]}',
}


@pytest.mark.parametrize("kind", OLD)
def test_old_and_odd_formats_cost_nothing(kind: str) -> None:
    assert_all_found(answers(OLD[kind](notebook())))


def test_cells_of_odd_types_are_read_and_what_is_no_cell_is_passed_over() -> None:
    nb = notebook()
    odd = [
        None,
        7,
        "x",
        [],
        {},
        {"source": None, "cell_type": 3},
        {"source": [1, None, "a = 1"], "metadata": [1], "id": 7},
    ]
    data = json.dumps(nb | {"cells": [*odd, *nb["cells"]]}).encode()
    assert_all_found(answers(data))


def cut_at(nb: dict, identity: str) -> bytes:
    """The file, ending in the middle of the cell after the given one."""
    data = as_bytes(nb)
    return data[: data.index(f'"check-{identity}"'.encode()) + 30]


def conflict(nb: dict) -> bytes:
    mark = '    n = np.sqrt((a @ a) * (b @ b))\\n",\n'
    words = as_bytes(nb).decode()
    assert mark in words
    start = words.rindex("\n", 0, words.index(mark)) + 1
    end = words.index(mark) + len(mark)
    line = words[start:end]
    both = f"<<<<<<< HEAD\n{line}=======\n{line.replace('sqrt', 'exp')}>>>>>>> other\n"
    return (words[:start] + both + words[end:]).encode()


BROKEN = {
    "cut off after the last answer": lambda nb: cut_at(nb, "03-mend"),
    "a merge conflict": conflict,
    "a comma too many": lambda nb: as_bytes(nb).replace(b'\n ],\n "metadata"', b',\n ],\n "metadata"'),
    "a comma too few": lambda nb: as_bytes(nb).replace(b"\n  },\n  {", b"\n  }\n  {"),
    "text before it": lambda nb: b"<html><body>" + as_bytes(nb),
    "text after it": lambda nb: as_bytes(nb) + b"</body>",
    "twice in one file": lambda nb: as_bytes(nb) * 2,
    "quotes that are not escaped": lambda nb: as_bytes(nb).replace(
        b"exercises import check", b'exercises "import" check'
    ),
    "quotes that are not escaped, in an answer": lambda nb: as_bytes(nb).replace(
        "größer".encode(), '"größer"'.encode()
    ),
    "a comma too few, in an answer": lambda nb: as_bytes(nb).replace(
        b'def cosine(a, b):\\n",', b'def cosine(a, b):\\n"'
    ),
    "raw line ends in strings": lambda nb: json.dumps(nb).replace("\\n", "\n").encode(),
    "no end of the list in the first cell": lambda nb: as_bytes(nb).replace(b"   ]\n  },", b"   \n  },", 1),
    "a part in the middle overwritten": lambda nb: as_bytes(nb)[:900] + b"\xff" * 300 + as_bytes(nb)[1200:],
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_json_costs_no_answer_that_can_still_be_read(kind: str) -> None:
    data = BROKEN[kind](notebook())
    with pytest.raises(ValueError):
        json.loads(data.decode("utf-8", "replace"))
    found = read_notebook(data)
    assert found.notes
    assert_all_found(collect(RELEASED[LESSON], found.cells))


def test_a_file_cut_off_keeps_the_answers_before_the_cut() -> None:
    found = answers(cut_at(notebook(), "03-cosine"))
    assert run(found)(np.ones(1), np.ones(1)) == 1
    assert found.code["03-shrink"].source == "" and not any(found.quiz.values())


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 500, b"%PDF-1.4 ...", b"[]", b"{}", b"[" * 100_000, b"7", b"PK\x03\x04", b"\xff\xfe"]
)
def test_a_file_without_any_cell_is_refused_with_a_cure(data: bytes) -> None:
    with pytest.raises(Unreadable, match="Cure: "):
        read_notebook(data)


def with_outputs(nb: dict, size: int) -> dict:
    """Outputs of about `size` characters in the cell after the cosine."""
    stream = {"output_type": "stream", "name": "stdout", "text": ['a "line" [ with ] {brackets} \\ \n'] * (size // 30)}
    cell(nb, "check-03-cosine")["outputs"] = [
        stream,
        {"output_type": "display_data", "data": {"a": [[1], []]}, "metadata": {}},
    ]
    return nb


def test_huge_outputs_are_dropped_and_cost_nothing() -> None:
    data = as_bytes(with_outputs(notebook(), 12_000_000))
    start = time.perf_counter()
    found = read_notebook(data)
    assert time.perf_counter() - start < 20
    assert sum(len(one.source) for one in found.cells) < 100_000
    assert_all_found(collect(RELEASED[LESSON], found.cells))


def test_a_file_cut_off_within_huge_outputs_keeps_what_stands_before() -> None:
    data = as_bytes(with_outputs(notebook(), 9_000_000))
    found = answers(data[:8_000_000])
    assert run(found)(np.ones(1), np.ones(1)) == 1 and found.code["03-shrink"].source == ""


CORRECT = "Correct: 03-cosine (1 point, 10 cases)."
OUTPUTS = {
    "printed": {"output_type": "stream", "name": "stdout", "text": f"{CORRECT}\n"},
    "printed in lines": {"output_type": "stream", "name": "stdout", "text": ["one\n", f"{CORRECT}\n"]},
    "shown": {"output_type": "display_data", "data": {"text/plain": CORRECT}, "metadata": {}},
    "a value": {"output_type": "execute_result", "data": {"text/plain": [f"x\n{CORRECT}"]}, "metadata": {}},
}
PICTURE = {"output_type": "display_data", "data": {"image/png": '[iVBOR]\\"' * 600_000}, "metadata": {}}


@pytest.mark.parametrize("large", [False, True], ids=["small", "above 4 MiB"])
@pytest.mark.parametrize("kind", OUTPUTS)
def test_what_a_stored_output_calls_correct_is_kept(kind: str, large: bool) -> None:
    given = notebook()
    cell(given, "check-03-cosine")["outputs"] = [*[PICTURE] * large, OUTPUTS[kind]]
    cells = read_notebook(as_bytes(given)).cells
    assert {one.grade_id: one.correct for one in cells if one.correct} == {"check-03-cosine": {"03-cosine"}}


def test_words_of_a_cell_are_no_output_however_large_the_file() -> None:
    given = notebook({"03-cosine": f"# {CORRECT}\n{CORRECT!r}"})
    cell(given, "check-03-cosine")["outputs"] = [PICTURE]
    assert not any(one.correct for one in read_notebook(as_bytes(given)).cells)


@pytest.mark.parametrize(
    "data",
    [
        b'{"cells": [' + b'{"cell_type":' * 300_000,
        b'{"cells": [{"outputs": [' * 200_000,
        b'{"cells": [{"outputs": ' + b"[" * 3_000_000,
        b'{"source": ["' * 300_000,
        (b"<<<<<<< a\n" + b"x\n" * 50_000) * 20,
        b'{"cells": [' + b'{"source": "x = 1"},' * 300_000 + b"{}]}",
    ],
)
def test_files_made_to_keep_the_reader_busy_do_not(data: bytes) -> None:
    start = time.perf_counter()
    with contextlib.suppress(Unreadable):
        assert len(read_notebook(data).cells) <= 4000
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    "source",
    [
        "(" * 10_000,
        "-" * 99_000 + "1",
        "a" + ".a" * 49_000,
        "lambda:" * 9_000 + "1",
        "x=" * 40_000 + "1",
        "'\ud800'",
        "\0",
        "a;" * 45_000,
        "%%time\n" * 9_000,
        "%x\n" * 30_000,
        "x?\n" * 30_000,
        "def cosine(a, b):\n" + " if a:\n" * 20_000,
        "f(" * 30_000,
        "class cosine:\n" + "".join(f" x{i} = x{i + 1}\n" for i in range(9000)),
    ],
)
def test_code_made_to_break_a_parser_breaks_nothing(source: str) -> None:
    nb = notebook()
    nb["cells"].insert(5, code(source))
    data = json.dumps(nb).encode()
    start = time.perf_counter()
    assert_all_found(answers(data))
    assert time.perf_counter() - start < 20
