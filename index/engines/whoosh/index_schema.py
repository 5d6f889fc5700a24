"""The fields of the index, and the same as a Whoosh schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whoosh import analysis, fields
from whoosh.util.numeric import _length_byte_cache

from index.engines.whoosh.analysis import TOKEN, filed, lower, stemmed
from index.engines.whoosh.document import Whoosh

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


class WordAnalyzer(analysis.Analyzer):  # type: ignore[misc]
    """Our analysis as Whoosh asks for it."""

    def __init__(self, *, stem: bool) -> None:
        self.stem = stem

    def __call__(self, value: str, **flags: object) -> Iterator[Whoosh]:
        form = stemmed if self.stem else lower
        position = -1
        for match in TOKEN.finditer(value):
            surfaces = filed(match.group())
            position += bool(surfaces[0])
            for exact in filter(None, surfaces):
                token = analysis.Token(**flags)
                token.text = form(exact)
                token.original = exact
                token.boost = 1.0
                token.stopped = False
                token.pos = position
                token.startchar, token.endchar = match.start(), match.end()
                yield token


def schema() -> Whoosh:
    """The Whoosh schema of the index: what its query objects and searchers need to know."""
    kinds = {
        name: fields.TEXT(analyzer=WordAnalyzer(stem=field.stem), phrase=True)
        for name, field in CODES.items()
        if name != BREAKS
    }
    return fields.Schema(number=fields.NUMERIC(int, bits=64, stored=True), **kinds)
