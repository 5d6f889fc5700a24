"""What can be done with a paragraph or a bookmark, wherever it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tui import outside, present
from tui.screens.export import ExportScreen
from tui.screens.help import HelpScreen
from tui.screens.leaving import LeftOnce
from tui.screens.trouble import TellsTrouble, say_trouble
from tui.text import clean

if TYPE_CHECKING:
    from index import Bookmark, Excerpt  # noqa: F401  (one is named in a string)
    from tui.app import NutgrafApp
    from tui.screens.marking import Marking

_MOST_PAGES = 8


_SHOWN = 500  # paragraphs of an export that are shown; a file gets all of them
_CLIPBOARD = 1_000_000  # characters; terminals take less, and drop what is more without a word


class MarksScreen(TellsTrouble, LeftOnce["Bookmark | None"]):
    """Undo, copies, exports and pages, with a sentence about each that changes little."""

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

    @property
    def marking(self) -> Marking:
        """What changes bookmarks for this screen."""
        raise NotImplementedError

    async def undo(self, *, again: bool = False) -> None:
        if await self.marking.undo(again=again):
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
