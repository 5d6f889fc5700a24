"""Letters typed one upon another where letters are keys: a text in the wrong place ends nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fake_archive import FakeArchive, article, sample
from hand import Hand

from tui.keys import KEYS, QUERY
from tui.screens.dialogs import Question
from tui.screens.export import ExportScreen
from tui.screens.writing import NoteEditor

QUICK, SLOW = 0.1, 0.6


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The pages that are given to the browser."""
    pages: list[str] = []
    monkeypatch.setattr("tui.app.NutgrafApp.open_url", lambda _, url, **__: pages.append(url))
    return pages


async def run_on(hand: Hand, text: str, gap: float = QUICK) -> None:
    """Type with `gap` seconds from letter to letter, as events tell."""
    before, hand.gap = hand.gap, gap
    await hand.press(*text)
    hand.gap = before


async def test_a_text_typed_into_the_results_does_not_quit_and_says_what_letters_are(use) -> None:
    async with use() as hand:
        await hand.type("swap")
        await hand.press("escape")
        await run_on(hand, "zzzq")
        assert hand.app.is_running
        assert hand.said == "Letters are keys here: / writes a query, q again quits."
        await run_on(hand, "x unicorn, qx")
        assert not hand.app._exit


@pytest.mark.parametrize("gap", [QUICK, SLOW])
async def test_q_again_quits_however_soon(use, gap) -> None:
    async with use() as hand:
        await hand.press("escape")
        await run_on(hand, "zq")
        assert not hand.app._exit
        hand.gap = gap
        await hand.press("q")
        assert hand.app._exit


@pytest.mark.parametrize("before", ["j", "down", "escape", "enter", "ctrl+d"])
async def test_q_by_itself_quits_at_once(use, before) -> None:
    """Some time behind a letter, and at once behind a key that writes nothing."""
    async with use() as hand:
        await hand.press("escape", before)
        hand.gap = SLOW if len(before) == 1 else QUICK
        await hand.press("q")
        assert hand.app._exit


async def test_a_list_that_a_q_closed_is_another_place(use) -> None:
    async with use() as hand:
        await hand.press("escape", "B")
        await run_on(hand, "qq")
        assert hand.app._exit


async def test_ctrl_q_quits_behind_anything(use) -> None:
    async with use() as hand:
        await hand.press("escape")
        hand.gap = QUICK
        await hand.press("z", "ctrl+q")
        assert hand.app._exit


async def test_in_a_text_letters_are_letters(use) -> None:
    async with use() as hand:
        await run_on(hand, "inquiry")
        assert hand.bar.input.value == "inquiry"
        await hand.press("escape", "escape", "a")
        await run_on(hand, "Iraq, o quo")
        assert hand.app.screen.query_one("TextBox").text == "Iraq, o quo"


async def test_no_page_is_opened_by_a_word(use, opened) -> None:
    archive = FakeArchive([article(1, "A title", ["Some words here."], url="https://e.org/1")])
    async with use(archive) as hand:
        await hand.press("enter")
        await run_on(hand, "zo")
        assert opened == []
        assert hand.said.endswith("o again opens the source in a browser.")
        await run_on(hand, "oo", SLOW)
        assert len(opened) == 2
        # As in “zoo”, and behind a letter that closed something over the list.
        await run_on(hand, "zoo")
        await hand.press("e")
        await run_on(hand, "yo")
        assert len(opened) == 2


def test_every_key_that_leads_out_of_the_program_is_among_them() -> None:
    """A new list that binds one of these actions is one of the kind."""
    leading_out = {"leave", "browse", "edit"}
    there = [key.id for key in KEYS if key.action in leading_out and key.place != QUERY]
    assert [key.id for key in KEYS if key.leaves] == there


async def test_what_was_written_is_not_thrown_away_by_a_text_that_goes_on(use) -> None:
    async with use() as hand:
        await hand.press("enter", "a")
        await run_on(hand, "an hour of notes")
        hand.gap = QUICK
        await hand.press("escape", "t")
        assert isinstance(hand.app.screen, Question)
        assert "Too quick to have read this: t again does it." in hand.text()
        await hand.press("h", "e")
        assert isinstance(hand.app.screen, Question)
        await hand.press("g")
        assert isinstance(hand.app.screen, NoteEditor)
        await hand.press("escape", "t", "t")
        assert isinstance(hand.app.screen, Question)
        hand.gap = SLOW
        await hand.press("t")
        assert not isinstance(hand.app.screen, NoteEditor | Question)


async def test_no_text_is_made_furniture_by_a_word_and_a_slow_answer_counts(use) -> None:
    archive = FakeArchive(sample())
    async with use(archive) as hand:
        await hand.press("enter")
        await run_on(hand, "fy")
        assert isinstance(hand.app.screen, Question)
        await run_on(hand, "n")
        assert not isinstance(hand.app.screen, Question)
        await run_on(hand, "fy", SLOW)
        assert not isinstance(hand.app.screen, Question)


async def test_an_export_is_not_taken_into_an_editor_by_a_word(use, monkeypatch) -> None:
    started: list[str] = []
    monkeypatch.setattr("tui.outside.editor", lambda: started.append("") or None)
    async with use() as hand:
        await hand.press("enter", "e")
        assert isinstance(hand.app.screen, ExportScreen)
        await run_on(hand, "ze")
        assert started == []
        await hand.press("e")
        assert started == [""]
