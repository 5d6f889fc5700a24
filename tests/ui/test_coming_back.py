"""Whatever screen one comes back from, what was marked there is seen as marked."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from notes import archive_of

from index import Archive
from tests.conftest import Once

QUOTE = (
    "Marta Ostrander, who chairs the Porthaven Harbour Board, said on Friday that much and more: "
    '"We shall not pay for work that was never done in London, whoever sends us a bill for it."'
)
TEXTS = {
    "one": f"The tariff on coal was raised in London.\n\n{QUOTE}",
    "two": f"Coal came to Porthaven under the tariff.\n\n{QUOTE}",
    "three": "Alasdair Penhallow of Quayle Dredging met Marta Ostrander about his invoices.",
    "four": "Quayle Dredging sent invoices for coal, and Alasdair Penhallow sent more invoices.",
    "five": "Rain fell.",
}
WAYS = {
    "related": ["g", "r"],
    "copies": ["G", "c"],
    "story": ["O", "enter", "j"],
    "quotes": ["Q", "tab"],
    "from related to related": ["g", "r", "r"],
}


def _made(folder: Path) -> None:
    archive_of(folder, TEXTS)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.enrichment().run()


@pytest.fixture
def archive(once: Once, tmp_path: Path):
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_marked_on_another_screen_is_seen_as_marked(use, archive, way) -> None:
    async with use(archive, query="ostrander OR coal") as hand:
        await hand.press("enter", "C", *WAYS[way])
        stack = len(hand.app.screen_stack)
        assert stack > 1
        await hand.press("b")
        (mark,) = await asyncio.to_thread(archive.bookmarks)
        while len(hand.app.screen_stack) > 1:
            await hand.press("escape")
        assert hand.results_text().count("★") == 1
        row = hand.results.rows.row_of(mark.paragraph)
        assert hand.results.item(row).number == mark.paragraph
        await hand.press(*WAYS[way], "u", *["escape"] * 3)
        assert not archive.bookmarks()
        assert "★" not in hand.results_text()
