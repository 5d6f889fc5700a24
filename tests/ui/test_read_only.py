"""An archive on a disk that takes nothing: looking shows no error, and what writes says why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand import Hand
from textual.widgets import Static

from index import Archive
from index.store.file import opening
from tests.conftest import Once
from tests.standing_news import article, file
from tui.screens.dialogs import Dialog

_LOOKS = {
    "search": ("/", *"ferry", "enter"),
    "read": ("enter", "p", "p", "escape"),
    "narrow": ("3", "enter", "1"),
    "go back": ("H", "L"),
    "stories": ("O", "enter"),
    "saved searches": ("@", "enter"),
    "bookmarks": ("B",),
    "trail": ("W",),
    "names": ("E",),
    "quotes": ("Q",),
    "table": ("F",),
    "timeline": ("T", "l"),
}
_WRITES = {
    "take a bookmark away": ("b",),
    "bookmark": ("j", "b"),
    "note": ("a", *"why", "ctrl+s"),
    "tags": ("t", *"trade", "enter"),
    "collect": ("D", *"mine", "enter"),
    "save a search": ("S", *"mine", "enter"),
    "take an article out": ("delete",),
    "furniture": ("f", "y"),
    "undo": ("u", "y"),
    "forget a search": ("@", "d"),
    "nothing new": ("@", "m"),
    "delete a bookmark": ("B", "d"),
    "merge": ("E", "tab", "space", "M", "enter"),
    "not a name": ("E", "tab", "D", "enter"),
    "rename": ("E", "tab", "R", *"X", "enter", "enter"),
}


def _made(folder: Path) -> None:
    texts = (
        "Maria Lindqvist met Piet Halloran on the ferry {} times.",
        "The ferry sailed {} times.",
    )
    news = [article(n, subject=texts[n % 2].format(n)) for n in range(5)]
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([file(folder / "news.jsonl", news)])
        archive.save_search("ours", "ferry")
        archive.add_bookmarks([archive.search("ferry").hits[0].number])


@pytest.fixture
def archive(once: Once, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = once(_made, tmp_path)
    monkeypatch.setattr(opening, "why_read_only", lambda path: f"{path} cannot be written")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def _said(hand: Hand) -> str:
    told = [one.message for one in hand.app._notifications]
    if isinstance(hand.app.screen, Dialog):
        told.append(str(hand.app.screen.query_one(".trouble", Static).visual))
    return "\n".join(told)


@pytest.mark.parametrize("name", _LOOKS)
async def test_looking_writes_nothing_and_shows_no_error(use, archive: Archive, name: str) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", *_LOOKS[name])
        assert "only be read" not in _said(hand)
        assert hand.app._exception is None


@pytest.mark.parametrize("name", _WRITES)
async def test_what_cannot_be_written_is_said(use, archive: Archive, name: str) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", *_WRITES[name])
        assert hand.app._exception is None
        assert "only be read" in _said(hand)
