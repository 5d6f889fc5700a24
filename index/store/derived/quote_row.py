"""A quote as a row of its table."""

from __future__ import annotations

from typing import Final, NamedTuple

MIXED: Final = 1
"""The kind of quotes that are in part between quotation marks."""

INDIRECT: Final = 2
"""The kind of quotes without any words between quotation marks."""

PUT_RIGHT: Final = 101
"""The certainty of a speaker whom the reader has named."""


class QuoteRow(NamedTuple):
    """A quote of a paragraph: places are offsets in it, 0, 0 for none.

    `kind` is a place in `index.quotes.quote.KINDS`; `source` and `source_start` are paragraph and
    start of the mention of whoever speaks, `behalf` the start of that of whom a spokesperson speaks
    for, which stands in the same paragraph.
    """

    start: int
    end: int
    kind: int
    cue: int
    cue_end: int
    speaker: int
    speaker_end: int
    source: int | None
    source_start: int | None
    behalf: int | None
    certainty: int

    @classmethod
    def unspoken(cls, start: int, end: int, kind: int, certainty: int) -> QuoteRow:
        """A quote of which the text says nothing more."""
        return cls(start, end, kind, 0, 0, 0, 0, None, None, None, certainty)
