"""A table of what was found: what a cell counts is what it opens."""

from __future__ import annotations

import asyncio
import csv
import io
import itertools
import json
import random
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fake_archive import FakeArchive, sample
from hand import Hand

from index import AXES, Archive
from tests.effort import runs
from tui.cli import main
from tui.panes.pivot_grid import PivotGrid
from tui.pivot_text import markdown, records
from tui.screens.pivot import PivotScreen


@pytest.fixture
def archive(sampled: Path):
    with Archive.open(sampled / "a.db", index_folder=sampled / "index") as archive:
        yield archive


@pytest.fixture
def opened(use, sampled: Path):
    @asynccontextmanager
    async def start(query: str = "", **how: object) -> AsyncIterator[Hand]:
        where = {"path": sampled / "a.db", "index_folder": sampled / "index"}
        with await asyncio.to_thread(Archive.open, **where) as archive:
            async with use(archive, query=query, **how) as hand:
                await hand.press("enter", "F")
                yield hand

    return start


def grid(hand: Hand) -> PivotGrid:
    return hand.app.screen.query_one(PivotGrid)


def test_every_cell_of_every_table_counts_what_its_clauses_find(archive: Archive) -> None:
    chance = random.Random(1)
    for query in ("", "harbour -strike", "scope:article lee tender"):
        found = archive.search(query)
        for rows, columns in itertools.product(AXES, AXES):
            table = archive.pivot(found, rows, columns, most=(8, 5))
            assert table.total == found.paragraphs
            for item in [*table.rows, *table.columns]:
                assert item.count > 0
            cells = list(itertools.product(range(len(table.rows)), range(len(table.columns))))
            for row, column in chance.sample(cells, min(len(cells), runs(2, 40))):
                clauses = [table.rows[row].clause, table.columns[column].clause]
                again = archive.search(query, filters=clauses)
                assert again.paragraphs == table.counts[row][column], (query, clauses)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (20, 8)])
async def test_a_cell_opens_its_paragraphs(opened, size) -> None:
    async with opened("harbour", size=size) as hand:
        await hand.press("j", "l", "j")
        count = grid(hand).count(2, 1)
        while not count:
            await hand.press("l")
            count = grid(hand).count(2, grid(hand).column)
        clauses = grid(hand).clauses
        await hand.press("enter")
        assert hand.app.screen is hand.app.main
        assert hand.view.filters == clauses
        assert hand.found.paragraphs == count
        await hand.press("H")
        assert hand.view.filters == ()


async def test_sums_are_opened_too_and_what_is_none_is_not(opened) -> None:
    async with opened("harbour") as hand:
        everything = hand.found.paragraphs
        assert grid(hand).count(0, 0) == everything
        table = grid(hand).table
        empty = next(
            (row, column)
            for row, counts in enumerate(table.counts, 1)
            for column, count in enumerate(counts, 1)
            if not count
        )
        grid(hand).row, grid(hand).column = empty
        await hand.press("enter")
        assert isinstance(hand.app.screen, PivotScreen)
        await hand.press("g", *["h"] * 20, "j", "enter")
        assert hand.found.paragraphs == table.rows[0].count
        assert len(hand.view.filters) == 1


async def test_what_lies_beyond_the_edges_is_told_and_gone_to(opened) -> None:
    async with opened(size=(60, 12)) as hand:
        table = grid(hand).table
        assert table is not None
        columns, rows = len(table.columns), len(table.rows)
        seen = set()
        for _ in range(columns + 1):
            head = next(line for line in hand.text().splitlines() if "→" in line or "←" in line)
            # As many as are not seen are told, on either side.
            pairs = re.findall(r"← (\d+)|(\d+) →", head)
            told = sum(int(one) for pair in pairs for one in pair if one)
            shown = (60 - 2 - grid(hand)._label) // 10
            assert told == columns + 1 - shown
            seen.add(head)
            await hand.press("l")
        assert len(seen) > 1
        assert "→" not in head
        await hand.press("G")
        assert f"↑ {rows + 1 - grid(hand)._room()[0]}" in hand.text()


async def test_rows_and_columns_are_chosen_and_turned(opened) -> None:
    async with opened() as hand:
        await hand.press("r")
        assert (grid(hand).table.row_axis, grid(hand).table.column_axis) == ("org", "month")
        await hand.press("x")
        assert (grid(hand).table.row_axis, grid(hand).table.column_axis) == ("month", "org")
        await hand.press("c")
        assert grid(hand).table.column_axis == "place"
        # What stands in the one is never in the other.
        for key in ["r", "r", "C"]:
            await hand.press(key)
            assert grid(hand).table.row_axis != grid(hand).table.column_axis
        chosen = hand.app.screen.axes
        assert chosen != ("person", "month")
        await hand.press("escape", "F")
        assert hand.app.screen.axes == chosen


async def test_the_table_is_copied_and_its_command_gives_the_same(
    opened, sampled: Path, monkeypatch, capsys
) -> None:
    async with opened("harbour") as hand:
        copied: list[str] = []
        monkeypatch.setattr(hand.app, "copy_to_clipboard", copied.append)
        await hand.press("y", "e", "Y")
        expected = [[str(each) for each in row] for row in records(grid(hand).table)]
        assert copied[0].startswith("| person / month | all | 2025-09 |")
        assert list(csv.reader(io.StringIO(copied[1]))) == expected
        assert copied[2] == "nutgraf pivot --rows person --columns month harbour"
    place = ["--archive", str(sampled / "a.db")]
    assert main([*copied[2].split()[1:], "--csv", *place]) == 0
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == expected
    assert main(["pivot", "harbour", "--json", *place]) == 0
    cells = json.loads(capsys.readouterr().out)["cells"]
    assert [cell["paragraphs"] for cell in cells][:3] == [int(each) for each in expected[2][2:5]]
    assert main(["pivot", "harbour", "--md", *place]) == 0
    assert capsys.readouterr().out == copied[0]
    assert main(["pivot", "nothinglikethis", *place]) == 1


async def test_nothing_found_has_no_table(use) -> None:
    async with use(FakeArchive(sample()), query="nowhere") as hand:
        await hand.press("escape", "F")
        assert hand.app.screen is hand.app.main
        assert hand.said == "Nothing was found that could be counted."


def test_the_busiest_months_are_shown_in_order_and_what_is_left_out_is_told(
    archive: Archive,
) -> None:
    found = archive.search("")
    whole = archive.pivot(found, "month", "person", most=(1_000, 1))
    months = [row.label for row in whole.rows]
    counts = [row.count for row in whole.rows]
    assert len(months) > 3
    for most in range(2, len(months)):
        table = archive.pivot(found, "month", "person", most=(most, 1))
        shown = [row.label for row in table.rows]
        assert sorted(shown, key=months.index) == shown
        assert sorted(row.count for row in table.rows) == sorted(counts)[-most:]
        for row, last in zip(table.rows[1:], table.rows, strict=False):
            gap = months.index(row.label) - months.index(last.label) > 1
            assert row.apart == (gap and row.label != "")
            assert (f"| ⋯{row.label} |" in markdown(table)) == row.apart
        assert table.more_rows == len(whole.rows) - len(table.rows)
        assert f"Left out: {table.more_rows:,} more months" in markdown(table)
    assert "months" not in markdown(whole)


async def test_a_table_that_comes_late_is_not_shown_in_the_place_of_the_one_asked_for(
    use, archive: Archive, monkeypatch
) -> None:
    go, asked, count = threading.Event(), [], Archive.pivot

    def slowly(self, results, rows, columns):
        asked.append((rows, columns))
        is_late = len(asked) == 2
        found = count(self, results, rows, columns)
        if is_late:
            go.wait(60)
        return found

    monkeypatch.setattr(Archive, "pivot", slowly)
    async with use(archive) as hand:
        hand.app.typing.patience = 0.05
        await hand.press("enter", "F")
        screen = hand.app.screen
        for _ in range(2):
            screen.action_axis(1, 1)
            await hand.pilot._wait_for_screen()
        while len(asked) < 3 or grid(hand).table.column_axis != asked[2][1]:
            await hand.pilot._wait_for_screen()
        go.set()
        await hand.settle()
        table = grid(hand).table
        assert (table.row_axis, table.column_axis) == asked[2]
