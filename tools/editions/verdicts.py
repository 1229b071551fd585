"""A verdict in text that two notebooks share must hold in both.

`compare` says that one model is better, or that two cannot be told apart. In a lesson of two frameworks the trainings
differ a little, so an interval that ends near 0 may hold 0 in one notebook and not in the other. Text that both share
would then be wrong in one of them.
"""

from __future__ import annotations

import re

from nbformat import NotebookNode

from editions.lesson import Lesson

_VERDICT = re.compile(r"\(95 % interval [^)]*\)\. (.*?(?:is better|cannot be told apart))")


def split_verdicts(lesson: Lesson, one: NotebookNode, other: NotebookNode) -> list[str]:
    """Cells of both executed notebooks that judge differently and do not say so, as sentences with the cure."""
    theirs = {cell.id: _verdicts(cell) for cell in other.cells if cell.cell_type == "code"}
    split = [
        cell
        for cell in one.cells
        if cell.cell_type == "code" and theirs.get(cell.id, _verdicts(cell)) != _verdicts(cell)
    ]
    cure = (
        'let the text around it say that the verdict may change, and write ignore_output="a lead near 0 may change" '
        "in the header of the cell; or tag text and cell for each framework."
    )
    return [
        str(lesson.error(cell, "the two frameworks come to different verdicts here.", cure))
        for cell in lesson.cells
        if "ignore_output" not in cell.meta and cell.source in {cell.source for cell in split}
    ]


def _verdicts(cell: NotebookNode) -> list[str]:
    """What the stored output of a cell says about pairs of models, in order."""
    texts = [out.get("text", "") or out.get("data", {}).get("text/plain", "") for out in cell.get("outputs", [])]
    return _VERDICT.findall("\n".join(texts))
