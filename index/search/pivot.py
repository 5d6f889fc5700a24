"""What was found, in a table: any two of names, outlets, sections, stories, months and
years.

What is counted in a cell is what its clauses find, no more and no less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
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
    and how many of the hits that are. Between one that is `apart` and the one before it lie months
    or years that were left out.
    """

    label: str
    clause: str
    count: int
    apart: bool = False


@dataclass(frozen=True, slots=True)
class PivotTable:
    """Counts by row and column. `more_rows` and `more_columns` are how many were left out: those
    with the lowest counts, None where there are some and nobody has counted them; `total` is all
    that was found.
    """

    row_axis: Axis
    column_axis: Axis
    rows: tuple[PivotItem, ...]
    columns: tuple[PivotItem, ...]
    counts: tuple[tuple[int, ...], ...]
    total: int
    more_rows: int | None = 0
    more_columns: int | None = 0


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

    def _items(self, axis: Axis, most: int) -> tuple[tuple[PivotItem, ...], int | None]:
        """The items of an axis that have the most hits, and how many others there are, None where
        only the first ones are known.
        """
        likely = self._likely(axis)
        if axis == "section":
            likely = [(name, self._count(field_clause("section", name))) for name in self._sections]
            likely.append(("", self._count(field_clause("section", ""))))
        known = [each for each in likely if each[1]]
        chosen = [name for name, _ in sorted(known, key=lambda each: -each[1])[:most]]
        apart: Collection[str] = ()
        if axis in ("month", "year"):
            in_order = sorted((name for name, _ in known), key=lambda name: (not name, name))
            chosen = [name for name in in_order if name in chosen]
            apart = _apart(in_order, chosen)
        items = (self._item(axis, name, apart=name in apart) for name in chosen)
        is_cut = axis in ("person", "org", "place") and self._results.facets.of(axis).cut
        more = None if is_cut else max(0, len(known) - most)
        return tuple(item for item in items if item.count), more

    def _item(self, axis: Axis, name: str, *, apart: bool) -> PivotItem:
        headline = self._headlines.get(name, "")
        clause = _clause(axis, name, headline)
        label = headline if axis == "story" else name
        return PivotItem(label, clause, self._count(clause), apart)

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


def _apart(every: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """Those chosen between which and the one before others were left out."""
    before = dict(zip(every[1:], every, strict=False))
    return [name for last, name in pairwise(chosen) if name and before[name] != last]


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
