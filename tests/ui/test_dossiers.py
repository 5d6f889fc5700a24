"""Dossiers on the screen: what is put in, looked through, moved, taken out and exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from notes import archive_of, opening

from index import Archive
from tests.conftest import Once
from tui.screens.bookmarks import BookmarksScreen
from tui.screens.collect import Collect
from tui.screens.dossiers import DossierList, DossiersScreen
from tui.view import View

_TEXTS = {
    "one": "The ferry sailed from Ostend.\n\nThe ferry sank.",
    "two": "Nobody saw the ferry again.\n\nThe harbour was closed.",
}


def _made(folder: Path) -> None:
    archive_of(folder, _TEXTS)


@pytest.fixture
def opened(use, once: Once, tmp_path: Path):
    """The application over an archive on disk, with a query asked; and the archive."""
    return opening(use, once(_made, tmp_path), "enter", query="ferry")


def held(archive: Archive) -> dict[str, list[str]]:
    """The text or the query of every item, by the name of its dossier."""
    marks = {mark.number: mark.text for mark in archive.bookmarks()}
    return {
        one.name: [marks.get(item.bookmark or 0, item.query) for item in one.items]
        for one in archive.dossiers.all()
    }


async def test_what_is_selected_goes_into_a_new_dossier_and_an_old_one(opened) -> None:
    async with opened() as (hand, archive):
        await hand.press("space", "space", "D")
        assert isinstance(hand.app.screen, Collect)
        await hand.press("enter")
        assert "A dossier needs a name." in hand.text()
        await hand.type("The sinking")
        assert "New: The sinking" in hand.text()
        await hand.press("enter")
        assert hand.said == "2 put into “The sinking”."
        assert len(archive.bookmarks()) == 2
        await hand.press("D")
        await hand.type("sink")
        assert "2 items" in hand.text()
        await hand.press("enter")
        assert hand.said == "“The sinking” holds them already."
        await hand.press("escape", "G", "D", "enter")
        assert hand.said == "Put into “The sinking”."
        assert len(held(archive)["The sinking"]) == 3


async def test_what_was_selected_over_several_queries_goes_in_in_that_order(opened) -> None:
    async with opened() as (hand, archive):
        found = list(hand.results.rows.numbers_of(range(hand.results.count)))
        await hand.press("G", "space", "g", "space")
        hand.look_at(View("*"))
        await hand.settle()
        every = list(hand.results.rows.numbers_of(range(hand.results.count)))
        other = next(number for number in every if number not in found)
        hand.results.move_to(every.index(other))
        await hand.press("space")
        hand.look_at(View("ferry"))
        await hand.settle()
        await hand.press("j", "v", "j", "D")
        await hand.type("Review")
        await hand.press("enter")
        marks = {mark.number: mark.paragraph for mark in archive.bookmarks()}
        [dossier] = archive.dossiers.all()
        read = [marks[item.bookmark] for item in dossier.items]
        assert read[:3] == [found[-1], found[0], other]
        assert read == list(dict.fromkeys([*read[:3], *found]))


async def test_how_many_were_in_it_already_is_said(opened) -> None:
    async with opened() as (hand, _):
        await hand.press("D")
        await hand.type("The sinking")
        await hand.press("enter", "space", "space", "D", "enter")
        assert hand.said == "1 put into “The sinking”; 1 was in it already."
        await hand.press("ctrl+a", "D", "enter")
        assert hand.said == "1 put into “The sinking”; 2 were in it already."


async def test_one_undo_takes_back_the_dossier_and_the_bookmarks_made_for_it(opened) -> None:
    async with opened() as (hand, archive):
        await hand.press("ctrl+a", "D")
        await hand.type("Ferry")
        await hand.press("enter", "u")
        assert not archive.bookmarks()
        assert held(archive) == {}


async def test_letters_and_enter_in_one_burst_give_the_whole_name(opened) -> None:
    async with opened() as (hand, archive):
        await hand.press("D")
        for key in ("f", "e", "r", "r", "y", "enter"):
            hand.send(key)
        await hand.settle()
        assert list(held(archive)) == ["ferry"]


async def test_dossiers_are_looked_through_ordered_and_changed(opened) -> None:
    async with opened() as (hand, archive):
        await hand.press("ctrl+a", "D")
        await hand.type("Ferry")
        await hand.press("enter", "alt+d")
        await hand.type("Ferry")
        await hand.press("enter", "escape", "D")
        await hand.type("Other")
        await hand.press("enter", "B", "tab")
        assert isinstance(hand.app.screen, DossiersScreen)
        rows = hand.app.screen.query_one(DossierList)
        assert "▾ Ferry" in hand.text()
        assert "/ ferry" in hand.text()
        before = held(archive)["Ferry"]
        await hand.press("j", "J")
        assert held(archive)["Ferry"] == [before[1], before[0], *before[2:]]
        assert rows.current().mark.text == before[0]
        await hand.press("K", "K")
        assert held(archive)["Ferry"] == before
        await hand.press("d")
        assert held(archive)["Ferry"] == before[1:]
        assert len(archive.bookmarks()) == 3
        await hand.press("u")
        assert held(archive)["Ferry"] == before
        await hand.press("g", "enter")
        assert "▸ Ferry" in hand.text()
        await hand.press("R")
        await hand.type(" of 1987")
        await hand.press("enter")
        assert "▸ Ferry of 1987" in hand.text()
        await hand.press("d")
        assert list(held(archive)) == ["Other"]
        await hand.press("u", "escape")
        assert isinstance(hand.app.screen, BookmarksScreen)
        assert held(archive)["Ferry of 1987"] == before


async def test_an_item_is_read_or_asked(opened) -> None:
    async with opened() as (hand, archive):
        await hand.press("D")
        await hand.type("One")
        await hand.press("enter", "alt+d")
        await hand.type("One")
        await hand.press("enter", "B", "tab", "j", "enter")
        assert hand.focus == "reader"
        assert hand.reader.current().text == held(archive)["One"][0]
        await hand.press("B", "tab", "G", "enter")
        assert hand.focus == "results"
        assert hand.app.main.search.view.text == "ferry"


async def test_a_dossier_is_exported_in_its_order(opened, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened() as (hand, archive):
        await hand.press("ctrl+a", "D")
        await hand.type("Ferry")
        await hand.press("enter", "B", "tab", "j", "J", "e", "f")
        await hand.type("out.md")
        await hand.press("enter")
        written = (tmp_path / "out.md").read_text("utf-8")
        places = [written.index(text.rstrip(".")) for text in held(archive)["Ferry"]]
        assert places == sorted(places)
        assert "# Ferry" in written


async def test_a_dossier_leaves_with_the_words_of_its_queries(opened) -> None:
    async with opened() as (hand, archive):
        number = archive.dossiers.make("Ferry")
        archive.dossiers.add(number, queries=["zika fever"])
        await hand.press("b", "D")
        await hand.type("Ferry")
        await hand.press("enter", "B", "tab", "e")
        assert 'queries: ["zika fever"]' in hand.app.screen.text


async def test_no_dossiers_speak_and_a_bookmark_goes_into_one(opened) -> None:
    async with opened() as (hand, archive):
        await hand.press("b", "B", "tab")
        assert "No dossiers yet." in hand.text()
        await hand.press("tab", "D")
        await hand.type("Mine")
        await hand.press("enter", "tab")
        assert len(held(archive)["Mine"]) == 1
        assert "1 dossier" in hand.text()


async def test_what_others_do_to_dossiers_is_followed_where_one_is_chosen(opened) -> None:
    async with opened() as (hand, archive):
        with Archive.open(archive.path, index_folder=archive.index_folder) as other:
            for name in ("Arrivals", "Sinking"):
                other.dossiers.collect(name, queries=["ferry"])
            await hand.press("D", "down")
            other.dossiers.collect("Before", queries=["ferry", "harbour"])
            hand.app.archive_changed()
            await hand.settle()
            assert "Before" in hand.text()
            # One that is gone is not made anew unasked, though nobody has told of it yet.
            other.dossiers.delete(other.dossiers.find("Sinking").number)
            await hand.press("enter")
            assert "“Sinking” was taken away meanwhile." in hand.text()
            assert held(archive) == {"Arrivals": ["ferry"], "Before": ["ferry", "harbour"]}
            await hand.type("Sinking")
            await hand.press("enter")
            assert hand.said == "Put into “Sinking”."
            other.undo()
            hand.app.archive_changed()
            await hand.press("B", "tab")
            assert "Sinking 2" in hand.text()


async def test_what_is_selected_is_moved_as_a_block(opened) -> None:
    async with opened() as (hand, archive):
        archive.dossiers.collect("One", queries=list("abcdef"))
        archive.dossiers.collect("Two", queries=["g"])
        await hand.press("B", "tab", "j", "j", "space", "j", "space")
        # The cursor is on another row: what is marked moves, and what stood between goes below.
        await hand.press("K")
        assert held(archive)["One"] == list("bdacef")
        await hand.press("K")
        assert held(archive)["One"] == list("bdacef")
        await hand.press("J", "J")
        assert held(archive)["One"] == list("acbdef")
        await hand.press("J", "J", "J")
        assert held(archive)["One"] == list("acefbd")
        await hand.press("u")
        assert held(archive)["One"] == list("acebdf")
        await hand.press("G", "space", "J")
        assert hand.said.startswith("Items of several dossiers are selected")
        assert held(archive)["One"] == list("acebdf")
