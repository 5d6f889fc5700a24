"""The way one came: back and forward over what was looked at, and what was opened on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.present import day
from tui.text import clean
from tui.way import view_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import ArticleView, Hit, Hop
    from tui.controllers.host import Host
    from tui.controllers.search import SearchController
    from tui.session import Session
    from tui.view import View


class TrailController:
    """Goes along the way that the search keeps of what was looked at."""

    def __init__(
        self,
        host: Host,
        session: Session,
        search: SearchController,
        read: Callable[[int], object],
    ) -> None:
        """`read` shows a paragraph in its article, whatever was found."""
        self._read = read
        self._host, self._session, self.search = host, session, search
        self.way = search.way

    async def read(self) -> None:
        """Let the way back go on into earlier sessions."""
        self.way.remember(await self._session.read(self._session.archive.trail.hops))

    def back(self) -> None:
        self.search.settle()
        self._step(-1, "This is where it began.")

    def forward(self) -> None:
        self._step(1, "This is the newest.")

    def _step(self, by: int, at_end: str) -> None:
        hop = self.way.step(by)
        if hop is None:
            self._host.say(at_end)
        else:
            self._host.begin(self._come_to(hop), by_key=True)

    async def go_back_to(self, number: int) -> None:
        """Look at what a hop looked at; another session may have made it just now."""
        self.search.settle()
        if not self.way.knows(number):
            await self.read()
        if (hop := self.way.go(number)) is not None:
            await self._come_to(hop)

    async def _come_to(self, hop: Hop) -> None:
        view = replace(view_of(hop), fold=self.search.view.fold)
        self.search.look_at(view, settle=False, paragraph=self.way.row_of(hop))
        if hop.kind == "aside" and hop.paragraph is not None:
            await self.search.arrived()
            self._read(hop.paragraph)

    def opened(self, hit: Hit) -> None:
        """A paragraph was opened in what was found."""
        self.search.settle()
        self._host.begin(self._opened(hit, self.search.view))

    async def _opened(self, hit: Hit, view: View) -> None:
        # Ids of rows are read when they are asked for.
        article = await self._session.read(getattr, hit, "article_id")
        if self.way.is_at(view):
            self.way.read(hit.number, f"{article}:{hit.ordinal}", _label(hit))

    def opened_beside(self, article: ArticleView, paragraph: int, beside: str) -> None:
        """A paragraph of an article was opened out of a list, while the article with the id
        `beside` stood in the reader.
        """
        ordinal = next(one.ordinal for one in article.paragraphs if one.number == paragraph)
        self.way.aside(paragraph, f"{article.id}:{ordinal}", _label(article), beside)


def _label(about: Hit | ArticleView) -> str:
    parts = (about.title or "Without a headline", about.outlet, day(about.date))
    return " · ".join(clean(part) for part in parts if part)
