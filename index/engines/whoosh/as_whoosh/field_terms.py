"""The terms of one field of a segment, as Whoosh reads them: words, or the values of a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from whoosh.codec import base
from whoosh.reading import TermInfo

from index.engines.whoosh.as_whoosh.matchers import ArrayMatcher, FlatMatcher
from index.engines.whoosh.as_whoosh.per_document import COLUMNS, lengths
from index.engines.whoosh.index_schema import CODES, LENGTHS
from index.engines.whoosh.segments.segment import Segment, Term
from index.engines.whoosh.sorted_arrays import Docs
from index.engines.whoosh.untyped import Whoosh

NUMBERS = ("article", "date", "number", "ordinal")
"""Columns of which each value is a term of a numeric field."""

_SIGN = 1 << 63


class FieldTerms(Protocol):
    """The terms of a field, in order."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int) -> bytes: ...

    def first(self, text: bytes) -> int:
        """The place of the first term that is not before a text."""

    def info(self, text: bytes) -> Whoosh:
        """What is known of a term. This and all below raise KeyError."""

    def frequency(self, text: bytes) -> int: ...

    def doc_frequency(self, text: bytes) -> int: ...

    def matcher(self, text: bytes, described: Whoosh, scorer: Whoosh) -> Whoosh: ...


class WordTerms:
    """Words of a text field."""

    def __init__(self, segment: Segment, field: str) -> None:
        self._segment, self._field = segment, field
        self._code = CODES[field].code.encode()
        self._begin, self._end = segment.terms.range(self._code)

    def __len__(self) -> int:
        return self._end - self._begin

    def __getitem__(self, place: int) -> bytes:
        return self._segment.terms[self._begin + place][1:]

    def first(self, text: bytes) -> int:
        return min(self._segment.terms.range(self._code + text)[0], self._end) - self._begin

    def _find(self, text: bytes) -> Term:
        term = self._segment.term(self._code + text)
        if term is None:
            raise KeyError(text)
        return term

    def info(self, text: bytes) -> Whoosh:
        term = self._find(text)
        docs, freqs = self._segment.docs(term), self._segment.freqs(term)
        known = lengths(self._segment, self._field)
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

    def frequency(self, text: bytes) -> int:
        return int(self._segment.freqs(self._find(text)).sum())

    def doc_frequency(self, text: bytes) -> int:
        term = self._find(text)
        return term.stop - term.start

    def matcher(self, text: bytes, described: Whoosh, scorer: Whoosh) -> Whoosh:
        return FlatMatcher(
            self._segment,
            self._find(text),
            name=(self._field, text),
            described=described,
            scorer=scorer,
            info=self.info(text),
        )


class NumberTerms:
    """The values of a column, each a term of its numeric field; 0, which stands for none, is not.

    A term is what `whoosh.fields.NUMERIC` makes of a number: a byte 0 and eight bytes, the greatest
    first, in which negative numbers would come before the others.
    """

    def __init__(self, segment: Segment, field: str, *, signed: bool) -> None:
        values = np.array(COLUMNS[field](segment), np.int64)
        order = np.argsort(values, kind="stable")
        self._docs = order[values[order] > 0]
        self._values, starts = np.unique(values[self._docs], return_index=True)
        self._starts = np.append(starts, len(self._docs))
        self._bias = _SIGN if signed else 0

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, place: int) -> bytes:
        return b"\0" + (int(self._values[place]) + self._bias).to_bytes(8, "big")

    def first(self, text: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self[middle] < text else (low, middle)
        return low

    def _find(self, text: bytes) -> Docs:
        place = self.first(text)
        if place == len(self) or self[place] != text:
            raise KeyError(text)
        return self._docs[self._starts[place] : self._starts[place + 1]]

    def info(self, text: bytes) -> Whoosh:
        docs = self._find(text)
        return TermInfo(
            weight=len(docs),
            df=len(docs),
            minlength=1,
            maxlength=1,
            maxweight=1,
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, text: bytes) -> int:
        return len(self._find(text))

    def doc_frequency(self, text: bytes) -> int:
        return len(self._find(text))

    def matcher(self, text: bytes, described: Whoosh, scorer: Whoosh) -> Whoosh:  # noqa: ARG002
        return ArrayMatcher(self._find(text))


class NoTerms(Sequence[bytes]):
    """A field without terms."""

    def __len__(self) -> int:
        return 0

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]
        raise IndexError(place)

    def first(self, text: bytes) -> int:  # noqa: ARG002
        return 0


class FlatCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks the terms of one field."""

    def __init__(self, terms: FieldTerms | NoTerms, described: Whoosh) -> None:
        self._terms, self._described = terms, described
        self._at = 0

    def first(self) -> Whoosh:
        self._at = 0
        return self.text()

    def find(self, term: Whoosh) -> Whoosh:
        wanted = term if isinstance(term, bytes) else self._described.to_bytes(term)
        self._at = self._terms.first(wanted)
        return self.text()

    def next(self) -> Whoosh:
        self._at = min(self._at + 1, len(self._terms))
        return self.text()

    def text(self) -> Whoosh:
        """The term it stands at, None behind the last."""
        return self._described.from_bytes(self._terms[self._at]) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether it stands at a term."""
        return self._at < len(self._terms)


def texts(terms: FieldTerms, start: bytes = b"") -> Iterator[bytes]:
    """The terms of a field from one on."""
    return (terms[place] for place in range(terms.first(start), len(terms)))
