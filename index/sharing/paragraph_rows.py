"""Rows of what a collection holds, made of what it says of each paragraph itself: articles need not
be here to be listed. What it says is clean and checked before it is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from index.core.clean import clean, clean_url
from index.core.dates import days
from index.core.folding import fold
from index.core.hits import Hit, Unshown
from index.core.page_labels import label_of
from index.core.publication import Publication
from index.core.shared_article import shared_number
from index.search.names_and_rows import Marking, Spans, nothing
from index.sharing.collection_speakers import Meant
from index.sharing.open_collection import OpenCollection
from index.sharing.paragraph_documents import NAMED, PAGE

_AT_ONCE = 1_000


class Row(NamedTuple):
    """What a list shows of a paragraph, its lasting ids, and whom it names as they were found:
    `named` is where, start, end and number; `page` the printed one.
    """

    article: int
    ordinal: int
    paragraphs: int
    text: str
    publication: Publication
    ids: tuple[str, str]
    quotes: tuple[tuple[int, int], ...]
    named: tuple[tuple[int, int, int], ...]
    page: str = ""


GONE = Row(0, 1, 1, "(not in the collection any more)", Publication(), ("", ""), (), ())


class CollectionRows:
    """See `index.search.names_and_rows.Rows`."""

    def __init__(self, opened: OpenCollection) -> None:
        self._opened = opened

    def read(
        self,
        numbers: Sequence[int],
        bookmarked: frozenset[int] = frozenset(),
        *,
        lengths: Mapping[int, int] | None = None,
        scores: Mapping[int, float] | None = None,
        spans: Marking = nothing,
    ) -> list[Hit]:
        rows = self.rows(numbers)
        lengths = lengths or {}
        return [
            Hit(
                number=number,
                article=row.article,
                ordinal=row.ordinal,
                paragraphs=lengths.get(number, row.paragraphs),
                heading=row.publication.heading,
                text=row.text,
                score=scores[number] if scores else 0.0,
                spans=spans(number, row.text, row.publication.language),
                bookmarked=number in bookmarked,
                beside=_beside(rows),
            )
            for number in numbers
            for row in (rows.get(number, GONE),)
        ]

    def places(self, entities: Collection[int], numbers: Sequence[int]) -> Mapping[int, Spans]:
        """Where some paragraphs name any of some entities."""
        # Texts are kept with whom a recogniser found; edits lead from there.
        meant = Meant(self._opened.names().found(entities))
        return {
            number: tuple(
                (start, end)
                for start, end, entity in row.named
                if meant.means(entity, fold(row.text[start:end]))
            )
            for number, row in self.rows(numbers).items()
        }

    def quotes(self, numbers: Sequence[int]) -> Mapping[int, Spans]:
        return {number: row.quotes for number, row in self.rows(numbers).items()}

    def texts(self, numbers: Sequence[int]) -> Mapping[int, str]:
        return {number: row.text for number, row in self.rows(numbers).items()}

    def rows(self, numbers: Sequence[int]) -> dict[int, Row]:
        """What lists show of paragraphs, those that are there."""
        found = {number: _row(number, one) for number, one in self._documents(numbers).items()}
        return {number: row for number, row in found.items() if row is not None}

    def _documents(self, numbers: Sequence[int]) -> dict[int, Any]:
        shown = self._opened.shown
        found = shown.of(numbers)
        if unknown := [number for number in numbers if number not in found]:
            for start in range(0, len(unknown), _AT_ONCE):
                hits = self._opened.engine.documents(unknown[start : start + _AT_ONCE])
                shown.keep(hits)
                found |= {int(hit["_id"]): hit["_source"] for hit in hits}
        return found


def _row(number: int, document: Any) -> Row | None:
    """A row of what is said of a paragraph; None where that makes no sense."""
    raw, key, article = (document.get(name) for name in ("raw", "id", "article_id"))
    if not (isinstance(raw, dict) and isinstance(key, str) and isinstance(article, str)):
        return None
    text, ordinal = clean(_text(raw, "text")), raw.get("ordinal")
    paragraphs = raw.get("paragraphs", ordinal)
    if shared_number(key) != number or type(ordinal) is not int or type(paragraphs) is not int:
        return None
    date, imported = _text(raw, "date"), _text(raw, "imported")
    publication = Publication(
        title=clean(_text(raw, "title")),
        outlet=clean(_text(raw, "outlet")),
        byline=clean(_text(raw, "byline")),
        date=date if days(date) else "",
        section=clean(_text(raw, "section")),
        language=clean(_text(raw, "language")),
        url=clean_url(_text(raw, "url")),
        imported=imported if days(imported) else "",
        date_from=clean(_text(raw, "date_from")),
    )
    quotes = tuple(_spans(raw.get("quotes"), len(text)))
    return Row(
        article=shared_number(article),
        ordinal=max(1, ordinal),
        paragraphs=max(1, paragraphs),
        text=text,
        publication=publication,
        ids=(clean(article), clean(key)),
        quotes=quotes,
        named=tuple(_named(raw.get(NAMED), len(text) if text == raw.get("text") else 0)),
        page=label_of(_text(raw, PAGE)),
    )


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name, "")
    return value if isinstance(value, str) else ""


def _spans(given: Any, length: int) -> Iterable[tuple[int, int]]:
    for one in given if isinstance(given, list) else ():
        if isinstance(one, list) and len(one) > 1 and {type(one[0]), type(one[1])} == {int}:
            start, end = one[:2]
            if 0 <= start < end <= length:
                yield start, end


def _named(given: Any, length: int) -> Iterable[tuple[int, int, int]]:
    """Where a text of a length names whom. What makes no sense is left out."""
    for one in given if isinstance(given, list) else ():
        if isinstance(one, list) and [type(each) for each in one] == [int] * 3:
            start, end, entity = one
            if 0 <= start < end <= length:
                yield start, end, entity


def _beside(rows: Mapping[int, Row]) -> Callable[[int], Unshown]:
    def beside(number: int) -> Unshown:
        row = rows.get(number, GONE)
        return Unshown(*row.ids, row.publication, row.page)

    return beside
