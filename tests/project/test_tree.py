"""What lies at the top of the tree is what is meant to lie there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_TOP = {
    ".ci", ".github", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
    "Makefile", "README.md", "benchmarks", "constraints.txt", "docs", "index", "pyproject.toml",
    "screenshots", "seeds", "tests", "tui",
}  # fmt: skip


def test_nothing_else_is_tracked_at_the_top() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no checkout")
    top = {name.split("/")[0] for name in listed.stdout.split("\0") if name}
    assert top - _TOP == set()
