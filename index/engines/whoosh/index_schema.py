"""The fields of words in the index."""

from __future__ import annotations

from dataclasses import dataclass

from whoosh.util.numeric import _length_byte_cache

TEXT = "text"
TITLE = "title"
BREAKS = "breaks"
"""Where sentences begin inside the text."""

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
    "tag": Field("g"),
    TITLE: Field("h", stem=True),
    "lang": Field("l"),
    "outlet": Field("o"),
    "section": Field("s"),
    TEXT: Field("t", stem=True),
    "url": Field("u"),
}
"""In the order of their codes. All but text and breaks stand in an article's first document."""
