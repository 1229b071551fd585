"""The walls around a student's code: the command line of bubblewrap, and whether this machine can run it.

Inside there are Python, its libraries and few rooms of the course, all read-only; no network, no /proc, no
place to write, no other process, no capability, a user of its own, and a system call filter (see `inside.seccomp`).
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import recsys_course

MOUNTED = ("checking/runner", "grading/sandbox/inside")  # folders of this package, as they are
# What lessons show of the course and answers may use. No room above these: there are the references and the judges.
SHOWN = (
    "data", "metrics.py", "beyond.py", "splits.py", "evaluation.py", "models", "models_tf", "models_torch", "reranking",
    "explaining", "privacy",
)  # fmt: skip
LIBRARIES = ("numpy", "pandas", "scipy", "sklearn")
_HOME = Path("/grader")
_SCRIPT = "grading/sandbox/inside/bootstrap.py"
_SYSTEM = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64")
_MORE = ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo")
_FLAGS = (
    "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL",
    "--hostname", "sandbox", "--die-with-parent", "--as-pid-1", "--new-session",
)  # fmt: skip
_PYTHON = ("-P", "-s", "-B")  # nothing is imported from the current folder or from a home, nothing is written
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
_FIXED = {
    "LANG": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "MALLOC_ARENA_MAX": "1", "TF_CPP_MIN_LOG_LEVEL": "3",
}  # fmt: skip
_KEPT = ("PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
CURE = (
    "On Debian or Ubuntu: `apt-get install bubblewrap`. There is none for macOS and Windows; use a Linux machine, a "
    "virtual machine or a container that allows user namespaces. Only for students you trust: --no-sandbox."
)


class NoSandbox(RuntimeError):
    """The code of students cannot be run safely here; the message says why and what to do."""


def command(sandboxed: bool = True) -> list[str]:
    """The words that start the host: behind walls, or openly. Errors: NoSandbox where bubblewrap is missing."""
    package = Path(recsys_course.__file__).parent
    if not sandboxed:
        return [sys.executable, *_PYTHON, str(package / _SCRIPT)]
    wrap = shutil.which("bwrap") if sys.platform == "linux" else None
    if wrap is None:
        raise NoSandbox(f"bubblewrap (the program bwrap) was not found on this machine ({sys.platform}). {CURE}")
    python, sites = Path(sys.executable).resolve(), _sites()
    libraries = [str(_HOME / f"site{number}") for number in range(len(sites))]
    start = [str(python), "-S", *_PYTHON, str(_HOME / _SCRIPT), *libraries]
    return [wrap, *_FLAGS, *_mounts(python, package, sites), "--chdir", "/", "--", *start]


def environment(sandboxed: bool = True) -> dict[str, str]:
    """The few variables that the host gets: one thread, the same order of sets in every run, no secrets.

    Matplotlib, and PyTorch at its first optimizer, ask for a folder of their own: one that is there needs no writing.
    """
    kept = {} if sandboxed else {name: os.environ[name] for name in _KEPT if name in os.environ}
    own = dict.fromkeys(("MPLCONFIGDIR", "TORCHINDUCTOR_CACHE_DIR"), str(_HOME))
    folders = {"HOME": "/", "PATH": "/usr/bin:/bin", **own} if sandboxed else {}
    return {**kept, **_FIXED, **folders, **dict.fromkeys(_ONE_THREAD, "1")}


def _mounts(python: Path, package: Path, sites: list[Path]) -> list[str]:
    """Everything that can be seen inside, read-only, and covers over the course where that would show it."""
    folders = [(Path(name), Path(name)) for name in _SYSTEM if Path(name).is_dir()]
    base = Path(sys.base_prefix).resolve()
    folders += [(base / "lib", base / "lib"), *((site, _HOME / f"site{i}") for i, site in enumerate(sites))]
    files = [(python, python), *((Path(name), Path(name)) for name in _MORE if Path(name).exists())]
    covers = [word for pair in folders for word in _cover(*pair, package)]
    binds = [word for pair in [*folders, *files] for word in ("--ro-bind", str(pair[0]), str(pair[1]))]
    ours = [word for name in (*MOUNTED, *SHOWN) for word in ("--ro-bind", str(package / name), str(_HOME / name))]
    return [*binds, *covers, *ours, *_proc(python), "--dev", "/dev", "--remount-ro", "/dev", "--remount-ro", "/"]


def _proc(python: Path) -> list[str]:
    """All of /proc that there is: two links, because TensorFlow dies where it cannot read these names."""
    script = str(_HOME / _SCRIPT)
    return ["--symlink", str(python), "/proc/self/exe", "--symlink", script, "/proc/self/cmdline"]


def _cover(source: Path, target: Path, package: Path) -> list[str]:
    """Cover the course with an empty folder where a visible folder contains it."""
    checkout = package.parent if (package.parent / "lessons").is_dir() else package
    if not checkout.is_relative_to(source.resolve()):
        return []
    place = str(target / checkout.relative_to(source.resolve()))
    return ["--tmpfs", place, "--remount-ro", place]


def _sites() -> list[Path]:
    """The folders that hold NumPy, pandas, SciPy and scikit-learn, in the order of `sys.path`."""
    specs = [importlib.util.find_spec(name) for name in LIBRARIES]
    found = [Path(spec.origin).parents[1] for spec in specs if spec is not None and spec.origin]
    return list(dict.fromkeys(found))
