"""How paragraphs leave: copied with their source, exported, opened where they came from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index import export_formats
from tui import outside, present
from tui.screens.export import Exported, ExportScreen

if TYPE_CHECKING:
    from index import Excerpt
    from tui.controllers.host import Host
    from tui.session import Session

_MOST_PAGES = 8
_CLIPBOARD = 1_000_000  # characters; terminals take less, and drop what is more without a word


class SharingController:
    """Does what is wanted with excerpts, with a sentence about it."""

    def __init__(self, host: Host, session: Session, *, folder: str) -> None:
        """`folder` is where exports are proposed to go, "" for the current one."""
        self._host, self._session, self._folder = host, session, Path(folder or ".")
        self._form = export_formats()[0].name
        """The format that was chosen last."""

    async def copy(self, excerpts: Sequence[Excerpt]) -> None:
        """Copy excerpts with their sources."""
        count = present.plural(len(excerpts), "paragraph")
        text = await self._session.read(_cited, excerpts)
        if len(text) > _CLIPBOARD:
            words = f"{count} are too much for the clipboard; a file takes them."
            self._host.say(words, bad=True)
            return
        self._host.to_clipboard(text)
        self._host.say(f"{count} with source sent to the terminal's clipboard.")

    async def export(
        self, excerpts: Sequence[Excerpt], *, title: str = "", query: str = ""
    ) -> None:
        """Show excerpts as they will be and ask where they shall go."""
        exported = Exported(self._session.archive, excerpts, title, query, self._folder)
        text = await self._session.read(exported.text, self._form)
        screen = ExportScreen(exported, self._form, text)
        await self._host.ask(screen)
        self._form = screen.form

    def browse(self, urls: Sequence[str]) -> None:
        """Open sources, each once, if they are web pages."""
        different = list(dict.fromkeys(urls))
        if len(different) > _MOST_PAGES:
            many = f"{len(different)} pages at once are too many; select at most {_MOST_PAGES}."
            self._host.say(many)
            return
        for url in different:
            address = outside.web_address(url)
            if address is None:
                no_address = "This article has no web address."
                self._host.say(no_address if not url else f"Not opened: {url}")
            else:
                self._host.open_page(address)
                self._host.say(f"Opened {address}")


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
