"""What Whoosh asks about single documents: lengths, deletions, columns and stored fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import ColumnReader

from index.engines.whoosh.index_schema import LENGTHS, TEXT, TITLE
from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.segment import UNDATED, Segment
from index.engines.whoosh.segments.vocabulary import Names
from index.engines.whoosh.untyped import Whoosh

Stored = Callable[[Sequence[int]], dict[int, dict[str, str]]]
"""Tells what the archive has of paragraphs; see `index.engines.contract.Corpus`."""

_SCORED = {TEXT: ("length.text", "article.words"), TITLE: ("length.title", "article.title")}
_EPOCH = 62_135_596_800
"""Seconds from the beginning of the year 1, from which Whoosh counts, to 1970."""


class FlatDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """Lengths, deletions and the archive's numbers."""

    def __init__(self, segment: Segment, stored: Stored | None = None) -> None:
        self._segment = segment
        self._stored = stored

    def doc_count_all(self) -> int:
        return self._segment.size

    def doc_count(self) -> int:
        return self._segment.size - len(self.deleted_docs())

    def has_deletions(self) -> bool:
        return self._segment.live is not None

    def is_deleted(self, docnum: int) -> bool:
        live = self._segment.live
        return live is not None and docnum < len(live) and not live[docnum]

    def deleted_docs(self) -> list[int]:
        live = self._segment.live
        return [] if live is None else np.flatnonzero(~live).tolist()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        known = lengths(self._segment, fieldname)
        return default if known is None else LENGTHS[int(known[docnum])]

    def field_length(self, fieldname: str) -> int:
        if fieldname not in _SCORED:
            return 0
        return int(self._segment.column(_SCORED[fieldname][1]).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        known = lengths(self._segment, fieldname)
        return 0 if known is None else LENGTHS[int(known.min())]

    def max_field_length(self, fieldname: str) -> int:
        known = lengths(self._segment, fieldname)
        return 0 if known is None else LENGTHS[int(known.max())]

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Numbers out of the index; texts, where they can be had, out of the archive."""
        segment = self._segment
        number = int(segment.column("number")[docnum])
        article = int(segment.column("article")[docnum])
        known: dict[str, Any] = dict(self._stored([number]).get(number, {})) if self._stored else {}
        known["number"] = number
        known["article"] = int(segment.column("article.number")[article])
        known["ordinal"] = int(segment.small("ordinal")[docnum])
        return known

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in COLUMNS

    def list_columns(self) -> list[str]:
        return list(COLUMNS)

    def column_reader(self, fieldname: str, column: Whoosh) -> FlatColumn:  # noqa: ARG002
        return FlatColumn(COLUMNS[fieldname](self._segment))


class FlatColumn(ColumnReader):  # type: ignore[misc]
    """A value for each document."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values
        self._reverse = False

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, docnum: int) -> Any:
        return self._values[docnum]

    def sort_key(self, docnum: int) -> Any:
        return -self._values[docnum] if self._reverse else self._values[docnum]

    def set_reverse(self) -> None:
        """Sort numbers from the greatest on."""
        self._reverse = True


def _of_articles(segment: Segment, name: str) -> Array:
    values: Array = segment.column(name)[segment.column("article")]
    return values


def _microseconds(segment: Segment) -> list[int]:
    """Moments as Whoosh keeps them, 0 where there is none."""
    seconds = _of_articles(segment, "article.instant")
    known: list[int] = np.where(seconds == UNDATED, 0, (seconds + _EPOCH) * 1_000_000).tolist()
    return known


def _outlets(segment: Segment) -> list[bytes]:
    names = list(Names(segment.container, "outlets"))
    return [names[place] for place in _of_articles(segment, "article.outlet").tolist()]


COLUMNS: dict[str, Callable[[Segment], list[Any]]] = {
    "number": lambda segment: segment.column("number").tolist(),
    "article": lambda segment: _of_articles(segment, "article.number").tolist(),
    "ordinal": lambda segment: segment.small("ordinal").tolist(),
    "date": _microseconds,
    "outlet": _outlets,
}
"""What hits can be sorted and grouped by."""


def lengths(segment: Segment, field: str) -> Whoosh:
    """The length bytes of a field, one a document; None where it is not scored by length."""
    return segment.column(_SCORED[field][0]) if field in _SCORED else None
