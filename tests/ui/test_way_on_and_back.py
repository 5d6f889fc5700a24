"""What is read from a list, or followed from a text, leads back with Escape; lists open again where
they were left.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hand import Hand
from test_way_back import archive_for_ways, come_to

from tests.conftest import Once
from tui import keys
from tui.widgets.key_line import KeyLine

READS = {
    keys.BOOKMARKS: ["j", "j"],
    keys.LEDGER: [],
    keys.PASSAGES: ["j"],
    keys.STORIES: ["enter"],
    keys.ENTITY: ["tab"],
}
"""Lists that paragraphs are read from, and the keys that lead to one."""


@pytest.fixture
def archive(once: Once, tmp_path: Path):
    with archive_for_ways(once, tmp_path) as opened:
        yield opened


def _place(hand: Hand) -> str:
    return hand.app.screen.query_one(KeyLine).place


@pytest.mark.parametrize("place", READS)
async def test_what_is_read_from_a_list_changes_no_search_and_leads_back(
    use, archive, place: str
) -> None:
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        await come_to(hand, place)
        await hand.press(*READS[place])
        before, view, listed = hand.text(), hand.view, _place(hand)
        await hand.press("enter")
        assert _place(hand) == keys.READER
        assert hand.view == view
        await hand.press("escape")
        assert _place(hand) == listed
        if place != keys.ENTITY:  # it opens at its facts
            assert hand.text() == before
        await hand.press("escape", "escape", "escape")
        assert hand.app.screen is hand.app.main
        assert hand.focus == "results"


@pytest.mark.parametrize("back", ["h", "backspace"])
async def test_the_other_keys_that_lead_back_lead_there_too(use, archive, back: str) -> None:
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        await hand.press("enter", "B", "j", "enter", back)
        assert _place(hand) == keys.BOOKMARKS


async def test_what_is_opened_in_the_results_leads_back_to_these(use, archive) -> None:
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        await hand.press("enter", "B", "enter", "1", "enter", "escape")
        assert hand.focus == "results"


@pytest.mark.parametrize(
    ("key", "query"),
    [
        ("enter", 'person:"Alasdair Penhallow"'),
        ("+", 'ostrander person:"Alasdair Penhallow"'),
        ("-", 'ostrander -person:"Alasdair Penhallow"'),
    ],
)
async def test_a_name_in_the_text_is_followed_and_leads_back(use, archive, key, query) -> None:
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        await hand.press("enter", "G", "enter", "g", "]", "]")
        name = hand.reader.names.current
        assert name.name == "Alasdair Penhallow"
        view, read = hand.view, hand.reader.current().number
        await hand.press(key)
        assert hand.view.query == query
        assert "Esc leads back" in hand.said
        await hand.press("escape")
        assert hand.view == view
        assert hand.reader.current().number == read
        assert hand.focus == "reader"
        assert hand.reader.names.current == name
        await hand.press("escape", "escape")  # the first lets go of the name
        assert (hand.focus, hand.view) == ("results", view)


@pytest.mark.parametrize(
    ("place", "moves"),
    [
        (keys.BOOKMARKS, ["j", "j", "j"]),
        (keys.DESK, ["tab", "j"]),
        (keys.LEDGER, ["tab", "j"]),
    ],
)
async def test_a_list_opens_where_it_was_left(use, archive, place: str, moves: list[str]) -> None:
    key = {keys.BOOKMARKS: "B", keys.DESK: "E", keys.LEDGER: "Q"}[place]
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        await hand.press("enter", key, *moves)
        left = hand.text()
        await hand.press("enter" if place == keys.LEDGER else "escape", key)
        hand.app.clear_notifications()
        await hand.settle()
        assert hand.text() == left


@pytest.mark.parametrize("key", ["space", "ctrl+f", "pagedown"])
async def test_the_reader_pages_by_the_keys_of_other_pagers(use, archive, key) -> None:
    async with use(archive, query="ostrander", size=(60, 16)) as hand:
        await hand.press("enter", "enter", "g")
        top = hand.reader.scroll_offset.y
        await hand.press(key)
        assert hand.reader.scroll_offset.y > top
        await hand.press("ctrl+b")
        assert hand.reader.scroll_offset.y == top


async def test_where_there_is_no_shell_to_go_to_that_is_said(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "alt+z")
        assert "no shell" in hand.said


async def test_all_is_painted_anew_when_the_program_was_stopped_and_goes_on(
    use, archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with use(archive) as hand:
        await hand.press("enter")
        screen, asked = hand.app.screen, []
        monkeypatch.setattr(screen, "refresh", lambda *how, **more: asked.append(how) or screen)
        hand.app.app_resume_signal.publish(hand.app)
        await hand.settle()
        assert () in asked
