"""The main screen: panes side by side, and controllers that do what keys and panes ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from tui import keys, present
from tui.config import Config
from tui.controllers.collecting import CollectingController
from tui.controllers.comparing import ComparingController
from tui.controllers.completion import CompletionController
from tui.controllers.finding import FindingController
from tui.controllers.focus import FocusController
from tui.controllers.marks import MarksController
from tui.controllers.names import Months, NamesController
from tui.controllers.naming import NamingController
from tui.controllers.paragraphs import ParagraphsController
from tui.controllers.reading_along import ReadingController
from tui.controllers.reading_place import ReadingPlaceController
from tui.controllers.relations import RelationsController
from tui.controllers.saved_news import NewsController
from tui.controllers.search import Answer, SearchController
from tui.controllers.seen_rows import SeenController
from tui.controllers.sharing import SharingController
from tui.controllers.timeline import TimelineController
from tui.controllers.widening import WideningController
from tui.filters import fragment
from tui.keymap import Keymap
from tui.panes.chips import ChipsRow
from tui.panes.completions import Completions
from tui.panes.entities import EntitiesPane
from tui.panes.find_bar import FindBar
from tui.panes.query_bar import QueryBar, QueryInput
from tui.panes.reader import ReaderPane
from tui.panes.results import ResultsPane
from tui.panes.status import StatusLine
from tui.panes.tabs import PaneTabs
from tui.panes.timeline import TimelinePane
from tui.panes.welcome import Welcome
from tui.panes.word_bar import WordBar
from tui.screens.linked_reading import LinkedReading
from tui.session import Session
from tui.subject import Subject, Wish
from tui.targets import targets
from tui.text import clean
from tui.typing import BY_KEY
from tui.view import View
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList


class MainScreen(LinkedReading):
    """Query bar, filters, results, reader, names, and two lines below.

    It holds the widgets, gives the controllers what they work with, and hands on to them what keys
    and panes say.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(keys.ANYWHERE),
        *keys.bindings(keys.PARAGRAPH),
    ]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  (annotated where it is declared)
        (0, "-narrow"),
        (80, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  (annotated where it is declared)
        (0, "-tiny"),
        (8, "-short"),
        (16, "-high"),
    ]

    def __init__(
        self,
        session: Session,
        config: Config,
        keymap: Keymap,
        *,
        first_query: str = "",
        timed: bool = True,
        pause: float = 0.4,
    ) -> None:
        """`timed` and `pause` are as the application has them."""
        super().__init__()
        self._session, self._first_query = session, first_query
        self.bar = QueryBar(timed=timed, id="bar")
        self.chips = ChipsRow(id="chips")
        self.tabs = PaneTabs(id="tabs")
        self.results = ResultsPane(config.context, id="results")
        self.reader = ReaderPane(config.reader_width, id="reader")
        self.entities = EntitiesPane(id="entities")
        self.welcome = Welcome(id="welcome")
        self.find = FindBar(id="find")
        self.word_bar = WordBar(id="words")
        self.bars = TimelinePane(id="timeline")
        self.status = StatusLine(id="status")
        self.status.timeline = config.timeline
        self.key_line = KeyLine(keymap, id="keys")
        self.popup = Completions(id="completions")
        self._keymap = keymap
        self._compose_controllers(config, pause)

    def _compose_controllers(self, config: Config, pause: float) -> None:
        session = self._session
        panes = {"results": self.results, "reader": self.reader, "entities": self.entities}
        self.arrangement = FocusController(self, panes, self.chips, config)
        self.completion = CompletionController(
            self,
            session,
            bar=self.bar,
            popup=self.popup,
            writing=lambda: self.arrangement.in_query,
            facets=lambda: self.search.results.facets if self.search.results else None,
        )
        self.search = SearchController(
            self,
            session,
            bar=self.bar,
            chips=self.chips,
            pane=self.results,
            show=self._show,
            completing=lambda: self.completion.on_offer,
            pause=pause,
        )
        self.reading = ReadingController(
            self, session, self.search, pane=self.results, reader=self.reader
        )
        self.widening = WideningController(self, session, pane=self.results)
        self.news = NewsController(self, session, self.search, pane=self.results)
        self.marks = MarksController(
            self, session, self._keymap, changed=self.marks_changed, paint=self._paint_marks
        )
        self.names = NamesController(
            self,
            session,
            self.search,
            pane=self.entities,
            go=lambda name: self.call_later(self.arrangement.go, name),
            changed=self.marks_changed,
            months=self._show_months,
        )
        sharing = SharingController(self, session, folder=config.export_folder)
        self.collecting = CollectingController(self, session, changed=self.marks_changed)
        self.paragraphs = ParagraphsController(
            self, session, self.marks, sharing, self.collecting, targets=self._targets
        )

        self.finding = FindingController(
            self, bar=self.find, reader=self.reader, go=self.arrangement.go
        )
        self.naming = NamingController(
            self,
            session,
            bar=self.word_bar,
            reader=self.reader,
            go=self.arrangement.go,
            changed=self.marks_changed,
            undo=lambda: self._keymap.sign("app.undo"),
        )
        self.timeline = TimelineController(
            self,
            session,
            self.search,
            pane=self.bars,
            go=self.arrangement.go,
            step=lambda step: self.results.move_to(self.results.cursor + step, step),
        )
        self.seen = SeenController(
            self,
            session,
            current=lambda: self.reader.current() if self.arrangement.eye == "reader" else None,
            dim=self.results.mark_seen,
        )
        self.places = ReadingPlaceController(
            self,
            session,
            reader=self.reader,
            reading=lambda: self.arrangement.eye == "reader",
            sign=lambda: self._keymap.sign("paragraph.last_place"),
        )
        self.relations = RelationsController(self, session, targets=self._targets, read=self._read)
        self.comparing = ComparingController(
            self,
            session,
            targets=self._targets,
            read=self._read,
            results=lambda: self.search.results,
        )

    def compose(self) -> ComposeResult:
        yield self.bar
        yield self.chips
        yield self.tabs
        with Horizontal(id="panes"):
            yield self.results
            yield self.reader
            yield self.entities
        yield self.welcome
        yield self.find
        yield self.word_bar
        yield self.bars
        yield self.status
        yield self.key_line
        yield self.popup

    def on_mount(self) -> None:
        self.results.read_in(self._session)
        self.arrangement.size_panes(self.app.size.width)
        self.results.focus()
        self.search.look_at(View(text=self._first_query))
        self.bar.input.focus()
        self.begin(self._start())

    async def _start(self) -> None:
        """What is read once at the beginning, after the first paint."""
        session = self._session
        await self.search.read_history()
        await self.search.read_way()
        if mended := await session.read(session.archive.prepare):
            self.notify(clean(mended), severity="warning", timeout=10, markup=False)
        await self.marks_changed()
        self.welcome.show(await session.read(session.archive.stats))

    def archive_changed(self) -> None:
        """Another process brought something."""
        self.begin(self._start())

    # What is shown

    def _show(self, answer: Answer) -> None:
        """Show what was found, everywhere."""
        results = answer.results
        self.bar.show(results)
        self.news.show(answer)
        if answer.again:
            self.results.renew(results)
        else:
            self.results.show(results, answer.search.paragraph)
        self.reading.show(answer)
        self.names.show(results, again=answer.again, follows=answer.follows)
        self.timeline.show(answer)
        self._show_state()

    def _show_months(self, months: Months) -> None:
        self.status.months = months

    def _show_state(self) -> None:
        """Order, scope and selection in the status line, the selection above the results too."""
        words = []
        if (results := self.search.results) is not None:
            scope = "whole article" if results.query.scope == "article" else "same ¶"
            words += [results.query.sort, scope]
        said = self._selection_said()
        self.results.border_subtitle = said
        self.status.state = (*words, said) if said else tuple(words)

    def _selection_said(self) -> str:
        """How many paragraphs are selected, "" when none is."""
        selected = len(self.results.selected)
        if not selected:
            return ""
        said = f"{present.number(selected)} ¶ selected"
        return said if self.arrangement.eye == "results" else f"{said} in the results"

    def _paint_marks(self, marked: frozenset[int]) -> None:
        self.reader.mark_bookmarked(marked)
        self.results.mark_bookmarked(marked)

    async def marks_changed(self) -> None:
        """Show again what depends on bookmarks."""
        await self.marks.read()
        self.reader.mark_noted(await self._session.read(self._session.archive.noted))
        await self.search.again_if_stale()

    async def _targets(self) -> list[int]:
        """The paragraphs that a key acts on, once what was asked for before it has come."""
        await self.search.arrived()
        await self.reading.arrived()
        return await targets(self.arrangement.eye, self.results, self.reader, self._session)

    def _read(self, paragraph: int) -> None:
        """Read a paragraph in its article, whatever was found."""
        self.reading.read(paragraph)
        self.arrangement.go("reader")

    # What the panes say

    def on_resize(self, event: events.Resize) -> None:
        self.arrangement.size_panes(event.size.width)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if self.arrangement.came_to(event.widget.id):
            self._show_state()
            self.tabs.pane = self.arrangement.pane
            if self.arrangement.pane == "entities":
                # The next key is meant for the names of what was searched for.
                self.begin(self.names.arrived(), by_key=True)
        if not self.arrangement.in_query:
            self.completion.close()
            self.search.settle_text()
        self.key_line.place = self.arrangement.place
        self.seen.look()

    @on(QueryBar.Changed)
    def _text_changed(self, event: QueryBar.Changed) -> None:
        self.search.follow_typing(event.text)

    @on(QueryBar.Complete)
    def _word_changed(self, event: QueryBar.Complete) -> None:
        self.completion.written(event.text, event.cursor)

    @on(QueryBar.Submitted)
    def _text_submitted(self) -> None:
        if not self.completion.take_picked():
            self.search.settle_text()
            self.search.settle()
            self.arrangement.go("results")
            self.begin(self.search.arrived(), by_key=True)

    @on(QueryInput.Key)
    def _query_key(self, event: QueryInput.Key) -> None:
        match event.what:
            case "complete":
                if not self.completion.take_first():
                    self.action_next_pane()
            case "leave":
                if not self.completion.close():
                    self.arrangement.go("results")
            case "relax":
                self.begin(self._take_way_out(event.number), by_key=True)
            case step:
                self.completion.move(-1 if step == "previous" else 1)

    async def _take_way_out(self, number: int) -> None:
        await self.search.arrived()
        self.results.take_way_out(number)

    @on(Completions.Picked)
    def _completion_picked(self, event: Completions.Picked) -> None:
        self.completion.take(event.completion)

    @on(Completions.Closed)
    def _nothing_on_offer(self) -> None:
        self.search.nothing_on_offer()

    @on(LineList.Highlighted, "#results")
    def _hit_highlighted(self) -> None:
        self.reading.read_current()

    @on(LineList.Opened, "#results")
    def _hit_opened(self) -> None:
        if (hit := self.results.hit()) is not None:
            self.search.opened(hit)
            view = self.search.view
            self.places.opened(hit, looked_for=bool(view.text.strip() or view.filters))
        self.arrangement.go("reader")

    @on(ReaderPane.ParagraphChosen)
    def _paragraph_chosen(self) -> None:
        self.seen.look()
        self.places.look()

    @on(LineList.SelectionChanged)
    def _selection_changed(self) -> None:
        self._show_state()

    @on(ResultsPane.Relaxed)
    def _relaxed(self, event: ResultsPane.Relaxed) -> None:
        way, view = event.relaxation, self.search.view
        filters = () if way.unfiltered else view.filters
        self.search.look_at(replace(view, text=way.text, filters=filters))

    @on(LineList.Left)
    @on(ReaderPane.Left)
    def _left(self) -> None:
        self.arrangement.go("reader" if self.arrangement.pane == "entities" else "results")

    @on(ReaderPane.RanOut)
    def _ran_out(self, event: ReaderPane.RanOut) -> None:
        if self.finding.is_on:
            self.finding.round_again(event.step)
        else:
            self.begin(self.reading.walk_on(event.step), by_key=True)

    @on(ReaderPane.NameFollowed)
    def _name_followed(self, event: ReaderPane.NameFollowed) -> None:
        self.names.follow(event.mention)

    @on(ReaderPane.NameAsked)
    def _mention_asked(self, event: ReaderPane.NameAsked) -> None:
        self.names.ask_mention(event.mention, event.what)

    @on(ReaderPane.NoName)
    def _no_name(self) -> None:
        sign = self._keymap.sign("reader.next_entity")
        self.say(f"There is no name in this paragraph; {sign} goes to the next one.")

    @on(EntitiesPane.Chosen)
    def _name_chosen(self, event: EntitiesPane.Chosen) -> None:
        clause = fragment(event.name.field, event.name.name, exclude=event.exclude)
        self.search.narrow(clause)

    @on(EntitiesPane.Asked)
    def _name_asked(self, event: EntitiesPane.Asked) -> None:
        self.names.ask(event.name, event.what)

    @on(EntitiesPane.NeedleChanged)
    def _name_filter_changed(self) -> None:
        self.names.filter()

    @on(EntitiesPane.OnlyHereAsked)
    def _only_here_asked(self) -> None:
        self.names.only_here()

    @on(ChipsRow.Removed)
    def _chip_removed(self, event: ChipsRow.Removed) -> None:
        self.search.look_at(self.search.view.without_filter(event.position))
        if not self.search.view.filters:
            self.arrangement.go(self.arrangement.pane)

    @on(PaneTabs.Picked)
    def _tab_picked(self, event: PaneTabs.Picked) -> None:
        self.arrangement.go(event.pane)

    # Keys: panes

    def action_pane(self, name: str) -> None:
        if name != "chips":
            self.arrangement.go(name)
        elif self.search.view.filters:
            self.chips.focus()
        else:
            self.say("No filters: Enter on a name makes one.")

    def action_next_pane(self) -> None:
        self.arrangement.turn(1)

    def action_previous_pane(self) -> None:
        self.arrangement.turn(-1)

    def action_query(self) -> None:
        self.arrangement.set_zen(on=False)
        self.bar.input.focus()

    def action_zen(self) -> None:
        self.arrangement.set_zen(on=not self.arrangement.zen)

    def action_clear(self) -> None:
        """One step back at a time: zen, name, selection, pane, list filter, then the search."""
        if self.selections:
            self.clear_selection()
        elif self.arrangement.zen:
            self.arrangement.set_zen(on=False)
        elif self.finding.stop() or self.reader.clear_name() or self.results.clear_selection():
            pass
        elif self.arrangement.pane == "entities" and self.entities.needle:
            self.entities.set_needle("")
        elif self.arrangement.pane != "results" or self.focused is not self.results:
            self.arrangement.go("results")
        elif self.search.view.text or self.search.view.filters:
            self.search.look_at(View())

    def action_scroll_reader(self, step: int) -> None:
        self.reader.scroll_lines(step * 3)

    def action_next_hit(self) -> None:
        self.reader.next_match(1)

    def action_previous_hit(self) -> None:
        self.reader.next_match(-1)

    def action_leave(self) -> None:
        self.app.exit(0)

    # Keys: the search

    def action_sort(self) -> None:
        self.search.sort()

    def action_fold_copies(self) -> None:
        self.search.fold()

    def action_scope(self) -> None:
        self.search.scope()

    def action_history_back(self) -> None:
        self.search.back()

    def action_history_forward(self) -> None:
        self.search.forward()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_save_search(self) -> None:
        await self.search.save()

    def action_only_here(self) -> None:
        self.names.only_here()

    def action_desk(self) -> None:
        self.names.wish(Wish(editor=Subject(0, "person", "")))

    # Keys: the current paragraphs

    @work(exit_on_error=False, group=BY_KEY)
    async def action_collect_search(self) -> None:
        await self.collecting.query(self.search.view.query)

    def exported_query(self) -> str:
        return self.search.view.query

    @work(exit_on_error=False, group=BY_KEY)
    async def action_furniture(self) -> None:
        await self.paragraphs.furniture()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_quotes(self) -> None:
        from tui.screens.quote_ledger import QuotesScreen  # noqa: PLC0415  (seldom opened)

        await self.search.arrived()
        view, results = self.search.view, self.search.results
        found = None
        if results is not None and (view.query.strip() or view.filters):
            found = await self.nutgraf.session.read(results.hits.numbers)
        if (number := await self.ask(QuotesScreen(found))) is not None:
            self._read(number)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_bookmarks(self) -> None:
        from tui.screens.bookmarks import BookmarksScreen  # noqa: PLC0415  (seldom opened)

        found = await self.ask(BookmarksScreen())
        await self.marks_changed()
        if isinstance(found, str):
            self.search.look_at(View(found))
            self.arrangement.go("results")
        elif found is not None and found.paragraph is not None:
            self.search.look_at(View("is:bookmarked"), paragraph=found.paragraph)
            self.arrangement.go("reader")
