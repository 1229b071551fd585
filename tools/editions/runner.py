"""Execute a notebook in a clean environment and tidy what it printed, to be stored and compared."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from editions.printer import LANGUAGE

CELL_SECONDS = 300  # a cell that runs longer is stopped
# A kernel dies at once when another process takes its port first; that is chance, so it is started again.
STARTS = 3
# Set by other tools or by the person who builds; a notebook must not notice them.
_DROPPED = ("MPLBACKEND", "PYTHONWARNINGS", "NBGRADER_EXECUTION", "PYTHONSTARTUP", "COLUMNS", "LINES")


class OutputError(RuntimeError):
    """A notebook failed, or printed what may not be stored. The message names the cell and the cure."""


def environment(folder: Path, keep_dataset: bool = False) -> dict[str, str]:
    """Environment variables for the kernel of one notebook. `folder` is empty and thrown away afterwards.

    One thread: sums are then made in one order, and numbers do not depend on how many cores a machine has;
    two notebooks at a time use two cores better than two threads in one. The graphics card is hidden for the
    same reason. Progress goes to a fresh file: a learner's own progress is never touched, and "done 0 of 12"
    is always true. Warnings are Python's default ones, as a learner sees them. `keep_dataset` lets
    RECSYS_COURSE_DATASET through.
    """
    dropped = _DROPPED if keep_dataset else (*_DROPPED, "RECSYS_COURSE_DATASET")
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    threads = (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "NUMBA_NUM_THREADS",
        "TF_NUM_INTRAOP_THREADS",
        "TF_NUM_INTEROP_THREADS",
    )
    return (
        kept
        | dict.fromkeys(threads, "1")
        | {
            "PYTHONHASHSEED": "0",
            "CUDA_VISIBLE_DEVICES": "-1",
            "IPYTHONDIR": str(folder / "ipython"),
            "RECSYS_COURSE_PROGRESS": str(folder / "progress.json"),
        }
    )


def execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run all cells in `folder` with this Python; returns a tidied copy with outputs. Errors: OutputError."""
    for attempt in range(1, STARTS + 1):
        try:
            return tidy(_execute(notebook, folder))
        except _NotStarted as problem:
            if attempt == STARTS:
                raise OutputError(f"the kernel does not start: {problem}") from problem
    raise AssertionError("unreachable")


class _NotStarted(RuntimeError):
    """The kernel died before its first cell."""


def _execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    done = copy.deepcopy(notebook)
    with tempfile.TemporaryDirectory(prefix="recsys_course_", ignore_cleanup_errors=True) as scratch:
        manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=_this_python())
        client = NotebookClient(
            done,
            km=manager,
            timeout=CELL_SECONDS,
            record_timing=False,
            resources={"metadata": {"path": str(folder)}},
        )
        try:
            client.execute(env=environment(Path(scratch)), stderr=subprocess.DEVNULL)  # the kernel's own log
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
            raise OutputError(_failure(done, problem)) from problem
        except RuntimeError as problem:  # jupyter_client has no narrower kind for this
            raise _NotStarted(str(problem)) from problem
        finally:
            if manager.has_kernel:
                client._cleanup_kernel()
    return done


def _this_python() -> Any:
    """A kernel spec manager whose python3 is always the Python that runs this file."""
    from ipykernel.kernelspec import RESOURCES, get_kernel_dict
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

    class ThisPython(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())

    return ThisPython()


def _failure(notebook: NotebookNode, problem: Exception) -> str:
    """Which cell failed (the last one that has been started) and how."""
    errors = [
        (i, out)
        for i, cell in enumerate(notebook.cells, 1)
        if cell.cell_type == "code"
        for out in cell.outputs
        if out.output_type == "error" and not _may_raise(cell)
    ]
    if errors:
        number, out = errors[-1]
        first = notebook.cells[number - 1].source.split("\n")[0]
        return f"cell {number} ({first!r}) failed: {out.ename}: {out.evalue}"
    started = [i for i, cell in enumerate(notebook.cells, 1) if cell.get("execution_count")]
    after = started[-1] if started else 0
    return f"after cell {after}: {type(problem).__name__}: {str(problem).strip().splitlines()[0]}"


def _may_raise(cell: NotebookNode) -> bool:
    return "raises-exception" in cell.metadata.get("tags", [])


def tidy(notebook: NotebookNode) -> NotebookNode:
    """Merge the streams of each cell by name, drop versions and times. Changes and returns the notebook."""
    notebook.metadata["language_info"] = nbformat.from_dict(LANGUAGE)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _merged(cell.outputs)
    return notebook


def _merged(outputs: list[NotebookNode]) -> list[NotebookNode]:
    streams: dict[str, NotebookNode] = {}
    merged = []
    for out in outputs:
        if out.output_type != "stream":
            merged.append(out)
        elif out.name in streams:
            streams[out.name].text += out.text
        else:
            streams[out.name] = out
            merged.append(out)
    for out in streams.values():  # as a terminal shows it: a carriage return starts the line again
        out.text = "\n".join(line.rstrip("\r").rsplit("\r", 1)[-1] for line in out.text.split("\n"))
    return merged


def unfit_outputs(notebook: NotebookNode, root: Path) -> list[str]:
    """What may not be stored: paths of this machine, and stderr in a cell that does not allow it."""
    problems = []
    for number, cell in enumerate(notebook.cells, 1):
        for out in cell.get("outputs", []):
            problems += [f"cell {number}: {text}" for text in _unfit(out, cell.metadata, root)]
    return problems


def _unfit(out: NotebookNode, metadata: Mapping[str, Any], root: Path) -> list[str]:
    problems = []
    if out.output_type == "stream" and out.name == "stderr" and "stderr" not in metadata:
        problems.append(
            f"it wrote to stderr: {out.text.strip()[:200]!r}. Cure: remove the cause of the warning, "
            'or write stderr="the reason" in the cell header.'
        )
    text = json.dumps({key: value for key, value in out.get("data", {}).items() if not key.startswith("image/")})
    text += json.dumps([out.get("text", ""), out.get("evalue", ""), out.get("traceback", "")])
    found = [place for place in _private_places(root) if place in text]
    if found:
        problems.append(
            f"the output contains the path {found[0]!r} of this machine. Cure: print a path relative "
            "to the project, or only the file name."
        )
    return problems


def _private_places(root: Path) -> list[str]:
    places = [root, Path.home(), Path(sys.prefix), Path(tempfile.gettempdir())]
    return [json.dumps(f"{place}{os.sep}")[1:-1] for place in places if place != place.parent] + [
        json.dumps(str(root))[1:-1]
    ]
