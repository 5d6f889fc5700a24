"""The filters of lists are lines of text: what is typed there is written, and does nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notes import archive_of

from index import Archive
from tests.conftest import Once
from tui.keys import KEYS
from tui.screens.bookmarks import BookmarkList
from tui.widgets.filter_line import FilterLine
from tui.widgets.filtered_list import FilteredList

PAGES = {
    f"{n}": f"Marta Ostrander met Alasdair Penhallow in London {n} times about the tariff on coal."
    for n in range(4)
}
WAYS = {"names": ["3", "f"], "desk": ["E", "tab", "f"], "bookmarks": ["B", "f"]}
ELSEWHERE = {"f1", "ctrl+c", "ctrl+l", "ctrl+p", "ctrl+q"}
ENDING = {"enter", "escape", "tab", "up", "down"}
NAMED = sorted({
    name for key in KEYS for name in key.keys.split(",") if len(name) > 1
} - ELSEWHERE - ENDING)  # fmt: skip


@pytest.fixture
def archive(once: Once, tmp_path: Path):
    folder = once(lambda made: archive_of(made, PAGES), tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        opened.add_bookmarks([hit.number for hit in opened.search("tariff").hits[:]])
        yield opened


@pytest.mark.parametrize("way", WAYS)
async def test_no_key_does_elsewhere_what_it_is_not_pressed_for(use, archive, way: str) -> None:
    async with use(archive, query="tariff") as hand:
        await hand.press("enter", *WAYS[way])
        rows, stack = hand.app.focused, list(hand.app.screen_stack)
        assert isinstance(rows, FilteredList)
        before = archive.bookmarks(), archive.stats(), hand.view
        for name in NAMED:
            await hand.press(name)
            assert rows.typing, name
            assert hand.app.focused is rows, name
            assert list(hand.app.screen_stack) == stack, name
        assert (archive.bookmarks(), archive.stats(), hand.view) == before


async def test_a_filter_is_written_in_as_any_line(use, archive: Archive) -> None:
    async with use(archive, query="tariff") as hand:
        await hand.press("enter", "3", "f", *"alan", "left", "left", "delete", "s")
        assert hand.entities.needle == "alsn"
        assert "als▏n" in hand.text()
        await hand.press("end", "space", "x", "ctrl+w")
        assert hand.entities.needle == "alsn "
        await hand.press("home", "ctrl+k")
        assert hand.entities.needle == ""
        await hand.press("ctrl+z")
        assert hand.entities.needle == "alsn "


async def test_bookmarks_are_filtered_in_place_and_escape_shows_all_again(use, archive) -> None:
    async with use(archive, query="tariff") as hand:
        await hand.press("enter", "B", "f", *"3 times")
        screen = hand.app.screen
        rows = screen.query_one(BookmarkList)
        assert rows.count == 1
        assert "1 of 4 bookmarks with “3 times”" in hand.text()
        await hand.press("z", "enter")
        assert rows.count == 0
        assert "0 of 4 bookmarks with “3 timesz”; Esc shows all" in hand.text()
        await hand.press("escape")
        assert hand.app.screen is screen
        assert rows.count == 4
        await hand.press("escape")
        assert hand.app.screen is hand.app.main


@given(st.text(alphabet="ab é"), st.text(alphabet="ab é"), st.text(alphabet="ab é"))
def test_each_key_of_a_line_does_what_it_says(before: str, behind: str, put: str) -> None:
    line = FilterLine(before + behind, len(before))
    written = line.written(put)
    assert (written.text, written.at) == (before + put + behind, len(before + put))
    assert line.keyed("ctrl+u") == FilterLine(behind, 0)
    assert line.keyed("ctrl+k") == FilterLine(before, len(before))
    assert line.keyed("backspace").text == before[:-1] + behind
    assert line.keyed("delete").text == before + behind[1:]
    left = line.keyed("ctrl+w")
    assert before.startswith(left.text[: left.at])
    assert left.text[left.at :] == behind
    assert not before.strip() or left.text != line.text
    for key in ("left", "right", "home", "end", "ctrl+w", "alt+d", "f7", "delete"):
        after = line.keyed(key)
        assert 0 <= after.at <= len(after.text)


async def test_another_query_lets_go_of_the_filter_of_the_names(use, archive: Archive) -> None:
    async with use(archive, query="tariff") as hand:
        await hand.press("enter", "3", "f", *"penhallow", "enter", "enter")
        assert hand.entities.needle == "penhallow"  # the search was narrowed: the query is the same
        await hand.press("/", "ctrl+u")
        await hand.type("ostrander")
        await hand.press("enter")
        assert hand.entities.needle == ""
        assert "filter:" not in hand.text()
        assert "Marta Ostrander" in hand.text()
