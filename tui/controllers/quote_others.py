"""Looks for who else is told to have said what a quote says: for the quote at the cursor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.controllers.host import Host
from tui.panes.ledger_lists import SaidList

if TYPE_CHECKING:
    from index import LedgerEntry
    from tui.lane import Lane
    from tui.session import Session


class QuoteOthers:
    """Says of quotes who else says so; of those that are gone past nothing is looked for."""

    def __init__(self, host: Host, session: Session, lists: tuple[SaidList, ...]) -> None:
        self._session, self._lists = session, lists
        self._lane: Lane[LedgerEntry, LedgerEntry] = session.lane(
            host, self._asked, self._answered, lambda _entry, error: host.trouble(error), slow=True
        )

    async def of(self, entry: LedgerEntry) -> LedgerEntry:
        """An entry with where its words stand under other speakers."""
        return await self._session.read(self._asked, entry)

    def look(self, shown: SaidList) -> None:
        """Look for that of the quote at the cursor of a list."""
        if (entry := shown.current()) is not None:
            self._lane.submit(entry)

    def let_go(self) -> None:
        """Nothing is looked for any more."""
        self._session.let_go(self._lane)

    def _asked(self, entry: LedgerEntry) -> LedgerEntry:
        found = self._session.archive.quotes.by_others(entry)
        return replace(entry, by_others=tuple(found))

    def _answered(self, _asked: LedgerEntry, entry: LedgerEntry) -> None:
        for one in self._lists:
            one.say_others(entry)
