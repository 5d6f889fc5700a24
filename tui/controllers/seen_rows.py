"""What was seen: kept as one reads, and dimmed in the results on request."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from index import NutgrafError

if TYPE_CHECKING:
    from index import ParagraphView
    from tui.controllers.host import Host
    from tui.session import Session


class SeenController:
    """Keeps which paragraphs were current in the reader while it was in use."""

    def __init__(
        self,
        host: Host,
        session: Session,
        *,
        current: Callable[[], ParagraphView | None],
        dim: Callable[[frozenset[int]], None],
    ) -> None:
        """`current` is what is being read, None while the eye is elsewhere; `dim` shows which
        paragraphs were seen.
        """
        self._host, self._session = host, session
        self._current, self._dim = current, dim
        self._last = 0
        self._seen: frozenset[int] | None = None
        """What is dimmed, None where nothing is."""

    def look(self) -> None:
        """Keep the paragraph that is being read."""
        paragraph = self._current()
        if paragraph is not None and paragraph.number != self._last:
            self._last = paragraph.number
            self._host.begin(self._keep(paragraph.number))

    async def _keep(self, number: int) -> None:
        # While another process is importing, or in an archive that cannot be written, it is let be.
        with suppress(NutgrafError):
            await self._session.do(self._session.archive.see, [number])
        if self._seen is not None and number not in self._seen:
            self._seen |= {number}
            self._dim(self._seen)

    async def toggle(self) -> None:
        """Dim the rows that were seen, or show all alike again."""
        if self._seen is None:
            self._seen = await self._session.read(self._session.archive.seen)
            self._host.say("What you have seen is dimmed; -is:seen leaves it out.")
        else:
            self._seen = None
            self._host.say("All rows look alike again.")
        self._dim(self._seen or frozenset())
