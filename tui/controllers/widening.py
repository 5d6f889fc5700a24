"""Rows of the results that show more of their article, without leaving the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.panes.widened import Widened

if TYPE_CHECKING:
    from tui.controllers.host import Host
    from tui.panes.results import ResultsPane
    from tui.session import Session


class WideningController:
    """Reads what stands around a hit, and has its row show it."""

    def __init__(self, host: Host, session: Session, *, pane: ResultsPane) -> None:
        self._host, self._session, self._pane = host, session, pane

    async def widen(self, step: int) -> None:
        """A step more (1) or less (-1) around the hit under the cursor."""
        pane = self._pane
        if (hit := await pane.hit_read()) is None:
            return
        widened = pane.widened(hit.number)
        if widened is None:
            if step < 0:
                self._host.say("The row shows no more than all rows do.")
                return
            article = await self._session.read(self._session.archive.article_of, hit.number)
            widened = Widened.of(hit, article)
        now = pane.hit()
        if now is None or now.number != hit.number:
            return
        if not pane.widen(widened, step):
            self._host.say("That is all of the article.")
