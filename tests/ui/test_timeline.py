"""The timeline on the screen: brushed with keys and the mouse, and everything follows."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta

import pytest
from fake_archive import FakeArchive, sample
from hand import Hand
from textual.geometry import Offset

from index import Archive, Bar, Timeline
from tui import present
from tui.panes.timeline import TimelinePane
from tui.panes.timeline_chart import Chart, cells_for
from tui.panes.timeline_window import Brush, Window
from tui.screens.writing import Ask

DAYS = ["2025-09-30", "2025-10-02", "2025-10-02", "2025-10-03", "2025-10-20", "2025-10", ""]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("timeline")
    news = folder / "news"
    news.mkdir()
    for number, day in enumerate(DAYS):
        stamp = f"date: {day}\n" if day else ""
        more = "Anna Petrova spoke of the strike.\n\n" * (5 if day == "2025-10-02" else 1)
        (news / f"{number}.md").write_text(
            f"---\ntitle: News {number}\noutlet: Echo {number % 2}\n{stamp}---\n\n"
            f"The ferry sailed.\n\n{more}"
        )
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([news])
    return folder


@pytest.fixture
def opened(use, folder):
    @asynccontextmanager
    async def start(query: str = "", **how: object) -> AsyncIterator[Hand]:
        where = {"path": folder / "a.db", "index_folder": folder / "index"}
        with await asyncio.to_thread(Archive.open, **where) as archive:
            async with use(archive, query=query, **how) as hand:
                await hand.press("enter", "T")
                yield hand

    return start


def pane(hand: Hand) -> TimelinePane:
    return hand.app.main.bars


def unit(hand: Hand) -> str:
    return pane(hand).shown.line.unit


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (40, 12)])
async def test_what_is_brushed_is_what_is_found(opened, size) -> None:
    async with opened("ferry", size=size) as hand:
        assert hand.focus == "timeline"
        assert unit(hand) == "day"
        everything = hand.found.paragraphs
        await hand.press("l")
        assert hand.view.filters == ("date:2025-10-02",)
        assert hand.found.paragraphs == 2
        await hand.press("+")
        assert hand.view.filters == ("date:2025-10-02..2025-10-03",)
        assert hand.found.paragraphs == 3
        await hand.press("-", "h")
        assert hand.view.filters == ("date:2025-10-01",)
        assert hand.found.paragraphs == 0
        await hand.press("G", "l")
        assert hand.view.filters == ("date:2025-10-XX",)
        assert hand.found.paragraphs == 1
        await hand.press("l")
        assert hand.view.filters == ("is:undated",)
        await hand.press("escape")
        assert (hand.view.filters, hand.found.paragraphs) == ((), everything)
        await hand.press("escape")
        assert not pane(hand).display
        assert hand.pane == "results"


async def test_units_follow_one_after_the_other_and_the_brush_stays(opened) -> None:
    async with opened("ferry") as hand:
        await hand.press("l", "s")
        assert unit(hand) == "week"
        assert hand.view.filters == ("date:2025-10-02",)
        await hand.press("l")
        assert hand.view.filters == ("date:2025-10-06..2025-10-12",)
        await hand.press("s")
        assert unit(hand) == "month"
        await hand.press("h", "l")
        assert hand.view.filters == ("date:2025-10",)
        assert hand.found.paragraphs == 5
        await hand.press("s", "s")
        assert unit(hand) == "day"


async def test_a_brush_is_kept_as_a_filter_and_forgotten_when_that_goes(opened) -> None:
    async with opened("ferry") as hand:
        await hand.press("l", "enter")
        assert hand.pane == "results"
        assert hand.view.filters == ("date:2025-10-02",)
        await hand.press("4", "x")
        assert hand.view.filters == ()
        assert pane(hand).brush is None
        await hand.press("T", "l", "T")
        assert not pane(hand).display
        assert hand.view.filters == ("date:2025-10-02",)


async def test_bars_are_those_of_the_query_and_follow_it(opened) -> None:
    async with opened("ferry") as hand:
        before = pane(hand).shown.line
        await hand.press("l")
        assert pane(hand).shown.line == before
        await hand.press("slash")
        await hand.type(" strike")
        assert pane(hand).shown.line != before
        assert hand.view.filters == ("date:2025-10-02",)


async def test_a_second_query_is_laid_over_the_first(opened) -> None:
    async with opened("ferry") as hand:
        plain = hand.text()
        await hand.press("o")
        assert isinstance(hand.app.screen, Ask)
        await hand.type("strike")
        await hand.press("enter")
        assert "• strike" in hand.text()
        assert hand.text() != plain
        await hand.press("o", "ctrl+u", "enter")
        assert "• strike" not in hand.text()


async def test_rows_of_small_bars_stand_below(opened) -> None:
    async with opened("") as hand:
        await hand.press("r")
        assert "Echo 0" in hand.text()
        assert {row.label for row in pane(hand).shown.rows} == {"Echo 0", "Echo 1"}
        counted = [sum(bar.count for bar in row.line.bars) for row in pane(hand).shown.rows]
        assert sum(counted) == sum(bar.count for bar in pane(hand).shown.line.bars)
        await hand.press("r")
        assert "Anna Petrova" in {row.label for row in pane(hand).shown.rows}
        await hand.press("r", "r", "r")
        assert pane(hand).shown.rows_of == ""


async def test_peaks_are_named_and_gone_to(opened) -> None:
    async with opened("") as hand:
        (peak,) = pane(hand).shown.peaks
        assert peak.bar.first == date(2025, 10, 2)
        assert "▲ 2 Oct 2025" in hand.text()
        await hand.press("n")
        assert hand.view.filters == ("date:2025-10-02",)


async def test_the_mouse_brushes_by_pressing_and_dragging(opened) -> None:
    async with opened("ferry") as hand:
        chart = pane(hand).chart()
        left = 1 + chart.margin
        at = [left + chart.window.cell(bar) for bar in (0, 2, 3)]
        await hand.pilot.mouse_down("#timeline", offset=Offset(at[0], 2))
        await hand.settle()
        assert hand.view.filters == ("date:2025-09-30",)
        await hand.pilot.hover("#timeline", offset=Offset(at[2], 2))
        await hand.settle()
        await hand.pilot.mouse_up("#timeline", offset=Offset(at[2], 2))
        await hand.settle()
        assert hand.view.filters == ("date:2025-09-30..2025-10-03",)
        await hand.pilot.hover("#timeline", offset=Offset(at[1], 2))
        await hand.settle()
        assert hand.view.filters == ("date:2025-09-30..2025-10-03",)


async def test_the_list_is_walked_from_the_timeline_and_marked(use) -> None:
    async with use(FakeArchive(sample())) as hand:
        await hand.press("enter", "T", "j", "j", "b")
        assert hand.results.cursor == 2
        assert len(hand.app.session.archive.bookmarks()) == 1
        await hand.press("k")
        assert hand.results.cursor == 1
        assert hand.focus == "timeline"


async def test_the_months_below_open_the_timeline(use) -> None:
    async with use(FakeArchive(sample())) as hand:
        await hand.press("enter")
        status = hand.app.screen.query_one("#status")
        await hand.pilot.click("#status", offset=Offset(status.size.width - 4, 0))
        await hand.settle()
        assert hand.focus != "timeline"
        await hand.pilot.click("#status", offset=Offset(4, 0))
        await hand.settle()
        assert hand.focus == "timeline"


async def test_nothing_found_has_no_bars(opened) -> None:
    async with opened("nowhere") as hand:
        assert "Nothing that was found has a date." in hand.text()
        await hand.press("l", "+", "n", "s", "r", "G", "escape")
        assert not pane(hand).display


# The chart


def line_of(*counts: int, undated: int = 0) -> Timeline:
    start = date(2020, 1, 1)
    days = [start + timedelta(days=at) for at in range(len(counts))]
    bars = tuple(Bar(day, day, count) for day, count in zip(days, counts, strict=True))
    return Timeline("day", bars, (), undated)


def drawn(line: Timeline, over: Timeline | None = None, **how: object) -> list[str]:
    chart = Chart.of(line, over, **{"brush": None, "cells": 12, "rows": 2, "peaks": (), **how})
    return [each.plain for each in chart.lines()]


def test_bars_are_as_high_as_they_count() -> None:
    top, bottom, axis, _ = drawn(line_of(8, 4, 1, 0))
    assert top.startswith("8 ⣿")
    assert axis.strip() == "─" * len(axis.strip())
    dots = sum((ord(sign) - 0x2800).bit_count() for sign in top + bottom if sign > "\u2800")
    assert dots == 4 * (8 + 4 + 1)  # four of a bar's five columns, the last one is a gap


def test_what_has_no_date_does_not_make_the_bars_flat() -> None:
    few, many = drawn(line_of(8, 4, undated=2)), drawn(line_of(8, 4, undated=2_000))
    assert many[0].startswith("8 ⣿")
    assert few[0][:6] == many[0][:6]
    assert drawn(line_of(0, 0, undated=9))[0].startswith("9 ")


def test_a_second_query_is_a_dot_over_a_bar_and_a_hole_in_one() -> None:
    plain = drawn(line_of(8, 8), cells=6)
    over = drawn(line_of(8, 8), line_of(4, 8), cells=6)
    assert plain[0][:3] == over[0][:3]
    assert plain[1][:3] != over[1][:3]


def test_what_has_no_date_and_is_more_than_the_scale_says_so() -> None:
    top, below, *_ = drawn(line_of(1, 2, undated=3))
    assert (top[-2:], below[-2:]) == ("↑↑", "⣿⣿")
    assert "↑" not in "".join(drawn(line_of(1, 2, undated=2)))


def test_what_is_brushed_can_be_told_without_colours() -> None:
    day = date(2020, 1, 2)
    axis = drawn(line_of(1, 2, 3, 4), brush=Brush(day, day))[2]
    assert "━" in axis
    assert "─" in axis
    peak = drawn(line_of(1, 2, 3, 4), brush=Brush(day, day), peaks=[day])[2]
    assert "◆" in peak
    undated = drawn(line_of(1, 2, undated=3), brush=Brush(special="undated"))[2]
    assert undated.endswith("━━")


@pytest.mark.parametrize("bars", [1, 2, 7, 50, 199, 200, 1000])
@pytest.mark.parametrize("cells", [1, 8, 100])
def test_a_cell_leads_to_the_bar_that_is_drawn_there(bars: int, cells: int) -> None:
    for brushed in (None, (0, 0), (bars // 2, bars // 2), (bars - 1, bars - 1)):
        window = Window.of(bars, cells, brushed)
        assert 0 <= window.start <= window.start + window.count <= bars
        if brushed is not None:
            assert window.start <= brushed[0] < window.start + window.count
        for at in range(window.start, window.start + window.count):
            assert window.dots == 1 or window.bar_at(window.cell(at) + window.dots // 4) in (
                at,
                at + 1,
            )
        assert window.used <= cells


def test_days_are_spoken_in_few_words() -> None:
    assert present.days(date(2025, 11, 3), date(2025, 11, 3)) == "3 Nov 2025"
    assert present.days(date(2025, 11, 3), date(2025, 11, 9)) == "3–9 Nov 2025"
    assert present.days(date(2025, 11, 1), date(2025, 11, 30)) == "Nov 2025"
    assert present.days(date(2025, 1, 1), date(2026, 12, 31)) == "2025 – 2026"
    assert present.days(date(2025, 10, 30), date(2025, 11, 2)) == "30 Oct 2025 – 2 Nov 2025"


async def test_what_was_found_is_counted_and_not_searched_for_again(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    search = Archive.search

    def noted(self, text: str, **how: object):
        asked.append((text, how.get("filters", ())))
        return search(self, text, **how)

    monkeypatch.setattr(Archive, "search", noted)
    async with opened("ferry") as hand:
        assert asked == [("ferry", ())]
        await hand.press("l")
        assert asked[1:] == [("ferry", ("date:2025-10-02",))]
        await hand.press("escape")
        assert asked[2:] == [("ferry", ())]
        assert sum(bar.count for bar in pane(hand).shown.line.bars) == 5


async def test_bars_follow_what_is_written_and_what_it_comes_to_mean(opened) -> None:
    async with opened("") as hand:
        await hand.press("/", *"petro")
        assert hand.found.paragraphs == 15
        line = pane(hand).shown.line
        assert sum(bar.count for bar in line.bars) + line.undated + line.vague[0][1] == 15
        hand.pause_over()
        await hand.settle()
        assert hand.found.paragraphs == 0
        assert pane(hand).shown.line.bars == ()


async def test_what_came_while_the_timeline_was_away_is_counted_when_it_is_back(
    use, folder, tmp_path
) -> None:
    shutil.copytree(folder, tmp_path / "own")
    where = {"path": tmp_path / "own" / "a.db", "index_folder": tmp_path / "own" / "index"}
    with await asyncio.to_thread(Archive.open, **where) as archive:
        async with use(archive, query="ferry") as hand:
            await hand.press("enter", "T")
            before = sum(bar.count for bar in pane(hand).shown.line.bars)
            await hand.press("T")
            (tmp_path / "more.md").write_text(
                "---\ntitle: News\noutlet: Echo\ndate: 2025-10-03\n---\n\nThe ferry sank.\n"
            )
            await asyncio.to_thread(archive.add, [tmp_path / "more.md"])
            hand.app.main.archive_changed()
            await hand.settle()
            await hand.press("T")
            assert sum(bar.count for bar in pane(hand).shown.line.bars) == before + 1


def test_that_bars_are_out_of_sight_is_told_at_the_ends_of_the_axis() -> None:
    days = [date(2012 + at // 12, at % 12 + 1, 1) for at in range(98)]
    line = Timeline("month", tuple(Bar(day, day.replace(day=28), 1) for day in days), (), 0)
    for cells in (20, 40, cells_for(line, None), 90):
        for brush in (None, Brush(days[0], days[0]), Brush(days[50], days[50])):
            chart = Chart.of(line, None, brush=brush, cells=cells, rows=3, peaks=())
            window, axis = chart.window, chart.lines()[-2].plain
            assert ("←" in axis) == (window.start > 0)
            assert ("→" in axis) == (window.start + window.count < 98)
            assert cells < cells_for(line, None) or window.count == 98


async def test_q_puts_the_timeline_away_as_it_closes_other_places(use) -> None:
    async with use() as hand:
        await hand.press("escape", "T")
        assert hand.focus == "timeline"
        await hand.press("q")
        assert hand.focus == "results"
        assert not hand.app._exit
        assert not hand.app.main.bars.display
