"""The end of the program: soon, with its own exit code, whatever is being asked of the archive."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from fake_archive import FakeArchive, sample
from textual import events

from benchmarks.terminal import Terminal
from index.archive import Archive
from tests.effort import runs
from tui.screens.entity_editor import EntityEditorScreen
from tui.screens.entity_page import EntityScreen


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an archive on which some queries take their time."""
    folder = tmp_path_factory.mktemp("home")
    news = folder / "news"
    news.mkdir()
    chance = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    for number in range(16):
        words = ["".join(chance.choices(letters, k=chance.randint(3, 11))) for _ in range(1000)]
        lines = [" ".join(words[at : at + 30]) for at in range(0, len(words), 30)]
        text = f"Storm {number}\n\nMaria Lindqvist said so in Rotterdam.\n\n" + "\n\n".join(lines)
        (news / f"echo_2025-10-{number % 28 + 1:02}_{number}.txt").write_text(text, "utf-8")
    os.environ["NUTGRAF_HOME"] = str(folder)
    try:
        with Archive.open(folder / "a.db") as archive:
            archive.add([news])
    finally:
        del os.environ["NUTGRAF_HOME"]
    return folder


SLOW = (b"/.*a.*e.*/ /.*o.*i.*/", b"*a*e*i* *o*u*", b"abc~2 xyz~2 *q*")


def test_quitting_while_something_is_asked_ends_soon_and_by_no_signal(home: Path) -> None:
    """At any moment: before the first picture, while typing, in the middle of a slow search."""
    chance = random.Random(7)
    program = str(Path(sys.executable).with_name("nutgraf"))
    environment = {**os.environ, "NUTGRAF_HOME": str(home)}
    for number in range(runs(3, 60)):
        with Terminal([program, "--archive", str(home / "a.db")], environment) as terminal:
            terminal.until(b"Results")
            for _ in range(chance.randint(0, 3)):
                terminal.read(0.05)
            terminal.send(chance.choice(SLOW))
            for _ in range(chance.randint(0, 20)):
                terminal.read(0.01)
            if number % 3 == 2:
                terminal.send(b"\r" + chance.choice([b"E", b"B", b"\x10"]))
            terminal.send(b"\x11")
            # So long that a busy machine is no reason to fail; to wait for the search took longer.
            terminal.wait(20)
            assert terminal.code == 0


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGHUP])
def test_a_note_that_is_written_is_back_when_the_program_was_killed(
    home: Path, tmp_path: Path, ending: signal.Signals
) -> None:
    program = str(Path(sys.executable).with_name("nutgraf"))
    environment = {**os.environ, "NUTGRAF_HOME": str(tmp_path)}
    path = tmp_path / "a.db"
    shutil.copy(home / "a.db", path)
    command = [program, "--archive", str(path), "--query", "storm"]
    with Terminal(command, environment) as terminal:
        terminal.until(b"Storm")
        terminal.send(b"\ra")
        terminal.until(b"Note")
        terminal.send(b"hours of work")
        terminal.settle(quiet=0.3)
        while ending is signal.SIGKILL and not _drafts(path):
            terminal.read(0.1)
        os.kill(terminal.pid, ending)
        terminal.wait(20)
    assert _drafts(path) == ["hours of work"]
    with Terminal(command, environment) as terminal:
        terminal.until(b"Storm")
        terminal.send(b"\ra")
        terminal.until(b"is back")


def _drafts(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as rows:
        return [text for (text,) in rows.execute("SELECT text FROM draft")]


class Slow(FakeArchive):
    """Answers some questions when it is told to."""

    def __init__(self) -> None:
        super().__init__(sample())
        self.go, self.begun = threading.Event(), threading.Event()
        self.stopped = False

    def _wait(self) -> None:
        self.begun.set()
        assert self.go.wait(60)

    def entity(self, number):
        self._wait()
        return super().entity(number)

    @property
    def entity_editor(self):
        self._wait()
        return super().entity_editor

    def interrupt(self) -> None:
        self.stopped = True
        self.go.set()


async def test_a_page_or_a_desk_that_was_left_is_told_nothing(use) -> None:
    archive = Slow()
    async with use(archive) as hand:
        await hand.press("l", "e", "e", "enter")
        for key, screen in (("E", EntityEditorScreen), ("i", EntityScreen)):
            archive.begun.clear()
            archive.go.clear()
            if key == "i":
                await hand.press("3", "j")
            hand.send(key)
            # A screen may ask before the program names it as the one on top.
            while not (archive.begun.is_set() and isinstance(hand.app.screen, screen)):
                await hand.pilot.pause()
            await hand.app.screen.dismiss(None)
            archive.go.set()
            await hand.settle()
            assert hand.app.screen is hand.app.main
            assert not hand.said


async def test_bookmarks_do_not_wait_for_a_page(use) -> None:
    archive = Slow()
    async with use(archive) as hand:
        await hand.press("l", "e", "e", "enter", "3", "j")
        hand.send("i")
        while not archive.begun.is_set():
            await hand.pilot.pause()
        number = hand.found.hits.numbers()[0]
        await hand.app.session.do(archive.add_bookmark, number)
        assert not archive.go.is_set()
        assert archive.bookmarked() == {number}
        archive.go.set()
        await hand.settle()


async def test_what_is_asked_at_the_end_is_interrupted(use) -> None:
    archive = Slow()
    async with use(archive) as hand:
        await hand.press("l", "e", "e", "enter", "3", "j")
        hand.send("i")
        while not archive.begun.is_set():
            await hand.pilot.pause()
    assert archive.stopped
    assert hand.app.ended


async def test_a_key_that_comes_while_the_program_ends_is_for_nobody(use) -> None:
    async with use() as hand:
        app = hand.app
    assert app.screen_stack == []
    await app.on_event(events.Key("j", "j"))
