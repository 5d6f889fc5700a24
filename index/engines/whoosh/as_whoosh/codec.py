"""The index as Whoosh reads one: a codec over our segments, so that any Whoosh query runs on it.

Query objects of ours, and the simple ones of Whoosh's, do not pass through here: the evaluator
takes the same arrays whole. Writing does not either: Whoosh hands its codecs one posting at a time,
which is what makes it slow, and keeps its list of segments as a pickle, which must not be
believed. `inversion` and `manifest` do these.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from whoosh.codec import base
from whoosh.reading import TermNotFound

from index.engines.whoosh.as_whoosh.field_terms import (
    NUMBERS,
    FieldTerms,
    FlatCursor,
    NoTerms,
    NumberTerms,
    WordTerms,
    texts,
)
from index.engines.whoosh.as_whoosh.per_document import FlatDocuments, Stored
from index.engines.whoosh.index_schema import CODES, PLACES
from index.engines.whoosh.segments.segment import Segment
from index.engines.whoosh.untyped import Whoosh

_WORDS = tuple(name for name in CODES if name not in PLACES)
FIELDS = tuple(sorted((*_WORDS, *NUMBERS)))
"""Fields with terms, in the order in which Whoosh merges those of several segments."""


class FlatCodec(base.Codec):  # type: ignore[misc]
    """Reads postings, lengths and columns out of flat arrays, and what is stored out of the
    archive.
    """

    def __init__(self, stored: Stored | None = None) -> None:
        self._stored = stored

    def terms_reader(self, storage: Whoosh, segment: FlatSegment) -> FlatTerms:  # noqa: ARG002
        return FlatTerms(segment.arrays)

    def per_document_reader(self, storage: Whoosh, segment: FlatSegment) -> FlatDocuments:  # noqa: ARG002
        return FlatDocuments(segment.arrays, self._stored)


class FlatSegment(base.Segment):  # type: ignore[misc]
    """A segment of ours under the name Whoosh has for it."""

    def __init__(self, arrays: Segment) -> None:
        super().__init__(arrays.container.path.stem)
        self.arrays = arrays

    def doc_count_all(self) -> int:
        return self.arrays.size

    def deleted_count(self) -> int:
        live = self.arrays.live
        return 0 if live is None else int(np.count_nonzero(~live))

    def should_assemble(self) -> bool:
        return False


class FlatTerms(base.TermsReader):  # type: ignore[misc]
    """The vocabulary of a segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._fields: dict[str, FieldTerms] = {}

    def _in(self, field: str) -> FieldTerms:
        """The terms of a field. Raises KeyError when it has none."""
        known = self._fields.get(field)
        if known is None:
            if field in NUMBERS:
                known = NumberTerms(self._segment, field, signed=field == "date")
            elif field in _WORDS:
                known = WordTerms(self._segment, field)
            else:
                raise KeyError(field)
            self._fields[field] = known
        return known

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        try:
            return bool(self._in(field).doc_frequency(text))
        except KeyError:
            return False

    def cursor(self, fieldname: str, fieldobj: Whoosh) -> FlatCursor:
        terms = self._in(fieldname) if fieldname in FIELDS else NoTerms()
        return FlatCursor(terms, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return self.terms_from(FIELDS[0], b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for field in FIELDS:
            if field >= fieldname:
                start = prefix if field == fieldname else b""
                yield from ((field, text) for text in texts(self._in(field), start))

    def items(self) -> Iterator[tuple[tuple[str, bytes], Whoosh]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], Whoosh]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Whoosh:
        try:
            return self._in(fieldname).info(text)
        except KeyError:
            raise TermNotFound(f"{fieldname}:{text!r}") from None

    def frequency(self, fieldname: str, text: bytes) -> int:
        return self._in(fieldname).frequency(text)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return self._in(fieldname).doc_frequency(text)

    def matcher(
        self, fieldname: str, text: bytes, format_: Whoosh, scorer: Whoosh = None
    ) -> Whoosh:
        try:
            return self._in(fieldname).matcher(text, format_, scorer)
        except KeyError:
            raise TermNotFound(f"{fieldname}:{text!r}") from None

    def indexed_field_names(self) -> list[str]:
        return list(FIELDS)
