"""Every step on the disk and in SQLite fails once, in every key that writes."""

from __future__ import annotations

import asyncio
import gc
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Use
from hand import Hand
from textual.widgets import Input, Static, TextArea

from index import Archive
from tests.effort import THOROUGH, runs
from tests.faults import Faults, inject
from tui.screens.dialogs import Dialog

_NAMES = ("Maria Lindqvist", "Piet Halloran", "Ines Calloway", "Jonas Veldkamp")


@dataclass(frozen=True, slots=True)
class Deed:
    """What is pressed beforehand, the key that writes, and what takes it back.

    `again` is pressed to try it once more, where that is not the same key alone. `typed` stands in
    a dialogue by then, and must stay there when it cannot be written.
    """

    before: tuple[str, ...] = ()
    key: str = "enter"
    back: tuple[str, ...] = ("u",)
    typed: str = ""
    again: tuple[str, ...] = ()


DEEDS = {
    "bookmark": Deed(key="b"),
    "bookmark many": Deed(("space", "space", "space"), "b", ("u", "escape")),
    "take a bookmark away": Deed(("b",), "b", ("u", "u")),
    "note": Deed(("a", *"why"), "ctrl+s", typed="why"),
    "tags": Deed(("t", *"trade"), typed="trade"),
    "save a search": Deed(("S", *"mine"), typed="mine"),
    "take an article out": Deed(key="delete"),
    "undo": Deed(("b",), "u", ()),
    "redo": Deed(("b", "u"), "U"),
    "delete a bookmark": Deed(("b", "B"), "d", ("u", "u", "escape")),
    "note a bookmark": Deed(("b", "B", "a", *"why"), "ctrl+s", ("escape", "u", "u"), typed="why"),
    "tag a bookmark": Deed(("b", "B", "t", *"sea"), back=("escape", "u", "u"), typed="sea"),
    "export": Deed(("e", "f", *"out.md"), back=(), typed="out.md"),
    "export to a new folder": Deed(
        ("e", "f", *"new/out.md", "enter"), "y", (), "new/out.md", ("enter", "y")
    ),
    "rename": Deed(("E", "tab", "R", *"X", "enter"), back=("u", "escape")),
    "not a name": Deed(("E", "tab", "D"), back=("u", "escape")),
    "merge": Deed(("E", "tab", "space", "M"), back=("u", "escape")),
    "undo at the desk": Deed(("E", "tab", "D", "enter"), "u", ("escape",)),
    "take an edit back": Deed(
        ("E", "tab", "D", "enter", *("tab",) * 6, "g"), "D", ("u", "u", "escape")
    ),
    "theme": Deed((":", *"nord"), again=(":", *"nord", "enter"), back=()),
}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(4):
        who, other = _NAMES[number], _NAMES[(number + 1) % 4]
        text = f"News {number}\n\n{who} sailed on the ferry.\n\n{other} met {who} at the ferry.\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return folder


class _Watched:
    """The application over an archive on a disk that fails, and what it has written."""

    def __init__(self, hand: Hand, archive: Archive, folder: Path) -> None:
        self.hand, self.archive, self.folder = hand, archive, folder

    @property
    def state(self) -> tuple[object, ...]:
        """What has been written, as somebody finds it who looks afterwards."""
        archive = self.archive
        archive.catch_up()  # as who looks for news does
        files = {one.name: one.read_text("utf-8") for one in self.folder.rglob("*.*")}
        return (
            sorted((mark.paragraph, mark.note, mark.tags) for mark in archive.bookmarks()),
            sorted(archive.saved()),
            sorted(one.id for one in archive.removals.all()),
            [str(one.edit) for one in archive.entity_editor.kept() if one.by == "reader"],
            [f"{one} {one.places}" for one in archive.places.kept()],
            sorted((one.name, one.count) for one in archive.entity_editor.entities()),
            sorted((name, text) for name, text in files.items() if not name.endswith(".part")),
        )

    @property
    def said(self) -> str:
        """All that is said, in messages and in the dialogue."""
        told = [one.message for one in self.hand.app._notifications]
        if isinstance(self.hand.app.screen, Dialog):
            told.append(str(self.hand.app.screen.query_one(".trouble", Static).visual))
        return "\n".join(told)

    @property
    def written(self) -> str:
        """The text in the dialogue that is open."""
        focused = self.hand.app.screen.query("Input, TextArea").last()
        assert isinstance(focused, Input | TextArea)
        return focused.value if isinstance(focused, Input) else focused.text

    async def home(self) -> None:
        """Back to the results, with nothing on top."""
        while self.hand.app.screen is not self.hand.app.main:
            self.hand.app.screen.dismiss(None)
            await self.hand.settle()
        self.hand.app.clear_notifications()
        # Lists open where they were left, and keys would lead to others each time.
        self.hand.app.left.clear()
        self.hand.results.focus()
        await self.hand.press("g")


_FEW = (
    "note",
    "save a search",
    "delete a bookmark",
    "export",
    "merge",
    "take an article out",
    "theme",
)


@pytest.mark.parametrize("name", DEEDS if THOROUGH else _FEW)
async def test_a_fault_at_any_step_is_said_and_loses_nothing(
    use: Use, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    deed = DEEDS[name]
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    faults = inject(monkeypatch)
    archive = await asyncio.to_thread(Archive.open, tmp_path / "a.db")
    with archive:
        archive.add([news])
        settings = folder / "config.toml"
        settings.write_text("# mine\n", "utf-8")
        how = {"size": (80, 24), "watchful": True}
        async with use(archive, query="ferry", settings=settings, **how) as hand:
            place = _Watched(hand, archive, folder)
            await _fail_everywhere(place, deed, faults, random.Random(name))
    gc.collect()


async def _fail_everywhere(
    place: _Watched, deed: Deed, faults: Faults, choose: random.Random
) -> None:
    hand = place.hand
    begun = place.state
    total = 0
    attempts = [0]
    while attempts:
        fails_at = attempts.pop(0)
        await place.home()
        await hand.press(*deed.before)
        hand.app.clear_notifications()
        before = place.state
        with faults.armed(fails_at):
            await hand.press(deed.key)
        why = (fails_at, faults.struck, place.said)
        assert hand.app._exception is None, why
        if not fails_at:
            after, total = place.state, faults.count
            assert after != before
            places = range(1, total + 1)
            attempts = sorted(choose.sample(places, min(total, runs(1, total))))
        elif place.state != after:
            assert place.state == before, why
            assert place.said, why
            if deed.typed:
                assert place.written == deed.typed, why
            # What failed can be done as soon as it can be done.
            await hand.press(*(deed.again or [deed.key]))
            assert place.state == after, why
        await hand.press(*deed.back)
        for left in place.folder.rglob("out.md"):
            left.unlink()
        shutil.rmtree(place.folder / "new", ignore_errors=True)  # with a part that could not go
        if (place.folder / "config.toml").read_text("utf-8") != "# mine\n":
            (place.folder / "config.toml").write_text("# mine\n", "utf-8")
        assert place.state == begun, why
