"""Where one was in an article: kept while one reads, offered when the article is opened again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from index import NutgrafError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Hit
    from tui.controllers.host import Host
    from tui.panes.reader import ReaderPane
    from tui.session import Session


class ReadingPlaceController:
    """Knows where one was in the article that is shown."""

    def __init__(
        self,
        host: Host,
        session: Session,
        *,
        reader: ReaderPane,
        reading: Callable[[], bool],
        sign: Callable[[], str],
    ) -> None:
        """`reading` says whether the eye is on the reader; `sign` is how the key that leads there
        is written.
        """
        self._host, self._session, self._reader = host, session, reader
        self._reading, self._sign = reading, sign
        self._opened: int | None = None
        """The paragraph at which the article was opened: that one is there says nothing yet."""
        self._last: int | None = None
        """Where one was when it was opened."""

    def look(self) -> None:
        """Keep where one is, once one has moved."""
        paragraph = self._reader.current() if self._reading() else None
        if paragraph is not None and paragraph.number != self._opened:
            self._opened = None
            self._host.begin(self._keep(paragraph.number))

    async def _keep(self, number: int) -> None:
        # In an archive that cannot be written now, it is let be.
        with suppress(NutgrafError):
            await self._session.do(self._session.archive.keep_place, number)

    def opened(self, hit: Hit, *, looked_for: bool) -> None:
        """An article is opened: where nothing was looked for, go on where one was."""
        self._opened, self._last = hit.number, None
        self._host.begin(self._offer(hit, looked_for=looked_for), by_key=True)

    async def _offer(self, hit: Hit, *, looked_for: bool) -> None:
        last = await self._session.read(self._session.archive.place, hit.article)
        if last is None or last == hit.number or self._opened != hit.number:
            return
        self._last = last
        ordinal = self._reader.ordinal_of(last)
        if ordinal is None:
            return
        if looked_for:
            self._host.say(f"You were at ¶ {ordinal} here; {self._sign()} goes on there.")
        else:
            self.go()

    def go(self) -> None:
        """Go to where one was."""
        if self._last is None or not self._reader.go_to(self._last):
            self._host.say("It is not known where you were in this article.")
