"""What is being looked at: the search for it, and what that found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index import ArchiveReadOnly
from tui.complete import awaits_value, is_whole
from tui.controllers.ways_out import WaysOut
from tui.session import Search
from tui.view import SORTS, View
from tui.way import Way

if TYPE_CHECKING:
    from textual.timer import Timer

    from index import Hop, Results
    from tui.controllers.host import Host
    from tui.lane import Lane
    from tui.panes.chips import ChipsRow
    from tui.panes.query_bar import QueryBar
    from tui.panes.results import ResultsPane
    from tui.session import Session

_BUSY_AFTER = 0.5  # seconds until a search says that it is still running
_FOLLOWS = 0.4
"""After this share of the pause in which nothing must be typed, what takes longer than rows follows
them: who and what is in the hits, and the ways out of nothing. Who types on has no use for them.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found. `again`: the same was searched for before, so that nothing moves.
    `follows`: in how many seconds what takes longer is to follow, unless something newer is found.
    """

    search: Search
    results: Results
    again: bool = False
    follows: float = 0


class SearchController:
    """Holds what is being looked at. All changes of it go through `look_at`."""

    def __init__(
        self,
        host: Host,
        session: Session,
        *,
        bar: QueryBar,
        chips: ChipsRow,
        pane: ResultsPane,
        show: Callable[[Answer], None],
        completing: Callable[[], bool],
        pause: float,
    ) -> None:
        """`show` shows an answer everywhere; `completing` says whether completions are on offer for
        what is being written; `pause` is how long, in seconds, nothing must be typed until a text
        is taken as it stands, 0 for ever.
        """
        self._host, self._session = host, session
        self._bar, self._chips, self._pane = bar, chips, pane
        self._show, self._completing = show, completing
        self._pause_after = pause
        self._pause: Timer | None = None
        self._busy: Timer | None = None
        self.way = Way(self._keep_hop)
        self._lane: Lane[Search, Results] = session.search_lane(
            host, self._answered, lambda _search, error: host.trouble(error)
        )
        self._ways = WaysOut(host, session, pane.show_ways)
        self.asked = Search(View())
        """The search that was begun last, otherwise than by a change of the archive."""
        self._submitted = self.asked
        """The search that was begun last, by a change of the archive too."""
        self._answer: Answer | None = None
        self._withheld = False
        """Whether nothing was found for what was asked, and what was there before is still shown:
        a completion may find something.
        """

    @property
    def view(self) -> View:
        return self.asked.view

    @property
    def results(self) -> Results | None:
        """What is shown."""
        return self._answer.results if self._answer is not None else None

    def found(self, view: View) -> Results | None:
        """What is shown, if that is what a view finds."""
        answer = self._answer
        return answer.results if answer is not None and answer.search.view == view else None

    # Searching

    def look_at(self, view: View, *, settle: bool = True, paragraph: int | None = None) -> None:
        """Search for a view and show it. Unsettled ones leave no trail."""
        self._stop_pause()
        self._bar.set_text(view.text)
        self._follow(view, paragraph)
        if settle:
            self.settle()

    def follow_typing(self, text: str) -> None:
        """Search for what is being written in the bar.

        Its last word stands for what it may become, and a field that has no value yet restricts
        nothing; when writing stops, the text is searched for as it stands.
        """
        self._stop_pause()
        typing = not is_whole(text)
        self._follow(replace(self.view, text=text), typing=typing, written=True)
        if self._pause_after:
            self._pause = self._host.set_timer(self._pause_after, self.pause_over)

    def _stop_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = None

    def pause_over(self) -> None:
        """Writing has stopped: the text is meant as it stands, where it can be read so."""
        self._stop_pause()
        self.settle_text()

    def nothing_on_offer(self) -> None:
        """Completions are gone: nothing will come of the text but what it says."""
        # Else writing goes on, and its end settles the text.
        if self._pause is None and not (self.asked.typing and awaits_value(self._bar.text)):
            self.settle_text()

    def settle_text(self) -> None:
        """Search for the text as it stands, if that was not done; the current paragraph stays."""
        self._bar.settle()
        text = self._bar.text
        if self.asked.typing or self._withheld or text != self.view.text:
            hit = self._pane.hit() if self._pane.cursor else None
            self._follow(replace(self.view, text=text), hit.number if hit is not None else None)

    def _follow(
        self,
        view: View,
        paragraph: int | None = None,
        *,
        typing: bool = False,
        written: bool = False,
    ) -> None:
        """Search for a view whose text the bar has already, and may have outrun."""
        rows = self._pane.screenful
        selected = bool(self._pane.count_selected)
        self.asked = Search(
            view,
            paragraph,
            typing=typing,
            written=written,
            screenful=rows,
            rows=self._pane.rows if selected else None,
            selected=selected,
        )
        self._withheld = False
        self._ways.stop()
        self._chips.filters = view.filters
        self._submit(self.asked)
        if self._busy is not None:
            self._busy.stop()
        self._busy = self._host.set_timer(_BUSY_AFTER, self._say_busy)

    def settle(self) -> None:
        """The view is meant: remember it for the way back and in the history."""
        if self.way.visit(self.view):
            self._note_found()
            if self.view.text.strip():
                self._host.begin(self._remember(self.view.text))

    def _note_found(self) -> None:
        """Let the way know how many there are of what was found as it is meant."""
        if (answer := self._answer) is None or answer.search.typing or answer.results.lacking:
            # How many there are is not known where not all could be asked.
            return
        self.way.found(answer.search.view, answer.results.paragraphs)

    def stand(self, paragraph: int) -> None:
        """Note which paragraph is current, to come back to it."""
        self.way.stand(self.view, paragraph)

    def _keep_hop(self, hop: Hop) -> None:
        self._host.begin(self._kept(hop))

    async def _kept(self, hop: Hop) -> None:
        # Of an archive that may only be read no way is kept.
        with suppress(ArchiveReadOnly):
            await self._session.do(self._session.archive.trail.keep, hop)

    async def _remember(self, text: str) -> None:
        archive = self._session.archive
        # Who looks for something in an archive that may only be read wants to write nothing.
        with suppress(ArchiveReadOnly):
            await self._session.do(archive.remember, text)
        await self.read_history()

    async def read_history(self) -> None:
        """Let the bar know what was searched for."""
        self._bar.set_history(await self._session.read(self._session.archive.history))

    def _say_busy(self) -> None:
        if self._lane.busy:
            self._bar.show_busy()

    def again(self) -> None:
        """Search for the same once more, where the archive has changed. Nothing moves."""
        # What is still being searched for has its own place to be shown at.
        under_way = self._lane.busy and self._submitted is self.asked
        again = replace(self.asked, paragraph=None, rows=self._pane.rows)
        self._submit(self.asked if under_way else again)

    def _submit(self, search: Search) -> None:
        self._submitted = search
        self._lane.submit(search)

    async def again_if_stale(self) -> None:
        """Search again if what is shown rests on something that is otherwise by now."""
        current = self._session.archive.is_current
        if self.results is not None and not await self._session.do(current, self.results):
            self.again()

    def _answered(self, search: Search, results: Results) -> None:
        if search.view != self.view:
            return
        before = self._answer
        if not len(results.hits) and before is not None:
            # What is there stays, until it is sure that nothing is found.
            if search.typing:
                return
            if self._completing():
                self._withheld = True
                return
        again = (
            before is not None
            and search.view == before.search.view
            and search.paragraph is None
            # What was still being written is read otherwise when it is done.
            and before.results.query.root == results.query.root
        )
        follows = self._pause_after * _FOLLOWS if search.written else 0
        self._answer = Answer(search, results, again, follows)
        self._note_found()
        self._show(self._answer)
        if self._pane.rows is None or (results.paragraphs and search.view.text.strip()):
            self._ways.look(results, follows)
        else:  # everything is shown, or what was found before is looked at still
            self._ways.stop()

    async def arrived(self) -> None:
        """Wait for the results that were asked for, and where there are none for the ways out."""
        await self._lane.idle()
        await self._ways.arrived()

    # Changing the view

    def narrow(self, fragment: str) -> None:
        self.look_at(self.view.with_filter(fragment))

    def sort(self) -> None:
        """The next order."""
        current = self.results.query.sort if self.results else "relevance"
        following = SORTS[(SORTS.index(current) + 1) % len(SORTS)]
        if self.results is not None and not self.results.query.text.strip():
            following = "oldest" if current == "newest" else "newest"
        self.look_at(replace(self.view, sort=following))

    def scope(self) -> None:
        """Whole articles instead of paragraphs, or paragraphs again."""
        current = self.results.query.scope if self.results else "paragraph"
        self.look_at(replace(self.view, scope="article" if current == "paragraph" else "paragraph"))

    def fold(self) -> None:
        """Copies behind the one that was first, or each in a row of its own again. Which paragraphs
        are copies is worked out for an archive of one's own.
        """
        if self._session.archive.address:
            self._host.say("Over a collection, each copy has its row.")
            return
        hit = self._pane.hit()
        view = replace(self.view, fold=not self.view.fold)
        self.look_at(view, paragraph=None if hit is None else hit.number)
        self._host.say("Copies are folded." if view.fold else "Each copy has its row.")
