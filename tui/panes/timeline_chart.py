"""Hits over time in braille: bars, a second query's counts as marks over them, and dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from tui import present
from tui.bars import spark
from tui.braille import Column, character, height_of
from tui.panes.timeline_window import Brush, Window, places
from tui.text import fit, width

if TYPE_CHECKING:
    from index import Bar, Timeline, Unit

BRUSHED = "bold $hit on $hit-background"
PLAIN = "$primary"
OVER = "bold $warn"

_BEFORE, _BEHIND = ("←", present.KEY), ("→", present.KEY)  # there are more bars
_SPECIAL = 3  # cells of a bar that has no place in time, with the blank before it


def specials(line: Timeline) -> list[tuple[str, int]]:
    """What has no place among the bars, with its count."""
    vague = sum(count for _, count in line.vague)
    pairs = (("vague", vague), ("undated", line.undated))
    return [(name, count) for name, count in pairs if count]


def _scale(line: Timeline, over: Timeline | None) -> int:
    """The cells of the scale at the left, and the blank behind it."""
    most = max(line.most, over.most) if over is not None else line.most
    return width(present.number(most)) + 1


def cells_for(line: Timeline, over: Timeline | None) -> int:
    """How many cells a chart takes in which every bar is seen."""
    return _scale(line, over) + -(-len(line.bars) // 2) + _SPECIAL * len(specials(line))


@dataclass(frozen=True, slots=True)
class Chart:
    """A timeline in a field of `cells` by `rows`, with what is laid over it and what is brushed.

    `margin` are the cells at the left that the scale takes.
    """

    line: Timeline
    over: Mapping[int, int]
    window: Window
    brushed: tuple[int, int] | None
    special: str
    rows: int
    peaks: frozenset[int]
    margin: int

    @classmethod
    def of(
        cls,
        line: Timeline,
        over: Timeline | None,
        *,
        brush: Brush | None,
        cells: int,
        rows: int,
        peaks: Sequence[date],
    ) -> Chart:
        """The chart for a field of `cells` by `rows`; `peaks` are the first days of bars."""
        known = {bar.first: bar.count for bar in over.bars} if over is not None else {}
        margin = min(cells // 4, _scale(line, over))
        brushed = places(line.bars, brush)
        room = cells - margin - _SPECIAL * len(specials(line))
        window = Window.of(len(line.bars), max(1, room), brushed)
        seen = range(window.start, window.start + window.count)
        counts = {at: known.get(line.bars[at].first, 0) for at in seen} if known else {}
        marked = frozenset(at for at in seen if line.bars[at].first in peaks)
        special = brush.special if brush is not None else ""
        return cls(line, counts, window, brushed, special, rows, marked, margin)

    @property
    def top(self) -> int:
        """The count that reaches to the top: of bars and marks, so that many texts without a date
        do not make these flat. What has no place in time and is more reaches there as well.
        """
        window = slice(self.window.start, self.window.start + self.window.count)
        seen = [bar.count for bar in self.line.bars[window]]
        extra = [count for _, count in specials(self.line)]
        return max([*seen, *self.over.values()], default=0) or max(extra, default=0) or 1

    def lines(self) -> list[Content]:
        """The bars from the top down, then the axis and the dates."""
        columns = list(self._columns())
        body = []
        for row in range(self.rows):
            scale = present.number(self.top) if row == 0 else ""
            head = Content.styled(scale.rjust(self.margin - 1) + " ", present.QUIET)
            cells = [(character(column, self.rows, row), style) for column, style in columns]
            if row == 0:
                cells = self._cut_off(cells)
            body.append(head + _styled(cells))
        return [*body, self._axis(), self._dates()]

    def _cut_off(self, cells: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """The upper row, where it says of what has no place in time that it goes on above."""
        first = len(cells) - _SPECIAL * len(specials(self.line))
        for at, (_, count) in enumerate(specials(self.line)):
            if count > self.top:
                begin = first + at * _SPECIAL + 1
                cells[begin : first + (at + 1) * _SPECIAL] = [
                    ("↑", style) for _, style in cells[begin : first + (at + 1) * _SPECIAL]
                ]
        return cells

    def _columns(self) -> Iterator[tuple[Column, str]]:
        """Two columns of dots for every cell, and how it is coloured."""
        bars, window, top = self.line.bars, self.window, self.top
        high = 4 * self.rows
        dots: list[tuple[int, int, int]] = []
        for at in range(window.start, window.start + window.count):
            filled, mark = (
                height_of(bars[at].count, top, high),
                height_of(self.over.get(at, 0), top, high),
            )
            gap = window.dots > 2
            dots += [(filled, mark, at)] * (window.dots - gap) + [(0, 0, at)] * gap
        dots = dots[: window.cells * 2]
        dots += [(0, 0, -1)] * (window.used * 2 - len(dots))
        for first, second in zip(dots[::2], dots[1::2], strict=True):
            column = Column((first[0], second[0]), (first[1], second[1]))
            yield column, self._style(first[2], marked=any(column.marks))
        for name, count in specials(self.line):
            yield Column((0, 0), (0, 0)), ""
            filled = height_of(min(count, top), top, high)
            style = BRUSHED if name == self.special else present.QUIET
            yield from [(Column((filled, filled), (0, 0)), style)] * (_SPECIAL - 1)

    def _style(self, at: int, *, marked: bool) -> str:
        if self._is_brushed(at):
            return BRUSHED
        return OVER if marked else PLAIN

    def _is_brushed(self, at: int) -> bool:
        return self.brushed is not None and self.brushed[0] <= at <= self.brushed[1]

    def _axis(self) -> Content:
        """What is brushed can be told by the axis too, where there are no colours; so can peaks. At
        its ends stands that there are more bars than are seen.
        """
        window, cells = self.window, []
        for cell in range(window.used):
            first, last = window.bar_at(cell), window.bar_at(cell)
            if window.dots < 2:
                first = window.start + cell * 2
                last = min(first + 1, window.start + window.count - 1)
            touched = range(first, last + 1)
            brushed = any(map(self._is_brushed, touched))
            peak = any(at in self.peaks and cell == self._middle(at) for at in touched)
            sign = ("◆" if brushed else "▲") if peak else "━" if brushed else "─"
            cells.append((sign, BRUSHED if brushed else "bold $mark" if peak else present.FAINT))
        if window.start:
            cells[0] = _BEFORE
        if window.start + window.count < len(self.line.bars):
            cells[-1] = _BEHIND
        for name, _ in specials(self.line):
            sign = "━" if name == self.special else "─"
            cells += [(" ", ""), *[(sign, present.QUIET)] * (_SPECIAL - 1)]
        return Content(" " * self.margin) + _styled(cells)

    def _middle(self, at: int) -> int:
        """The cell in the middle of a bar."""
        return self.window.cell(at) + max(0, self.window.dots // 2 - 1) // 2

    def _dates(self) -> Content:
        """Years, months and days below the axis, as far as they have room; the greater ones first.

        What has no place in time is called by its first letter.
        """
        room = self.window.used
        text = [" "] * room
        for at, said in _ticks(self.line.bars, self.line.unit, self.window):
            cell = self.window.cell(at)
            end = cell + len(said)
            around = text[max(0, cell - 1) : end + 1]
            if end <= room and all(sign == " " for sign in around):
                text[cell:end] = said
        short = {"vague": "≈ ", "undated": "? "}
        tail = "".join(f" {short[name]}" for name, _ in specials(self.line))
        return Content.styled(" " * self.margin + "".join(text) + tail, present.QUIET)


def _styled(cells: Sequence[tuple[str, str]]) -> Content:
    runs = groupby(cells, key=lambda cell: cell[1])
    return Content.assemble(*(("".join(sign for sign, _ in run), style) for style, run in runs))


def _ticks(bars: Sequence[Bar], unit: Unit, window: Window) -> Iterator[tuple[int, str]]:
    """Which bars are called by their date, the greater dates first."""
    seen = range(window.start, window.start + window.count)
    days = [(at, bars[at].first, bars[at - 1].first if at else None) for at in seen]
    if not days:
        return
    first = days[0][1]
    yield (
        days[0][0],
        f"{present.MONTHS[first.month - 1]} {first.year}" if unit != "year" else f"{first.year}",
    )
    decades = [each for each in days if each[1].year % 10 == 0]
    for at, day, before in [*decades, *days]:
        if before is None or before.year != day.year:
            yield at, str(day.year)
    if unit == "year":
        return
    for at, day, before in days:
        if before is None or before.month != day.month:
            yield at, present.MONTHS[day.month - 1]
    if unit != "month":
        for at, day, _ in days:
            yield at, str(day.day)


def small_bars(label: str, counts: Sequence[int], chart: Chart, cells: int) -> Content:
    """A row of small bars below those of the chart, with how many there are and a label."""
    values = chart.window.per_cell(counts)
    said = f" {present.number(sum(counts)):>6} "
    used = chart.margin + len(values)
    return Content.assemble(
        (" " * chart.margin, ""),
        (spark(values), PLAIN),
        (said, present.QUIET),
        (fit(label, max(1, cells - used - len(said))), ""),
    )
