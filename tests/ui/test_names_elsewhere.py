"""Names that another window changes while a page, a drawer or the desk shows them here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from notes import archive_of, copy_of

from index import Archive, EntityCount, hide_edit, merge_edit
from tests.ui.test_names import ARTICLES
from tui.panes.edit_preview import PreviewList
from tui.panes.editor_list import EditorList
from tui.screens.co_occurrences import CoOccurrenceScreen
from tui.screens.entity_page import EntityScreen


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_of(tmp_path_factory.mktemp("names"), ARTICLES)


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Iterator[Archive]:
    with copy_of(made, tmp_path) as opened:
        yield opened


@pytest.fixture
def other(archive: Archive) -> Iterator[Archive]:
    """Another window on it."""
    with Archive.open(archive.path, index_folder=archive.index_folder) as opened:
        yield opened


def named(archive: Archive, name: str) -> EntityCount:
    (one,) = (each for each in archive.entity_editor.entities(name) if each.name == name)
    return one


def merge(other: Archive) -> None:
    one, into = named(other, "M. Ostrander"), named(other, "Marta Ostrander")
    other.entity_editor.apply([merge_edit(one, into)])


async def told(hand) -> None:
    """The application looks whether somebody wrote."""
    hand.app.keeping_up.look_for_news()
    await hand.settle()


def move_to(hand, name: str) -> EditorList:
    """Go to a row of the desk."""
    rows = hand.app.screen.query_one(EditorList)
    rows.move_to(next(at for at in range(rows.count) if rows.item(at).name == name))
    return rows


async def on_page(hand, name: str) -> None:
    await hand.press("enter", "E", "tab", "f")
    await hand.type(name)
    await hand.press("enter", "i")
    assert isinstance(hand.app.screen, EntityScreen)


async def test_an_open_page_follows_what_is_made_of_its_name(use, archive, other) -> None:
    async with use(archive) as hand:
        await on_page(hand, "Marta Ostrander")
        assert "3 ¶ · 2 articles" in hand.text()
        merge(other)
        await told(hand)
        assert "5 ¶ · 3 articles" in hand.text()
        other.entity_editor.apply([hide_edit(named(other, "Marta Ostrander"))])
        await told(hand)
        assert "names nothing any more: names were changed" in hand.text()
        other.undo()
        await told(hand)
        assert "5 ¶ · 3 articles" in hand.text()


async def test_who_is_with_whom_follows_and_keeps_the_cursor(use, archive, other) -> None:
    async with use(archive) as hand:
        await on_page(hand, "Marta Ostrander")
        await hand.press("x")
        assert isinstance(hand.app.screen, CoOccurrenceScreen)
        assert "Paris" not in hand.text()
        await hand.press("j")
        current = hand.app.screen._current()
        merge(other)
        await told(hand)
        assert "Paris" in hand.text()
        assert hand.app.screen._current() == current
        other.entity_editor.apply([hide_edit(named(other, "Marta Ostrander"))])
        await told(hand)
        assert "It names nothing any more" in hand.text()


async def test_the_desk_follows_and_keeps_the_row(use, archive, other) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "E", "tab", "f")
        await hand.type("ostrander")
        await hand.press("enter")
        rows = move_to(hand, "Marta Ostrander")
        assert rows.current().count == 3
        merge(other)
        await told(hand)
        assert (rows.current().name, rows.current().count) == ("Marta Ostrander", 5)
        assert rows.count == 1
        assert hand.app.screen.query_one(PreviewList).count == 5


async def test_an_edit_of_a_row_that_names_nothing_any_more_is_not_kept(
    use, archive, other
) -> None:
    """Kept, it would strike once the other's edit is taken back."""
    async with use(archive) as hand:
        await hand.press("enter", "E", "tab", "f")
        await hand.type("m. ostrander")
        await hand.press("enter")
        move_to(hand, "M. Ostrander")
        await hand.settle()
        merge(other)
        await hand.press("D", "enter")
        assert hand.said == "Not done: M. Ostrander: not a name. It would change nothing."
        other.undo()
        assert archive.search('person:"M. Ostrander"').paragraphs == 2


async def test_what_an_edit_would_change_is_counted_when_it_is_kept(use, archive, other) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "E", "tab", "f")
        await hand.type("marta ostrander")
        await hand.press("enter", "D")
        preview = hand.app.screen.query_one(PreviewList)
        assert preview.count == 3
        merge(other)
        await hand.press("enter")
        assert hand.said.startswith("Names were changed meanwhile: 5 ¶ change now.")
        assert preview.count == 5
        assert len(archive.entity_editor.kept()) == 1
        await hand.press("enter")
        assert hand.said.startswith("Done: Marta Ostrander is not a name")
        assert len(archive.entity_editor.kept()) == 2
        # What is proposed stays proposed while others change names, and is counted again.
        await hand.press("u")
        await told(hand)
        await hand.press("D")
        assert preview.count == 5
        other.undo()
        await told(hand)
        assert preview.count == 3
        await hand.press("enter")
        assert hand.said.startswith("Done: Marta Ostrander is not a name")
