"""The timeline: hits over time in bars, brushed with keys or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui import present
from tui.keys import TIMELINE, bindings
from tui.panes.timeline_chart import Chart, cells_for, small_bars, specials
from tui.panes.timeline_window import Brush, places
from tui.text import clean, fit

if TYPE_CHECKING:
    from index import Bar, Peak, Timeline

_COUNT = 8  # cells of the number beside small bars
_LEAST_LABELS = 12
_LABELS = 28  # cells beside small bars for what they are of
_NO_BARS = "Nothing that was found has a date."


@dataclass(frozen=True, slots=True)
class Row:
    """A row of small bars: of what, and the timeline of that."""

    label: str
    line: Timeline


@dataclass(frozen=True, slots=True)
class Shown:
    """What a timeline shows: the bars of what is searched for, those of a second query over them,
    and below either the peaks or rows of small bars.
    """

    line: Timeline
    over: Timeline | None = None
    over_text: str = ""
    peaks: Sequence[Peak] = ()
    rows: Sequence[Row] = ()
    rows_of: str = ""
    """What the rows are of, "" where peaks are shown."""
    named: bool = field(default=True, compare=False)
    """Whether the peaks are those of these bars, and not still looked for."""


class TimelinePane(Widget, can_focus=True):
    """Bars over time. What is brushed is the pane's own; what that does is its owner's."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TIMELINE)]
    DEFAULT_CSS = """
    TimelinePane {
        height: 40%; min-height: 7; max-height: 14; display: none; background: $background;
        border: round $border-blurred; border-title-color: $quiet; border-subtitle-color: $quiet;
        border-subtitle-align: right;
    }
    TimelinePane:focus {
        border-top: round $border; border-title-color: $background;
        border-title-background: $border; border-title-style: bold;
        border-subtitle-color: $foreground;
    }
    """

    class Brushed(Message):
        """Other days are brushed, or none (None)."""

        def __init__(self, brush: Brush | None) -> None:
            super().__init__()
            self.brush = brush

    class Asked(Message):
        """Something else is wanted: "unit", "rows", "over", "keep", "close"."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.shown: Shown | None = None
        self.brush: Brush | None = None
        self._anchor: int | None = None
        """The bar at which the mouse was pressed, while it is."""

    def show(self, shown: Shown) -> None:
        self.shown = shown
        self._say()
        self.refresh()

    def set_brush(self, brush: Brush | None) -> None:
        """Show what is brushed; nobody is told."""
        self.brush = brush
        self._say()
        self.refresh()

    def _say(self) -> None:
        if (shown := self.shown) is None:
            self.border_title = "Timeline · counting …"
            return
        words = ["Timeline", f"by {shown.line.unit}"]
        if shown.over_text:
            words.append(f"• {clean(shown.over_text)}")
        self.border_title = Content(" · ".join(words))
        self.border_subtitle = Content(self.said)

    @property
    def said(self) -> str:
        """What is brushed, in words, with how many bars."""
        if self.brush is None or self.shown is None:
            return ""
        if self.brush.special:
            return {"undated": "undated", "vague": "known by month or year alone"}[
                self.brush.special
            ]
        assert self.brush.first is not None
        assert self.brush.last is not None
        return present.days(self.brush.first, self.brush.last)

    # Painting

    def chart(self) -> Chart | None:
        """The chart for the present size; None where there are no bars."""
        shown, cells = self.shown, self.content_size.width
        if shown is None or not (shown.line.bars or specials(shown.line)):
            return None
        if shown.rows_of:
            # All bars are seen where the names beside the small ones can be shorter for it.
            left = cells - _COUNT - cells_for(shown.line, shown.over)
            cells -= min(cells // 2, max(_LEAST_LABELS, min(_LABELS, left)) + _COUNT)
        rows = max(1, self.content_size.height - 2 - self._below())
        days = [peak.bar.first for peak in shown.peaks]
        return Chart.of(
            shown.line, shown.over, brush=self.brush, cells=cells, rows=rows, peaks=days
        )

    def _below(self) -> int:
        """How many lines stand below the chart."""
        shown, height = self.shown, self.content_size.height
        if shown is None or height < 5:
            return 0
        wanted = len(shown.rows) if shown.rows_of else len(shown.peaks)
        return min(wanted, max(1, (height - 2) // 2))

    def render(self) -> Content:
        if self.shown is None:
            return Content("")
        chart = self.chart()
        if chart is None:
            return Content.styled(_NO_BARS, present.QUIET)
        return Content("\n").join([*chart.lines(), *self._lines_below(chart)])

    def _lines_below(self, chart: Chart) -> list[Content]:
        shown, cells, room = self.shown, self.content_size.width, self._below()
        assert shown is not None
        if shown.rows_of:
            days = [bar.first for bar in shown.line.bars]
            return [
                small_bars(clean(row.label), _aligned(row.line, days), chart, cells)
                for row in shown.rows[:room]
            ]
        peaks = shown.peaks
        if room < len(peaks):
            # The one that is brushed is among them, else the highest.
            best = sorted(peaks, key=lambda one: (not self._touches(one), -one.bar.count))[:room]
            peaks = [peak for peak in peaks if peak in best]
        return [_peak_line(peak, cells, here=self._touches(peak)) for peak in peaks]

    def _touches(self, peak: Peak) -> bool:
        brush = self.brush
        if brush is None or brush.first is None or brush.last is None:
            return False
        return brush.first <= peak.bar.last and brush.last >= peak.bar.first

    # Brushing

    @property
    def _bars(self) -> Sequence[Bar]:
        return self.shown.line.bars if self.shown is not None else ()

    @property
    def _beside(self) -> list[Brush]:
        """What can be brushed beside the bars."""
        return [Brush(special=name) for name, _ in specials(self.shown.line)] if self.shown else []

    @property
    def _slots(self) -> int:
        """How much can be brushed by itself, in the order of the screen."""
        return len(self._bars) + len(self._beside)

    def _place(self) -> tuple[int, int] | None:
        """The first and the last slot that is brushed."""
        if self.brush is None or self.shown is None:
            return None
        if self.brush.special:
            beside = self._beside
            at = beside.index(self.brush) if self.brush in beside else -1
            return (len(self._bars) + at,) * 2 if at >= 0 else None
        return places(self._bars, self.brush)

    def _brush(self, first: int, last: int) -> None:
        """Brush from one slot to another."""
        if not self._slots:
            return
        bars, last = self._bars, max(0, min(last, self._slots - 1))
        if last >= len(bars):
            brush = self._beside[last - len(bars)]
        else:
            brush = Brush(bars[max(0, min(first, last))].first, bars[last].last)
        if brush != self.brush:
            self.set_brush(brush)
            self.post_message(self.Brushed(brush))

    def action_move(self, step: int) -> None:
        """Move the brush by a bar; the first one lands on the highest bar."""
        if (place := self._place()) is None:
            self._brush(*(self._highest(),) * 2)
            return
        first, last, bars = *place, len(self._bars)
        if first + step >= 0 and last + step < self._slots:
            # What stands beside the bars is brushed by itself.
            alone = last + step >= bars > last
            self._brush(*((bars, bars) if alone else (first + step, last + step)))

    def _highest(self) -> int:
        bars = self._bars
        return max(range(len(bars)), key=lambda at: bars[at].count, default=0)

    def action_grow(self, step: int) -> None:
        """Widen the brush by a bar at either side in turn, or narrow it."""
        place = self._place()
        if place is None or (self.brush is not None and self.brush.special):
            self.action_move(0)
            return
        first, last = place
        bars = len(self._bars)
        if step < 0:
            self._brush(first, max(first, last - 1))
        elif last + 1 < bars:
            self._brush(first, last + 1)
        else:
            self._brush(max(0, first - 1), last)

    def action_end(self, which: int) -> None:
        """The first bar, or the last one."""
        if self.shown is not None and self.shown.line.bars:
            at = which % len(self.shown.line.bars)
            self._brush(at, at)

    def action_peak(self, step: int) -> None:
        """The next peak, or the one before."""
        if self.shown is None or not self.shown.peaks:
            return
        bars = self.shown.line.bars
        tops = [places(bars, Brush(one.bar.first, one.bar.last)) for one in self.shown.peaks]
        starts = sorted(place[0] for place in tops if place is not None)
        here = self._place() or (-1, -1) if step > 0 else self._place() or (len(bars),) * 2
        ahead = [at for at in starts if (at > here[0] if step > 0 else at < here[0])]
        if ahead:
            at = ahead[0] if step > 0 else ahead[-1]
            self._brush(at, at)

    def clear(self) -> bool:
        """Brush nothing; False when nothing was brushed."""
        if self.brush is None:
            return False
        self.set_brush(None)
        self.post_message(self.Brushed(None))
        return True

    def action_ask(self, what: str) -> None:
        if what != "close" or not self.clear():
            self.post_message(self.Asked(what))

    # The mouse

    def _slot_at(self, event: events.MouseEvent) -> int | None:
        chart, offset = self.chart(), event.get_content_offset_capture(self)
        if chart is None or self.shown is None:
            return None
        cell = offset.x - chart.margin
        if cell >= chart.window.used:
            beside = (cell - chart.window.used) // 3
            if specials(self.shown.line) and beside < len(specials(self.shown.line)):
                return len(self.shown.line.bars) + beside
        return chart.window.bar_at(max(0, min(cell, chart.window.used - 1)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.get_content_offset(self) is not None and (at := self._slot_at(event)) is not None:
            self._anchor = at
            self.capture_mouse()
            self._brush(at, at)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._anchor is not None and (at := self._slot_at(event)) is not None:
            self._brush(*sorted((self._anchor, at)))

    def on_mouse_up(self) -> None:
        if self._anchor is not None:
            self._anchor = None
            self.release_mouse()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_move(-1)


def _aligned(line: Timeline, days: Sequence[date]) -> list[int]:
    """The counts of a timeline at the bars of another."""
    counts = {bar.first: bar.count for bar in line.bars}
    return [counts.get(day, 0) for day in days]


def _peak_line(peak: Peak, cells: int, *, here: bool) -> Content:
    when = f"▲ {present.days(peak.bar.first, peak.bar.last)} · {present.number(peak.bar.count)} ¶  "
    names = ", ".join(clean(one.name) for one in peak.names)
    words = ", ".join(clean(word) for word in peak.words)
    head = Content.styled(when, "bold $mark" if here else present.QUIET)
    room = cells - head.cell_length
    if room < 8:
        return Content.styled(fit(when, cells), present.QUIET)
    said = fit(" · ".join(filter(None, (names, words))), room)
    return head + Content.styled(said, "bold" if here else "")
