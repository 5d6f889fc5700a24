"""Who else has a paragraph, in a collection: those that share keys with it are asked for, and
compared word by word. `index.enrich.copies_stage` works out the same for all of an archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from index.core.article import paragraph_hash
from index.core.article_view import SharedText
from index.core.hits import Hit
from index.enrich.likeness import Compared, are_copies
from index.enrich.sketches import SHARED
from index.search.copy_reader import CopyReader
from index.sharing.open_collection import OpenCollection
from index.sharing.paragraph_documents import SKETCH, sketched
from index.sharing.paragraph_rows import CollectionRows
from index.store.database import Database
from index.store.derived.copies import without_forms

_CANDIDATES = 500
"""Paragraphs that one is compared with, those first that share most keys."""

_MOST = 200
"""So many copies are looked for: what is like one of them is one too."""


class CollectionCopies(CopyReader):
    """See `CopyReader`. A paragraph that is too short to be a copy has none."""

    def __init__(
        self,
        database: Database,
        opened: OpenCollection,
        rows: CollectionRows,
        bookmarked: Callable[[], frozenset[int]],
    ) -> None:
        super().__init__(database, bookmarked)
        self._opened, self._rows = opened, rows

    def of(self, paragraph: int) -> list[Hit]:
        found = self._rows.rows([paragraph])
        if paragraph not in found:
            return []
        texts = {paragraph: found[paragraph].text}
        waiting = [paragraph]
        while waiting and len(texts) < _MOST:
            new = dict(self._alike(waiting.pop(0), texts))
            waiting += new
            texts |= new
        rows = self._rows.read(list(texts), self._bookmarked())
        members = [(paragraph_hash(one.text), one.number, one.article, one.outlet) for one in rows]
        kept = {number: article for _, number, article, _ in without_forms(members)}
        if paragraph not in kept or len({*kept.values()}) == 1:
            return []
        rows = [one for one in rows if one.number in kept]
        rows.sort(key=lambda row: (not row.date, row.date, row.number))
        outlets = [row.outlet for row in rows]
        return [
            row._replace(copied=(*outlets[:at], *outlets[at + 1 :])) for at, row in enumerate(rows)
        ]

    def text_of(self, article: int) -> SharedText | None:
        """None: whose text an article is is worked out for an archive."""
        del article
        return None

    def _alike(self, paragraph: int, known: Mapping[int, str]) -> Iterator[tuple[int, str]]:
        """The paragraphs that are like one and not known yet, each with its text."""
        own = Compared(known[paragraph])
        (keys,) = sketched([own.text])
        if not keys:
            return
        body: dict[str, Any] = {
            "size": _CANDIDATES,
            "query": {
                "bool": {
                    "should": [{"constant_score": {"filter": {"term": {SKETCH: k}}}} for k in keys],
                    "minimum_should_match": SHARED,
                    "must_not": [{"terms": {"number": list(known)}}],
                }
            },
            "_source": ["raw.text"],
        }
        for hit in self._opened.engine.ask(body)["hits"]["hits"]:
            text = hit["_source"].get("raw", {}).get("text")
            if isinstance(text, str) and text and are_copies(own, Compared(text)):
                yield int(hit["_id"]), text
