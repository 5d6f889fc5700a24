"""How paragraphs leave: copied with their source, exported, opened where they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index import QUOTE_FORMATS, export_formats, quote_parts
from tui import outside, present
from tui.screens.export import Exported, ExportScreen
from tui.text import clean

if TYPE_CHECKING:
    from index import Excerpt, Heading, LedgerEntry
    from tui.controllers.host import Host
    from tui.session import Session

_MOST_PAGES = 8
_CLIPBOARD = 1_000_000  # characters; terminals take less, and drop what is more without a word


Quoted = tuple[str, "LedgerEntry"]
"""What somebody said, with the name of whoever did, "" for nobody with a name."""


class SharingController:
    """Does what is wanted with excerpts, with a sentence about it."""

    def __init__(self, host: Host, session: Session, *, folder: str) -> None:
        """`folder` is where exports are proposed to go, "" for the current one."""
        self._host, self._session, self._folder = host, session, Path(folder or ".")
        self._form = export_formats()[0].name
        self._quote_form = QUOTE_FORMATS[0].name
        """The formats that were chosen last."""

    async def copy(self, excerpts: Sequence[Excerpt]) -> None:
        """Copy excerpts with their sources."""
        from index import citation  # noqa: PLC0415  (only needed here)

        count = present.plural(len(excerpts), "paragraph")
        self._to_clipboard(count, await self._session.read(_limited, map(citation, excerpts)))

    async def copy_quotes(self, quotes: Sequence[Quoted]) -> None:
        """Copy quotes, each with its speaker and source."""
        from index import quotation  # noqa: PLC0415  (only needed here)

        texts = (quotation(name, entry.quote) for name, entry in quotes)
        text = await self._session.read(_limited, texts)
        self._to_clipboard(present.plural(len(quotes), "quote"), text)

    def _to_clipboard(self, count: str, text: str) -> None:
        if len(text) > _CLIPBOARD:
            words = f"{count} are too much for the clipboard; a file takes them."
            self._host.say(words, bad=True)
            return
        self._host.to_clipboard(text)
        self._host.say(f"{count} with source sent to the terminal's clipboard.")

    async def export(
        self, excerpts: Sequence[Excerpt], heading: Heading, *, elsewhere: int = 0
    ) -> None:
        """Show excerpts as they will be below a heading and ask where they shall go. `elsewhere`
        are how many of them are not on view.
        """
        archive = self._session.archive

        def written(form: str, most: int | None) -> Iterator[str]:
            return archive.export(excerpts[:most], form, heading)

        exported = Exported(
            len(excerpts),
            "paragraph",
            export_formats(),
            written,
            heading.title or heading.query,
            self._folder,
            elsewhere,
        )
        self._form = await self._shown(exported, self._form)

    async def export_quotes(self, quotes: Sequence[Quoted], *, title: str, query: str = "") -> None:
        """Show quotes, each with the name of its speaker, as they will be, and ask where they shall
        go. The `query` finds the paragraphs that they stand in.
        """

        def written(form: str, most: int | None) -> Iterator[str]:
            passages = self._session.archive.selection
            return quote_parts(quotes[:most], form, title=title, query=query, passages=passages)

        exported = Exported(len(quotes), "quote", QUOTE_FORMATS, written, title, self._folder)
        self._quote_form = await self._shown(exported, self._quote_form)

    async def _shown(self, exported: Exported, form: str) -> str:
        """The format that was chosen in the end."""
        screen = ExportScreen(exported, form, await self._session.read(exported.text, form))
        await self._host.ask(screen)
        return screen.form

    def browse(self, urls: Sequence[str], file: str = "") -> None:
        """Open sources, each once, if they are web pages; the first was read from a `file`."""
        different = list(dict.fromkeys(urls))
        if len(different) > _MOST_PAGES:
            many = f"{len(different)} pages at once are too many; select at most {_MOST_PAGES}."
            self._host.say(many)
            return
        for url in different:
            address = outside.web_address(url)
            if address is None:
                no_address = "This article has no web address"
                no_address += f"; it was read from {clean(file)}." if file else "."
                self._host.say(no_address if not url else f"Not opened: {url}")
            else:
                self._host.open_page(address)
                self._host.say(f"Given to the browser: {address}")


def _limited(texts: Iterable[str]) -> str:
    """Texts, as far as they may go into a clipboard and one more."""
    parts, size = [], 0
    for text in texts:
        parts.append(text)
        size += len(text)
        if size > _CLIPBOARD:
            break
    return "\n\n".join(parts)
