"""What loading the program leaves for later, as it is paid at each start."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_program_makes_its_dataclasses_so() -> None:
    """A standard one takes five times as long to make, and a hundred are made at each start."""
    others = [
        str(path.relative_to(ROOT))
        for package in ("index", "tui")
        for path in (ROOT / package).rglob("*.py")
        if path.name != "light_dataclass.py"
        for line in path.read_text("utf-8").splitlines()
        if (line.startswith("from dataclasses import") and "dataclass" in line.split()[3:])
        or "dataclasses.dataclass" in line
    ]
    assert not others, "from index.core.light_dataclass import dataclass; in tui from index"
