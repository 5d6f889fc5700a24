"""The results: a row for every paragraph found; when nothing was, the ways out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from tui import present
from tui.ahead import ReadAhead
from tui.hit_lines import hit_lines
from tui.keys import RESULTS, bindings
from tui.panes.nothing_found import Line, WayOut, Words, nothing_found, ways_out
from tui.panes.widened import Widened
from tui.place import Rows
from tui.widgets.line_list import LineList
from tui.widgets.row_painting import GUTTER
from tui.widgets.row_selection import RowSelection

if TYPE_CHECKING:
    from index import Hit, Relaxation, Results

_MOST_CONTEXT = 8
_AROUND = 3  # where it is from, its headline, and a blank line


class ResultsPane(LineList["Hit | Line"]):
    """Hits, in rows of a few lines each."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(RESULTS)]
    BORDER_TITLE = "1 Results"
    gap = 1

    class Relaxed(Message):
        """A wider query was chosen."""

        def __init__(self, relaxation: Relaxation) -> None:
            super().__init__()
            self.relaxation = relaxation

    class Widen(Message):
        """The row under the cursor shall show more (1) or less (-1) of its article."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, context: int = 2, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(context + _AROUND, id=id)
        self.context = context
        self.rows: Rows | None = None
        self._gathered: tuple[int, ...] = ()
        """What was selected when other results were shown last, in the order it was."""
        self.elsewhere: tuple[int, ...] = ()
        """The paragraphs that were selected in other results and have no row in these."""
        self._empty: Sequence[Line] = ()
        self._offered: Sequence[WayOut] = ()
        """Ways to more than was found."""
        self._below = ""
        """What else is said at the lower edge."""
        self._bookmarked: frozenset[int] = frozenset()
        self._seen: frozenset[int] = frozenset()
        self._new: frozenset[int] = frozenset()
        self._former: Mapping[int, int | None] = {}
        self._removed: Collection[int] = ()
        self._widened: dict[int, Widened] = {}
        """The rows that show more than the others do, by row."""

    def show(self, results: Results, paragraph: int | None = None) -> None:
        """Show other results, with a paragraph under the cursor if it is among them."""
        if len(results.hits):
            self._show_rows(Rows(ReadAhead.of(results.hits)), paragraph)
        else:
            self.show_words(nothing_found(results))

    def show_ways(self, results: Results, ways: Sequence[Relaxation]) -> None:
        """Say how something would be found, where nothing was, or more, below what was."""
        if self.rows is None:
            self.show_words([*nothing_found(results), *ways_out(results, ways)])
        else:
            self._offer([WayOut(str(at), way) for at, way in enumerate(ways, 1)])

    def _offer(self, ways: Sequence[WayOut]) -> None:
        """Offer ways to more at the lower edge, where nothing moves for them."""
        self._offered = ways
        self.say_below(self._below)

    def say_below(self, said: str) -> None:
        """Say something at the lower edge, before the ways to more."""
        self._below = said
        ways = () if self.rows is None else self._offered
        told = [Content(said)] if said else []
        edge = Content(" · ").join([*told, *(way.words for way in ways)])
        if edge.markup != (self.border_subtitle or ""):  # what is set is painted anew
            self.border_subtitle = edge

    def _show_rows(self, rows: Rows, paragraph: int | None) -> None:
        taken = self._take_along(rows)
        self.rows, self._empty, self._widened = rows, (), {}
        self._offer(())
        self.gap, self.selects = 1, True
        cursor = rows.row_of(paragraph) or 0 if paragraph is not None else 0
        height = self.context + _AROUND
        self.show_rows(len(rows), rows.read, cursor, rows.at_hand(), height=height)
        self._selection = RowSelection(taken)

    def _take_along(self, rows: Rows | None) -> tuple[int, ...]:
        """Where the selected paragraphs stand among other rows; the others are `elsewhere`."""
        numbers = self._gathered = tuple(self.gathered())
        found = [None if rows is None else rows.row_of(number) for number in numbers]
        pairs = zip(numbers, found, strict=True)
        self.elsewhere = tuple(number for number, row in pairs if row is None)
        return tuple(row for row in found if row is not None)

    def renew(self, results: Results) -> None:
        """Show what the same search finds now. Nothing that is looked at moves or goes away."""
        before = self.rows
        if before is None:
            self.show(results)
            return
        kept = {self.cursor, *self.selected, *self._widened}
        rows = self.rows = before.renewed(ReadAhead.of(results.hits), kept)

        def moved(row: int) -> int | None:
            return rows.row_of(before.number(row))

        rowwise = ((moved(row), widened) for row, widened in self._widened.items())
        self._widened = {row: widened for row, widened in rowwise if row is not None}
        heights = self._heights()
        self.renew_rows(len(rows), rows.read, moved, rows.at_hand(), heights=heights)
        if self.elsewhere:
            self._selection = RowSelection(self._take_along(rows))

    def show_words(self, lines: Sequence[Line]) -> None:
        """Say something in place of rows."""
        self._take_along(None)
        self.rows, self._empty, self._widened = None, lines, {}
        self._offer([row for row in lines if isinstance(row, WayOut)])
        self.gap, self.selects = 0, False
        self.show_rows(len(lines), lambda a, b: lines[a:b], height=1)

    def selectable(self, row: int) -> bool:
        if self._empty:
            return 0 <= row < len(self._empty) and isinstance(self._empty[row], WayOut)
        return super().selectable(row)

    def paint_unread(self, cells: int) -> Sequence[Content]:
        return [Content(""), *super().paint_unread(cells)]

    def hit(self) -> Hit | None:
        """The hit under the cursor; None where there is none, and as long as it is not there."""
        return self._as_hit(self.current())

    async def hit_read(self) -> Hit | None:
        """The hit under the cursor, waited for if it is not there yet."""
        return self._as_hit(await self.arrived())

    def _as_hit(self, item: Hit | Line | None) -> Hit | None:
        return None if self._empty or isinstance(item, (Words, WayOut)) else item

    def mark_bookmarked(self, numbers: frozenset[int]) -> None:
        """Show which paragraphs carry a bookmark now."""
        if numbers != self._bookmarked:
            self._bookmarked = numbers
            self.repaint()

    def mark_seen(self, numbers: frozenset[int]) -> None:
        """Show which paragraphs were seen, dimmed."""
        if numbers != self._seen:
            self._seen = numbers
            self.repaint()

    def mark_new(self, numbers: frozenset[int]) -> None:
        """Say which paragraphs are new."""
        if numbers != self._new:
            self._new = numbers
            self.repaint()

    def mark_former(self, today: Mapping[int, int | None], removed: Collection[int]) -> None:
        """Say which paragraphs that are found no longer are those of today that are found, and
        which are of articles that were removed.
        """
        if (today, removed) != (self._former, self._removed):
            self._former, self._removed = today, removed
            self.repaint()

    @property
    def count_removed(self) -> int:
        """How many rows are of articles that were removed."""
        return sum(each.number in self._removed for each in self.rows.gone) if self.rows else 0

    def hits_selected(self) -> list[int]:
        """The numbers of the selected paragraphs that have a row, in the order in which they were
        selected. Puts all hits in order first: for threads.
        """
        return [] if self.rows is None else self.rows.numbers_of(self.chosen_rows)

    def gathered(self) -> list[int]:
        """The same with those that have none here, over all queries in which they were selected."""
        here = self.hits_selected()
        chosen = {*here, *self.elsewhere}
        before = (number for number in self._gathered if number in chosen)
        return list(dict.fromkeys((*before, *self.elsewhere, *here)))

    @property
    def count_selected(self) -> int:
        """How many paragraphs are selected, here and elsewhere."""
        return (0 if self.rows is None else len(self.selected)) + len(self.elsewhere)

    @property
    def count_kept(self) -> int:
        """How many rows are of paragraphs that are found no more."""
        return 0 if self.rows is None else len(self.rows.gone)

    def clear_selection(self) -> bool:
        """Let go of all paragraphs, those too that have no row; False when none was selected."""
        had, self.elsewhere, self._gathered = bool(self.elsewhere), (), ()
        if super().clear_selection():
            return True
        if had:
            self.post_message(self.SelectionChanged())
        return had

    def paint(self, item: Hit | Line, cells: int) -> Sequence[Content]:
        if isinstance(item, (Words, WayOut)):
            return [item.line(cells)]
        marked = item.number in self._bookmarked
        said = self._said(item)
        if (widened := self.widened(item.number)) is not None:
            lines = widened.lines(cells, marked=marked, said=said)
        else:
            lines = hit_lines(item, cells, self.context, marked=marked, said=said)
        if item.number in self._seen:
            return [Content.styled(line.plain, present.QUIET) for line in lines]
        return lines

    def _said(self, hit: Hit) -> str:
        """What is to be said of a paragraph beside its place."""
        if self.rows is not None and self.rows.is_gone(hit.number):
            if hit.number in self._removed:
                return "removed"
            today = self._former.get(hit.number)
            stands = today is not None and self.rows.row_of(today) is not None
            return "earlier version" if stands else "no longer found"
        return "new" if hit.number in self._new else ""

    def action_context(self, more: int) -> None:
        """More or fewer lines of the passage in every row."""
        context = max(1, min(_MOST_CONTEXT, self.context + more))
        if context != self.context:
            self.context = context
            if not self._empty:
                self.set_heights(context + _AROUND, self._heights())

    # Rows that show more

    def action_widen(self, step: int) -> None:
        if self.hit() is not None:
            self.post_message(self.Widen(step))

    def widened(self, number: int) -> Widened | None:
        """A paragraph as its row shows it; None where that is as all rows are."""
        return next((one for one in self._widened.values() if one.hit.number == number), None)

    def widen(self, widened: Widened, step: int) -> bool:
        """Have the row under the cursor, which is that of a hit, show a step more or less of its
        article; False if that is all, or nothing.
        """
        stepped = widened.stepped(step, self._room, self.context)
        if stepped == widened:
            return False
        others = {row: one for row, one in self._widened.items() if row != self.cursor}
        self._widened = {**others, self.cursor: stepped} if stepped.steps else others
        self.set_heights(self.row_height, self._heights())
        self.centre(*stepped.own_lines(self._room))
        return True

    @property
    def _room(self) -> int:
        """The cells of a row's lines."""
        return max(1, self.cells - GUTTER)

    def _heights(self) -> dict[int, int]:
        """The lines of the rows that have others than all have."""
        room = self._room
        return {row: len(one.lines(room)) + self.gap for row, one in self._widened.items()}

    def on_resize(self) -> None:
        if self._widened:
            self.set_heights(self.row_height, self._heights())

    def take_way_out(self, position: int) -> None:
        """Take one of the ways out, counted from 0, if there are so many."""
        if position < len(self._offered):
            self.post_message(self.Relaxed(self._offered[position].relaxation))

    def action_relax(self, position: int) -> None:
        self.take_way_out(position)

    def action_open(self) -> None:
        item = self.current()
        if isinstance(item, WayOut):
            self.post_message(self.Relaxed(item.relaxation))
        else:
            super().action_open()
