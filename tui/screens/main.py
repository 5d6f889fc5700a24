"""The main screen: panes side by side, wired to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from tui import keys, present
from tui.filters import fragment
from tui.panes.chips import ChipsRow
from tui.panes.completions import Completions
from tui.panes.entities import EntitiesPane
from tui.panes.query_bar import QueryBar, QueryInput
from tui.panes.reader import ReaderPane
from tui.panes.results import ResultsPane
from tui.panes.status import StatusLine
from tui.panes.tabs import PaneTabs
from tui.panes.welcome import Welcome
from tui.screens.marking import Chosen, Marking
from tui.screens.naming import NamingScreen
from tui.targets import Eye, targets
from tui.text import clean
from tui.typing import BY_KEY
from tui.view import View
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

_PANES = ("results", "reader", "entities")


class MainScreen(NamingScreen):
    """Query bar, filters, results, reader, names, and two lines below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(keys.ANYWHERE),
        *keys.bindings(keys.PARAGRAPH),
    ]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  (annotated where it is declared)
        (0, "-narrow"),
        (80, "-normal"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  (annotated where it is declared)
        (0, "-tiny"),
        (8, "-short"),
        (16, "-high"),
    ]

    pane = "results"
    """The pane that has the focus, or had it last."""
    eye: Eye = "results"

    def compose(self) -> ComposeResult:
        config = self.nutgraf.config
        yield QueryBar(timed=self.nutgraf.timed, id="bar")
        yield ChipsRow(id="chips")
        yield PaneTabs(id="tabs")
        with Horizontal(id="panes"):
            yield ResultsPane(config.context, id="results")
            yield ReaderPane(config.reader_width, id="reader")
            yield EntitiesPane(id="entities")
        yield Welcome(id="welcome")
        status = StatusLine(id="status")
        status.timeline = config.timeline
        yield status
        yield KeyLine(self.nutgraf.keymap, id="keys")
        yield Completions(id="completions")

    def on_mount(self) -> None:
        self.open_lanes()
        self.query_one(ResultsPane).read_in(self.nutgraf.session)
        self.open_completing()
        self.add_class("-at-results")
        self._size_panes(self.app.size.width)
        self.query_one(ResultsPane).focus()
        self.look_at(View(text=self.nutgraf.first_query))
        self.query_one(QueryBar).input.focus()
        self.start()

    @work(exit_on_error=False)
    async def start(self) -> None:
        """What is read once at the beginning, after the first paint."""
        session = self.nutgraf.session
        self.query_one(QueryBar).set_history(await session.read(session.archive.history))
        if mended := await session.read(session.archive.prepare):
            self.notify(clean(mended), severity="warning", timeout=10, markup=False)
        await self.marks_changed()
        self.query_one(Welcome).show(await session.read(session.archive.stats))

    async def archive_changed(self) -> None:
        """Another process brought something."""
        self.start()

    def on_resize(self, event: events.Resize) -> None:
        self._size_panes(event.size.width)

    def _size_panes(self, width: int) -> None:
        """The widths of the side panes, where the user has not settled them."""
        config = self.nutgraf.config
        results = config.results_width or max(34, min(64, width * 38 // 100))
        if width >= 80 and not self.has_class("-zen"):
            self.query_one("#results", Widget).styles.width = min(results, width - 40)
            names = config.entities_width if width >= 120 else "1fr"
            self.query_one("#entities", Widget).styles.width = names
        else:
            for name in ("#results", "#entities"):
                self.query_one(name, Widget).styles.width = "1fr"

    # Panes

    @property
    def place(self) -> str:
        if isinstance(self.focused, QueryInput):
            return keys.QUERY
        return {"reader": keys.READER, "entities": keys.ENTITIES}.get(self.pane, keys.RESULTS)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if event.widget.id in _PANES:
            for name in _PANES:
                self.set_class(name == event.widget.id, f"-at-{name}")
            self.pane = str(event.widget.id)
            if self.pane != "entities":
                self.eye = "reader" if self.pane == "reader" else "results"
            self.show_state()
            self.query_one(PaneTabs).pane = self.pane
        if event.widget.id != "query":
            self.query_one(Completions).close()
            self.settle_text()
        self.query_one(KeyLine).place = self.place

    def action_pane(self, name: str) -> None:
        if name == "chips":
            if self.view.filters:
                self.query_one(ChipsRow).focus()
            else:
                self.say("No filters: Enter on a name makes one.")
            return
        if name in _PANES:  # shown first, for a hidden widget takes no focus
            for each in _PANES:
                self.set_class(each == name, f"-at-{each}")
        self.query_one(f"#{name}", Widget).focus()

    def action_next_pane(self) -> None:
        self._turn(1)

    def action_previous_pane(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        if isinstance(self.focused, QueryInput):
            self.action_pane("results" if step > 0 else "entities")
        elif isinstance(self.focused, ChipsRow):
            self.action_pane("results")
        else:
            self.action_pane(_PANES[(_PANES.index(self.pane) + step) % len(_PANES)])

    def action_query(self) -> None:
        self._zen(on=False)
        self.query_one(QueryBar).input.focus()

    def action_zen(self) -> None:
        self._zen(on=not self.has_class("-zen"))

    def _zen(self, *, on: bool) -> None:
        """The pane in use alone, with all of the width."""
        self.set_class(on, "-zen")
        self._size_panes(self.app.size.width)

    def action_clear(self) -> None:
        """One step back at a time: zen, name, selection, pane, list filter, then the search."""
        results, names = self.query_one(ResultsPane), self.query_one(EntitiesPane)
        if self.selections:
            self.clear_selection()
        elif self.has_class("-zen"):
            self._zen(on=False)
        elif self.query_one(ReaderPane).clear_name() or results.clear_selection():
            pass
        elif self.pane == "entities" and names.needle:
            names.set_needle("")
        elif self.pane != "results" or self.focused is not results:
            self.action_pane("results")
        elif self.view.text or self.view.filters:
            self.look_at(View())

    def action_scroll_reader(self, step: int) -> None:
        self.query_one(ReaderPane).scroll_lines(step * 3)

    def action_next_hit(self) -> None:
        self.query_one(ReaderPane).next_match(1)

    def action_previous_hit(self) -> None:
        self.query_one(ReaderPane).next_match(-1)

    def action_leave(self) -> None:
        self.app.exit(0)

    # What the panes say

    @on(QueryBar.Changed)
    def _text_changed(self, event: QueryBar.Changed) -> None:
        self.follow_typing(event.text)

    @on(QueryBar.Submitted)
    def _text_submitted(self) -> None:
        self.settle_text()
        self.settle()
        self.action_pane("results")

    @on(LineList.Highlighted, "#results")
    def _hit_highlighted(self) -> None:
        self.read_current()

    @on(LineList.Opened, "#results")
    def _hit_opened(self) -> None:
        self.settle()
        self.action_pane("reader")

    @on(LineList.SelectionChanged)
    def _selection_changed(self) -> None:
        self.show_state()

    @on(LineList.Failed)
    def _rows_failed(self, event: LineList.Failed) -> None:
        self.trouble(event.error)

    @on(ResultsPane.Relaxed)
    def _relaxed(self, event: ResultsPane.Relaxed) -> None:
        way = event.relaxation
        filters = () if way.unfiltered else self.view.filters
        self.look_at(replace(self.view, text=way.text, filters=filters))

    @on(LineList.Left)
    @on(ReaderPane.Left)
    def _left(self) -> None:
        self.action_pane("reader" if self.pane == "entities" else "results")

    @on(ReaderPane.RanOut)
    def _ran_out(self, event: ReaderPane.RanOut) -> None:
        self.walk_on(event.step)

    @on(EntitiesPane.Chosen)
    def _name_chosen(self, event: EntitiesPane.Chosen) -> None:
        self.narrow(fragment(event.name.field, event.name.name, exclude=event.exclude))

    @on(ChipsRow.Removed)
    def _chip_removed(self, event: ChipsRow.Removed) -> None:
        self.look_at(self.view.without_filter(event.position))
        if not self.view.filters:
            self.action_pane(self.pane)

    @on(PaneTabs.Picked)
    def _tab_picked(self, event: PaneTabs.Picked) -> None:
        self.action_pane(event.pane)

    @on(KeyLine.Pressed)
    async def _key_pressed(self, event: KeyLine.Pressed) -> None:
        await self.nutgraf.run_key(event.key)

    # The current paragraph

    async def targets(self) -> list[int]:
        """The paragraphs that a key acts on, once what was asked for before it has come."""
        await self.arrived()
        results, reader = self.query_one(ResultsPane), self.query_one(ReaderPane)
        return await targets(self.eye, results, reader, self.nutgraf.session)

    def selection_said(self) -> str:
        selected = len(self.query_one(ResultsPane).selected)
        if not selected:
            return ""
        said = f"{present.number(selected)} ¶ selected"
        return said if self.eye == "results" else f"{said} in the results"

    @cached_property
    def marking(self) -> Marking:
        return Marking(self, self._show_marks)

    def _show_marks(self, marked: frozenset[int]) -> None:
        self.query_one(ReaderPane).mark_bookmarked(marked)
        self.query_one(ResultsPane).mark_bookmarked(marked)

    async def marks_changed(self) -> None:
        await self.marking.read()
        await self.search_again_if_stale()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_bookmark(self) -> None:
        if numbers := await self.targets():
            await self.marking.press(numbers)
        else:
            self.say("There is no paragraph to bookmark.")

    @work(exit_on_error=False, group=BY_KEY)
    async def action_note(self) -> None:
        if numbers := await self.targets():
            await self.marking.note(await self.nutgraf.session.read(self._chosen, numbers))
        else:
            self.say("There is no paragraph here.")

    @work(exit_on_error=False, group=BY_KEY)
    async def action_tags(self) -> None:
        if numbers := await self.targets():
            await self.marking.tags(await self.nutgraf.session.read(self._chosen, numbers))
        else:
            self.say("There is no paragraph here.")

    def _chosen(self, numbers: Sequence[int]) -> Chosen:
        """Paragraphs with the bookmarks they have; called in a thread."""
        archive = self.nutgraf.session.archive
        marks = archive.bookmarks_on(numbers)
        if len(numbers) > 1:
            return Chosen(marks, numbers)
        article = archive.article_of(numbers[0])
        passage = next(each.text for each in article.paragraphs if each.number == numbers[0])
        return Chosen(marks, numbers, passage)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_copy(self) -> None:
        if self.copy_selected():
            return
        if numbers := await self.targets():
            session = self.nutgraf.session
            await self.copy(await session.read(session.archive.selection, numbers))

    @work(exit_on_error=False, group=BY_KEY)
    async def action_export(self) -> None:
        if numbers := await self.targets():
            session = self.nutgraf.session
            excerpts = await session.read(session.archive.selection, numbers)
            await self.export(excerpts, query=self.view.query)
        else:
            self.say("There is nothing to export.")

    def _addresses(self, numbers: Sequence[int]) -> list[str]:
        """The addresses of some paragraphs; called in a thread."""
        return [each.url for each in self.nutgraf.session.archive.selection(numbers)]

    @work(exit_on_error=False, group=BY_KEY)
    async def action_browse(self) -> None:
        if not (numbers := await self.targets()):
            self.say("There is no paragraph here.")
            return
        session = self.nutgraf.session
        self.browse(await session.read(self._addresses, numbers))

    @work(exit_on_error=False, group=BY_KEY)
    async def action_undo(self) -> None:
        await self.undo()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_redo(self) -> None:
        await self.undo(again=True)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_bookmarks(self) -> None:
        from tui.screens.bookmarks import BookmarksScreen  # noqa: PLC0415  (seldom opened)

        bookmark = await self.app.push_screen_wait(BookmarksScreen())
        await self.marks_changed()
        if bookmark is not None and bookmark.paragraph is not None:
            self.look_at(View("is:bookmarked"), paragraph=bookmark.paragraph)
            self.action_pane("reader")
