"""Run a command under a set of kernels; without a command, list the sets.

python tools/kernels.py
python tools/kernels.py plain python -m pytest --nbval notebooks/09_cnn.tf.ipynb
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring.kernels import SECOND, SETS


def main() -> None:
    """Replace this process by the command."""
    name, *command = sys.argv[1:] or [""]
    name = SECOND if name == "second" else name
    if name not in SETS or not command:
        print(*(f"{name:8}  {one.says}" for name, one in SETS.items()), sep="\n")
        sys.exit(int(bool(name)))
    os.execvpe(command[0], command, dict(os.environ) | SETS[name].environment())


if __name__ == "__main__":
    main()
