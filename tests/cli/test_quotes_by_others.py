"""`nutgraf quotes --others`: the same words under other speakers."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.index.test_said_by_others import ARTICLES, write


def test_the_shell_tells_them_where_it_is_asked_to(run: Run, tmp_path: Path) -> None:
    run("add", str(write(tmp_path / "news", ARTICLES)))
    asked = ("quotes", "--speaker", "Marta Ostrander")
    assert "by_others" not in json.loads(run(*asked, "--json").out)[0]
    others = json.loads(run(*asked, "--others", "--json").out)[0]["by_others"]
    assert [(one["speaker"], one["outlet"], one["date"]) for one in others] == [
        ("Alasdair Penhallow", "post", "2025-10-02"),
        ("Ada Berg", "post", "2025-10-02"),
        ("", "star", "2025-10-03"),
    ]
    rows = list(csv.DictReader(run(*asked, "--others", "--csv").out.splitlines()))
    ids = [one["paragraph"] for one in others]
    assert rows[0]["by_others"] == (
        f"Alasdair Penhallow ({ids[0]}) | Ada Berg ({ids[1]}) |  ({ids[2]})"
    )
    lines = run(*asked, "--others").out
    assert "    the same words by Alasdair Penhallow · post · 2025-10-02\n" in lines
    assert "    the same words without a speaker · star · 2025-10-03\n" in lines
