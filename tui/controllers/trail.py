"""The way one came: back and forward over what was looked at, and what was opened on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.present import day
from tui.text import clean
from tui.way import view_of

if TYPE_CHECKING:
    from index import Hit, Hop
    from tui.controllers.host import Host
    from tui.controllers.search import SearchController
    from tui.session import Session
    from tui.view import View


class TrailController:
    """Goes along the way that the search keeps of what was looked at."""

    def __init__(self, host: Host, session: Session, search: SearchController) -> None:
        self._host, self._session, self._search = host, session, search
        self.way = search.way

    async def read(self) -> None:
        """Let the way back go on into earlier sessions."""
        self.way.remember(await self._session.read(self._session.archive.trail.hops))

    def back(self) -> None:
        self._search.settle()
        self._step(-1, "This is where it began.")

    def forward(self) -> None:
        self._step(1, "This is the newest.")

    def _step(self, by: int, at_end: str) -> None:
        hop = self.way.step(by)
        if hop is None:
            self._host.say(at_end)
        else:
            self._come_to(hop)

    async def go_back_to(self, number: int) -> None:
        """Look at what a hop looked at; another session may have made it just now."""
        self._search.settle()
        if not self.way.knows(number):
            await self.read()
        if (hop := self.way.go(number)) is not None:
            self._come_to(hop)

    def _come_to(self, hop: Hop) -> None:
        view = replace(view_of(hop), fold=self._search.view.fold)
        self._search.look_at(view, settle=False, paragraph=hop.paragraph)

    def opened(self, hit: Hit) -> None:
        """A paragraph was opened in what was found."""
        self._search.settle()
        self._host.begin(self._opened(hit, self._search.view))

    async def _opened(self, hit: Hit, view: View) -> None:
        # Ids of rows are read when they are asked for.
        article = await self._session.read(getattr, hit, "article_id")
        if self.way.is_at(view):
            about = (hit.title or "Without a headline", hit.outlet, day(hit.date))
            label = " · ".join(clean(part) for part in about if part)
            self.way.read(hit.number, f"{article}:{hit.ordinal}", label)
