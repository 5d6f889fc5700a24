"""The index as Whoosh reads one: a codec over our segments, so that any Whoosh query runs on it.

Query objects of ours, and the simple ones of Whoosh's, do not pass through here: the evaluator
takes the same arrays whole. Writing does not either: Whoosh hands its codecs one posting at a time,
which is what makes it slow, and keeps its list of segments as a pickle, which must not be
believed. `inversion` and `manifest` do these.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

import numpy as np
from whoosh.codec import base
from whoosh.matching.mcore import LeafMatcher, NullMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from index.engines.whoosh.index_schema import BREAKS, CODES, LENGTHS
from index.engines.whoosh.per_document import FlatDocuments, Stored, lengths
from index.engines.whoosh.segment import Segment, Term
from index.engines.whoosh.untyped import Whoosh

_FIELDS = {field.code.encode(): name for name, field in CODES.items() if name != BREAKS}


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

    def _find(self, term: tuple[str, bytes]) -> Term:
        field, text = term
        found = self._segment.term(CODES[field].code.encode() + text) if field in CODES else None
        if found is None:
            raise KeyError(term)
        return found

    def _known(self, field: str, text: bytes) -> Term:
        try:
            return self._find((field, text))
        except KeyError:
            raise TermNotFound(f"{field}:{text!r}") from None

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        try:
            return bool(self._find(term))
        except KeyError:
            return False

    def cursor(self, fieldname: str, fieldobj: Whoosh) -> FlatCursor:
        return FlatCursor(self._segment, fieldname, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((_FIELDS[term[:1]], term[1:]) for term in self._from(b"") if term[:1] in _FIELDS)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        start = CODES[fieldname].code.encode() + prefix if fieldname in CODES else b"\xff"
        return ((_FIELDS[term[:1]], term[1:]) for term in self._from(start))

    def _from(self, start: bytes) -> Iterator[bytes]:
        terms = self._segment.terms
        first = terms.range(start)[0]
        return (terms[place] for place in range(first, len(terms)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], Whoosh]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], Whoosh]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Whoosh:
        term = self._known(fieldname, text)
        docs, freqs = self._segment.docs(term), self._segment.freqs(term)
        known = lengths(self._segment, fieldname)
        shortest, longest = 1, 1
        if known is not None:
            known = known[docs]
            shortest, longest = LENGTHS[int(known.min())], LENGTHS[int(known.max())]
        return TermInfo(
            weight=int(freqs.sum()),
            df=len(docs),
            minlength=shortest,
            maxlength=longest,
            maxweight=int(freqs.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> int:
        return int(self._segment.freqs(self._find((fieldname, text))).sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        term = self._find((fieldname, text))
        return term.stop - term.start

    def matcher(
        self, fieldname: str, text: bytes, format_: Whoosh, scorer: Whoosh = None
    ) -> FlatMatcher:
        term = self._known(fieldname, text)
        info = self.term_info(fieldname, text)
        name = (fieldname, text)
        return FlatMatcher(
            self._segment, term, name=name, described=format_, scorer=scorer, info=info
        )

    def indexed_field_names(self) -> list[str]:
        return list(_FIELDS.values())


class FlatCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks the terms of one field."""

    def __init__(self, segment: Segment, field: str, described: Whoosh) -> None:
        self._segment = segment
        self._code = CODES[field].code.encode() if field in CODES else b"\xff"
        self._described = described
        self._first, self._last = segment.terms.range(self._code)
        self._at = self._first

    def first(self) -> str | None:
        self._at = self._first
        return self.text()

    def find(self, term: Whoosh) -> str | None:
        wanted = term if isinstance(term, bytes) else self._described.to_bytes(term)
        self._at = min(self._segment.terms.range(self._code + wanted)[0], self._last)
        return self.text()

    def next(self) -> str | None:
        self._at = min(self._at + 1, self._last)
        return self.text()

    def text(self) -> str | None:
        if not self.is_valid():
            return None
        text: str = self._described.from_bytes(self._segment.terms[self._at][1:])
        return text

    def is_valid(self) -> bool:
        return self._at < self._last


class FlatMatcher(LeafMatcher):  # type: ignore[misc]
    """The postings of a term as Whoosh's matchers walk them; one block, skipped by search."""

    def __init__(
        self,
        segment: Segment,
        term: Term,
        *,
        name: tuple[str, bytes],
        described: Whoosh,
        scorer: Whoosh,
        info: Whoosh,
    ) -> None:
        self._segment, self._source, self._term = segment, term, name
        self.format, self.scorer, self._info = described, scorer, info
        self._docs = segment.docs(term)
        self._freqs = segment.freqs(term)
        self._ids: list[int] = self._docs.tolist()
        self._starts: list[int] | None = None
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._ids)

    def id(self) -> int:
        if not self.is_active():
            raise ReadTooFar
        return self._ids[self._at]

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return True

    def skip_to(self, id: int) -> bool:  # noqa: A002
        if not self.is_active():
            raise ReadTooFar
        place = int(np.searchsorted(self._docs, id))
        moved = place > self._at
        self._at = max(self._at, place)
        return moved

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> FlatMatcher:
        other = FlatMatcher.__new__(FlatMatcher)
        other.__dict__.update(self.__dict__)
        return other

    def replace(self, minquality: float = 0) -> Whoosh:
        poor = minquality and self.supports_block_quality() and self.max_quality() < minquality
        return self if self.is_active() and not poor else NullMatcher()

    def skip_to_quality(self, minquality: float) -> int:
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._ids)
        return 1

    def all_ids(self) -> Iterator[int]:
        return iter(self._ids)

    def weight(self) -> float:
        return float(self._freqs[self._at])

    def value(self) -> bytes:
        encoded: bytes = self.format.encode(self._places())
        return encoded

    def value_as(self, astype: str) -> Whoosh:
        return self._places() if astype == "positions" else super().value_as(astype)

    def _places(self) -> list[int]:
        if self._starts is None:
            self._starts = [0, *accumulate(self._freqs.tolist())]
            self._positions: list[int] = self._segment.positions(self._source).tolist()
        return self._positions[self._starts[self._at] : self._starts[self._at + 1]]

    def all_items(self) -> Iterator[tuple[int, bytes]]:
        other = self.copy()
        other.reset()
        while other.is_active():
            yield other.id(), other.value()
            other.next()

    def block_min_length(self) -> int:
        return int(self._info.min_length())

    def block_max_length(self) -> int:
        return int(self._info.max_length())

    def block_max_weight(self) -> float:
        return float(self._info.max_weight())
