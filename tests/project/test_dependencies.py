"""Each dependency has its reason written down, and a version that is known to work."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


NAMES = {
    _plain(re.match(r"[\w.-]+", wanted)[0])
    for group in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for wanted in group
}


def test_every_dependency_has_its_reason() -> None:
    page = _plain((ROOT / "docs/dependencies.md").read_text("utf-8"))
    assert {name for name in NAMES if not re.search(rf"(?<![\w-]){name}(?![\w])", page)} == set()


def test_every_dependency_is_installed_in_a_known_version() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    known = {_plain(line.partition("==")[0]) for line in lines if "==" in line}
    assert NAMES - known == {"spacy"}  # of the user's own choice, see docs/dependencies.md
