"""Searching: the view, the lane that answers it, and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from tui.complete import awaits_value, is_whole
from tui.matches import Matches, Route
from tui.panes.chips import ChipsRow
from tui.panes.query_bar import QueryBar
from tui.panes.reader import ReaderPane
from tui.panes.results import ResultsPane
from tui.panes.status import StatusLine
from tui.screens.marks import MarksScreen
from tui.screens.trouble import RefusedError
from tui.screens.writing import Ask
from tui.session import Search
from tui.typing import BY_KEY
from tui.view import SORTS, Trail, View

if TYPE_CHECKING:
    from textual.timer import Timer

    from index import ArticleView, Results
    from tui.lane import Lane

_BUSY_AFTER = 0.5  # seconds until a search says that it is still running


class FindingScreen(MarksScreen):
    """Holds what is being looked at. All changes of it go through `look_at`."""

    view = View()
    results: Results | None = None
    _unsettled = False
    _pause: Timer | None = None

    def open_lanes(self) -> None:
        session = self.nutgraf.session
        self.trail = Trail()
        self.searching: Lane[Search, Results] = session.search_lane(
            self, self._answered, lambda _search, error: self.trouble(error)
        )
        self.reading: Lane[int, ArticleView] = session.article_lane(
            self, self._article_read, lambda _number, error: self.trouble(error)
        )
        self._walking = 0
        self._route = Route()
        self._asked = Search(self.view)
        self._answered_view: View | None = None

    def look_at(self, view: View, *, settle: bool = True, paragraph: int | None = None) -> None:
        """Search for a view and show it. Unsettled ones leave no trail."""
        self.query_one(QueryBar).set_text(view.text)
        self.follow(view, paragraph)
        if settle:
            self.settle()

    def follow_typing(self, text: str) -> None:
        """Search for what is being written in the bar.

        Its last word stands for what it may become; when writing stops, the text is searched for
        as it stands. A field that has no value yet keeps what is there.
        """
        self._stop_pause()
        if awaits_value(text):
            self._unsettled = True
            return
        typing = not is_whole(text)
        self.follow(replace(self.view, text=text), typing=typing)
        if typing and self.nutgraf.pause:
            self._pause = self.set_timer(self.nutgraf.pause, self.pause_over)

    def _stop_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = None

    def pause_over(self) -> None:
        """Writing has stopped: the text is meant as it stands, where it can be read so."""
        self._stop_pause()
        if not awaits_value(self.query_one(QueryBar).text):
            self.settle_text()

    def settle_text(self) -> None:
        """Search for the text as it stands, if that was not done; the current paragraph stays."""
        if self._unsettled:
            results = self.query_one(ResultsPane)
            hit = results.hit() if results.cursor else None
            text = self.query_one(QueryBar).text
            self.follow(replace(self.view, text=text), hit.number if hit is not None else None)

    def follow(self, view: View, paragraph: int | None = None, *, typing: bool = False) -> None:
        """Search for a view whose text the bar has already, and may have outrun."""
        self.view = view
        self._unsettled = typing
        self.query_one(ChipsRow).filters = view.filters
        self._walking = 0
        self._asked = Search(view, paragraph, typing=typing)
        self.searching.submit(self._asked)
        self.set_timer(_BUSY_AFTER, self._say_busy)

    def settle(self) -> None:
        """The view is meant: remember it for the way back and in the history."""
        if self.trail.visit(self.view) and self.view.text.strip():
            self._remember(self.view.text)

    @work(exit_on_error=False)
    async def _remember(self, text: str) -> None:
        session = self.nutgraf.session
        await session.do(session.archive.remember, text)
        self.query_one(QueryBar).set_history(await session.read(session.archive.history))

    def _say_busy(self) -> None:
        if self.searching.busy:
            self.query_one(QueryBar).show_busy()

    def search_again(self) -> None:
        """Search for the same once more, where the archive has changed. Nothing moves."""
        # What is still being searched for has its own place to be shown at.
        rows = self.query_one(ResultsPane).rows
        again = replace(self._asked, paragraph=None, rows=rows)
        self.searching.submit(self._asked if self.searching.busy else again)

    def _answered(self, search: Search, results: Results) -> None:
        if search.view != self.view:
            return
        if not len(results.hits) and self.results is not None:
            # What is there stays, until it is sure that nothing is found.
            if search.typing:
                return
            if self.completing():
                self._unsettled = True
                return
        again = (
            search.view == self._answered_view
            and search.paragraph is None
            and self.results is not None
            # What was still being written is read otherwise when it is done.
            and self.results.query.root == results.query.root
        )
        self.results, self._answered_view = results, search.view
        self.query_one(QueryBar).show(results)
        pane = self.query_one(ResultsPane)
        if again:
            pane.renew(results)
            self.renew_article()
        else:
            pane.show(results, search.paragraph)
        self.show_names(results, again=again)
        self.query_one(StatusLine).months = results.facets.months
        self.show_state()
        if not again and not len(results.hits):
            self.reading.drop()
            self.query_one(ReaderPane).clear()

    @work(exit_on_error=False)
    async def renew_article(self) -> None:
        """Read the article that is being read once more: there may be other names in it."""
        session, reader = self.nutgraf.session, self.query_one(ReaderPane)
        if (paragraph := reader.current()) is None:
            return
        article = await session.do(session.archive.article_of, paragraph.number)
        if self.results is not None:
            reader.renew(article, _matches(article, self.results))

    async def search_again_if_stale(self) -> None:
        """Search again if what is shown rests on something that is otherwise by now."""
        session = self.nutgraf.session
        if self.results is not None and not await session.do(
            session.archive.is_current, self.results
        ):
            self.search_again()

    def completing(self) -> bool:
        """Whether completions are on offer for what is being written."""
        raise NotImplementedError

    def show_names(self, results: Results, *, again: bool = False) -> None:
        """Show who is in the results; `again`, those of the same search."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Order, scope and selection in the status line, the selection above the results too."""
        words = []
        if self.results is not None:
            query = self.results.query
            words += [query.sort, "whole article" if query.scope == "article" else "same ¶"]
        said = self.selection_said()
        self.query_one(ResultsPane).border_subtitle = said
        self.query_one(StatusLine).state = (*words, said) if said else tuple(words)

    def selection_said(self) -> str:
        """How many paragraphs are selected, "" when none is."""
        raise NotImplementedError

    async def arrived(self) -> None:
        """Wait for the results and the article that were asked for."""
        await self.searching.idle()
        await self.reading.idle()

    # Reading along

    def read_current(self) -> None:
        """Show the article of the hit under the cursor in the reader."""
        hit = self.query_one(ResultsPane).hit()
        if hit is None or self.results is None:
            return
        self.trail.stand(self.view, hit.number)
        article = self.query_one(ReaderPane).article
        if article is not None and any(hit.number == each.number for each in article.paragraphs):
            self.reading.drop()
            self._article_read(hit.number, article)
        else:
            self.reading.submit(hit.number)

    def _article_read(self, number: int, article: ArticleView) -> None:
        if self.results is None:
            return
        reader = self.query_one(ReaderPane)
        reader.show(article, number, _matches(article, self.results))
        if self._walking:
            step, self._walking = self._walking, 0
            reader.next_match(step, arriving=True)

    @work(exit_on_error=False, group=BY_KEY)
    async def walk_on(self, step: int) -> None:
        """On to the next article of the results that was not walked through, or back."""
        pane, session = self.query_one(ResultsPane), self.nutgraf.session
        if (rows := pane.rows) is None:
            return
        route = self._route.on(await session.do(rows.firsts), pane.cursor, step)
        if route is None:
            self.say("That was the last match." if step > 0 else "That was the first match.")
        elif pane.rows is rows:
            self._route, self._walking = route, step
            pane.cursor = route.row

    # Changing the view

    def narrow(self, fragment: str) -> None:
        self.look_at(self.view.with_filter(fragment))

    def action_sort(self) -> None:
        current = self.results.query.sort if self.results else "relevance"
        following = SORTS[(SORTS.index(current) + 1) % len(SORTS)]
        if self.results is not None and not self.results.query.text.strip():
            following = "oldest" if current == "newest" else "newest"
        self.look_at(replace(self.view, sort=following))

    def action_scope(self) -> None:
        current = self.results.query.scope if self.results else "paragraph"
        wider = "article" if current == "paragraph" else "paragraph"
        self.look_at(replace(self.view, scope="article" if wider == "article" else "paragraph"))

    def action_history_back(self) -> None:
        self._step(-1, "This is where it began.")

    def action_history_forward(self) -> None:
        self._step(1, "This is the newest.")

    def _step(self, by: int, at_end: str) -> None:
        if by < 0:
            self.settle()
        stop = self.trail.step(by)
        if stop is None:
            self.say(at_end)
        else:
            self.look_at(stop.view, settle=False, paragraph=stop.paragraph)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_save_search(self) -> None:
        text = self.view.query
        if not text:
            self.say("There is no query to save.")
            return
        hint = f"{text}\nIt can be used in any query as @name."

        async def save(typed: str) -> None:
            name = typed.lstrip("@").replace(" ", "_")
            if not name:
                raise RefusedError("It needs a name.")
            session = self.nutgraf.session
            await session.do(session.archive.save_search, name, text)
            self.say(f"Saved as @{name}.")

        await self.app.push_screen_wait(Ask("Save search as", "", hint, act=save))


def _matches(article: ArticleView, results: Results) -> Matches:
    """The matches of a search in an article."""
    return Matches(article, results.highlight, results.highlight_title, results.named)
