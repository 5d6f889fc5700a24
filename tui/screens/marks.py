"""What can be done with a paragraph or a bookmark, wherever it is shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tui import outside, present
from tui.screens.export import ExportScreen
from tui.screens.help import HelpScreen
from tui.screens.leaving import LeftOnce
from tui.screens.trouble import TellsTrouble, say_trouble
from tui.screens.writing import Ask, NoteEditor
from tui.text import clean

if TYPE_CHECKING:
    from index import Bookmark, Excerpt  # noqa: F401  (one is named in a string)
    from tui.app import NutgrafApp

_MOST_PAGES = 8


Mark = Callable[[], Awaitable[int]]
"""Gives the number of a bookmark."""


_SHOWN = 500  # paragraphs of an export that are shown; a file gets all of them
_CLIPBOARD = 1_000_000  # characters; terminals take less, and drop what is more without a word


class MarksScreen(TellsTrouble, LeftOnce["Bookmark | None"]):
    """Notes, tags, copies, exports and undo, with a sentence about each that changes little."""

    @property
    def nutgraf(self) -> NutgrafApp:
        return cast("NutgrafApp", self.app)

    @property
    def place(self) -> str:
        """The place whose keys work now."""
        raise NotImplementedError

    def say(self, words: str, *, bad: bool = False) -> None:
        self.app.notify(
            clean(words), severity="error" if bad else "information", timeout=4, markup=False
        )

    def trouble(self, error: BaseException) -> None:
        say_trouble(self.app, error)

    async def marks_changed(self) -> None:
        """Show again what depends on bookmarks."""
        raise NotImplementedError

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen(self.place, self.nutgraf.keymap))

    async def undo(self, *, again: bool = False) -> None:
        archive = self.nutgraf.session.archive
        what = await self.nutgraf.session.do(archive.redo if again else archive.undo)
        if what is None:
            self.say("Nothing to redo." if again else "Nothing to undo.")
            return
        self.say(f"{'Done again' if again else 'Undone'}: {what}")
        await self.marks_changed()

    async def edit_note(self, note: str, passage: str, mark: Mark) -> None:
        """Let a note be written. `mark` gives the bookmark it is for, made if need be."""
        session = self.nutgraf.session

        async def save(written: str) -> None:
            bookmark = await mark()
            await session.do(session.archive.set_note, bookmark, written)
            self.say("Note saved." if written else "Note taken away.")

        if await self.app.push_screen_wait(NoteEditor(note, passage, save)) is not None:
            await self.marks_changed()

    async def edit_tags(self, tags: Sequence[str], mark: Mark) -> None:
        """Let tags be written, as a note is."""
        hint = "Words with blanks between; a tag can be searched with tag:"
        session = self.nutgraf.session

        async def save(written: str) -> None:
            chosen = [
                tag for word in written.replace(",", " ").split() if (tag := word.lstrip("#"))
            ]
            if chosen != list(tags):
                await session.do(session.archive.set_tags, await mark(), chosen)
                self.say(f"Tagged {' '.join(chosen)}." if chosen else "No tags.")

        if await self.app.push_screen_wait(Ask("Tags", " ".join(tags), hint, act=save)) is not None:
            await self.marks_changed()

    async def copy(self, excerpts: Sequence[Excerpt]) -> None:
        """Copy excerpts with their sources."""
        count = present.plural(len(excerpts), "paragraph")
        text = await self.nutgraf.session.read(_cited, excerpts)
        if len(text) > _CLIPBOARD:
            self.say(f"{count} are too much for the clipboard; a file takes them.", bad=True)
            return
        self.app.copy_to_clipboard(text)
        self.say(f"{count} with source sent to the terminal's clipboard.")

    async def export(
        self, excerpts: Sequence[Excerpt], *, title: str = "", query: str = ""
    ) -> None:
        """Show excerpts as Markdown and ask where it shall go."""
        from index import filename, markdown, markdown_parts  # noqa: PLC0415  (only needed here)

        count, much = len(excerpts), len(excerpts) > _SHOWN
        some = excerpts[:_SHOWN] if much else excerpts
        text = await self.nutgraf.session.read(markdown, some, title=title, query=query)
        parts = partial(markdown_parts, excerpts, title=title, query=query)
        folder = Path(self.nutgraf.config.export_folder or ".")
        file = folder / filename(title or query or "nutgraf")
        await self.app.push_screen_wait(ExportScreen(text, count, file, parts if much else None))

    def browse(self, urls: Sequence[str]) -> None:
        """Open sources, each once, if they are web pages."""
        different = list(dict.fromkeys(urls))
        if len(different) > _MOST_PAGES:
            self.say(f"{len(different)} pages at once are too many; select at most {_MOST_PAGES}.")
            return
        for url in different:
            address = outside.web_address(url)
            if address is None:
                self.say("This article has no web address." if not url else f"Not opened: {url}")
            else:
                self.app.open_url(address)
                self.say(f"Opened {address}")


def _cited(excerpts: Sequence[Excerpt]) -> str:
    """Excerpts with their sources, as far as they may go into a clipboard and one more."""
    from index import citation  # noqa: PLC0415  (only needed here)

    parts, size = [], 0
    for excerpt in excerpts:
        parts.append(citation(excerpt))
        size += len(parts[-1])
        if size > _CLIPBOARD:
            break
    return "\n\n".join(parts)
