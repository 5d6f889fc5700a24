"""What loading the program leaves for later, as it is paid at each start."""

from __future__ import annotations

import subprocess
import sys

LOADING = """
import re, re._compiler, sys
from importlib import import_module
from pkgutil import walk_packages

compile_, found = re._compiler.compile, []

def noted(expression, flags=0):
    frame = sys._getframe(1)
    while frame and (frame.f_globals.get("__name__") or "").split(".")[0] in ("re", "functools"):
        frame = frame.f_back
    name = frame.f_globals["__name__"] if frame else ""
    if name.startswith("index.") and len(expression) > 20:
        found.append(f"{name}: {expression[:60]}")
    return compile_(expression, flags)

re._compiler.compile = noted
import index
for module in walk_packages(index.__path__, "index."):
    import_module(module.name)
print(*found, sep="\\n")
"""


def test_loading_the_archive_compiles_no_expression() -> None:
    """Hundreds of them take as long as it takes to read all the modules that they stand in."""
    done = subprocess.run(
        [sys.executable, "-c", LOADING], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "", "late() of index.core.late_patterns makes them when used"
