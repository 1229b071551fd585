"""One notebook in one process: run the solved edition, and write down what each `expect` was given.

    python tools/measuring/one.py 09_cnn tf RESULT.json --shift 2 --no-xla

`expect` records instead of raising. A training with another seed, without touching the lesson: `--shift 2` adds 2 to
the seed of every model while it is fitted, and to the seeds that the lesson gives to Keras and PyTorch. All other draws
(the split, the films on the shelf, the bootstrap) stay as they are, so that only the training differs. A cell that
fails, for example by an `assert`, is written down too; the cells after it run. So is every `compare` of two models: a
lead "beyond chance" is a statement about one training, and may be gone after another.
"""

from __future__ import annotations

import argparse
import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

Values = dict[str, tuple[float, ...]]  # what -> (value,), or (difference, low, high) of a comparison


def main() -> None:
    """Run one notebook and write {"values": {what: [value]}, "failed": [...]} as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lesson")
    parser.add_argument("framework", help="tf, torch, or - for none")
    parser.add_argument("result", type=Path)
    parser.add_argument("--shift", type=int, default=0)
    parser.add_argument("--no-xla", action="store_true")
    options = parser.parse_args()
    values = _listen()
    if options.shift:
        _shift_models(options.shift)
        _shift_framework(options.framework, options.shift)
    if options.no_xla:
        _without_xla()
    failed = _run(options.lesson, options.framework.strip("-"))
    options.result.write_text(json.dumps({"values": values, "failed": failed}))


def _listen() -> Values:
    """Replace `expect`, and hear `compare`; returns the dictionary that they fill."""
    from recsys_course import evaluation, exercises

    values: Values = {}
    compare = evaluation.compare

    def expect(value: Any, about: float, within: float, what: str) -> None:
        values[what] = (float(value),)

    @functools.wraps(compare)
    def heard(a: Any, b: Any, *arguments: Any, **keywords: Any) -> Any:
        found = compare(a, b, *arguments, **keywords)
        pair = f"{a.name} -> {b.name}"
        again = sum(what.split(" #")[0] == pair for what in values)
        values[f"{pair} #{again + 1}" if again else pair] = (found.difference, found.low, found.high)
        return found

    exercises.expect, evaluation.compare = expect, heard
    return values


def _shift_models(shift: int) -> None:
    """Every model of the course that has a seed learns with another one."""
    from recsys_course.models.base import Recommender

    fit = Recommender.fit

    @functools.wraps(fit)
    def with_another_seed(self: Any, *arguments: Any) -> Any:
        before = getattr(self, "seed", None)
        if before is None:
            return fit(self, *arguments)
        self.seed = before + shift
        try:
            return fit(self, *arguments)
        finally:
            self.seed = before

    Recommender.fit = with_another_seed  # type: ignore[method-assign, assignment]  # replaced for this run


def _shift_framework(framework: str, shift: int) -> None:
    """The framework's own seed, where a lesson sets it."""

    def shifted(set_seed: Callable[[int], Any]) -> Callable[[int], Any]:
        return lambda seed: set_seed(seed + shift)

    if framework == "torch":
        import torch

        torch.manual_seed = shifted(torch.manual_seed)  # type: ignore[assignment]  # replaced for this run
    elif framework == "tf":
        import keras

        import recsys_course.models_tf  # noqa: F401  silences TensorFlow's start, so it comes first

        keras.utils.set_random_seed = shifted(keras.utils.set_random_seed)


def _without_xla() -> None:
    """TensorFlow runs its own kernels one by one."""
    from recsys_course.models_tf.network import Twin

    Twin.xla = False


def _run(lesson: str, framework: str) -> list[str]:
    """Run all code cells of the solved edition but the locked checks; returns the cells that failed, and how."""
    from editions.lesson import read_lesson
    from editions.printer import print_notebook
    from IPython.core.interactiveshell import InteractiveShell

    shell, failed = InteractiveShell.instance(), []
    for cell in print_notebook(read_lesson(ROOT / "lessons" / f"{lesson}.py"), framework, solved=True).cells:
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("locked"):
            error = shell.run_cell(cell.source).error_in_exec
            failed += [f"{cell.source.splitlines()[0]}: {type(error).__name__}: {error}"] if error else []
    return failed


if __name__ == "__main__":
    main()
