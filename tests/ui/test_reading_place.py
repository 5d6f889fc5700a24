"""Where one was in an article, kept across sessions; notes told from bookmarks."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fake_archive import FakeArchive, article
from notes import archive_of

from index import Archive
from index.store.library import reading_places

LONG = "\n\n".join(f"The ferry sailed on day {number}." for number in range(1, 13))


async def test_an_article_goes_on_where_one_was_in_another_session(use, tmp_path: Path) -> None:
    folder = archive_of(tmp_path, {"one": LONG})
    where = {"path": folder / "a.db", "index_folder": folder / "index"}

    async def session(query: str, *keys: str) -> tuple[int, str]:
        with await asyncio.to_thread(Archive.open, **where) as archive:
            async with use(archive, query=query) as hand:
                await hand.press("enter", "enter", *keys)
                return hand.reader.current().ordinal, hand.said

    assert (await session("", "p", "p", "p", "p"))[0] == 5
    assert (await session(""))[0] == 5
    at, said = await session("ferry")
    assert at == 1
    assert said == "You were at ¶ 5 here; ' goes on there."
    # To have looked changes nothing.
    assert (await session("ferry", "'"))[0] == 5
    assert (await session("ferry", "'", "p"))[0] == 6
    assert (await session(""))[0] == 6


async def test_where_nothing_was_read_nothing_is_said(use) -> None:
    async with use(FakeArchive([article(1, "A", ["one", "two"])]), query="one") as hand:
        await hand.press("enter", "enter")
        assert hand.said == ""
        await hand.press("'")
        assert hand.said == "It is not known where you were in this article."


def test_a_place_is_found_again_in_another_version(tmp_path: Path) -> None:
    def write(*paragraphs: str) -> None:
        text = "\n\n".join(paragraphs)
        (tmp_path / "one.md").write_text(
            f"---\ntitle: News\noutlet: Echo\nurl: https://echo.example/1\n---\n\n{text}\n"
        )

    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        write("First.", "Second.", "Third.")
        archive.add([tmp_path / "one.md"])
        hits = archive.search("second").hits
        assert archive.place(hits[0].article) is None
        archive.keep_place(hits[0].number)
        assert archive.place(hits[0].article) == hits[0].number
        write("New.", "First.", "Second.", "Third.")
        archive.add([tmp_path / "one.md"])
        assert archive.place(hits[0].article) == archive.search("second").hits[0].number
        write("New.", "First.", "Other.")
        archive.add([tmp_path / "one.md"])
        # It is gone: what stands in its place.
        assert archive.place(hits[0].article) == archive.search("first").hits[0].number
        assert reading_places.of(archive._database, 77) is None


async def test_a_note_is_told_from_a_bookmark_without_colours(use) -> None:
    async with use(FakeArchive([article(1, "A", ["one", "two", "three"])])) as hand:
        await hand.press("escape", "2", "b", "p", "a")
        await hand.type("why")
        await hand.press("ctrl+s")
        lines = hand.text().splitlines()
        assert any("★" in line and "one" in line for line in lines)
        assert any("✎" in line and "two" in line for line in lines)
        assert not any("✎" in line and "three" in line for line in lines)
