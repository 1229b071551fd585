"""Hand-ins made by hand: lesson 03 as a student might hand it in, and the shapes in which systems export it."""

from __future__ import annotations

import copy
import json
import zipfile
from pathlib import Path

import numpy as np

from recsys_course.grading.answers.collect import Answers, collect
from recsys_course.grading.notebook.assignment import Assignment, read_assignments
from recsys_course.grading.notebook.reader import read_notebook

ROOT = Path(__file__).resolve().parents[3]
LESSON = "03_neighbours"
COSINE = (
    "def cosine(a, b):\n    # größer als nichts\n    n = np.sqrt((a @ a) * (b @ b))\n    return a @ b / n if n else 0.0"
)
SHRINK = "def shrink(similarity, shared, shrinkage):\n    return similarity * shared / (shared + shrinkage)"
WORDS = "Because “alike” is not “wanted next”."
GIVEN = {"03-cosine": COSINE, "03-shrink": SHRINK, "03-q1": 'answer_q1 = "b"'}


def assignments() -> dict[str, Assignment]:
    """Lessons 03, 04 and 07 as they are given out."""
    wanted = (LESSON, "04_content", "07_dot_product.tf", "07_dot_product.torch")
    return {name: one for name, one in read_assignments(ROOT / "notebooks").items() if name in wanted}


def notebook(given: dict[str, str] | None = None, lesson: str = LESSON) -> dict:
    """A notebook with answers: by default a cosine, a shrink, one letter and one text; all else as released."""
    found = json.loads((ROOT / "notebooks" / f"{lesson}.ipynb").read_text(encoding="utf-8"))
    for node in found["cells"]:
        node["source"] = "".join(node["source"])
    for identity, source in (GIVEN if given is None else given).items():
        cell(found, identity)["source"] = source
    if given is None:
        why = cell(found, "03-why-recency")
        why["source"] = why["source"].replace("*Write your answer here.*", WORDS)
    return found


def cell(found: dict, identity: str) -> dict:
    """The cell with this id."""
    return next(node for node in found["cells"] if node.get("id") == identity)


def place(found: dict, identity: str) -> int:
    """The number of the cell with this id."""
    return next(n for n, node in enumerate(found["cells"]) if node.get("id") == identity)


def code(source: str, **more: object) -> dict:
    """A new code cell as JupyterLab makes it."""
    return {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": source, **more}


def text(source: str) -> dict:
    """A new text cell."""
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def without_ids(found: dict) -> dict:
    """The same notebook after a tool that keeps neither metadata nor ids."""
    found = copy.deepcopy(found)
    for node in found["cells"]:
        node.pop("id", None)
        node["metadata"] = {}
    return found


def lines(found: dict) -> dict:
    """The same notebook with sources as lists of lines, as Jupyter stores them."""
    return found | {"cells": [node | {"source": node["source"].splitlines(keepends=True)} for node in found["cells"]]}


def as_bytes(found: dict) -> bytes:
    """The file as Jupyter writes it."""
    return (json.dumps(lines(found), indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def as_version_3(found: dict) -> bytes:
    """The file in nbformat 3: worksheets, `input`, headings as cells of their own, no ids."""
    cells = []
    for node in found["cells"]:
        one = {"cell_type": node["cell_type"], "metadata": node["metadata"]}
        if node["cell_type"] == "code":
            one |= {
                "input": node["source"],
                "outputs": [],
                "prompt_number": 1,
                "language": "python",
                "collapsed": False,
            }
        elif node["source"].startswith("# "):
            one |= {"cell_type": "heading", "level": 1, "source": node["source"].split("\n")[0][2:]}
        else:
            one |= {"source": node["source"]}
        cells.append(one)
    old = {
        "metadata": {"name": "03"},
        "nbformat": 3,
        "nbformat_minor": 0,
        "worksheets": [{"cells": cells, "metadata": {}}],
    }
    return json.dumps(old, indent=1).encode()


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A zip with these files. A name that ends with a slash is a folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 12, 0, 0)), data)
    return path


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder with these files."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


RELEASED = assignments()
OTHERS = [
    "03-user-scores", "03-item-similarities", "03-keep-nearest", "03-recency", "03-mend",
]  # fmt: skip


def answers(data: bytes | dict, lesson: str = LESSON) -> Answers:
    """What is found in a file."""
    return collect(RELEASED[lesson], read_notebook(as_bytes(data) if isinstance(data, dict) else data).cells)


def run(found: Answers, identity: str = "03-cosine") -> object:
    """The function of an answer, run as the grader runs it: statement by statement, failures survived."""
    names: dict = {}
    for source in found.code[identity].sources:
        try:
            exec(source, names)
        except Exception as error:
            names["failed"] = error
    return names[found.code[identity].name]


def assert_all_found(found: Answers) -> None:
    """Every answer of the usual hand-in is there, and what was left empty is empty."""
    assert run(found)(np.array([3.0, 4]), np.array([3.0, 4])) == 1
    assert run(found, "03-shrink")(1.0, 5, 5) == 0.5
    assert found.quiz == {"03-q1": "b", "03-q2": "", "03-q3": "", "03-q4": ""}
    assert found.prose["03-why-recency"] and not found.prose["03-why-popular"]
    assert [found.code[identity].source for identity in OTHERS] == [""] * len(OTHERS)
