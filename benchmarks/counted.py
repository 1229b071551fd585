"""`python counted.py WORDS...`: runs a command and writes, as the last line, what it and all its descendants cost.

Descendants whose parent ends become children of this process (Linux), so none is missed.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


def main(words: list[str]) -> int:
    """Run the command. Seconds on the clock, seconds of CPU, MiB of the largest of its processes."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    start = time.perf_counter()
    code = subprocess.run(words, stdout=sys.stderr).returncode
    seconds = time.perf_counter() - start
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            break
    cost = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, largest = cost.ru_utime + cost.ru_stime, cost.ru_maxrss / 1024
    print(json.dumps({"code": code, "seconds": seconds, "cpu": cpu, "largest": largest}))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
