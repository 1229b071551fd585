"""Where Harbour lies, and the scripts of its datasheet."""

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "datasets" / "harbour"


def script(name: str) -> ModuleType:
    """A script of the datasheet, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "datasets" / "figures" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
