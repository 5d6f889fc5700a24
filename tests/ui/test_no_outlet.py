"""An outlet that is not known is called the same wherever it is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from notes import opening

from index import Archive
from tests.conftest import Once
from tui.cli import main
from tui.filters import label
from tui.text import NO_OUTLET


def _made(folder: Path) -> None:
    (folder / "news.jsonl").write_text('{"title": "Ferry", "text": "The ferry sailed."}\n', "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder / "news.jsonl"])


@pytest.fixture
def opened(use, once: Once, tmp_path: Path):
    return opening(use, once(_made, tmp_path), "enter", query="ferry")


async def test_every_pane_says_so(opened) -> None:
    async with opened() as (hand, _):
        # The row of the results, and the reader.
        assert hand.text().count(f"{NO_OUTLET} · undated") == 2
        await hand.press("b", "B")
        assert f"{NO_OUTLET} · undated" in hand.text()
        assert "none named" not in hand.text()
        assert "unknown" not in hand.text()


def test_commands_and_filters_say_so(tmp_path: Path, capsys) -> None:
    _made(tmp_path)
    for call in (("stats",), ("pivot", "ferry", "--rows", "outlet")):
        main(["--archive", str(tmp_path / "a.db"), *call])
        assert NO_OUTLET in capsys.readouterr().out, call
    assert (label("-outlet:*"), label("outlet:*")) == (NO_OUTLET, f"− {NO_OUTLET}")
