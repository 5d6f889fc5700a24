"""The fields of words in the index."""

from __future__ import annotations

from dataclasses import dataclass

from whoosh.util.numeric import _length_byte_cache

TEXT = "text"
TITLE = "title"
FURNITURE = "furniture"
"""The text of paragraphs that are furniture: nothing of these stands among the texts."""
STATE = "state"
"""What a paragraph is, in words."""
BREAKS = "breaks"
"""Where sentences begin inside the text."""
BREAK_TERM = "."
"""The only term of the field BREAKS: its positions are the words that begin a sentence."""
QUOTES = "quotes"
"""Where the text says what somebody said."""
OPENS, CLOSES, MARKED = "<", ">", "q"
"""The terms of the field QUOTES, in order. The positions of the first are the words that begin a
quote, of the second those behind its last, of the third those that begin one between marks.
"""
PLACES = (BREAKS, QUOTES)
"""Fields without words: what they say is where something is in the text."""

TITLE_WEIGHT = 2.0
"""What a word counts for in a headline, against 1 in the text."""

LENGTHS = tuple(_length_byte_cache)
"""The field lengths that Whoosh tells apart: one byte for each document, as in its own codec."""


@dataclass(frozen=True, slots=True)
class Field:
    """`code` begins every term of the field. Only running text is stemmed."""

    code: str
    stem: bool = False


CODES = {
    BREAKS: Field("."),
    "by": Field("b"),
    FURNITURE: Field("f", stem=True),
    "tag": Field("g"),
    TITLE: Field("h", stem=True),
    STATE: Field("i"),
    "lang": Field("l"),
    "outlet": Field("o"),
    QUOTES: Field("q"),
    "section": Field("s"),
    TEXT: Field("t", stem=True),
    "url": Field("u"),
}
"""In the order of their codes. All but texts, places in them and states stand in one document of an
article: the first that is no furniture.
"""
