"""What a search hands out: rows read when looked at, facets with their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import overload

from index.core.hits import Hit
from index.core.priority import way
from index.engines.contract import Search
from index.engines.whoosh.one_text.highlighting import Focus, Highlighter, Spans, merged
from index.search.names_and_rows import Marking, Rows, nothing
from index.store.database import Database
from index.store.derived import copies
from index.store.derived.copies import Copy

Span = tuple[int, int]


class ResultSet:
    """Hits whose rows are read when they are looked at."""

    def __init__(
        self,
        database: Database,
        rows: Rows,
        search: Search,
        highlight: Highlighter,
        bookmarked: Callable[[], frozenset[int]],
        *,
        named: frozenset[int] = frozenset(),
        highlight_title: Highlighter = lambda _text, _language="", /: (),
        spoken: Callable[[Sequence[int]], Marking] = lambda _: nothing,
        focus: Focus = lambda _text, _language="", /: None,
    ) -> None:
        """Matches of words are marked by `highlight`, those that somebody said by what `spoken`
        gives for some paragraphs, and so are mentions of entities `named`.

        `focus` says where in a text the word stands that says most of it.
        """
        self._database, self._rows = database, rows
        self._search = search
        self._size = search.total.count
        self.highlight = highlight
        self._bookmarked = bookmarked
        self._named = named
        self.highlight_title, self._focus = highlight_title, focus
        self._spoken = spoken
        self._marked = True

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, position: int) -> Hit: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Hit]: ...
    def __getitem__(self, position: int | slice) -> Hit | Sequence[Hit]:
        places = range(len(self))
        with way.first():
            if isinstance(position, slice):
                return self._read(places[position])
            place = places[position]
            return self._read(range(place, place + 1))[0]

    def numbers(self) -> Sequence[int]:
        numbers: list[int] = self._search.page(0, len(self)).paragraphs.tolist()
        return numbers

    def some_numbers(self, start: int, count: int) -> Sequence[int]:
        """Those of so many hits from one on."""
        numbers: list[int] = self._search.page(start, count).paragraphs.tolist()
        return numbers

    def at(self, positions: Sequence[int]) -> list[Hit]:
        """The hits at some places, which are not far from each other."""
        with way.first():
            return self._read(positions)

    def firsts(self) -> Sequence[int]:
        firsts: list[int] = self._search.firsts().tolist()
        return firsts

    def unmarked(self) -> ResultSet:
        same = copy(self)
        same._marked = False
        return same

    def _read(self, positions: Sequence[int]) -> list[Hit]:
        if not positions:
            return []
        first = min(positions)
        page = self._search.page(first, max(positions) + 1 - first)
        numbers, scores = page.paragraphs.tolist(), page.scores.tolist()
        wanted = {numbers[i - first]: scores[i - first] for i in positions}
        bookmarked = self._bookmarked()
        known = None
        if page.lengths is not None:
            known = dict(zip(numbers, page.lengths.tolist(), strict=True))
        rows = self._rows.read(
            list(wanted),
            bookmarked,
            lengths=known,
            scores=wanted,
            spans=self._marking(list(wanted)) if self._marked else nothing,
        )
        if not self._marked:
            return rows
        beside = copies.beside(self._database, list(wanted))
        return [
            row._replace(
                title_spans=self.highlight_title(row.title, row.language),
                focus=self._focus(row.text, row.language),
                copied=_others(row.number, beside.get(row.number, ())),
            )
            for row in rows
        ]

    def _marking(self, numbers: Sequence[int]) -> Marking:
        """What to mark in each of some paragraphs."""
        named: Mapping[int, Sequence[Span]] = {}
        if self._named:
            named = self._rows.places(self._named, numbers)
        said = self._spoken(numbers)

        def marks(number: int, text: str, language: str) -> Spans:
            others = [*said(number, text, language), *named.get(number, ())]
            found = self.highlight(text, language)
            return merged([*found, *others]) if others else found

        return marks


def _others(paragraph: int, group: Sequence[Copy]) -> tuple[str, ...]:
    return tuple(other.outlet for other in group if other.paragraph != paragraph)
