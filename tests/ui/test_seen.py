"""What was read is kept as seen, and dimmed on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Archive
from tests.standing_news import article, file
from tui import present


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "a.db") as opened:
        opened.add([file(tmp_path / "news.jsonl", [article(1), article(2)])])
        yield opened


async def test_what_was_current_in_the_reader_is_seen_and_dimmed(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "1", "j", "j")
        assert archive.seen() == frozenset()
        await hand.press("enter")
        first = hand.reader.current().number
        await hand.press("p")
        assert archive.seen() == {first, hand.reader.current().number}
        await hand.press("1", "alt+s")
        assert hand.results._seen == archive.seen()
        # In the colour of words that can be read: that of bars and lines cannot.
        dimmed = hand.results.paint(hand.results.hit(), 40)
        assert {span.style for line in dimmed for span in line.spans} == {present.QUIET}
        await hand.press("2", "p")
        assert hand.results._seen == archive.seen()
        await hand.press("1", "alt+s")
        assert hand.results._seen == frozenset()
