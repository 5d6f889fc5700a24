"""What was found, in a table: any two of names, outlets, sections, stories, months and
years.

What is counted in a cell is what its clauses find, no more and no less.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from index.core.priority import way
from index.query.edit import entity_clause, field_clause, month_clause, story_clause
from index.search.finder import Finder
from index.search.results import Results

Axis = Literal["person", "org", "place", "outlet", "section", "story", "month", "year"]
AXES: tuple[Axis, ...] = ("person", "org", "place", "outlet", "section", "story", "month", "year")


@dataclass(frozen=True, slots=True)
class PivotItem:
    """A row or a column: what it is called ("" for what is not known), the clause that finds it,
    and how many of the hits that are.
    """

    label: str
    clause: str
    count: int


@dataclass(frozen=True, slots=True)
class PivotTable:
    """Counts by row and column. `more_rows` and `more_columns` are how many were left out: those
    with the lowest counts, of months and years those before and after the ones in a row that have
    the most hits; `total` is all that was found.
    """

    row_axis: Axis
    column_axis: Axis
    rows: tuple[PivotItem, ...]
    columns: tuple[PivotItem, ...]
    counts: tuple[tuple[int, ...], ...]
    total: int
    more_rows: int = 0
    more_columns: int = 0


class Pivot:
    """Tables of one answer. `sections` are those that the archive knows; `stories` those that have
    hits, each with its id, its headline and how many hits.
    """

    def __init__(
        self,
        finder: Finder,
        results: Results,
        sections: Sequence[str],
        stories: Sequence[tuple[str, str, int]],
    ) -> None:
        self._finder, self._results, self._sections = finder, results, sections
        self._stories = stories
        self._headlines = {id_: title for id_, title, _ in stories}

    def table(self, rows: Axis, columns: Axis, *, most: tuple[int, int]) -> PivotTable:
        """The rows and columns with the highest counts, months and years in order of time."""
        down, more_rows = self._items(rows, most[0])
        across, more_columns = self._items(columns, most[1])
        counts = tuple(
            tuple(self._count(row.clause, column.clause) for column in across)
            for row in way.politely(down, every=1)
        )
        total = self._results.paragraphs
        return PivotTable(rows, columns, down, across, counts, total, more_rows, more_columns)

    def _count(self, *clauses: str) -> int:
        return self._finder.within(self._results, *clauses).total.count

    def _items(self, axis: Axis, most: int) -> tuple[tuple[PivotItem, ...], int]:
        """The items of an axis that have the most hits, and how many others there are."""
        likely = self._likely(axis)
        if axis == "section":
            likely = [(name, self._count(field_clause("section", name))) for name in self._sections]
            likely.append(("", self._count(field_clause("section", ""))))
        known = [each for each in likely if each[1]]
        if axis in ("month", "year"):
            chosen = _busiest(known, most)
        else:
            chosen = [name for name, _ in sorted(known, key=lambda each: -each[1])[:most]]
        items = (self._item(axis, name) for name in chosen)
        return tuple(item for item in items if item.count), max(0, len(known) - most)

    def _item(self, axis: Axis, name: str) -> PivotItem:
        headline = self._headlines.get(name, "")
        clause = _clause(axis, name, headline)
        label = headline if axis == "story" else name
        return PivotItem(label, clause, self._count(clause))

    def _likely(self, axis: Axis) -> list[tuple[str, int]]:
        facets = self._results.facets
        match axis:
            case "person" | "org" | "place":
                return [(one.name, one.count) for one in facets.of(axis)]
            case "outlet":
                return list(facets.outlets)
            case "story":
                found = [(id_, count) for id_, _, count in self._stories]
                none = self._results.paragraphs - sum(count for _, count in found)
                return [*found, ("", none)]
            case "month":
                return list(facets.months)
            case "year":
                return _by_year(facets.months)
            case _:
                return []


def _busiest(times: Sequence[tuple[str, int]], most: int) -> list[str]:
    """The months or years in a row that have the most hits, by time, the undated last: where one
    in the middle was missing, nobody would see it.
    """
    undated = [name for name, _ in times if not name][:most]
    dated = sorted(each for each in times if each[0])
    length = most - len(undated)
    firsts = range(max(0, len(dated) - length) + 1)
    first = max(firsts, key=lambda at: sum(count for _, count in dated[at : at + length]))
    return [name for name, _ in dated[first : first + length]] + undated


def _by_year(months: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    years: dict[str, int] = {}
    for month, count in months:
        years[month[:4]] = years.get(month[:4], 0) + count
    return list(years.items())


def _clause(axis: Axis, name: str, headline: str) -> str:
    match axis:
        case "person" | "org" | "place":
            return entity_clause(axis, name)
        case "story":
            return story_clause(name, headline)
        case "month":
            return month_clause(name)
        case "year":
            return f"date:{name}" if name else month_clause("")
        case _:
            return field_clause(axis, name)
