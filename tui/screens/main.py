"""The main screen: what is shown of an answer, and what its keys do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType

from tui import keys, present
from tui.controllers.search import Answer
from tui.panes.status import StatusLine
from tui.screens.pane_messages import PaneMessages
from tui.subject import Subject, Wish
from tui.text import clean
from tui.typing import BY_KEY
from tui.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Bookmark, Results
    from tui.screens.bookmarks import BookmarksScreen
    from tui.screens.quote_ledger import QuotesScreen


class MainScreen(PaneMessages):
    """Query bar, filters, results, reader, names, and two lines below.

    Its parts, what its panes say and the keys of linked reading stand in the rooms below it.
    """

    tells_lacking = False

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

    def on_mount(self) -> None:
        self.results.read_in(self._session)
        self.arrangement.size_panes(self.app.size.width)
        self.set_focus(self.results)
        self.search.look_at(View(text=self._first_query))
        self.set_focus(self.bar.input)
        self.bar.input.fresh = True
        self.nutgraf.take_keys()
        self.begin(self._start())

    async def _start(self) -> None:
        """What is read once at the beginning, after the first paint."""
        session = self._session
        await self.search.read_history()
        await self.trail.read()
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
        self.news.show(answer)
        if answer.again:
            self.results.renew(results)
            self.begin(self._say_what_became())
        else:
            self.results.show(results, answer.search.paragraph)
        if self.results.rows is None and not answer.again:
            self.show_results()  # where it says what would find something
        self.bar.show(results, kept=self.results.count_kept)
        self.reading.show(answer)
        self.names.show(results, again=answer.again, follows=answer.follows)
        self.timeline.show(answer)
        self._show_way_back()
        self._show_state()

    async def _say_what_became(self) -> None:
        """Tell rows that are found no longer from those that are found as they stand today, and
        what was removed from the rest.
        """
        rows, read, archive = self.results.rows, self._session.read, self._session.archive
        lost = [each.number for each in rows.gone] if rows is not None else []
        looked_at = self.reader.current()
        shown = [*lost, looked_at.number] if looked_at is not None else lost
        removed = await read(archive.removals.among, shown)
        self._removed = frozenset(removed.values())
        if lost:
            today = await read(archive.today, lost)
            former = {number: one.today for number, one in today.items()}
            self.results.mark_former(former, removed.keys() & set(lost))
            self.bar.show_removed(self.results.count_removed)
        self._show_way_back()

    def _show_state(self) -> None:
        """Order, scope and selection in the status line, the selection above the results too."""
        words = []
        if (results := self.search.results) is not None:
            scope = "whole article" if results.query.scope == "article" else "same paragraph"
            words += [results.query.sort, scope]
        said = self._selection_said()
        self.results.say_below(said)
        self.status.state = (*words, said) if said else tuple(words)

    def _selection_said(self) -> str:
        """How many paragraphs are selected, "" when none is."""
        selected, elsewhere = self.results.count_selected, len(self.results.elsewhere)
        if not selected:
            return ""
        said = f"{present.number(selected)} ¶ selected"
        if elsewhere:
            some = "none" if elsewhere == selected else f"{present.number(elsewhere)} not"
            said += f", {some} on view"
        if folded := self.folded_away:
            said += f", {present.plural(folded, 'copy', 'copies')} not"
        return said if self.arrangement.eye == "results" else f"{said} in the results"

    async def marks_changed(self) -> None:
        """Show again what depends on bookmarks."""
        await self.marks.read()
        self.reader.mark_noted(await self._session.read(self._session.archive.noted))
        await self.search.again_if_stale()

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
        """One step back at a time: zen, name, selection, where one came from, pane, list filter,
        filters, query.
        """
        if self.selections:
            self.clear_selection()
        elif self.arrangement.zen:
            self.arrangement.set_zen(on=False)
        elif self.finding.stop() or self.reader.clear_name() or self.results.clear_selection():
            pass
        elif self.arrangement.pane == "entities" and self.entities.needle:
            self.entities.set_needle("")
        elif self._takes_keys() and self.way_back.go():
            pass
        elif self.arrangement.pane != "results" or self.focused is not self.results:
            self.arrangement.go("results")
        elif self.search.view.filters:
            self.search.look_at(replace(self.search.view, filters=()))
            back = self.nutgraf.keymap.sign("app.back")
            self.say(f"All filters are taken away; {back} brings them back.")
        elif self.search.view.text:
            self.search.look_at(View())
            back = self.nutgraf.keymap.sign("app.back")
            self.say(f"The query is taken away; {back} brings it back.")

    def _takes_keys(self) -> bool:
        """Whether a pane of what was found has the focus, and not what stands beside them."""
        return self.focused in (self.results, self.reader)

    def action_scroll_reader(self, step: int) -> None:
        self.reader.scroll_lines(step * 3)

    def action_next_hit(self) -> None:
        self.reader.next_match(1)

    def action_previous_hit(self) -> None:
        self.reader.next_match(-1)

    def action_suspend(self) -> None:
        driver = self.app._driver
        if driver is not None and driver.can_suspend:
            self.app.action_suspend_process()
        else:
            self.say("This terminal has no shell to go back to for a while.")

    def action_leave(self) -> None:
        self.app.exit(0)

    # Keys: the search

    def action_sort(self) -> None:
        self.search.sort()

    def action_fold_copies(self) -> None:
        self.search.fold()

    def action_scope(self) -> None:
        self.search.scope()

    @on(StatusLine.WordPressed)
    def _word_pressed(self, event: StatusLine.WordPressed) -> None:
        """A click on the order or on the scope is as their keys."""
        does = dict(zip(self.status.state[:2], (self.search.sort, self.search.scope), strict=False))
        if event.word in does:
            does[event.word]()

    def action_history_back(self) -> None:
        self.trail.back()

    def action_history_forward(self) -> None:
        self.trail.forward()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_save_search(self) -> None:
        await self.news.save()

    def action_only_here(self) -> None:
        self.names.only_here()

    def action_desk(self) -> None:
        self.names.wish(Wish(editor=Subject(0, "person", "")))

    # Keys: the current paragraphs

    @work(exit_on_error=False, group=BY_KEY)
    async def action_collect_search(self) -> None:
        await self.collecting.query(self.search.view.query)

    def exported_query(self) -> tuple[str, int]:
        results = self.search.results
        if results is None or self.chosen_elsewhere:
            return "", 0  # what was selected in other results is none of this query
        return self.search.view.query, results.paragraphs

    @property
    def chosen_elsewhere(self) -> int:
        return len(self.results.elsewhere) if self.arrangement.eye == "results" else 0

    @property
    def folded_away(self) -> int:
        found = self._exported_whole
        return found.folded if found is not None else 0

    @property
    def furniture_left_out(self) -> Callable[[], int]:
        found = self._exported_whole
        return found.furniture if found is not None else int

    @property
    def _exported_whole(self) -> Results | None:
        """The results, where every row of them is exported."""
        every = len(self.results.selected) == self.results.count
        return self.search.results if every else None

    def is_lost(self, paragraph: int) -> bool:
        return self.results.rows is not None and self.results.rows.is_gone(paragraph)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_furniture(self) -> None:
        await self.paragraphs.furniture()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_remove(self) -> None:
        if self.focused not in (self.results, self.reader):
            # On a name, or a column of the timeline, the key would be meant for that.
            keymap = self.nutgraf.keymap
            here, there = keymap.sign("app.results"), keymap.sign("app.reader")
            self.say(f"Articles are removed in the results ({here}) and in the reader ({there}).")
            return
        await self.paragraphs.remove(self.chosen_elsewhere)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_quotes(self) -> None:
        await self._quotes()

    async def _quotes(self, left: QuotesScreen | None = None) -> None:
        """Show the quotes, as they were `left`."""
        from tui.screens.quote_ledger import QuotesScreen  # noqa: PLC0415  (seldom opened)

        await self.search.arrived()
        view, results = self.search.view, self.search.results
        found = None
        if results is not None and (view.query.strip() or view.filters):
            found = await self.nutgraf.session.read(results.every)
        query = results.query.text if results is not None and found is not None else ""
        screen = QuotesScreen(found, query=query)
        screen.begin_as(left)
        number = await self.ask(screen)
        if number is not None:
            self.way_back.read(number, self.again(self._quotes, screen))

    @work(exit_on_error=False, group=BY_KEY)
    async def action_bookmarks(self) -> None:
        await self._bookmarks()

    async def _bookmarks(self, left: BookmarksScreen | None = None) -> None:
        """Show the bookmarks, as they were `left`."""
        from tui.screens.bookmarks import BookmarksScreen  # noqa: PLC0415  (seldom opened)

        screen = BookmarksScreen()
        screen.begin_as(left)
        found, again = await self.ask(screen), self.again(self._bookmarks, screen)
        if isinstance(found, str):
            query = View(found)
            self.way_back.look(lambda: self.search.look_at(query), again)
            self.arrangement.go("results")
        elif found is not None and found.paragraph is not None:
            self.way_back.read(found.paragraph, again)
        elif found is not None:
            await self._read_as_marked(found, again)

    async def _read_as_marked(self, mark: Bookmark, again: Callable[[], object]) -> None:
        """Read what was marked in the version it was marked in: it stands in no later one."""
        number = await self._session.read(self._session.archive.paragraph_marked, mark)
        if number is None:
            self.say("The version it was marked in is not here.")
            return
        sign = self.nutgraf.keymap.sign("paragraph.versions")
        self.say(f"As it was marked, in version {mark.version}; {sign} shows what became of it.")
        self.way_back.read(number, again)
