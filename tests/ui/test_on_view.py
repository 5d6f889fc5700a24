"""A key marks and removes nothing that cannot be seen: at every size, from every pane."""

from __future__ import annotations

from pathlib import Path

import pytest
from notes import archive_of

from index import Archive
from tests.conftest import Once
from tui.widgets.line_list import LineList

SAID = """Coal will be dug until the winter ends
Sugar costs more than any household can pay
No ship left the northern harbour on Monday
Every teacher deserves a better contract
Those floods took our mayor by surprise
Nobody asked the farmers about their wells
A railway through the valley helps all towns
Hospitals close where doctors are missing""".splitlines()
PAGES = {
    f"{n:02}": f"Marta Ostrander met Alasdair Penhallow in London {n} times.\n\n"
    f'Marta Ostrander said: "{said}, and the tariff stays."'
    for n, said in enumerate(SAID)
}
SIZES = [(30, 10), (60, 20), (80, 24), (120, 36)]
PANES = {"results": "1", "reader": "2", "names": "3", "timeline": "T"}
MARKING = {"b": ["b"], "delete": ["delete"]}
WAYS = {"results": [], "quotes": ["Q", "tab"], "bookmarks": ["B"]}
ACTING = {"results": ["b", "delete"], "quotes": ["b", "a"], "bookmarks": ["d", "t"]}


@pytest.fixture
def archive(once: Once, tmp_path: Path):
    folder = once(lambda made: archive_of(made, PAGES), tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def _changed(archive: Archive) -> tuple[object, ...]:
    """What keys change: the marks, and how many articles there are."""
    marks = tuple((one.paragraph, one.note, one.tags) for one in archive.bookmarks())
    return marks, archive.stats().articles


def _shows(widget) -> bool:
    """Whether the picture has anything of a widget."""
    visible = widget.screen._compositor.visible_widgets
    return widget in visible and bool(visible[widget][0].intersection(visible[widget][1]))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("eye", ["1", "2"])
@pytest.mark.parametrize("zen", [False, True])
async def test_what_is_not_on_view_is_neither_marked_nor_removed(
    use, archive: Archive, size, eye: str, zen: bool
) -> None:
    async with use(archive, query="ostrander", size=size) as hand:
        for pane, there in PANES.items():
            for key, keys in MARKING.items():
                await hand.press("escape", "escape", eye, there, *["z"] * zen)
                before, seen = _changed(archive), _shows(getattr(hand, hand.eye))
                await hand.press(*keys)
                told, changed = hand.said, _changed(archive) != before
                where = (pane, key, told)
                if key == "delete":
                    assert changed == (seen and pane in ("results", "reader")), where
                else:
                    assert changed == seen, where
                if not changed:
                    assert "on view" in told or "removed in the results" in told, where
                if changed:
                    await hand.press("u")
                assert _changed(archive) == before


async def test_quotes_that_are_not_on_view_are_not_marked(use, archive: Archive) -> None:
    async with use(archive, query="ostrander", size=(60, 20)) as hand:
        await hand.press("enter", "Q")
        for key in "baty":
            await hand.press(key)
            assert "No quote is on view: Tab shows those of this speaker." in hand.said
            assert not archive.bookmarks()
        await hand.press("tab", "b")
        assert len(archive.bookmarks()) == 1


@pytest.mark.parametrize("place", ["results", "quotes", "bookmarks"])
async def test_a_row_that_was_scrolled_away_comes_back_before_a_key_acts(
    use, archive: Archive, place: str
) -> None:
    archive.add_bookmarks([hit.number for hit in archive.search("tariff").hits[:]])
    before = _changed(archive)
    async with use(archive, query="ostrander", size=(80, 24)) as hand:
        await hand.press("enter", *WAYS[place])
        rows = hand.app.focused
        assert isinstance(rows, LineList)
        for key in ACTING[place]:
            rows.scroll_to(y=rows.max_scroll_y, animate=False)
            await hand.settle()
            await hand.press(key)
            assert "out of sight: here it is" in hand.said, key
            assert _changed(archive) == before
            assert rows.scroll_offset.y < rows.max_scroll_y
