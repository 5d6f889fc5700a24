"""What leads on from what is found: versions, relatives, the timeline, the trail, tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work

from tui import shell
from tui.on_view import is_on_view
from tui.panes.find_bar import FindBar
from tui.panes.reader import ReaderPane
from tui.panes.results import ResultsPane
from tui.panes.status import StatusLine
from tui.panes.timeline import TimelinePane
from tui.panes.word_bar import WordBar
from tui.screens.main_parts import MainParts
from tui.typing import BY_KEY
from tui.view import View

if TYPE_CHECKING:
    from index import Axis
    from tui.screens.stories import StoriesScreen


class LinkedReading(MainParts):
    """The keys of the main screen that lead from one thing to another, handed on to controllers."""

    _pivoted: tuple[Axis, Axis] = ("person", "month")
    """What was last in the rows and in the columns of the table of counts."""

    def show_results(self) -> None:
        """Have the results in front, where another pane stands there, and the query keep the focus
        if it has it.
        """
        if not is_on_view(self.results):
            self.arrangement.bring(self.results.id or "")
            self.tabs.pane = self.arrangement.pane

    @on(ReaderPane.FindAsked)
    def action_find(self) -> None:
        self.finding.open()

    @on(ReaderPane.NumberAsked)
    @work(exit_on_error=False, group=BY_KEY)
    async def _number_asked(self) -> None:
        from tui.screens.paragraph_number import ask_number  # noqa: PLC0415  (seldom asked)

        await self.ask(ask_number(self.reader))

    @on(FindBar.Changed, "#find")
    def _find_written(self, event: FindBar.Changed) -> None:
        self.finding.written(event.value)

    @on(FindBar.Asked)
    def _find_asked(self, event: FindBar.Asked) -> None:
        self.finding.asked(event.what)

    @on(ResultsPane.Widen)
    def _widen_asked(self, event: ResultsPane.Widen) -> None:
        self.begin(self.widening.widen(event.step), by_key=True)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_saved_searches(self) -> None:
        before = self.way_back.stand()
        if await self.news.choose():
            self.way_back.went(before, self.action_saved_searches)
            self.arrangement.go("results")

    @work(exit_on_error=False, group=BY_KEY)
    async def action_feeds(self) -> None:
        from tui.screens.feeds import FeedsScreen  # noqa: PLC0415  (seldom opened)

        query = await self.ask(FeedsScreen(self.fetching))
        if query:
            view = View(query, sort="newest")
            self.way_back.look(lambda: self.search.look_at(view), self.action_feeds)
            self.arrangement.go("results")

    @on(ReaderPane.WordsAsked)
    def _words_asked(self) -> None:
        self.naming.begin()

    @on(WordBar.Asked)
    def _words_moved(self, event: WordBar.Asked) -> None:
        self.begin(self.naming.asked(event.what, event.by), by_key=True)

    @on(TimelinePane.Brushed)
    def _brushed(self, event: TimelinePane.Brushed) -> None:
        self.timeline.brushed(event.brush)

    @on(TimelinePane.Asked)
    def _timeline_asked(self, event: TimelinePane.Asked) -> None:
        self.timeline.asked(event.what)

    @on(StatusLine.Pressed)
    def action_timeline(self) -> None:
        self.timeline.toggle()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_versions(self) -> None:
        await self.comparing.versions()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_beside(self) -> None:
        await self.comparing.beside()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_dim_seen(self) -> None:
        await self.seen.toggle()

    def action_last_place(self) -> None:
        self.places.go()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_related(self) -> None:
        await self.relations.related()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_copies(self) -> None:
        await self.relations.copies()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_changed_articles(self) -> None:
        await self.comparing.changed()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_trail(self) -> None:
        from tui.screens.trail import TrailScreen  # noqa: PLC0415  (seldom opened)

        before, way = self.way_back.stand(), self.trail.way
        number = await self.ask(TrailScreen(way.here.number, way.is_elsewhere))
        if number is not None:
            await self.trail.go_back_to(number)
            self.way_back.went(before, self.action_trail)
            if way.here.kind != "aside":
                self.arrangement.go("results")

    @work(exit_on_error=False, group=BY_KEY)
    async def action_pivot(self) -> None:
        from tui.screens.pivot import PivotScreen  # noqa: PLC0415  (seldom opened)

        await self.search.arrived()
        view, results = self.search.view, self.search.results
        if results is None or not results.paragraphs:
            self.say("Nothing was found that could be counted.")
            return
        screen = PivotScreen(results, view, self._pivoted)
        clauses = await self.ask(screen)
        self._pivoted = screen.axes
        if clauses:
            narrowed = replace(view, filters=(*view.filters, *clauses))
            self.way_back.look(lambda: self.search.look_at(narrowed), self.action_pivot)
            self.arrangement.go("results")

    @work(exit_on_error=False, group=BY_KEY)
    async def action_stories(self) -> None:
        await self._stories()

    async def _stories(self, left: StoriesScreen | None = None) -> None:
        """Show the stories, as they were `left`."""
        from tui.screens.stories import StoriesScreen  # noqa: PLC0415  (seldom opened)

        await self.search.arrived()
        view = self.search.view
        is_narrow = bool(view.query.strip() or view.filters)
        article, paragraph = self.reader.article, self.reader.current()
        place = (article.number if article else 0, paragraph.number if paragraph else 0)
        results = self.search.results if is_narrow else None
        screen = StoriesScreen(results, view, place)
        screen.begin_as(left)
        found, again = await self.ask(screen), self.again(self._stories, screen)
        if isinstance(found, str):
            narrowed = replace(view, filters=(*view.filters, found))
            self.way_back.look(lambda: self.search.look_at(narrowed), again)
            self.arrangement.go("results")
        elif found is not None:
            self.way_back.read(found, again)

    def command(self) -> str:
        """What gives in a shell what the pane in use shows."""
        view, reader = self.search.view, self.reader
        if self.bars.has_focus and self.bars.shown is not None:
            by = ("--by", self.bars.shown.line.unit)
            return shell.command("timeline", *by, query=self.timeline.base.query)
        if self.focused is reader and reader.article is not None:
            paragraph = reader.current()
            place = f":{paragraph.ordinal}" if paragraph is not None else ""
            return shell.command("show", f"{reader.article.id}{place}", "--article")
        if self.focused is self.entities:
            return shell.command("entities", query=view.query)
        return shell.search(view.query, view.sort or "", fold=view.fold)
