"""What a reader sees of copies: who has a paragraph, who had it first, whose text an article is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from index.core.model import Hit, SharedText
from index.store import copies
from index.store.database import Database
from index.store.rows import read_rows

_SHARED = 2
"""Paragraphs of which more than one must be shared, or it may be a quotation."""


class CopyReader:
    """Reads the copies of an archive."""

    def __init__(self, database: Database, bookmarked: Callable[[], frozenset[int]]) -> None:
        self._database, self._bookmarked = database, bookmarked

    def of(self, paragraph: int) -> list[Hit]:
        """A paragraph and its copies in other articles, who had it first first; none where there
        are none.
        """
        with self._database.snapshot():
            group = copies.beside(self._database, [paragraph]).get(paragraph, [])
            rows = read_rows(self._database, [copy.paragraph for copy in group], self._bookmarked())
        outlets = [copy.outlet for copy in group]
        return [
            replace(row, copied=(*outlets[:at], *outlets[at + 1 :])) for at, row in enumerate(rows)
        ]

    def text_of(self, article: int) -> SharedText | None:
        """The article that shares most of its text with an article; None where none does much.

        Of those that share as much it is the one that had it first.
        """
        with self._database.snapshot():
            own, others = copies.shared(self._database, article)
            if not others:
                return None
            many = Counter(other.article for other in others)
            dates = {other.article: (not other.date, other.date) for other in others}
            best = min(many, key=lambda one: (-many[one], dates[one], one))
            if many[best] < _SHARED:
                return None
            row = next(other for other in others if other.article == best)
            (found,) = read_rows(self._database, [row.paragraph])
        date = copies.date_of(self._database, article)
        return SharedText(
            paragraphs=many[best],
            of=own,
            article=best,
            paragraph=row.paragraph,
            publication=found.publication,
            articles=sum(shared >= _SHARED for shared in many.values()),
            before=(not row.date, row.date) < (not date, date),
        )
