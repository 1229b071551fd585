"""pytest plugin on top of nbval: numbers in outputs compare within the tolerance of their cell.

Loaded by `-p tests.helpers.nbval_tolerance` (see addopts in pyproject.toml). Then `pytest --nbval notebooks
solutions` compares every printed word exactly and every number within its tolerance (the rules stand in
tools/editions/outputs.py), and `pytest --nbval-lax notebooks solutions` executes everything and compares
nothing, as nbval does.

Each notebook runs in the environment in which it was built, with a fresh progress file. A kernel that dies fails its
cell at once. What XLA has compiled for one notebook or test serves the others of the same run. When
RECSYS_COURSE_DATASET is set the outputs are those of other data: errors still fail, outputs are not
compared.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import nbval.plugin
import pytest
from editions.outputs import Tolerance, difference
from editions.runner import STARTS, THREADS, environment
from nbval.kernel import RunningKernel
from nbval.plugin import IPyNbCell, IPyNbFile

SLOWEST = 8  # notebooks named in the summary
_LOOK = 1.0  # seconds between two looks whether a silent kernel is alive
_CACHE = "--tf_xla_persistent_cache_directory={0} --tf_xla_persistent_cache_device_types="


class KernelDied(RuntimeError):
    """The process of the notebook ended in the middle of a cell."""


class WatchedKernel(RunningKernel):
    """A kernel of nbval whose death is noticed; nbval alone waits until the time of the cell is over (2,000 s)."""

    def get_message(self, stream: str, timeout: float | None = None) -> Any:
        """The next message. Errors: Empty after `timeout` seconds, KernelDied."""
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while True:
            left = end - time.monotonic()
            try:
                return super().get_message(stream, max(0, min(_LOOK, left)))
            except Empty:
                if not self.is_alive():
                    raise KernelDied from None
                if left <= _LOOK:
                    raise


def pytest_configure(config: pytest.Config) -> None:
    """Run notebooks with the Python that runs pytest, unless a kernel is named; one folder for what XLA compiles."""
    nbval.plugin.RunningKernel = WatchedKernel
    if not config.option.nbval_kernel_name:
        config.option.nbval_current_env = True
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")  # as models_tf sets it; a test may import it first
    if hasattr(config, "workerinput"):  # workers of xdist inherit the variables
        return
    os.environ.update(dict.fromkeys(THREADS, "1"))  # sums in one order; two tests on two cores do not hinder each other
    if "persistent_cache" not in os.environ.get("TF_XLA_FLAGS", ""):
        folder = tempfile.TemporaryDirectory(prefix="recsys_course_xla_", ignore_cleanup_errors=True)
        config.add_cleanup(folder.cleanup)
        os.environ["TF_XLA_FLAGS"] = f"{os.environ.get('TF_XLA_FLAGS', '')} {_CACHE.format(folder.name)}".strip()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Iterator[None]:
    """Where nbval collects a notebook, collect it as one that knows tolerances."""
    found = yield
    return [TolerantNotebook.from_parent(parent, path=file_path) if type(one) is IPyNbFile else one for one in found]


class TolerantNotebook(IPyNbFile):
    """A notebook whose kernel starts in the environment of `tools/build.py`."""

    def collect(self) -> Iterator[TolerantCell]:
        """nbval's cells, as cells that know tolerances."""
        for one in super().collect():
            yield TolerantCell.from_parent(
                self, name=one.name, cell_num=one.cell_num, cell=one.cell, options=one.options
            )

    def setup(self) -> None:
        """Start the kernel; it inherits the environment of this process at that moment."""
        self.scratch = tempfile.TemporaryDirectory(prefix="recsys_course_", ignore_cleanup_errors=True)
        before, wanted = dict(os.environ), environment(Path(self.scratch.name), keep_dataset=True)
        try:
            os.environ.clear()
            os.environ.update(wanted)
            self._start()
        finally:
            os.environ.clear()
            os.environ.update(before)

    def _start(self) -> None:
        for attempt in range(1, STARTS + 1):
            try:
                return super().setup()
            except RuntimeError:
                if attempt == STARTS:
                    raise

    def teardown(self) -> None:
        """Stop the kernel and forget its progress file."""
        super().teardown()
        self.scratch.cleanup()


class TolerantCell(IPyNbCell):
    """A code cell whose outputs compare within its tolerance."""

    @property
    def _strict(self) -> bool:
        return bool(self.config.option.nbval) and not os.environ.get("RECSYS_COURSE_DATASET")

    def runtest(self) -> None:
        """A cell that promises nothing because it never ran is a failure; nbval alone would let it pass."""
        if self._strict and self.cell.execution_count is None and self.cell.source.strip():
            self.raise_cell_error(f"{self._place()} has never been executed. Cure: make notebooks")
        if not self.parent.kernel.is_alive():
            self.raise_cell_error(f"{self._place()}: the kernel died in a cell above.")
        try:
            super().runtest()
        except KernelDied:
            self.raise_cell_error(f"{self._place()}: the kernel died in this cell. Too little memory is a usual cause.")

    def compare_outputs(self, test: list[Any], ref: list[Any], skip_compare: Any = None) -> bool:
        """True when new outputs (`test`) keep what the stored ones (`ref`) promise."""
        if os.environ.get("RECSYS_COURSE_DATASET"):
            return True
        if not self._strict:
            return super().compare_outputs(test, ref, skip_compare)
        problem = self._problem(self.sanitize_outputs(test), self.sanitize_outputs(ref))
        cure = "Cure: read the change; if it is meant, run `make notebooks`"
        self.comparison_traceback = [f"{self._place()}: {problem}", cure]
        return not problem

    def _problem(self, test: list[Any], ref: list[Any]) -> str:
        metadata = self.cell.metadata
        if "ignore_output" in metadata:
            return "" if str(metadata["ignore_output"]).strip() else "ignore_output has no reason."
        try:
            return difference(ref, test, Tolerance.of(metadata))
        except ValueError as problem:
            return str(problem)

    def _place(self) -> str:
        folder, name = self.parent.path.parts[-2:]
        return f"{folder}/{name}, Cell {self.cell_num} (code cells, from 0)"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the notebooks that took longest, kernel start included."""
    seconds: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            file = getattr(report, "nodeid", "").split("::")[0]
            if file.endswith(".ipynb"):
                seconds[file] += getattr(report, "duration", 0.0)
    if seconds:
        terminalreporter.section("slowest notebooks")
        for file in sorted(seconds, key=seconds.__getitem__, reverse=True)[:SLOWEST]:
            terminalreporter.write_line(f"{seconds[file]:7.1f} s  {file}")
