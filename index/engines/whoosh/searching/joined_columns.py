"""Columns of documents and of articles, joined over the segments of a commit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from index.core.folding import commonest
from index.core.kept import kept
from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.segment import Segment
from index.engines.whoosh.segments.vocabulary import Names
from index.engines.whoosh.sorted_arrays import NONE, Docs, numbered


class JoinedColumns:
    """What stands beside the words. Each column is read when it is first asked for.

    Documents are numbered through all segments, articles too; `bases` are the numbers that the
    documents of each segment begin with.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.bases = np.cumsum([0, *(segment.size for segment in segments)]).tolist()
        self.size: int = self.bases[-1]
        self._article_bases = np.cumsum([0, *(s.articles for s in segments)]).tolist()
        self.articles: int = self._article_bases[-1]
        self._derived: dict[str, Array] = {}

    @kept
    def numbers(self) -> NDArray[np.int64]:
        """The archive's number of each document."""
        return self._joined("number")

    @kept
    def by_number(self) -> Docs | None:
        """Documents in the order of their numbers; None when they stand in that order."""
        if not self.size or bool((self.numbers[1:] > self.numbers[:-1]).all()):
            return None
        return np.argsort(self.numbers, kind="stable")

    @kept
    def rank(self) -> Docs | None:
        """The place of each document in the order of numbers; None when it is the document."""
        if self.by_number is None:
            return None
        places = np.empty(self.size, np.int64)
        places[self.by_number] = np.arange(self.size)
        return places

    @kept
    def article(self) -> NDArray[np.int64]:
        """The article of each document, numbered through all segments."""
        return self._shifted("article", self._article_bases)

    @kept
    def firsts(self) -> Docs:
        """The first document of each article, and one behind the last."""
        parts = [
            s.column("article.first")[:-1].astype(np.int64) + base
            for s, base in zip(self.segments, self.bases, strict=False)
        ]
        return np.concatenate([*parts, [self.size]]) if parts else np.zeros(1, np.int64)

    @kept
    def sizes(self) -> Docs:
        """How many documents each article has, deleted ones among them."""
        return self.firsts[1:] - self.firsts[:-1]

    @kept
    def ordinals(self) -> NDArray[np.int32]:
        """The how manieth paragraph of its article each document is, from 1."""
        return _cat([segment.small("ordinal") for segment in self.segments])

    def lengths(self, field: str) -> list[Array]:
        """The length byte of each document, segment by segment."""
        return [segment.column(f"length.{field}") for segment in self.segments]

    @kept
    def text_lengths(self) -> NDArray[np.uint8]:
        """The length byte of each text, as Whoosh rounds lengths."""
        return self._joined("length.text")

    @kept
    def title_lengths(self) -> NDArray[np.uint8]:
        """The same of headlines."""
        return self._joined("length.title")

    @kept
    def words(self) -> tuple[int, int]:
        """Words in all live texts, and in all live headlines."""
        return self._total("article.words"), self._total("article.title")

    def derived(self, name: str, make: Callable[[], Array]) -> Array:
        """An array made from columns, kept as long as this commit is in use."""
        if name not in self._derived:
            self._derived[name] = make()
        return self._derived[name]

    def article_column(self, name: str) -> Array:
        """The column "from", "to", "month" or "instant": a value for each article."""
        return self._joined(f"article.{name}")

    @kept
    def outlets(self) -> tuple[list[str], NDArray[np.int64]]:
        """Outlets in their order, each as it is spelt most, and for each article its own."""
        lists = [[name.decode() for name in Names(s.container, "outlets")] for s in self.segments]
        columns = [segment.column("article.outlet") for segment in self.segments]
        times: Counter[str] = Counter()
        for spelt, column in zip(lists, columns, strict=True):
            counts = np.bincount(column, minlength=len(spelt)).tolist()
            times.update(dict(zip(spelt, counts, strict=True)))
        shown = commonest(times)
        names = sorted(set(shown.values()), key=lambda name: (not name, name.casefold(), name))
        places = {name: place for place, name in enumerate(names)}
        codes = [
            np.array([places[shown[name]] for name in spelt], np.int64)[column]
            for spelt, column in zip(lists, columns, strict=True)
        ]
        return names, _cat(codes)

    @kept
    def months(self) -> tuple[list[str], NDArray[np.int64]]:
        """Months ("2004-11", "2004", "") in order of time, and for each article its own."""
        values, places = numbered(self.article_column("month"))
        return [_month(value) for value in values.tolist()], places

    @kept
    def days(self) -> tuple[list[str], NDArray[np.int64]]:
        """Days, and months and years where no day is known, and for each article its own."""
        first, last = self.article_column("from"), self.article_column("to")
        exact = (first == last) & (first > 0)
        year, month = np.divmod(self.article_column("month").astype(np.int64), 100)
        values, places = numbered(np.where(exact, first + _VAGUE, year * 13 + month))
        return [_day(value) for value in values.tolist()], places

    @kept
    def entity_counts(self) -> NDArray[np.int32]:
        """How many entities each document names."""
        return _cat([segment.small("entity.count") for segment in self.segments])

    @kept
    def entity_starts(self) -> NDArray[np.int64]:
        """Where the entities of each document begin in `entities`."""
        starts = np.cumsum(self.entity_counts, dtype=np.int64)
        starts -= self.entity_counts
        return starts

    @kept
    def entities(self) -> Array:
        return self._joined("entity")

    def _joined(self, name: str) -> Array:
        return _cat([segment.column(name) for segment in self.segments])

    def _shifted(self, name: str, bases: Sequence[int]) -> Docs:
        pairs = zip(self.segments, bases, strict=False)
        return _cat([segment.column(name).astype(np.int64) + base for segment, base in pairs])

    def _total(self, name: str) -> int:
        total = 0
        for segment in self.segments:
            column = segment.column(name)
            total += int(column.sum(dtype=np.int64))
            total -= int(column[segment.deleted].sum(dtype=np.int64))
        return total


_VAGUE = 13 * 10_000
"""Months and years are numbered below this, days from here on."""


def _day(value: int) -> str:
    if value >= _VAGUE:
        return date.fromordinal(value - _VAGUE).isoformat()
    year, month = divmod(value, 13)
    return _month(year * 100 + month)


def _month(value: int) -> str:
    if not value:
        return ""
    year, month = divmod(value, 100)
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def _cat(parts: Sequence[Array]) -> Array:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else NONE
