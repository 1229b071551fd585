"""Run a command under a set of kernels (measuring/kernels.py); without a command, list the sets.

    python tools/kernels.py
    python tools/kernels.py avx2 python -m pytest --nbval notebooks/09_cnn.tf.ipynb
    python tools/kernels.py second COMMAND        the set under which CI tests a second time

Notebooks always run on one thread and with XLA, so sets that change these are only measured by tools/promises.py.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring.kernels import SECOND, SETS


def main() -> None:
    """Replace this process by the command."""
    sets = {name: one for name, one in SETS.items() if one.by_variables}
    name, *command = sys.argv[1:] or [""]
    chosen = sets.get(SECOND if name == "second" else name)
    if chosen is None or not command:
        print(*(f"{name:8}  {one.says}" for name, one in sets.items()), sep="\n")
        sys.exit(int(bool(name)))
    os.execvpe(command[0], command, dict(os.environ) | chosen.environment())


if __name__ == "__main__":
    main()
