"""Hits over time along with the search: what is brushed narrows it, and everything follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tui.filters import fragment
from tui.panes.timeline import Row, Shown
from tui.panes.timeline_window import Brush
from tui.screens.writing import Ask
from tui.text import NO_OUTLET

if TYPE_CHECKING:
    from index import Peak, Results, Unit
    from tui.controllers.host import Host
    from tui.controllers.search import Answer, SearchController
    from tui.lane import Lane
    from tui.panes.timeline import TimelinePane
    from tui.session import Session
    from tui.view import View

_ROWS = ("", "outlets", "people", "organisations", "places")
_MOST_ROWS = 12
_FIELDS = {"outlets": "outlet", "people": "person", "organisations": "org", "places": "place"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A timeline of a search, by a unit (None: the one that suits), with the search that is laid
    over it, and what rows are wanted of. `found` is what the search found, if that is known.
    """

    view: View
    unit: Unit | None
    over: str
    rows: str
    room: int
    found: Results | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Counted:
    results: Results
    shown: Shown


class TimelineController:
    """Opens the timeline, keeps it with the search, and narrows that to what is brushed."""

    def __init__(
        self,
        host: Host,
        session: Session,
        search: SearchController,
        *,
        pane: TimelinePane,
        go: Callable[[str], object],
        step: Callable[[int], object],
    ) -> None:
        """`go` goes to a pane by its name; `step` moves the cursor of the results."""
        self._host, self._session, self._search = host, session, search
        self._pane, self._go, self._step = pane, go, step
        self._unit: Unit | None = None
        self._over, self._rows = "", ""
        self._chip = ""
        """The filter that stands for what is brushed."""
        self._wanted: Wanted | None = None
        self._results: Results | None = None
        self._counting: Lane[Wanted, _Counted] = session.lane(
            host, self._count, self._counted, lambda _wanted, error: host.trouble(error)
        )
        self._naming: Lane[_Counted, Shown] = session.lane(
            host, self._name, self._named, lambda _counted, error: host.trouble(error), slow=True
        )

    @property
    def is_open(self) -> bool:
        return bool(self._pane.display)

    def toggle(self) -> None:
        """Show the timeline, go to it, or put it away again."""
        if self.is_open and self._pane.has_focus:
            self.close()
            return
        # While it was put away, nothing that changed was followed.
        anew = not self.is_open
        self._pane.display = True
        self._pane.focus()
        self._ask(anew=anew)

    def close(self) -> None:
        """Put the timeline away. What was brushed stays a filter."""
        self._search.settle()
        self._pane.display = False
        self._go("results")

    # Along with the search

    @property
    def base(self) -> View:
        """What is searched for without what is brushed."""
        view = self._search.view
        return replace(view, filters=tuple(each for each in view.filters if each != self._chip))

    def show(self, answer: Answer) -> None:
        """Follow an answer that has come."""
        if self._chip and self._chip not in answer.search.view.filters:
            self._chip = ""
            self._pane.set_brush(None)
        if self.is_open:
            # What was still being written is read otherwise when it is done.
            counted = self._results.query.root if self._results is not None else None
            found = self._search.found(self.base)
            other = found is not None and found.query.root != counted
            self._ask(anew=answer.again or other)

    def _ask(self, *, anew: bool = False) -> None:
        room = max(8, self._pane.app.size.width - 16) * 2
        base = self.base
        found = self._search.found(base)
        wanted = Wanted(base, self._unit, self._over, self._rows, room, found)
        if anew or wanted != self._wanted:
            self._wanted = wanted
            self._counting.submit(wanted)

    def _count(self, wanted: Wanted) -> _Counted:
        """The bars; called in a thread."""
        from index import coarsest_that_fits, timeline  # noqa: PLC0415  (not before it is wanted)

        archive, view = self._session.archive, wanted.view
        results = wanted.found or archive.search(
            view.text, filters=view.filters, sort=view.sort, scope=view.scope
        )
        dated = results.dated()
        unit = wanted.unit or coarsest_that_fits(dated, wanted.room)
        over = archive.search(wanted.over).dated() if wanted.over else None
        return _Counted(
            results,
            Shown(
                timeline(dated, unit),
                timeline(over, unit) if over is not None else None,
                wanted.over,
                rows_of=wanted.rows,
                named=False,
            ),
        )

    def _counted(self, wanted: Wanted, counted: _Counted) -> None:
        if wanted == self._wanted:
            before = self._pane.shown
            if before is not None and before.line == counted.shown.line:
                kept = replace(counted.shown, peaks=before.peaks)
                if before.rows_of == kept.rows_of:
                    kept = replace(kept, rows=before.rows)
                counted = replace(counted, shown=kept)
            self._results = counted.results
            self._pane.show(counted.shown)
            self._naming.submit(counted)

    def _name(self, counted: _Counted) -> Shown:
        """Peaks, and rows where they are wanted; called in a thread."""
        shown, archive = counted.shown, self._session.archive
        peaks: Sequence[Peak] = archive.peaks(counted.results, shown.line.bars)
        return replace(shown, peaks=peaks, rows=self._small(counted), named=True)

    def _small(self, counted: _Counted) -> list[Row]:
        from index import timeline  # noqa: PLC0415  (as above)

        of, facets = counted.shown.rows_of, counted.results.facets
        if not of:
            return []
        names: list[str]
        if of == "outlets":
            names = [name for name, _ in facets.outlets[:_MOST_ROWS]]
        else:
            kinds = {"people": facets.people, "organisations": facets.organisations}
            names = [one.name for one in kinds.get(of, facets.places)[:_MOST_ROWS]]
        clauses = [fragment(_FIELDS[of], name) for name in names]
        lines = self._session.archive.dated(counted.results, clauses)
        unit = counted.shown.line.unit
        return [
            Row(name or NO_OUTLET, timeline(line, unit))
            for name, line in zip(names, lines, strict=True)
        ]

    def _named(self, counted: _Counted, shown: Shown) -> None:
        if self._pane.shown is counted.shown:
            self._pane.show(shown)

    async def arrived(self) -> None:
        """Wait for the bars that were asked for."""
        await self._search.arrived()
        await self._counting.idle()

    # What the pane asks for

    def brushed(self, brush: Brush | None) -> None:
        """Search for what is brushed alone, or for everything again."""
        base, self._chip = self.base, self._clause(brush)
        filters = (*base.filters, self._chip) if self._chip else base.filters
        self._search.look_at(replace(base, filters=filters), settle=False)

    def _clause(self, brush: Brush | None) -> str:
        from index import month_clause, time_clause  # noqa: PLC0415  (as above)

        if brush is None:
            return ""
        if brush.first is not None and brush.last is not None:
            return time_clause(brush.first, brush.last)
        if brush.special == "undated" or self._pane.shown is None:
            return month_clause("")
        clauses = [f"date:{known}-XX" for known, _ in self._pane.shown.line.vague]
        return clauses[0] if len(clauses) == 1 else f"({' OR '.join(clauses)})"

    def asked(self, what: str) -> None:
        """Do what a key of the timeline wants."""
        match what:
            case "unit":
                self._next_unit()
            case "rows":
                self._rows = _ROWS[(_ROWS.index(self._rows) + 1) % len(_ROWS)]
                self._ask()
            case "over":
                self._host.begin(self._ask_over(), by_key=True)
            case "down" | "up":
                self._step(1 if what == "down" else -1)
            case "keep":
                self._search.settle()
                self._go("results")
            case _:
                self.close()

    def _next_unit(self) -> None:
        from index import UNITS  # noqa: PLC0415  (as above)

        current = self._pane.shown.line.unit if self._pane.shown is not None else "month"
        self._unit = UNITS[(UNITS.index(current) + 1) % len(UNITS)]
        self._ask()

    async def _ask_over(self) -> None:
        hint = "Its counts are laid over the bars as marks; an empty line takes them away."

        async def lay(text: str) -> None:
            self._over = text.strip()
            self._ask()

        await self._host.ask(Ask("A second query over the first", self._over, hint, act=lay))
