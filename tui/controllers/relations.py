"""What stands beside the paragraph one is at: its copies in other articles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui import present
from tui.panes.passage_list import Passage

if TYPE_CHECKING:
    from index import Hit
    from tui.controllers.host import Host
    from tui.session import Session

_NO_COPIES = "No other article has this paragraph."


class RelationsController:
    """Opens the lists of what stands beside a paragraph, and says so where there is nothing."""

    def __init__(
        self,
        host: Host,
        session: Session,
        *,
        targets: Callable[[], Awaitable[Sequence[int]]],
        read: Callable[[int], object],
    ) -> None:
        """`targets` gives the paragraphs that a key acts on; `read` shows one in its article."""
        self._host, self._session, self._targets, self._read = host, session, targets, read

    async def copies(self) -> None:
        """Who else has the paragraph, and who had it first."""
        if (number := await self._one()) is None:
            return
        rows = await self._session.read(self._copies, number)
        if not rows:
            self._host.say(_NO_COPIES)
            return
        title = f"{present.plural(len(rows), 'article has', 'articles have')} this paragraph"
        await self._show(title, lambda: rows, _NO_COPIES)

    async def _one(self) -> int | None:
        """The first paragraph that a key acts on; that there is none is said."""
        if numbers := await self._targets():
            return numbers[0]
        self._host.say("There is no paragraph here.")
        return None

    async def _show(self, title: str, read: Callable[[], Sequence[Passage]], nothing: str) -> None:
        from tui.screens.passages import PassagesScreen  # noqa: PLC0415  (seldom opened)

        screen = PassagesScreen(title, read, nothing, lambda one: partial(self._copies, one))
        found = await self._host.ask(screen)
        if found is not None:
            self._read(found)

    def _copies(self, paragraph: int) -> list[Passage]:
        """Called in a thread."""
        rows = self._session.archive.copies.of(paragraph)
        return [Passage(hit, _when(hit, rows[0]), strong=hit is rows[0]) for hit in rows]


def _when(hit: Hit, first: Hit) -> str:
    """What a list of copies says of one."""
    if hit is first:
        return "had it first" if hit.date else "undated"
    if not hit.date:
        return "undated"
    if not first.date or hit.date[:10] == first.date[:10]:
        return "the same day"
    return present.later(first.date, hit.date)
