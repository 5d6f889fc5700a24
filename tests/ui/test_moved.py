"""An archive that is taken away under the open screen: said, and what is typed stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index import Archive
from index.store import schema
from tui.screens.writing import NoteEditor


@pytest.mark.parametrize("how", ["removed", "replaced", "updated"])
async def test_a_note_for_an_archive_that_was_moved_stays_on_the_screen(
    use, tmp_path: Path, how: str
) -> None:
    (tmp_path / "news.txt").write_text("A headline\n\nA crane fell.\n", "utf-8")
    path = tmp_path / "a.db"
    with Archive.open(path, index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "news.txt"])
        async with use(archive, sound=False, query="crane") as hand:
            await hand.press("enter", "a")
            await hand.type("ask the harbour")
            if how == "replaced":
                with Archive.open(tmp_path / "other.db", index_folder=tmp_path / "other"):
                    pass
                (tmp_path / "other.db").replace(path)
            elif how == "updated":
                with closing(sqlite3.connect(path)) as newer:
                    newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
            else:
                path.unlink()
            for _ in range(3):
                hand.app.keeping_up.look_for_news()
                await hand.settle()
            assert sum(str(path) in one.message for one in hand.app._notifications) == 1
            await hand.press("ctrl+s")
            assert isinstance(hand.app.screen, NoteEditor)
            assert hand.app.screen.query_one("TextArea").text == "ask the harbour"
            assert "Nothing was written" in hand.said
    assert path.exists() == (how != "removed")


async def test_an_archive_that_was_away_and_is_back_is_not_said_to_be_overwritten(
    use, tmp_path: Path
) -> None:
    (tmp_path / "news.txt").write_text("A headline\n\nA crane fell.\n", "utf-8")
    path = tmp_path / "a.db"
    with Archive.open(path, index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "news.txt"])
        async with use(archive, sound=False, query="crane") as hand:
            path.rename(tmp_path / "away.db")
            await hand.press("enter", "b")
            assert "no longer there" in hand.said
            (tmp_path / "away.db").rename(path)
            await hand.press("b")
            assert "it was away while it was open" in hand.said
            assert "quit and open it again" in hand.said
    with Archive.open(path, index_folder=tmp_path / "index") as archive:
        assert archive.search("crane").paragraphs == 1
