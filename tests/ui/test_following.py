"""Rows first: what takes longer follows when typing stops, and nothing of it is lost to a key.

A pause that never ends stands for a hand that types on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_archive import FakeArchive, sample
from notes import archive_of
from textual._compositor import Compositor

from index import Archive
from index.search.result_set import ResultSet
from tui.panes.entities import Name

_TYPES_ON = 3600.0
PAGES = {
    "one": "Marta Ostrander met Alasdair Penhallow in London.\n\nThe tariff was not named.",
    "two": "Marta Ostrander spoke of a tariff in Paris.\n\nLondon listened.",
    "long": "\n\n".join(f"Alasdair Penhallow named tariff {at} in Porthaven." for at in range(90)),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_of(tmp_path_factory.mktemp("following"), PAGES)


@pytest.fixture
def archive(made: Path) -> Iterator[Archive]:
    with Archive.open(made / "a.db", index_folder=made / "index") as opened:
        yield opened


class Counting(FakeArchive):
    """Says for which texts names were counted, and ways out looked for."""

    def __init__(self) -> None:
        super().__init__(sample())
        self.counted: list[str] = []
        self.looked: list[str] = []

    def search(self, text, **how):
        found = super().search(text, **how)
        count, wider = found.counted, found.wider

        def counted():
            self.counted.append(text)
            return count()

        def looked():
            self.looked.append(text)
            return wider()

        return replace(found, counted=counted, wider=looked)


def _names(hand) -> list[tuple[str, int]]:
    items = [hand.entities.item(row) for row in range(hand.entities.count)]
    return [(item.name, item.count) for item in items if isinstance(item, Name)]


async def test_rows_come_at_once_and_names_when_one_goes_to_them(use) -> None:
    archive = Counting()
    async with use(archive, pause=_TYPES_ON) as hand:
        everything, months = _names(hand), hand.status.months
        archive.counted.clear()
        await hand.press(*"swap")
        assert hand.results.count == len(hand.found.hits) < 216
        assert (_names(hand), hand.status.months) == (everything, months)
        assert archive.counted == []
        for key in ("escape", "3"):
            hand.send(key)
        hand.send("enter")  # at once: it is meant for the names of what was typed
        await hand.settle()
        assert archive.counted[0] == "swap"
        assert hand.chips.filters == ('place:"Beijing"',)  # who is in it first; Lee is in all
        assert hand.found.query.text == "swap"


async def test_a_pause_brings_the_names(use) -> None:
    async with use(Counting(), pause=_TYPES_ON) as hand:
        everything = _names(hand)
        await hand.press(*"swap")
        hand.pause_over()
        await hand.settle()
        assert _names(hand) != everything
        assert sum(count for _, count in hand.status.months) == hand.found.paragraphs


async def test_ways_out_are_looked_for_when_typing_stops_or_one_is_taken(use) -> None:
    archive = Counting()
    async with use(archive, pause=_TYPES_ON) as hand:
        await hand.press(*"lee zzz ")
        assert "Nothing found." in hand.text()
        assert archive.looked == []
        await hand.press("alt+1")
        assert archive.looked[0] == "lee zzz "
        assert (hand.bar.text, hand.results.count) == ("lee", 24)


async def test_how_a_text_was_read_does_not_come_and_go_while_it_is_written(use) -> None:
    async with use(pause=_TYPES_ON) as hand:
        await hand.press(*'lee "swap ')
        assert "The quote is closed" not in hand.text()
        hand.pause_over()
        await hand.settle()
        assert "The quote is closed" in hand.text()
        await hand.press("x")
        assert "The quote is closed" in hand.text()
        await hand.press("backspace", *['"', "enter"])
        assert "The quote is closed" not in hand.text()


async def test_a_key_reads_the_rows_that_can_be_seen(use, archive, monkeypatch) -> None:
    read: list[int] = []
    inner = ResultSet._read

    def counted(self, positions):
        read.extend(positions)
        return inner(self, positions)

    async with use(archive, pause=_TYPES_ON) as hand:
        monkeypatch.setattr(ResultSet, "_read", counted)
        await hand.press(*"tarif")
        read.clear()
        await hand.press("f")
        assert hand.results.count == 92
        fit = hand.results.size.height // hand.results.row_height + 1
        assert fit <= len(read) <= 2 * fit
        await hand.press("enter")
        for key in ("ctrl+f", "ctrl+f", "G", "ctrl+b", "k", "g", "ctrl+d"):
            await hand.press(key)
            hit = hand.results.hit()
            assert hit is not None
            assert hit.number == hand.found.hits.numbers()[hand.results.cursor]
            assert hit.text[slice(*hit.spans[0])] == "tariff"
            assert hand.reader.current().number == hit.number
        await hand.press("n")
        assert hand.app._exception is None


@pytest.mark.parametrize(
    "typed", ["person:ostrander tariff", "(tariff OR london) -paris ", '"not named" lead:tariff']
)
async def test_no_key_of_typing_costs_more_than_one_layout(
    use, archive, monkeypatch, typed: str
) -> None:
    layouts = []
    for name in ("reflow", "reflow_visible"):
        inner = getattr(Compositor, name)

        def counted(self, *how, inner=inner, **more):
            layouts.append(1)
            return inner(self, *how, **more)

        monkeypatch.setattr(Compositor, name, counted)
    async with use(archive, pause=_TYPES_ON) as hand:
        for key in typed:
            layouts.clear()
            await hand.press(key)
            assert len(layouts) <= 1, key
