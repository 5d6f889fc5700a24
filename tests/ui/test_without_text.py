"""A link whose page was not fetched says that it has no text, in its row and in the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Archive

LINKS = "title,url,date\nHarbour tender,https://example.org/a,2025-05-01\n"
ARTICLE = "Tender signed\n\nThe harbour tender was signed.\n"


@pytest.fixture
def archive(tmp_path: Path):
    (tmp_path / "links.csv").write_text(LINKS)
    (tmp_path / "echo_2025-05-02_tender.txt").write_text(ARTICLE)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        opened.add([tmp_path / "links.csv", tmp_path / "echo_2025-05-02_tender.txt"])
        yield opened


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("query", ["", "tender"])
async def test_a_link_says_that_it_has_no_text(use, archive: Archive, query, size) -> None:
    async with use(archive, query=query, size=size) as hand:
        await hand.press("enter")
        rows = hand.results_text()
        assert rows.count("Without a text") == 1
        assert rows.count("Harbour tender") == 1
        assert "The harbour tender was" in rows
        for _ in range(hand.results.count):
            title = hand.results.current().title
            said = "a link without its text" in hand.text()
            assert said == (title == "Harbour tender")
            await hand.press("j")
