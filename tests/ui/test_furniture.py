"""Furniture in the reader: folded, opened, shown again for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Archive
from tests.conftest import Once
from tests.standing_news import AD, article, file, with_line


def _made(folder: Path) -> None:
    news = [with_line(article(n), f"{AD} of the day in the Porthaven Echo", 3) for n in range(6)]
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([file(folder / "news.jsonl", news)])


@pytest.fixture
def archive(once: Once, tmp_path: Path):
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


async def test_furniture_is_a_line_that_is_opened_and_folded(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "2", "g", "p", "p", "p")
        reader = hand.reader
        assert reader.current().furniture
        assert "▸ Advertisement of the day" in hand.text()
        assert reader.lines.line(reader.lines.tops[3]).kind == "fold"
        await hand.press("enter")
        assert "▸" not in hand.text()
        assert reader.lines.line(reader.lines.tops[3]).kind == "text"
        await hand.press("enter")
        assert "▸ Advertisement of the day" in hand.text()
        await hand.press("b")
        assert "▸" not in hand.text()
        await hand.press("u")
        assert "▸ Advertisement of the day" in hand.text()


async def test_a_click_opens_furniture(use, archive: Archive) -> None:
    async with use(archive) as hand:
        lines = hand.text().split("\n")
        y = next(at for at, line in enumerate(lines) if "▸ Adv" in line)
        await hand.pilot.click(offset=(lines[y].index("▸ Adv") + 3, y))
        await hand.settle()
        assert "▸" not in hand.text()
        assert hand.reader.current().furniture


async def test_what_is_shown_again_is_so_wherever_it_stands(use, archive: Archive) -> None:
    async with use(archive, query="advertisement") as hand:
        assert len(hand.results.rows or ()) == 0
        await hand.type(" is:furniture")
        assert len(hand.results.rows) == 6
        await hand.press("enter")
        assert "▸" not in hand.text()
        await hand.press("f")
        assert hand.said == "This text is shown again wherever it stands; u undoes that."
        assert archive.search("advertisement").paragraphs == 6
        await hand.press("u")
        assert archive.search("advertisement").paragraphs == 0


async def test_the_next_match_passes_over_what_is_folded(use, archive: Archive) -> None:
    word = article(2).paragraphs[5].split()[2]
    async with use(archive, query=f"{word} OR day") as hand:
        await hand.press("enter", "2", "g")
        await hand.press("n")
        assert not hand.reader.current().furniture


async def test_one_text_at_a_time_is_made_furniture(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "1", "ctrl+a", "f")
        assert hand.said == "Only one paragraph at a time is made furniture."
        await hand.press("escape", "g", "f", "enter")
        assert archive.search("is:furniture").paragraphs == 6
        await hand.press("f", "y")
        assert hand.said.startswith("This text is furniture now")
        assert archive.search("is:furniture").paragraphs == 7
