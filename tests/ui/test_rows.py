"""Rows of several heights and in groups: where they stand, and a list that shows them."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.content import Content

from tui.themes import DARK, derived
from tui.widgets.folded_rows import Folds, Group
from tui.widgets.group_list import GroupList
from tui.widgets.row_layout import RowLayout


@st.composite
def layouts(draw):
    count = draw(st.integers(0, 12))
    others = draw(st.dictionaries(st.integers(0, 14), st.integers(1, 6)))
    return RowLayout(count, draw(st.integers(1, 4)), others)


@given(layouts())
def test_every_line_belongs_to_the_row_that_stands_there(layout) -> None:
    owners = [row for row in range(layout.count) for _ in range(layout.height_of(row))]
    assert layout.lines == len(owners)
    assert [layout.row_at(line) for line in range(len(owners))] == owners
    for row in range(layout.count):
        assert layout.top(row) == owners.index(row)
    assert layout.row_at(layout.lines) >= layout.count


@given(layouts(), st.integers(1, 30), st.sampled_from([1, -1]))
def test_a_page_goes_on_and_leaves_out_no_row(layout, window, way) -> None:
    for row in range(layout.count):
        to = layout.page(row, way, window)
        assert (to - row) * way >= 1
        first, last = sorted((row, to))
        # But for the rows at both ends, all that lies between was in the window.
        assert layout.top(last) - layout.top(first + 1) <= max(window, layout.height)


def test_of_rows_of_one_height_a_page_is_as_many_as_fit() -> None:
    layout = RowLayout(100, 3)
    assert layout.page(10, 1, 10) == 13
    assert layout.page(10, -1, 10) == 7
    assert layout.page(10, 1, 2) == 11


@st.composite
def folded(draw):
    groups, row = [], 0
    for _ in range(draw(st.integers(0, 4))):
        row += draw(st.integers(0, 3))
        groups.append(Group(row, draw(st.integers(0, 4))))
        row += groups[-1].size + 1
    closed = frozenset(each.heading for each in groups if draw(st.booleans()))
    return Folds(row + draw(st.integers(0, 3)), tuple(groups), closed)


@given(folded())
def test_what_is_below_a_closed_heading_is_not_shown_and_all_else_is(folds) -> None:
    hidden = {
        row
        for each in folds.groups
        if each.heading in folds.folded
        for row in range(each.heading + 1, each.heading + 1 + each.size)
    }
    shown = [row for row in range(folds.count) if row not in hidden]
    assert folds.shown == len(shown)
    assert [folds.row(place) for place in range(len(shown))] == shown
    places = [folds.place(row) for row in range(folds.count)]
    assert places == [None if row in hidden else shown.index(row) for row in range(folds.count)]
    assert [folds.row(place) for place in folds.headings()] == [g.heading for g in folds.groups]
    for start in range(len(shown) + 1):
        for stop in range(start, len(shown) + 1):
            rows = [row for run in folds.runs(start, stop) for row in run]
            assert rows == shown[start:stop]


class Stories(GroupList[str]):
    """Headings of one line, what is below them of three, of which one is a gap."""

    gap = 1

    def __init__(self) -> None:
        super().__init__(3)

    def paint(self, item, cells):
        return [Content(item), Content(f"of {cells} cells")]


# Row 0 alone, then 12 copies below a heading, then row 14, then 3 copies, then 40 rows.
GROUPS = (Group(1, 12), Group(15, 3))
ROWS = [
    "alone",
    "12 copies of this story", *[f"copy {n}" for n in range(12)],
    "between",
    "3 copies of this story", *[f"other {n}" for n in range(3)],
    *[f"rest {n}" for n in range(40)],
]  # fmt: skip


class Stage(App[None]):
    """An application with nothing but a list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = Stories()

    def get_theme_variable_defaults(self):
        return derived(self.current_theme.to_color_system().generate())

    def compose(self):
        yield self.rows

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name
        self.rows.focus()


@pytest.fixture
def stage():
    @asynccontextmanager
    async def start(folds, **how):
        app = Stage()
        async with app.run_test(size=(40, 20)) as pilot:
            app.rows.show_groups(folds, lambda a, b: ROWS[a:b], **how)
            await pilot.pause()
            yield app.rows, pilot

    return start


def _seen(rows) -> list[str]:
    lines = [rows.render_line(y).text[2:].rstrip() for y in range(rows.size.height)]
    return [line for line in lines if line and not line.startswith("of ")]


FOLDED = Folds(len(ROWS), GROUPS, frozenset({1, 15}))


async def test_a_heading_folds_and_opens_what_is_below_it(stage) -> None:
    async with stage(FOLDED) as (rows, pilot):
        assert _seen(rows)[:5] == [
            "alone", "12 copies of this story", "between", "3 copies of this story", "rest 0",
        ]  # fmt: skip
        assert rows.virtual_size.height == 3 + 1 + 3 + 1 + 40 * 3
        await pilot.press("j", "enter")
        assert _seen(rows)[:4] == ["alone", "12 copies of this story", "copy 0", "copy 1"]
        assert rows.current() == "12 copies of this story"
        await pilot.press("enter")
        assert _seen(rows)[2] == "between"


async def test_a_heading_takes_one_line_and_has_no_gap(stage) -> None:
    async with stage(FOLDED) as (rows, _):
        lines = [rows.render_line(y).text[2:].strip() for y in range(7)]
        assert lines == [
            "alone", f"of {rows.size.width - 3} cells", "", "12 copies of this story",
            "between", f"of {rows.size.width - 3} cells", "",
        ]  # fmt: skip


async def test_what_is_looked_at_stays_where_it_is_when_a_group_above_is_opened(stage) -> None:
    async with stage(FOLDED, cursor=30) as (rows, _):
        before = rows.current(), rows._layout.top(rows.cursor) - rows.scroll_offset.y
        rows.select([rows.cursor, rows.cursor + 2])
        chosen = {rows.item(row) for row in rows.selected}
        for group in (*GROUPS, *GROUPS):
            rows.fold(group)
            assert (rows.current(), rows._layout.top(rows.cursor) - rows.scroll_offset.y) == before
            assert {rows.item(row) for row in rows.selected} == chosen


async def test_what_is_folded_away_has_neither_cursor_nor_selection(stage) -> None:
    async with stage(Folds(len(ROWS), GROUPS), cursor=5) as (rows, pilot):
        rows.select([0, 5, 6, 20])
        rows.fold(GROUPS[0])
        await pilot.pause()
        assert rows.current() == "12 copies of this story"
        assert {rows.item(row) for row in rows.selected} == {"alone", ROWS[20]}


async def test_the_cursor_goes_through_headings_and_rows_and_is_always_in_sight(stage) -> None:
    async with stage(Folds(len(ROWS), GROUPS, frozenset({15}))) as (rows, pilot):
        walked = [rows.current()]
        for _ in range(rows.count - 1):
            rows.action_down()
            walked.append(rows.current())
            assert rows.current() in _seen(rows)
        assert walked == [*ROWS[:16], *ROWS[19:]]
        for key in ("g", "ctrl+f", "ctrl+d", "ctrl+b", "G", "ctrl+u"):
            await pilot.press(key)
            assert rows.current() in _seen(rows)


async def test_a_click_meets_the_row_that_stands_there(stage) -> None:
    async with stage(FOLDED) as (rows, pilot):
        for line, row in (
            (0, "alone"),
            (3, "12 copies of this story"),
            (4, "between"),
            (6, "between"),
        ):
            await pilot.click(rows, offset=(5, line))
            assert rows.current() == row


class _Reading:
    """Reads at once what is read in a lane otherwise; not as long as something is `in_the_way`."""

    def __init__(self, in_the_way: Exception | None = None) -> None:
        self.asked, self.in_the_way = [], in_the_way

    def lane(self, _owner, ask, answered, failed):
        reading = self

        class Lane:
            busy = False

            def submit(self, question) -> None:
                reading.asked += question.rows
                if reading.in_the_way is not None:
                    failed(question, reading.in_the_way)
                else:
                    answered(question, ask(question))

            def drop(self) -> None:
                pass

        return Lane()

    def let_go(self, *_lanes) -> None:
        pass


async def test_of_rows_that_are_read_late_none_is_read_twice_for_a_fold(stage) -> None:
    async with stage(Folds()) as (rows, _):
        reading = _Reading()
        rows.read_in(reading)
        rows.show_groups(FOLDED, lambda a, b: ROWS[a:b], at_hand={0: ROWS[0]})
        assert _seen(rows)[:3] == ["alone", "12 copies of this story", "between"]
        known = {FOLDED.row(place) for place in (0, *reading.asked)}
        reading.asked.clear()
        rows.fold(GROUPS[0])
        assert _seen(rows)[:4] == ["alone", "12 copies of this story", "copy 0", "copy 1"]
        assert known.isdisjoint(rows.folds.row(place) for place in reading.asked)
        assert reading.asked


async def test_rows_that_could_not_be_read_come_when_something_moves_again(stage) -> None:
    async with stage(Folds()) as (rows, pilot):
        reading = _Reading(OSError("busy"))
        rows.read_in(reading)
        rows.show_groups(Folds(len(ROWS)), lambda a, b: ROWS[a:b], at_hand={0: ROWS[0]})
        assert _seen(rows)[:2] == [ROWS[0], "…"]
        reading.in_the_way = None
        await pilot.press("j")
        assert _seen(rows)[:3] == ROWS[:3]
