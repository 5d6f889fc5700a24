"""Reading along: the article of the row under the cursor, and from match to match through all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import NutgrafError
from tui.matches import Matches, Route

if TYPE_CHECKING:
    from index import ArticleView, Results
    from tui.controllers.host import Host
    from tui.controllers.search import Answer, SearchController
    from tui.lane import Lane
    from tui.panes.reader import ReaderPane
    from tui.panes.reader_standing import ReaderStanding
    from tui.panes.results import ResultsPane
    from tui.session import Search, Session


@dataclass(frozen=True, slots=True)
class _Step:
    """A step to the next article (1) or the one before (-1), as long as the search is the same."""

    search: Search
    by: int


class ReadingController:
    """Shows in the reader what the results have under the cursor."""

    def __init__(
        self,
        host: Host,
        session: Session,
        search: SearchController,
        *,
        pane: ResultsPane,
        reader: ReaderPane,
    ) -> None:
        self._host, self._session, self._search = host, session, search
        self._pane, self._reader = pane, reader
        self._lane: Lane[int, ArticleView] = session.article_lane(
            host, self._article_read, lambda _number, error: host.trouble(error)
        )
        self._route = Route()
        self._step: _Step | None = None
        self._shown: tuple[int, Callable[[ArticleView], object]] | None = None
        """A paragraph that is to be shown, and who is told then."""
        self._beside: int | None = None
        """The paragraph of the row under the cursor, as long as something else is read."""

    def show(self, answer: Answer) -> None:
        """Follow an answer that has come; the rows do so by their cursor."""
        if answer.again:
            self._host.begin(self._renew())
            return
        self._beside = None
        if not len(answer.results.hits):
            self._lane.drop()
            self._reader.clear()

    async def _renew(self) -> None:
        """Read the article that is being read once more: there may be other names in it."""
        if (paragraph := self._reader.current()) is None:
            return
        article = await self._session.do(self._session.archive.article_of, paragraph.number)
        if (results := self._search.results) is not None:
            self._reader.renew(article, _matches(article, results, paragraph.number))

    def read_current(self) -> None:
        """Show the article of the hit under the cursor, once the cursor came to it."""
        hit = self._pane.hit()
        if hit is None or self._search.results is None or hit.number == self._beside:
            return
        self._beside = self._shown = None
        self._search.stand(hit.number)
        article = self._reader.article
        if article is not None and any(hit.number == each.number for each in article.paragraphs):
            self._lane.drop()
            self._article_read(hit.number, article)
        else:
            self._lane.submit(hit.number)

    def _article_read(self, number: int, article: ArticleView) -> None:
        if (results := self._search.results) is None:
            return
        self._reader.show(article, number, _matches(article, results, number))
        asked, self._shown = self._shown, None
        if asked is not None and asked[0] == number:
            asked[1](article)
        step, self._step = self._step, None
        if step is not None and step.search is self._search.asked:
            self._reader.next_match(step.by, arriving=True)

    def read(
        self, paragraph: int, shown: Callable[[ArticleView], object] = lambda _article: None
    ) -> None:
        """Show the article of a paragraph, whatever row the cursor is on; `shown` is told of it."""
        self._beside, self._shown = self._row(), (paragraph, shown)
        self._lane.submit(paragraph)

    def read_row(self) -> None:
        """Show the article of the hit under the cursor, whatever is read."""
        if self._beside is not None:
            self._beside = None
            self.read_current()

    def _row(self) -> int | None:
        hit = self._pane.hit()
        return hit.number if hit is not None else None

    async def show_again(self, before: ReaderStanding | None, found: Results | None) -> None:
        """Show what stood in the reader when that was `found`, whatever row the cursor is on."""
        self._lane.drop()
        self._beside, self._shown = self._row(), None
        if before is None:
            self._reader.clear()
            return
        self._reader.show_again(before)
        if self._search.results is not found:  # there may be other names in it by now
            with suppress(NutgrafError):  # what was removed stays in sight until one goes on
                await self._renew()

    async def walk_on(self, step: int) -> None:
        """On to the next article of the results that was not walked through, or back."""
        if (rows := self._pane.rows) is None:
            return
        route = self._route.on(await self._session.do(rows.firsts), self._pane.cursor, step)
        if route is None:
            last = "That was the last match." if step > 0 else "That was the first match."
            self._host.say(last)
        elif self._pane.rows is rows:
            self._route, self._step = route, _Step(self._search.asked, step)
            self._pane.cursor = route.row

    async def arrived(self) -> None:
        """Wait for the article that was asked for."""
        await self._lane.idle()


def _matches(article: ArticleView, results: Results, number: int) -> Matches:
    """The matches of a search in an article of which a paragraph is looked at."""
    looked_at = next((each for each in article.paragraphs if each.number == number), None)
    return Matches(
        article,
        results.highlight,
        results.highlight_title,
        results.named,
        in_furniture=looked_at is not None and looked_at.furniture,
    )
