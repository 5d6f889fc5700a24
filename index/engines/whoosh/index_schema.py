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
    "section": Field("s"),
    TEXT: Field("t", stem=True),
    "url": Field("u"),
}
"""In the order of their codes. All but texts, breaks and states stand in one document of an
article: the first that is no furniture.
"""
