"""Where one came from by a key that leads away: from a list to a paragraph or to another search,
from a paragraph to all that names somebody. Escape leads back there.

What stood on the screen is kept at each step, so that it stands there again behind the list that
the step began in, and is what closing that list leads to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from index import ArticleView, Results
    from tui.controllers.focus import FocusController
    from tui.controllers.host import Host
    from tui.controllers.reading_along import ReadingController
    from tui.controllers.trail import TrailController
    from tui.panes.reader import ReaderPane
    from tui.panes.reader_standing import ReaderStanding
    from tui.panes.results import ResultsPane
    from tui.view import View


@dataclass(frozen=True, slots=True)
class Standing:
    """What stood on the screen: the search and the step of the trail, the paragraph of the row
    under the cursor, what was read, and the pane in use or what stands beside the panes.
    """

    view: View
    hop: int
    row: int | None
    read: ReaderStanding | None
    found: Results | None
    pane: str
    focused: Widget | None


@dataclass(slots=True)
class _Step:
    """A step away from what stood `before`: to a `paragraph` that is read beside what was found, or
    to a search, which is the view `after`. `then` opens again what it began in.
    """

    before: Standing
    after: View
    paragraph: int | None = None
    then: Callable[[], object] | None = None
    row_opened: bool = False
    """Whether a row of what was found was opened since: from there one first comes to the rows."""


class WayBack:
    """The steps that were taken one after the other, the newest last."""

    def __init__(
        self,
        host: Host,
        screen: Screen[Any],
        trail: TrailController,
        reading: ReadingController,
        *,
        arrangement: FocusController,
        results: ResultsPane,
        reader: ReaderPane,
        moved: Callable[[], object],
    ) -> None:
        """`moved` is called when where Escape leads may have changed by what is done here."""
        self._host, self._screen, self._moved = host, screen, moved
        self._trail, self._search, self._reading = trail, trail.search, reading
        self._arrangement, self._results, self._reader = arrangement, results, reader
        self._steps: list[_Step] = []

    def read(self, paragraph: int, then: Callable[[], object]) -> None:
        """Read a paragraph out of a list, whatever was found. Escape leads back to what stood here
        and calls `then`, as long as that article is read.
        """
        before = self.stand()
        beside = before.read.article.id if before.read is not None else ""

        def keep(article: ArticleView) -> None:
            self._trail.opened_beside(article, paragraph, beside)
            self._moved()

        self._reading.read(paragraph, keep)
        self._arrangement.go("reader")
        self._steps.append(_Step(before, before.view, paragraph, then))

    def look(self, go: Callable[[], object], then: Callable[[], object] | None = None) -> None:
        """Go on to another search. Escape leads back, as long as that is looked at."""
        before = self.stand()
        go()
        self.went(before, then)

    def went(self, before: Standing, then: Callable[[], object] | None = None) -> None:
        """The same, where one has gone on from what stood before."""
        self._steps.append(_Step(before, self._search.view, then=then))

    def row_opened(self) -> None:
        """A row of what was found was opened: what was read beside it has been left."""
        while self._steps and self._steps[-1].paragraph is not None:
            self._steps.pop()
        if self._steps:
            self._steps[-1].row_opened = True
        self._moved()

    def forget(self) -> None:
        """What is looked at was come to in another way."""
        self._steps.clear()
        self._moved()

    def go(self) -> bool:
        """Go back by one step; False where one is no longer where a step led to."""
        if not self.is_there:
            return False
        self._host.begin(self._back(self._steps.pop()), by_key=True)
        return True

    @property
    def is_there(self) -> bool:
        """Whether one is where the last step led to."""
        if not self._steps or self._steps[-1].after != self._search.view:
            return False
        step, pane = self._steps[-1], self._arrangement.pane
        if step.paragraph is None:
            return pane == "results" or (pane == "reader" and not step.row_opened)
        is_read = self._reader.ordinal_of(step.paragraph) is not None
        return is_read and pane == "reader" and self._row() == step.before.row

    async def _back(self, step: _Step) -> None:
        await self._restore(step.before)
        self._moved()
        if step.then is not None:
            step.then()

    def stand(self) -> Standing:
        """What stands on the screen now."""
        self._search.settle()
        return Standing(
            view=self._search.view,
            hop=self._trail.way.here.number,
            row=self._row(),
            read=self._reader.standing(),
            found=self._search.results,
            pane=self._arrangement.pane,
            focused=self._screen.focused,
        )

    def _row(self) -> int | None:
        hit = self._results.hit()
        return hit.number if hit is not None else None

    async def _restore(self, before: Standing) -> None:
        self._trail.way.go(before.hop)
        if self._search.view != before.view:
            self._search.look_at(before.view, settle=False, paragraph=before.row)
            await self._search.arrived()
        self._arrangement.go(before.pane)
        if before.focused is not None and before.focused.display:
            before.focused.focus()
        await self._reading.show_again(before.read, before.found)
