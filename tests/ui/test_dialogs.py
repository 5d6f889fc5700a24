"""A dialogue closes when its work has succeeded; nothing that was written is lost before."""

from __future__ import annotations

import asyncio
import random
import re
import threading

import pytest
from fake_archive import FakeArchive, FakeEntityEditor, sample
from textual import events
from textual.command import CommandList
from textual.widgets import Button, Input, TextArea

from index import ArchiveBusy
from index.entities.editing.changes import Change
from tests.effort import runs
from tui.config import Config
from tui.screens.bookmarks import BookmarksScreen
from tui.screens.dialogs import Dialog, Question
from tui.screens.dossiers import DossiersScreen
from tui.screens.entity_editor import EntityEditorScreen
from tui.screens.export import ExportScreen
from tui.screens.filing import AskFile
from tui.screens.help import HelpScreen
from tui.screens.palette import Commands
from tui.screens.writing import Ask, NoteEditor

FAULTS = (
    OSError(28, "No space left on device", "archive.db"),
    ArchiveBusy("Another process (12) is writing to it.", "Wait until it is done."),
    ValueError("something else"),
)


class Failing(FakeArchive):
    """Whatever is written fails, as long as `fault` says with what."""

    fault: Exception | None = None

    def _fail(self):
        if self.fault is not None:
            raise self.fault

    def add_bookmarks(self, paragraphs, change=None, **work):
        self._fail()
        return super().add_bookmarks(paragraphs, change, **work)

    def change_bookmarks(self, numbers, change, **work):
        self._fail()
        return super().change_bookmarks(numbers, change, **work)

    def save_search(self, name, text, **how):
        self._fail()
        super().save_search(name, text, **how)


def written(dialog: Dialog) -> str:
    area = dialog.query(TextArea)
    return area.first().text if area else dialog.query_one(Input).value


# The keys that open it from the results, the dialogue, the key that saves.
WRITING = {
    "note": (["a"], NoteEditor, "ctrl+s"),
    "tags": (["t"], Ask, "enter"),
    "save search": (["S"], Ask, "enter"),
}


@pytest.mark.parametrize("what", WRITING)
async def test_what_was_written_stays_when_saving_fails_and_can_be_saved_later(use, what) -> None:
    keys, kind, save = WRITING[what]
    archive = Failing(sample())
    async with use(archive) as hand:
        await hand.type("swap")
        await hand.press("enter", *keys)
        await hand.type("precious")
        for archive.fault in FAULTS:
            await hand.press(save)
            assert isinstance(hand.app.screen, kind)
            assert written(hand.app.screen) == "precious"
            field = Input if kind is Ask else TextArea
            assert hand.app.focused is hand.app.screen.query(field).first()
            told = str(getattr(archive.fault, "strerror", archive.fault))
            assert told.split(".", maxsplit=1)[0] in hand.text()
        archive.fault = None
        await hand.press(save)
        assert not isinstance(hand.app.screen, Dialog)
        stored = [*archive.saved(), *(f"{b.note}{' '.join(b.tags)}" for b in archive.bookmarks())]
        assert stored == ["precious"]


@pytest.mark.parametrize("what", WRITING)
async def test_giving_up_asks_and_every_answer_but_one_keeps_the_text(use, what) -> None:
    keys, kind, _ = WRITING[what]
    archive = Failing(sample())
    async with use(archive) as hand:
        await hand.type("swap")
        await hand.press("enter", *keys)
        await hand.type("precious")
        for go_on in ("escape", "g"):
            await hand.press("escape")
            assert isinstance(hand.app.screen, Question)
            assert str(hand.app.focused.name) == "save"
            assert all(
                word in hand.text() for word in ("s Save", "g Go on writing", "t Throw away")
            )
            await hand.press(go_on)
            assert isinstance(hand.app.screen, kind)
            assert written(hand.app.screen) == "precious"
        await hand.press("escape", "enter")  # a habit of closing boxes loses nothing
        assert not isinstance(hand.app.screen, Dialog)
        assert archive.saved() or archive.bookmarks()
        await hand.press("u", *keys)
        await hand.type("x")
        before = (archive.saved(), archive.bookmarks())
        await hand.press("escape", "t")
        assert not isinstance(hand.app.screen, Dialog)
        assert (archive.saved(), archive.bookmarks()) == before


@pytest.mark.parametrize("what", WRITING)
async def test_given_up_empty_leaves_nothing_behind(use, what) -> None:
    keys, _, save = WRITING[what]
    archive = Failing(sample())
    async with use(archive) as hand:
        await hand.type("swap")
        await hand.press("enter", *keys, "escape")
        assert not isinstance(hand.app.screen, Dialog)
        await hand.press(*keys, save)
        await hand.press("escape")
        assert not isinstance(hand.app.screen, Dialog)
        assert archive.bookmarks() == []
        assert archive.saved() == {}


async def test_quitting_with_unsaved_text_asks_and_then_quits(use) -> None:
    archive = Failing(sample())
    async with use(archive) as hand:
        await hand.press("enter", "a")
        await hand.type("why")
        await hand.press("ctrl+q")
        assert isinstance(hand.app.screen, Question)
        await hand.press("ctrl+q", "escape")
        assert isinstance(hand.app.screen, NoteEditor)
        await hand.press("ctrl+q", "s")
        assert [mark.note for mark in archive.bookmarks()] == ["why"]
        assert hand.app._exit


async def test_while_it_is_being_saved_it_stays_and_takes_nothing(use, monkeypatch) -> None:
    # However long the machine takes, only the dialogue itself is looked at here.
    monkeypatch.setattr("tui.screens.working.SHOWN_AFTER", 600)
    begun, go = threading.Event(), threading.Event()

    class Slow(Failing):
        def add_bookmarks(self, paragraphs, change=None, **work):
            begun.set()
            go.wait(60)
            return super().add_bookmarks(paragraphs, change, **work)

    archive = Slow(sample())
    async with use(archive, patience=0.1) as hand:
        await hand.press("enter", "a")
        await hand.type("why")
        hand.send("ctrl+s")
        await hand.pilot._wait_for_screen()
        async with asyncio.timeout(60):
            while not begun.is_set():
                await hand.pilot.pause()
        editor = hand.app.screen
        assert isinstance(editor, NoteEditor)
        assert editor.acting
        for key in ("x", "ctrl+s", "escape", "tab"):
            hand.send(key)
        editor._say_busy()
        assert "at work" in str(editor._box.border_subtitle)
        go.set()
        await hand.settle()
        assert [mark.note for mark in archive.bookmarks()] == ["why"]


# The file of an export


async def test_a_typed_path_takes_the_place_of_the_proposed_one(use, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    async with use() as hand:
        await hand.press("enter", "e", "f")
        await hand.type("~/y.md")
        await hand.press("enter")
        assert not isinstance(hand.app.screen, Dialog)
        written_down = (tmp_path / "home" / "y.md").read_text()
        assert written_down.startswith("---")
        # One of those that were found, and the head says so.
        assert re.search(r"^found: \d+\nparagraphs: 1$", written_down, re.MULTILINE)
        await hand.press("e", "f")
        await hand.type("~/")
        await hand.press("enter")
        assert [path.name for path in (tmp_path / "home").iterdir()] != ["y.md"]


async def test_a_folder_that_is_missing_is_offered(use, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with use() as hand:
        await hand.press("enter", "e", "f")
        await hand.type("notes/2025/x.md")
        await hand.press("enter")
        assert "Make the folder?" in hand.text()
        await hand.press("escape")
        assert isinstance(hand.app.screen, AskFile)
        assert written(hand.app.screen) == "notes/2025/x.md"
        assert not (tmp_path / "notes").exists()
        await hand.press("enter", "enter")
        assert (tmp_path / "notes/2025/x.md").is_file()


async def test_a_name_that_no_file_can_have_is_told(use, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with use() as hand:
        await hand.press("enter", "e", "f")
        hand.app.screen.query_one("Input").value = "x" * 300
        await hand.press("enter")
        assert "No file can be called that: File name too long." in hand.text()
        await hand.press("backspace", "escape")
        await hand.press("f")
        await hand.type("~nosuchuser.md")
        await hand.press("enter")
        assert (tmp_path / "~nosuchuser.md").is_file()


async def test_a_path_survives_an_error_of_writing(use, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    errors = [OSError(28, "No space left on device"), OSError(13, "Permission denied")]

    def failing(path, text, *, overwrite=False):
        if errors:
            raise errors.pop()
        path.write_text("".join(text))

    monkeypatch.setattr("tui.screens.export.write", failing)
    async with use() as hand:
        await hand.press("enter", "e", "f")
        await hand.type("mine.md")
        for words in ("Permission denied", "No space left on device"):
            await hand.press("enter")
            assert words in hand.text()
            assert written(hand.app.screen) == "mine.md"
        await hand.press("enter")
        assert (tmp_path / "mine.md").is_file()


async def test_a_text_changed_in_the_editor_is_kept(use, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "some-editor")
    monkeypatch.setattr("tui.outside.edit", lambda command, text, suspend: text + "mine\n")
    async with use() as hand:
        monkeypatch.setattr(hand.app, "suspend", threading.Lock)
        await hand.press("enter", "e", "e", "escape")
        assert isinstance(hand.app.screen, Question)
        await hand.press("escape")
        assert isinstance(hand.app.screen, ExportScreen)
        assert hand.app.screen.text.endswith("mine\n")
        await hand.press("escape", "enter")
        await hand.type("x.md")
        await hand.press("enter")
        assert (tmp_path / "x.md").read_text().endswith("mine\n")
        assert not isinstance(hand.app.screen, Dialog)


async def test_who_wanted_to_quit_and_then_not_to_write_a_file_stays(
    use, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "some-editor")
    monkeypatch.setattr("tui.outside.edit", lambda command, text, suspend: text + "mine\n")
    async with use() as hand:
        monkeypatch.setattr(hand.app, "suspend", threading.Lock)
        await hand.press("enter", "e", "e", "ctrl+q", "s", "escape")
        assert isinstance(hand.app.screen, ExportScreen)
        await hand.press("y")
        assert hand.app.screen is hand.app.main
        assert not hand.app._exit


# What is left quickly


async def test_the_palette_takes_keys_and_clicks_that_come_too_soon(use) -> None:
    async with use() as hand:
        await hand.press("enter")
        for quick in (["pagedown"], ["pageup"], ["end"], ["x", "x", "x", "pagedown", "down"]):
            hand.send("ctrl+p")
            for key in quick:
                hand.send(key)
            await hand.settle()
            await hand.press("escape")
            assert hand.app.screen is hand.app.main
        await hand.press("ctrl+p")
        palette = hand.app.screen
        for _ in range(3):
            palette.post_message(events.Click(palette, 0, 0, 0, 0, 1, False, False, False, 0, 35))
        await hand.settle()
        assert hand.app.screen is hand.app.main
        assert hand.app._exception is None


async def test_the_palette_offers_what_can_be_done_where_it_is_opened(use) -> None:
    async with use() as hand:
        await hand.press("enter", "a", "w", "ctrl+p")
        assert isinstance(hand.app.screen, NoteEditor)
        assert hand.said == "A dialogue is open: Esc closes it."
        await hand.press("ctrl+s", "B", "ctrl+p")
        assert "Write its note" in hand.text()
        assert "Write a query" not in hand.text()
        await hand.type("dossiers")
        await hand.press("enter")
        assert isinstance(hand.app.screen, DossiersScreen)


async def test_a_palette_whose_list_is_gone_while_it_searches_ends_quietly(
    use, monkeypatch
) -> None:
    asked, go = asyncio.Event(), asyncio.Event()

    async def slowly(self, query):
        asked.set()
        await go.wait()
        for hit in ():
            yield hit

    monkeypatch.setattr(Commands, "search", slowly)
    async with use() as hand:
        await hand.press("enter", "ctrl+p")
        hand.send("x")
        await asked.wait()
        await hand.app.screen.query_one(CommandList).remove()
        go.set()
        await hand.app.workers.wait_for_complete()
        assert hand.app._exception is None


async def test_a_screen_left_twice_takes_no_other_with_it(use) -> None:
    async with use() as hand:
        for key in ("B", "E", "question_mark", "a", "S"):
            await hand.press("enter", key)
            screen = hand.app.screen
            assert screen is not hand.app.main
            screen.dismiss(None)
            screen.dismiss(None)
            await hand.settle()
            assert hand.app.screen is hand.app.main


async def test_a_desk_that_is_left_asks_nothing_more(use) -> None:
    go = threading.Event()

    class SlowEntityEditor(FakeEntityEditor):
        def duplicates(self, limit=300):
            go.wait(60)
            raise ValueError("late")

    class Slow(FakeArchive):
        @property
        def entity_editor(self):
            return SlowEntityEditor(self)

    async with use(Slow(sample())) as hand:
        await hand.press("enter")
        lanes = len(hand.app.session._lanes)
        hand.send("E")
        while not isinstance(hand.app.screen, EntityEditorScreen):
            await hand.pilot._wait_for_screen()
        hand.send("escape")
        while hand.app.screen is not hand.app.main:
            await hand.pilot._wait_for_screen()
        go.set()
        await hand.settle()
        assert hand.app._exception is None
        assert len(hand.app.session._lanes) == lanes
        assert "late" not in hand.said


@pytest.mark.parametrize("seed", range(1))
async def test_random_keys_in_dialogues_lose_only_what_was_thrown_away(use, seed, tmp_path) -> None:
    """Keys at random while a note is written: its text is on the screen, saved, or thrown away."""
    chance = random.Random(seed)
    archive = Failing(sample())
    async with use(archive, watchful=True) as hand:
        for _ in range(runs(2, 200)):
            await hand.press("escape", "escape", "escape", "1", "a")
            assert isinstance(hand.app.screen, NoteEditor)
            text = f"{archive.bookmarks()[0].note if archive.bookmarks() else ''}w"
            await hand.press("ctrl+end", "w")
            archive.fault = chance.choice([None, *FAULTS])
            thrown = False
            for _ in range(6):
                key = chance.choice(["escape", "enter", "tab", "s", "g", "t", "left", "ctrl+s"])
                asking = isinstance(hand.app.screen, Question)
                focused = hand.app.focused
                away = isinstance(focused, Button) and focused.name == "away"
                thrown = asking and (key == "t" or (key == "enter" and away))
                if isinstance(hand.app.screen, NoteEditor) and key not in ("escape", "ctrl+s"):
                    continue
                await hand.press(key)
                assert hand.app._exception is None
                if not isinstance(hand.app.screen, Dialog):
                    break
            archive.fault = None
            if isinstance(hand.app.screen, Question):
                await hand.press("escape")
            if isinstance(hand.app.screen, NoteEditor):
                assert written(hand.app.screen) == text
                await hand.press("ctrl+s")
                thrown = False
            assert thrown or [mark.note for mark in archive.bookmarks()] == [text]


async def test_a_name_typed_at_the_desk_stays_until_it_is_kept(use) -> None:
    kept: list[str] = []

    class Desk(FakeEntityEditor):
        faults = [OSError(28, "No space left on device")]  # noqa: RUF012

        def preview(self, edits):
            hit = self._archive.search("").hits[0]
            return [Change(hit._replace(spans=((0, 2),)), (("person", "Zanzibar"),))]

        def apply(self, edits):
            if self.faults:
                raise self.faults.pop()
            kept.extend(str(edit) for edit in edits)
            return "renamed"

    class Archive(FakeArchive):
        @property
        def entity_editor(self):
            return Desk(self)

    async with use(Archive(sample())) as hand:
        await hand.press("enter", "E", "tab", "R", "ctrl+u", "enter")
        assert "It needs a name." in hand.text()
        await hand.type("Zanzibar")
        await hand.press("enter", "enter")
        assert "No space left on device" in hand.said
        await hand.press("enter")
        assert len(kept) == 1
        assert "Zanzibar" in kept[0]


async def test_the_last_line_names_no_keys_of_what_is_below(use) -> None:
    async with use(query="lee") as hand:
        await hand.press("enter", "3")
        before = hand.text().split("\n")[-1]
        assert "exclude" in before
        for key in ("a", "t", "e", "S", "question_mark", "colon", "x"):
            await hand.press(key)
            assert hand.app.screen is not hand.app.main, key
            assert "exclude" not in hand.text().split("\n")[-1], key
            await hand.press("escape")
            assert hand.app.screen is hand.app.main, key
            assert hand.text().split("\n")[-1] == before, key


@pytest.mark.parametrize(
    ("key", "foot"), [("a", "^w save · ^g close"), ("t", "Enter save · ^g cancel")]
)
async def test_the_foot_of_a_dialogue_names_the_keys_the_user_chose(use, key, foot) -> None:
    keys = {"note.save": "ctrl+w", "note.close": "ctrl+g", "dialog.close": "ctrl+g"}
    async with use(query="lee", config=Config(keymap=keys)) as hand:
        await hand.press("enter", key)
        assert foot in hand.text()
        await hand.press("ctrl+g")
        assert hand.app.screen is hand.app.main


async def test_enter_does_what_the_key_under_the_cursor_does(use) -> None:
    async with use() as hand:
        await hand.press("enter", "?")
        await hand.type("bookmarks")
        await hand.press("enter")
        assert isinstance(hand.app.screen, BookmarksScreen)
        await hand.press("?")
        await hand.type("dossiers")
        await hand.press("enter")
        assert isinstance(hand.app.screen, DossiersScreen)
        await hand.press("?")
        await hand.type("xyzzy")
        await hand.press("enter")
        assert isinstance(hand.app.screen, HelpScreen)


@pytest.mark.parametrize("key", ["a", "t", "S", "D", "e", "f"])
async def test_f1_tells_the_keys_of_a_dialogue_and_leaves_it_as_it_is(use, key) -> None:
    async with use(query="lee") as hand:
        await hand.press("enter", key)
        dialogue = hand.app.screen
        assert isinstance(dialogue, Dialog)
        await hand.press("f1")
        assert isinstance(hand.app.screen, HelpScreen)
        assert "Close" in hand.text()
        await hand.press("f1")
        assert hand.app.screen is dialogue


async def test_a_key_that_does_nothing_in_the_preview_of_an_export_says_what_does(use) -> None:
    said = "This is a preview: f writes a file, y copies it, e opens it in $EDITOR."
    async with use() as hand:
        await hand.press("enter", "e")
        shown = hand.app.screen.text
        for key in ("delete", "backspace", "enter", "u", "ctrl+z", "ctrl+k", "x", "space"):
            hand.app.clear_notifications()
            await hand.press(key)
            assert hand.said == said, key
        for key in ("down", "pagedown", "end", "shift+right", "ctrl+c", "?", "escape"):
            hand.app.clear_notifications()
            await hand.press(key)
            assert hand.said != said, key
        assert isinstance(hand.app.screen, ExportScreen)
        assert hand.app.screen.text == shown
