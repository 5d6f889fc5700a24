"""A table of what was found as text: Markdown, and rows for CSV. Sums stand first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tui.text import NO_OUTLET

if TYPE_CHECKING:
    from index import PivotItem, PivotTable

UNKNOWN = "(none named)"
TOTAL = "all"
APART = "⋯"
_NONE: dict[str, str] = {
    "month": "undated", "year": "undated", "story": "(in no story)", "outlet": NO_OUTLET,
}  # fmt: skip
AXIS_WORDS = {
    "person": "people", "org": "organisations", "place": "places", "outlet": "outlets",
    "section": "sections", "story": "stories", "month": "months", "year": "years",
}  # fmt: skip


def called(item: PivotItem, axis: str) -> str:
    """How a row or a column is called."""
    return item.label or _NONE.get(axis, UNKNOWN)


def headed(item: PivotItem, axis: str) -> str:
    """The same, with a sign where others were left out between it and the one before."""
    return f"{APART}{called(item, axis)}" if item.apart else called(item, axis)


def records(
    table: PivotTable, name: Callable[[PivotItem, str], str] = called
) -> Iterator[list[str | int]]:
    """The table row by row, the names of the columns first."""
    columns = [name(item, table.column_axis) for item in table.columns]
    yield [f"{table.row_axis} / {table.column_axis}", TOTAL, *columns]
    yield [TOTAL, table.total, *(item.count for item in table.columns)]
    for item, counts in zip(table.rows, table.counts, strict=True):
        yield [name(item, table.row_axis), item.count, *counts]


def left_out(table: PivotTable, number: Callable[[int], str] = "{:,}".format) -> str:
    """What the table has no room for, in words; "" where it is whole. `number` writes one."""
    return ", ".join(
        f"more {AXIS_WORDS[axis]}" if count is None else f"{number(count)} more {AXIS_WORDS[axis]}"
        for count, axis in (
            (table.more_rows, table.row_axis),
            (table.more_columns, table.column_axis),
        )
        if count != 0
    )


def markdown(table: PivotTable) -> str:
    """A table as GitHub's Markdown has it, and below it what is left out."""
    from index import markdown_text  # noqa: PLC0415  (loaded where it is wanted)

    head, *rows = records(table, headed)
    lines = [[markdown_text(str(each)) for each in row] for row in (head, *rows)]
    rule = ["---", *["---:"] * (len(head) - 1)]
    more = left_out(table)
    made = "".join(f"| {' | '.join(line)} |\n" for line in (lines[0], rule, *lines[1:]))
    return f"{made}\nLeft out: {more}.\n" if more else made
