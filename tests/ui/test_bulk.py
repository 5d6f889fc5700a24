"""What is selected is acted on as one: said on how many, undone at once, shown at once."""

from __future__ import annotations

import threading

import pytest
from fake_archive import FakeArchive, sample
from textual.widgets import Input

from index import Archive, ArchiveBusy, StoppedError
from tui.screens import working
from tui.screens.bookmarks import BookmarkList
from tui.screens.working import Working
from tui.screens.writing import NoteEditor


@pytest.fixture
def archive(tmp_path):
    """A real one, of two articles."""
    for number in range(2):
        text = "\n\n".join(f"The harbour opened berth {at} of {number}." for at in range(4))
        (tmp_path / f"{number}.txt").write_text(f"Berths {number}\n\n{text}\n", "utf-8")
    with Archive.open(tmp_path / "a.db") as opened:
        opened.add([tmp_path])
        yield opened


def kept(archive) -> dict[int, tuple[str, tuple[str, ...]]]:
    return {mark.paragraph: (mark.note, mark.tags) for mark in archive.bookmarks()}


async def test_of_a_mixed_selection_the_rest_is_bookmarked_and_then_all_let_go(use, archive):
    async with use(archive) as hand:
        await hand.press("enter", "j", "b", "g", "space", "space", "space", "b")
        numbers = hand.results.hits_selected()
        assert hand.said == "2 bookmarked; 1 was already."
        assert set(kept(archive)) == set(numbers)
        await hand.press("b")
        assert hand.said == "3 bookmarks taken away; u brings them back."
        assert kept(archive) == {}
        await hand.press("u")
        assert set(kept(archive)) == set(numbers)
        await hand.press("u")
        assert set(kept(archive)) == {numbers[1]}
        assert hand.results.hits_selected() == numbers
        assert hand.text().count("★") == 2  # in the list and in the reader


async def test_where_there_is_no_paragraph_that_is_said_of_each_key(use, archive):
    async with use(archive, query="zzyzx") as hand:
        await hand.press("escape", "1")
        for key in ("b", "a", "y", "e"):
            hand.app.main.say("")
            await hand.press(key)
            assert hand.said.startswith(("There is no paragraph", "There is nothing")), key


async def test_a_note_goes_to_all_that_is_selected(use, archive):
    async with use(archive) as hand:
        await hand.press("enter", "space", "space", "space", "a")
        assert "3 paragraphs" in hand.text()
        assert kept(archive) == {}
        await hand.type("w")
        await hand.press("ctrl+s")
        assert hand.said == "Note saved on 3 paragraphs."
        numbers = hand.results.hits_selected()
        assert kept(archive) == dict.fromkeys(numbers, ("w", ()))
        await hand.press("u")
        assert kept(archive) == {}
        await hand.press("U", "space", "a")
        assert "Their notes differ" in hand.text()
        await hand.type("m")
        await hand.press("ctrl+s")
        fourth = hand.results.hits_selected()[-1]
        assert kept(archive) == dict.fromkeys(numbers, ("w\nm", ())) | {fourth: ("m", ())}


async def test_a_note_given_up_or_emptied_bookmarks_nothing(use, archive):
    async with use(archive) as hand:
        await hand.press("enter", "space", "space", "a", "escape")
        assert kept(archive) == {}
        await hand.press("escape", "a")
        await hand.type("x")
        await hand.press("ctrl+s", "g", "space", "space", "space", "a")
        assert "Their notes differ" in hand.text()
        await hand.press("escape", "escape", "k", "a", "backspace", "ctrl+s")
        assert hand.said == "Note taken away."
        assert [note for note, _ in kept(archive).values()] == [""]


async def test_tags_of_many_are_added_and_taken_away_and_others_stay(use, archive):
    async with use(archive) as hand:
        await hand.press("enter", "t")
        await hand.type("o")
        await hand.press("enter", "g", "space", "space", "t")
        assert hand.app.screen.query_one(Input).value == ""
        await hand.type("p, #q")
        await hand.press("enter")
        assert hand.said == "Tagged p q on 2 paragraphs."
        first, second = hand.results.hits_selected()
        both = {first: ("", ("o", "p", "q")), second: ("", ("p", "q"))}
        assert kept(archive) == both
        await hand.press("t")
        assert hand.app.screen.query_one(Input).value == "p q"
        await hand.press("ctrl+u")
        await hand.type("q 25")
        await hand.press("enter")
        assert kept(archive) == {
            first: ("", ("o", "q", "25")),
            second: ("", ("q", "25")),
        }
        await hand.press("u")
        assert kept(archive) == both


async def test_in_the_list_of_bookmarks_the_selection_is_acted_on_and_stays(use, archive):
    async with use(archive) as hand:
        await hand.press("enter", "ctrl+a", "b", "B", "ctrl+a", "space", "t")
        await hand.type("s")
        await hand.press("enter")
        assert hand.said == "Tagged s on 7 bookmarks."
        assert sorted(tags for _, tags in kept(archive).values()) == [(), *[("s",)] * 7]
        assert len(hand.app.screen.query_one(BookmarkList).selected) == 7
        await hand.press("d")
        assert hand.said == "7 bookmarks taken away; u undoes it."
        assert len(kept(archive)) == 1
        await hand.press("u", "u")
        assert list(kept(archive).values()) == [("", ())] * 8
        await hand.press("u")
        assert "No bookmarks yet." in hand.text()


class Held(FakeArchive):
    """Writing waits until it is let go, and then fails, is stopped, or succeeds."""

    def __init__(self, articles):
        super().__init__(articles)
        self.go = threading.Event()
        self.asked = threading.Event()
        self.fault: Exception | None = None

    def add_bookmarks(self, paragraphs, change=None, *, progress=None, stop=None):
        progress(1200, 3285)
        self.asked.set()
        while not self.go.wait(0.01):
            if stop():
                raise StoppedError
        if self.fault is not None:
            raise self.fault
        return super().add_bookmarks(paragraphs, change)


async def shown(hand, words: str) -> None:
    """Let the application go on until words are on the screen."""
    for _ in range(2000):
        if words in hand.text():
            return
        await hand._flush()
        await hand.pilot.pause()
    raise AssertionError(words)


@pytest.mark.parametrize("fault", [None, ArchiveBusy("Another process (12) is writing to it.")])
async def test_a_bookmark_is_shown_at_once_and_no_more_when_it_cannot_be_kept(
    use, fault, monkeypatch
):
    monkeypatch.setattr(working, "SHOWN_AFTER", 60)
    archive = Held(sample())
    archive.fault = fault
    async with use(archive) as hand:
        await hand.press("enter")
        hand.send("b")
        await shown(hand, "★")
        assert archive.bookmarked() == frozenset()
        hand.send("j")
        archive.go.set()
        await hand.settle()
        if fault is None:
            assert hand.said == "Bookmarked."
            assert "★" in hand.text()
        else:
            assert "Another process (12)" in hand.said
            assert "★" not in hand.text()
        assert len(archive.bookmarked()) == (fault is None)


async def test_long_work_says_how_far_it_is_and_is_given_up_with_escape(use, monkeypatch):
    monkeypatch.setattr(working, "SHOWN_AFTER", 0)
    archive = Held(sample())
    async with use(archive, patience=0.1) as hand:
        await hand.press("enter", "ctrl+a")
        hand.send("b")
        await shown(hand, "1\u202f200 of 3\u202f285")
        assert isinstance(hand.app.screen, Working)
        hand.send("escape")
        await hand.settle()
        assert hand.said == "Stopped; nothing was changed."
        assert hand.focus == "results"
        assert "★" not in hand.text()
        assert archive.bookmarked() == frozenset()


async def test_keys_pressed_while_work_goes_on_are_for_what_comes_after(use, monkeypatch):
    monkeypatch.setattr(working, "SHOWN_AFTER", 0)
    archive = Held(sample())
    async with use(archive) as hand:
        await hand.press("enter")
        hand.send("b")
        await shown(hand, "200 of 3")
        for key in ("j", "j", "b"):
            hand.send(key)
        await shown(hand, "Bookmarking")
        archive.go.set()
        await hand.settle()
        assert hand.results.cursor == 2
        assert len(archive.bookmarked()) == 2


async def test_a_note_whose_writing_is_given_up_is_still_there(use, monkeypatch):
    monkeypatch.setattr(working, "SHOWN_AFTER", 0)
    archive = Held(sample())
    async with use(archive, patience=0.1) as hand:
        await hand.press("enter", "ctrl+a", "a")
        await hand.type("w")
        hand.send("ctrl+s")
        await shown(hand, "200 of 3")
        hand.send("escape")
        await hand.settle()
        assert isinstance(hand.app.screen, NoteEditor)
        assert hand.app.screen.text == "w"
        assert "Stopped; nothing was changed." in hand.text()
        archive.go.set()
        await hand.press("ctrl+s")
        assert {mark.note for mark in archive.bookmarks()} == {"w"}
