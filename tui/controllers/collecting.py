"""Putting things into dossiers, and taking that back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from tui import present
from tui.screens.collect import Collect
from tui.screens.trouble import RefusedError

if TYPE_CHECKING:
    from tui.controllers.host import Host
    from tui.session import Session


class CollectingController:
    """Asks into which dossier, puts it in, and says what was done."""

    def __init__(
        self, host: Host, session: Session, *, changed: Callable[[], Awaitable[None]]
    ) -> None:
        """`changed` shows again what depends on bookmarks and dossiers."""
        self._host, self._session, self._changed = host, session, changed

    async def paragraphs(self, numbers: Sequence[int]) -> None:
        """Paragraphs, which get a bookmark."""
        await self._collect(_several(len(numbers), "paragraph"), paragraphs=numbers)

    async def bookmarks(self, numbers: Sequence[int]) -> None:
        await self._collect(_several(len(numbers), "bookmark"), bookmarks=numbers)

    async def query(self, text: str) -> None:
        """What a query finds, whenever it is asked."""
        await self._collect("this search", queries=[text])

    async def _collect(
        self,
        what: str,
        *,
        paragraphs: Sequence[int] = (),
        bookmarks: Sequence[int] = (),
        queries: Sequence[str] = (),
    ) -> None:
        dossiers = self._session.archive.dossiers
        count = len(paragraphs) + len(bookmarks) + len(queries)

        async def known() -> list[tuple[str, int]]:
            return [(one.name, len(one.items)) for one in await self._session.read(dossiers.all)]

        async def put(name: str) -> None:
            if dialogue.lists(name):
                dialogue.show(await known())
                if not dialogue.lists(name):
                    why = f"“{name}” was taken away meanwhile. Type its name to make it anew."
                    raise RefusedError(why)
            added = await self._session.do(
                dossiers.collect, name, paragraphs=paragraphs, bookmarks=bookmarks, queries=queries
            )
            self._host.say(_told(name, added, count))

        dialogue = Collect(what, await known(), put, known)
        if await self._host.ask(dialogue) is not None:
            await self._changed()


def _several(count: int, one: str) -> str:
    return f"this {one}" if count == 1 else f"{present.number(count)} {one}s"


def _told(name: str, added: int, count: int) -> str:
    if not added:
        return f"“{name}” holds {'it' if count == 1 else 'them'} already."
    begin = "Put" if count == 1 else f"{present.number(added)} put"
    there = count - added
    were = "was" if there == 1 else "were"
    already = f"; {present.number(there)} {were} in it already" if there else ""
    return f"{begin} into “{name}”{already}."
