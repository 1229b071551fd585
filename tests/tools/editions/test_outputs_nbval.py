"""nbval with tolerances: a changed promise is red and named, a last digit is green."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from editions.outputs import Tolerance, difference, text_difference
from nbformat.v4 import new_code_cell, new_notebook, new_output

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(("promised", "got", "agree"), [
    ("0.034", "0.035", True), ("0.034", "0.036", False), ("12", "13", False), ("12 a", "12 b", False),
    ("[ 0.01  0.5]", "[-0.00 0.50]", True), ("1.", "0.999", True), ("12.", "11.", False),
    ("1,234.5", "1234.6", True),
    ("1e-05", "9e-06", True), ("1e-05", "1e-04", False), ("v1.2.3", "v1.2.4", False), ("nan", "0.1", False),
    ("a   1\n------", "a 1\n---", True), ("1 2", "1 2 3", False), ("1 2 3", "1 2", False),
    ("0.5x", "0.6x", True),
    ("0.1", "0.10000000000000003", True), ("0.30000000000000004", "0.3", True),
    ("2024-01-03", "2024-01-04", False),
])  # fmt: skip
def test_numbers_agree_to_the_last_printed_digit_and_words_exactly(promised: str, got: str, agree: bool) -> None:
    assert (text_difference(promised, got, Tolerance()) == "") is agree


@pytest.mark.parametrize(("stated", "promised", "got", "agree"), [
    ("0.02 absolute: threads", "0.310", "0.329", True), ("0.02 absolute: threads", "0.310", "0.331", False),
    ("5 % relative: seeds", "200.0", "209.0", True), ("0.05 relative: seeds", "200.0", "211.0", False),
    ("5 % relative: seeds", "200", "201", False), ("3 absolute: seeds", "200", "203", True),
])  # fmt: skip
def test_a_cell_may_state_a_wider_tolerance(stated: str, promised: str, got: str, agree: bool) -> None:
    assert (text_difference(promised, got, Tolerance.of({"tolerance": stated})) == "") is agree


@pytest.mark.parametrize(("promised", "got", "agree"), [
    ("GRU: 0.165 (promised: ≈ 0.16 ± 0.01)", "GRU: 0.155 (promised: ≈ 0.16 ± 0.01)", True),
    ("GRU: 0.165 (promised: ≈ 0.16 ± 0.01)", "GRU: 0.165 (promised: ≈ 0.16 ± 0.2)", False),
    ("GRU: 0.165 (promised: ≈ 0.16 ± 0.01)", "LSTM: 0.165 (promised: ≈ 0.16 ± 0.01)", False),
    ("films: 90 (promised: exactly 90)", "films: 91 (promised: exactly 90)", False),
])  # fmt: skip
def test_the_value_of_a_promise_is_compared_by_expect_alone(promised: str, got: str, agree: bool) -> None:
    assert (text_difference(promised, got, Tolerance()) == "") is agree


def test_pictures_count_and_their_words_compare() -> None:
    def picture(alt: str, data: str) -> dict:
        return {"output_type": "display_data", "data": {"image/png": data, "text/plain": alt}}

    assert difference([picture("rising", "x")], [picture("rising", "y")], Tolerance()) == ""
    assert "falling" in difference([picture("rising", "x")], [picture("falling", "x")], Tolerance())
    words = {"output_type": "display_data", "data": {"text/plain": "rising"}}
    assert "kind image" in difference([picture("rising", "x")], [words], Tolerance())


def notebook(source: str, promised: str, metadata: dict | None = None, count: int | None = 2) -> nbformat.NotebookNode:
    """Two cells: the first sets x, the second prints; what it promises is `promised`."""
    outputs = [new_output("stream", name="stdout", text=promised)] if promised else []
    first = new_code_cell("x = 0.3456", execution_count=1)
    second = new_code_cell(source, outputs=outputs, execution_count=count, metadata=metadata or {})
    return new_notebook(cells=[first, second])


SHOW = 'print(f"nDCG {x:.3f}")'
NOTEBOOKS = {
    "same": notebook(SHOW, "nDCG 0.346\n"),
    "last_digit": notebook(SHOW, "nDCG 0.345\n"),
    "beyond": notebook(SHOW, "nDCG 0.344\n"),
    "word": notebook(SHOW, "MRR 0.346\n"),
    "wider": notebook(SHOW, "nDCG 0.330\n", {"tolerance": "0.02 absolute: seeds"}),
    "no_reason": notebook(SHOW, "nDCG 0.346\n", {"tolerance": "0.02 absolute"}),
    "ignored": notebook(SHOW, "anything", {"ignore_output": "a clock"}),
    "ignored_no_reason": notebook(SHOW, "anything", {"ignore_output": " "}),
    "stderr": notebook('print("a"); import sys; sys.stderr.write("warning")', "a\n"),
    "unrun": notebook(SHOW, "", count=None),
    "fresh": notebook(
        "import os, sys; p = os.environ['RECSYS_COURSE_PROGRESS']\n"
        "print(os.path.exists(p)); open(p, 'w').write('x')\n"
        "print(os.environ['PYTHONHASHSEED'], os.environ.get('MPLBACKEND', '').startswith('module'))\n"
        "print('PATH' in os.environ)",
        "False\n0 True\nTrue\n",
    ),
}  # fmt: skip
RED = {"beyond", "word", "no_reason", "ignored_no_reason", "stderr", "unrun"}


def run_nbval(folder: Path, *options: str, **variables: str) -> tuple[str, set[str]]:
    """Run pytest in `folder`; returns what it printed and the names of the notebooks that failed."""
    (folder / "pytest.ini").write_text(
        f"[pytest]\npythonpath = {ROOT} {ROOT / 'tools'}\naddopts = -p tests.helpers.nbval_tolerance\n"
    )
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    command = [sys.executable, "-m", "pytest", "-rA", "-v", "--color=no", *options, "notebooks"]
    done = subprocess.run(command, cwd=folder, env=kept | variables, capture_output=True, text=True, timeout=240)
    failed = set(re.findall(r"^FAILED notebooks/(\w+)\.ipynb::Cell 1", done.stdout, re.MULTILINE))
    assert ("failed" in done.stdout.splitlines()[-1]) == bool(failed), done.stdout + done.stderr
    return done.stdout, failed


def write(folder: Path, names: set[str]) -> None:
    (folder / "notebooks").mkdir()
    for name in names:
        nbformat.write(NOTEBOOKS[name], folder / "notebooks" / f"{name}.ipynb")


def test_changed_promises_are_red_and_named_also_on_two_workers(tmp_path: Path) -> None:
    write(tmp_path, set(NOTEBOOKS))
    said, failed = run_nbval(tmp_path, "--nbval", "-n", "2", "--dist", "loadfile")
    assert failed == RED, said
    where = "notebooks/beyond.ipynb, Cell 1 (code cells, from 0): stdout: promised 0.344, got 0.346"
    assert where in said and "tolerance: one unit of the last printed digit" in said and "run `make notebooks`" in said
    assert "promised 'MRR 0.346', got 'nDCG 0.346'" in said and "has never been executed" in said
    workers = [set(re.findall(rf"\[(gw\d)\].*/{name}(?:\.|::)ipynb::Cell", said)) for name in NOTEBOOKS]
    assert all(len(one) == 1 for one in workers) and set.union(*workers) == {"gw0", "gw1"}
    slowest = said.split("slowest notebooks")[1]
    assert len(re.findall(r"\d\.\d s  notebooks/\w+\.ipynb", slowest)) == 8


def test_lax_runs_everything_and_compares_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"beyond", "stderr"})
    assert run_nbval(tmp_path, "--nbval-lax")[1] == set()


def test_a_kernel_that_dies_fails_its_cell_at_once_and_says_so(tmp_path: Path) -> None:
    sources = ("x = 1", "import os; os._exit(1)", "x")
    cells = [new_code_cell(source, execution_count=number) for number, source in enumerate(sources, start=1)]
    (tmp_path / "notebooks").mkdir()
    nbformat.write(new_notebook(cells=cells), tmp_path / "notebooks" / "dies.ipynb")
    begin = time.monotonic()
    said, failed = run_nbval(tmp_path, "--nbval")
    assert failed == {"dies"} and time.monotonic() - begin < 120
    assert "Cell 1 (code cells, from 0): the kernel died in this cell" in said
    assert "Cell 2 (code cells, from 0): the kernel died in a cell above" in said


def test_other_data_are_not_compared_but_errors_still_fail(tmp_path: Path) -> None:
    write(tmp_path, {"beyond"})
    broken = new_notebook(cells=[new_code_cell("x = 1", execution_count=1), new_code_cell("1 / 0", execution_count=2)])
    nbformat.write(broken, tmp_path / "notebooks" / "broken.ipynb")
    assert run_nbval(tmp_path, "--nbval", RECSYS_COURSE_DATASET="ml-latest-small")[1] == {"broken"}
