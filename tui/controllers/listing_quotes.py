"""Lists what somebody said: at once quote by quote, where finding the same words takes its time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.panes.ledger_lists import Listed, SaidList

if TYPE_CHECKING:
    from index import LedgerEntries, Said
    from tui.session import Session

_AT_ONCE = 500
"""So many quotes are gone through for the same words before anybody waits."""

_FIRST = 12
"""Entries that are read along with the list."""


class QuoteListing:
    """Fills lists of quotes, which read their rows in the session's lanes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def show(
        self, shown: SaidList, name: str, ask: Callable[[], Said], is_wanted: Callable[[], bool]
    ) -> None:
        """Show what somebody of a name said, as long as that is wanted; then, where there is much
        of it, the same words once: what is looked at stays where it is.
        """
        read = self._session.read
        said = await read(ask)
        each = await read(said.each) if len(said) > _AT_ONCE else None
        if each is not None:
            listed = await read(_listed, said, each, settled=False)
            if is_wanted():
                shown.show(listed, name)
        if not is_wanted():
            return
        once = await read(said.once)
        listed = await read(_listed, said, once)
        if each is None:
            if is_wanted():
                shown.show(listed, name)
            return
        places = await read(each.places_in, once)
        if shown.rows is each:
            shown.settle(listed, places)


def _listed(said: Said, rows: LedgerEntries, *, settled: bool = True) -> Listed:
    return Listed(rows, rows[:_FIRST], len(said.sentences), settled, said.lacking)
