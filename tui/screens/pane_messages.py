"""What the panes of the main screen say, handed on to its controllers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import events, on

from tui.filters import fragment
from tui.panes.chips import ChipsRow
from tui.panes.completions import Completions
from tui.panes.entities import EntitiesPane
from tui.panes.query_bar import QueryBar, QueryInput
from tui.panes.reader import ReaderPane
from tui.panes.results import ResultsPane
from tui.panes.tabs import PaneTabs
from tui.screens.linked_reading import LinkedReading
from tui.widgets.line_list import LineList


class PaneMessages(LinkedReading):
    """Focus, typing, hits, names and chips: each message goes to the controller it is for."""

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
        self._show_way_back()
        self.seen.look()

    @on(QueryBar.Changed)
    def _text_changed(self, event: QueryBar.Changed) -> None:
        self.show_results()
        self.way_back.forget()
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
                    self.arrangement.turn(1)
            case "leave":
                if not self.completion.close():
                    self.arrangement.go("results")
            case "here":
                self.say("This is the query: write. / once more begins a regular expression.")
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
        self._show_way_back()
        self.reading.read_current()

    @on(LineList.Opened, "#results")
    def _hit_opened(self) -> None:
        self.way_back.row_opened()
        self.reading.read_row()
        if (hit := self.results.hit()) is not None:
            self.trail.opened(hit)
            view = self.search.view
            self.places.opened(hit, looked_for=bool(view.text.strip() or view.filters))
        self.arrangement.go("reader")

    @on(ReaderPane.ParagraphChosen)
    def _paragraph_chosen(self) -> None:
        self._show_way_back()
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
        if not self.way_back.go():
            self.arrangement.go("reader" if self.arrangement.pane == "entities" else "results")

    @on(ReaderPane.RanOut)
    def _ran_out(self, event: ReaderPane.RanOut) -> None:
        if self.finding.is_on:
            self.finding.round_again(event.step)
        else:
            self.begin(self.reading.walk_on(event.step), by_key=True)

    @on(ReaderPane.NameFollowed)
    def _name_followed(self, event: ReaderPane.NameFollowed) -> None:
        self._go_on_from_here(lambda: self.names.follow(event.mention))

    def _go_on_from_here(self, go: Callable[[], object]) -> None:
        """Go on from the paragraph that is read to other results; Escape leads back to it."""
        self.way_back.look(go)
        sign = self._keymap.sign("app.clear")
        self.say(f"{self.names.said}; {sign} leads back.")

    @on(ReaderPane.NameAsked)
    def _mention_asked(self, event: ReaderPane.NameAsked) -> None:
        if event.what in ("narrow", "exclude"):
            without = event.what == "exclude"
            self._go_on_from_here(lambda: self.names.narrow(event.mention, exclude=without))
        else:
            self.names.ask_mention(event.mention, event.what)

    @on(ReaderPane.NoName)
    def _no_name(self, event: ReaderPane.NoName) -> None:
        if event.step:
            where = "further on" if event.step > 0 else "further back"
            self.say(f"There is no name {where} in this article.")
            return
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
