"""The ledger on the screen: speakers, what they said, two of them side by side."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hand import Hand

from index import Archive, Said
from tests.conftest import Once
from tests.index.test_quote_ledger import OPEN, write
from tui.screens.quote_ledger import QuotesScreen
from tui.screens.wordings import WordingsScreen


def _made(folder: Path) -> None:
    write(folder / "news")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder / "news"])


@pytest.fixture
def opened(use, once: Once, tmp_path: Path):
    once(_made, tmp_path)

    @asynccontextmanager
    async def start(query: str, **how: object) -> AsyncIterator[Hand]:
        where = {"path": tmp_path / "a.db", "index_folder": tmp_path / "index"}
        with await asyncio.to_thread(Archive.open, **where) as archive:
            async with use(archive, query=query, **how) as hand:
                await hand.press("enter", "Q")
                yield hand

    return start


class Held:
    """Finding the same words, held up from `begin` on until it may `go`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked, self.go = threading.Event(), threading.Event()
        self._monkeypatch = monkeypatch

    def begin(self) -> None:
        once = Said.once

        def slowly(said: Said):
            self.asked.set()
            assert self.go.wait(10)
            return once(said)

        self._monkeypatch.setattr(Said, "once", slowly)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(monkeypatch)


def names(hand: Hand) -> list[str]:
    return [one.name for one in hand.app.screen.speakers.rows]


def words(hand: Hand) -> list[str]:
    return [one.quote.words for one in hand.app.screen.said.rows]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (30, 10)])
async def test_a_speaker_leads_to_quotes_and_a_quote_to_its_paragraph(opened, size) -> None:
    async with opened("next year", size=size) as hand:
        screen = hand.app.screen
        assert isinstance(screen, QuotesScreen)
        assert names(hand) == ["Marta Ostrander"]
        await hand.press("enter")
        assert hand.app.focused is screen.said
        assert words(hand) == [OPEN]
        await hand.press("enter")
        assert hand.focus == "reader"
        assert OPEN in hand.reader.current().text


async def test_what_is_looked_at_is_widened_and_narrowed(opened) -> None:
    async with opened("outlet:post") as hand:
        assert names(hand) == ["Marta Ostrander", ""]
        await hand.press("i")
        assert len(words(hand)) == 2
        await hand.press("i", "w")
        assert names(hand) == ["Marta Ostrander", "Alasdair Penhallow", ""]
        await hand.press("f")
        await hand.type("ostrander")
        await hand.press("enter")
        assert names(hand) == ["Alasdair Penhallow"]
        assert words(hand) == ["Marta Ostrander is wrong about it,"]
        assert "about Marta Ostrander" in hand.text()


async def test_where_nobody_is_quoted_it_says_what_leads_to_quotes(opened) -> None:
    async with opened("-has:quote") as hand:
        assert "Nobody is quoted." in hand.text()
        assert "quotes in all of the archive" in hand.text()
        await hand.press("w")
        assert "Nobody is quoted." not in hand.text()


async def test_the_reader_tells_quotes_and_who_speaks(opened) -> None:
    async with opened("hers", size=(120, 36)) as hand:
        await hand.press("escape", "enter")
        lines = [line[45:] for line in hand.text().splitlines()]
        assert any("1”  “We will open" in line for line in lines)
        assert any("2’▌ Marta Ostrander said that" in line for line in lines)
        assert any("┊" in line for line in lines)
        edge = next(line for line in lines if "¶ 2/2" in line)
        assert "” Marta Ostrander, A spokesman…" in edge


async def test_much_is_shown_quote_by_quote_until_the_same_words_are_found(
    opened, held, monkeypatch
) -> None:
    async with opened("outlet:post") as hand:
        await hand.press("i")
        monkeypatch.setattr("tui.controllers.listing_quotes._AT_ONCE", 0)
        held.begin()
        said = hand.app.screen.said
        hand.send("w")
        await asyncio.to_thread(held.asked.wait, 10)
        assert [one.quote.hit.outlet for one in said.rows] == ["times", "post", "post", "echo"]
        assert "looked for" in str(said.border_subtitle)
        said.move_to(3)
        held.go.set()
        await hand.settle()
        assert [one.quote.hit.outlet for one in said.rows] == ["post", "echo"]
        assert said.current().quote.words == OPEN
        assert str(said.border_subtitle) == "2 quotes · the same words once, of 4"


@pytest.mark.parametrize("key", ["b", "y", "enter"])
async def test_a_key_is_meant_for_the_speaker_that_the_cursor_came_to(opened, held, key) -> None:
    async with opened("") as hand:
        archive, screen = hand.app.session.archive, hand.app.screen
        before = words(hand)
        held.begin()
        hand.send("j")
        await asyncio.to_thread(held.asked.wait, 10)
        assert words(hand) in ([], before)  # nobody's, where it takes long
        for each in ["tab", key] if key == "enter" else [key]:
            hand.send(each)
        held.go.set()
        await hand.settle()
        quote = screen.said.rows[0].quote
        assert quote.words not in before
        if key == "b":
            assert [mark.paragraph for mark in archive.bookmarks()] == [quote.hit.number]
        elif key == "y":
            assert quote.words[:30] in hand.app.clipboard
        else:
            assert hand.reader.current().number == quote.hit.number


async def test_a_speaker_whose_quotes_cannot_be_read_has_none_of_another(
    opened, monkeypatch
) -> None:
    async with opened("") as hand:

        def fails(self):
            raise OSError("the disk is gone")

        monkeypatch.setattr(Said, "once", fails)
        await hand.press("j")
        assert words(hand) == []
        assert "the disk is gone" in hand.said


async def test_two_speakers_stand_side_by_side(opened) -> None:
    async with opened("") as hand:
        await hand.press("equals_sign", "j")
        screen = hand.app.screen
        assert [one.quote.words for one in screen.panes.beside.rows] == [OPEN]
        assert words(hand) == ["Marta Ostrander is wrong about it,"]
        assert screen.panes.beside.region.x < screen.said.region.x
        await hand.press("tab")
        assert hand.app.focused is screen.panes.beside
        await hand.press("equals_sign")
        assert not screen.panes.beside.display


async def test_other_wordings_are_shown_and_a_quote_is_bookmarked(opened) -> None:
    async with opened("") as hand:
        assert "misquoted? Other words in times" in hand.text()
        await hand.press("enter", "c")
        assert isinstance(hand.app.screen, WordingsScreen)
        assert "We will never open the old harbour to every→any ship" in hand.text()
        assert "keys" in hand.text()
        assert "found/all" not in hand.text()
        await hand.press("escape", "b")
        assert len(hand.app.session.archive.bookmarks()) == 1
        await hand.press("escape", "escape")
        assert not isinstance(hand.app.screen, QuotesScreen)


TOLD = (
    "“We will open the old harbour to every ship next year,” Marta Ostrander told the council on "
    "Monday, and left the hall before anybody could ask her what that was to cost the town."
)


async def test_copies_that_are_folded_in_the_results_count_in_the_ledger(use, tmp_path) -> None:
    for day, outlet in enumerate(("echo", "post", "star"), 1):
        head = f"---\ntitle: Harbour\noutlet: {outlet}\ndate: 2025-10-0{day}\n---\n"
        (tmp_path / f"{outlet}.md").write_text(f"{head}{TOLD}\n", "utf-8")
    (tmp_path / "sun_2025-10-09.txt").write_text("Walks\n\n“I did,” said Ada Berg.\n", "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path])
        async with use(archive, query="council", size=(120, 36)) as hand:
            assert (len(hand.results.rows), hand.found.folded) == (1, 2)
            await hand.press("enter", "Q")
            assert "+2 articles" in hand.text()
            await hand.press("c")
            assert isinstance(hand.app.screen, WordingsScreen)
            assert re.findall("echo|post|star", hand.text()) == ["echo", "post", "star"]


async def test_what_stands_nowhere_else_is_said_of_what_was_looked_at(opened) -> None:
    async with opened("outlet:times") as hand:
        await hand.press("c")
        said = (
            "No other article that was found quotes Marta Ostrander so; w asks the whole archive."
        )
        assert hand.said == said
        await hand.press("w", "c")
        assert isinstance(hand.app.screen, WordingsScreen)
    async with opened("penhallow") as hand:
        await hand.press("w", "c")
        assert hand.said == "No other article quotes Alasdair Penhallow so."


async def test_what_is_exported_are_the_quotes_with_speaker_and_source(opened) -> None:
    async with opened("outlet:post", size=(120, 36)) as hand:
        await hand.press("w", "e")
        text = hand.app.screen.text
        assert "## Marta Ostrander\n\n> “We will open the old harbour" in text
        assert "— the same in 1 more article" in text
        assert "In other words, times: “We will never open" in text
        await hand.press("escape", "enter", "e", "t")
        await hand.press("down", "enter")
        head, *rows = hand.app.screen.text.splitlines()
        assert head.startswith("speaker,kind,guessed,for,date,outlet")
        assert [row.split(",")[:2] for row in rows] == [["Marta Ostrander", "direct"]]


async def test_speakers_are_not_selected_and_space_goes_to_what_one_said(opened) -> None:
    async with opened("") as hand:
        await hand.press("shift+tab", "escape")
        speakers = hand.app.screen.speakers
        speakers.focus()
        await hand.settle()
        await hand.press("ctrl+a", "space")
        assert not speakers.selected
        assert hand.app.focused is hand.app.screen.said


async def test_what_is_copied_says_who_said_it(opened) -> None:
    async with opened("next year") as hand:
        await hand.press("y")
        copied = hand.app.clipboard
        assert copied.startswith(f"“{OPEN}” — Marta Ostrander · “")
        assert "1 October 2025" in copied or "2 October 2025" in copied


async def test_a_quote_of_neither_outlet_nor_day_stands_under_its_headline(use, tmp_path) -> None:
    body = "“We will open it,” Marta Ostrander said.\n\n“Marta Ostrander will not,” said Alan Reed."
    (tmp_path / "plans.txt").write_text(f"Plans for the harbour\n\n{body}\n", "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "plans.txt"])
        async with use(archive, query="harbour OR open OR not") as hand:
            await hand.press("enter", "Q")
            assert "Plans for the harbour" in hand.text()
            await hand.press("escape")
            await hand.type("/ostrander")
            await hand.press("enter", "3", "i")
            (line,) = [one for one in hand.text().splitlines() if "Alan Reed ·" in one]
            assert "Alan Reed · Plans for the harbour" in line


OATH = "We will open the old harbour to every ship and to every sailor next year"


async def test_a_quote_says_who_else_is_told_to_have_said_it(use, tmp_path) -> None:
    for day, speaker in enumerate(("Marta Ostrander", "Alasdair Penhallow", "Ada Berg"), 1):
        head = f"---\ntitle: Harbour\noutlet: echo {day}\ndate: 2025-10-0{day}\n---\n"
        (tmp_path / f"{day}.md").write_text(f"{head}“{OATH},” {speaker} said.\n", "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path])
        async with use(archive, query="outlet:2", size=(120, 36)) as hand:
            await hand.press("enter", "Q")
            assert "also by Marta Ostrander and 1 more?" in hand.text()
            await hand.press("c")
            assert "the same words by Marta Ostrander" in hand.text()
            assert "the same words by Ada Berg" in hand.text()
            assert "Alasdair Penhallow · 3 articles" in hand.text()
            await hand.press("down", "enter")
            assert hand.reader.article.outlet == "echo 1"
