"""Talk to a library that lives in .bench-venv: its own process, data as .npz, answers as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

HERE = Path(__file__).resolve().parent
PYTHON = HERE.parent / ".bench-venv" / "bin" / "python"
# implicit warns when BLAS has threads too: its own are faster alone. RecBole is given CPU seconds: two threads of
# PyTorch spend some of them waiting.
ALONE = {"implicit": "OPENBLAS_NUM_THREADS", "recbole": "OMP_NUM_THREADS"}
MISSING = "Skipped: there is no .bench-venv here. `make bench` makes it from benchmarks/requirements.txt."


class Peer:
    """A running script of `peers/` with its data loaded, so that ours and theirs can be measured in turn.

    with Peer("implicit_cosine", users=..., items=...) as peer:
        answer = peer.ask(neighbours=100, k=10)
    """

    def __init__(self, script: str, **arrays: Any) -> None:
        self.script, self.arrays = script, arrays

    def __enter__(self) -> Self:
        self.folder = tempfile.TemporaryDirectory()
        data = Path(self.folder.name) / "data.npz"
        np.savez(data, **self.arrays)
        command = [str(PYTHON), str(HERE / "peers" / f"{self.script}.py"), str(data)]
        alone = {threads: "1" for library, threads in ALONE.items() if self.script.startswith(library)}
        environment = {**os.environ, "PYTHONWARNINGS": "ignore", **alone}
        self.log = (Path(self.folder.name) / "log").open("w+")
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True, env=environment
        )
        return self

    def ask(self, **request: Any) -> dict[str, Any]:
        """Send one request and wait for the answer. Errors: RuntimeError with the peer's last words where it died."""
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            self.log.seek(0)
            raise RuntimeError(f"{self.script} stopped: {self.log.read()[-800:]}")
        return json.loads(answer)

    def lists(self, **request: Any) -> np.ndarray:
        """Ask, and read the lists (n_users, k) that the peer wrote."""
        return self.array("ranked", **request)

    def array(self, name: str, **request: Any) -> np.ndarray:
        """Ask, and read the array of that name that the peer wrote; `answer` keeps what it said."""
        out = Path(self.folder.name) / "out.npz"
        self.answer = self.ask(**request, out=str(out))
        with np.load(out) as file:
            return file[name]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.log.close()
        self.folder.cleanup()


def installed() -> bool:
    """Whether the peers are there."""
    return PYTHON.is_file()


def versions(names: tuple[str, ...]) -> str:
    """Names and versions of libraries in .bench-venv, as one line."""
    code = f"from importlib.metadata import version as v; print(', '.join(n + ' ' + v(n) for n in {names!r}))"
    return subprocess.check_output([str(PYTHON), "-c", code], text=True).strip()
