"""What a reader sees of copies: who has a paragraph, who had it first, whose text an article is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from index.core.article_view import SharedText
from index.core.hits import Hit
from index.store import reading
from index.store.database import Database
from index.store.derived import copies
from index.store.derived.copies import Copy
from index.store.rows import read_rows

_SHARED = 2
"""Paragraphs of which more than one must be shared, or it may be a quotation."""


class CopyReader:
    """Reads the copies of an archive."""

    def __init__(self, database: Database, bookmarked: Callable[[], frozenset[int]]) -> None:
        self._database, self._bookmarked = database, bookmarked

    def of(self, paragraph: int) -> list[Hit]:
        """A paragraph and its copies in other articles, who had it first first; none where there
        are none. Of one that is too short to be a copy, those in articles that share more.
        """
        with self._database.snapshot():
            group = copies.beside(self._database, [paragraph]).get(paragraph, [])
            numbers = [copy.paragraph for copy in group] or self._short(paragraph)
            rows = read_rows(self._database, numbers, self._bookmarked())
        if not group:
            rows.sort(key=lambda row: (not row.date, row.date, row.number))
        outlets = [row.outlet for row in rows]
        return [
            row._replace(copied=(*outlets[:at], *outlets[at + 1 :])) for at, row in enumerate(rows)
        ]

    def _short(self, paragraph: int) -> list[int]:
        """A short paragraph and those that say the same in articles that share more; or none."""
        place = reading.place_of(self._database, paragraph)
        if place is None:
            return []
        article = place[0]
        sharing = self._sharing(copies.shared(self._database, article)[1])
        same = copies.same_texts(self._database, article, sharing).get(paragraph)
        return [paragraph, *same] if same else []

    @staticmethod
    def _sharing(others: Sequence[Copy]) -> dict[int, int]:
        """The articles that share more than a quotation, with how many paragraphs they share."""
        many = Counter(other.article for other in others)
        return {article: count for article, count in many.items() if count >= _SHARED}

    def text_of(self, article: int) -> SharedText | None:
        """The article that shares most of its text with an article; None where none does much.

        Of those that share as much it is the one that had it first.
        """
        with self._database.snapshot():
            own, others = copies.shared(self._database, article)
            many = self._sharing(others)
            if not many:
                return None
            dates = {other.article: (not other.date, other.date) for other in others}
            best = min(many, key=lambda one: (-many[one], dates[one], one))
            row = next(other for other in others if other.article == best)
            short = copies.same_texts(self._database, article, [best])
            (found,) = read_rows(self._database, [row.paragraph])
        date = copies.date_of(self._database, article)
        return SharedText(
            paragraphs=many[best] + len(short),
            of=own,
            article=best,
            paragraph=row.paragraph,
            publication=found.publication,
            articles=len(many),
            before=(not row.date, row.date) < (not date, date),
        )
