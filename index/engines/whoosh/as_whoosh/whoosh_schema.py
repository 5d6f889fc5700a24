"""The index as a Whoosh schema: what Whoosh's query parsers, searchers and sorters need to know."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from whoosh import analysis, fields

from index.core import dates
from index.engines.whoosh.as_whoosh.asked_words import AskedWord
from index.engines.whoosh.index_schema import CODES, PLACES
from index.engines.whoosh.searching import queries
from index.engines.whoosh.untyped import Whoosh
from index.engines.whoosh.words.analysis import apart, filed, lower, stemmed, token_in

STORED = ("text", "title", "outlet", "url")
"""Fields of words that are stored: in the archive, not in the index."""


class WordAnalyzer(analysis.Analyzer):  # type: ignore[misc]
    """Our analysis as Whoosh asks for it, of texts in a language, as `stem_language` gives it."""

    def __init__(self, *, stem: bool, language: str = "") -> None:
        self.stem, self.language = stem, language

    def __call__(self, value: str, **flags: object) -> Iterator[Whoosh]:
        stems = self.stem and not flags.get("nomorph")
        asks = stems and flags.get("mode") == "query"
        position = -1
        for match in token_in(value).finditer(value):
            surfaces = apart(filed(match.group()), self.language if stems else "")
            position += bool(surfaces[0])
            for exact in filter(None, surfaces):
                token = analysis.Token(**flags)
                if asks:
                    token.text = AskedWord.of(lower(exact))
                else:
                    token.text = stemmed(exact, self.language) if stems else lower(exact)
                token.original = exact
                token.boost = 1.0
                token.stopped = False
                token.pos = position
                token.startchar, token.endchar = match.start(), match.end()
                yield token

    def has_morph(self) -> bool:
        """Whether it stems; asked by Whoosh."""
        return self.stem


class DateField(fields.DATETIME):  # type: ignore[misc]
    """The date of a paragraph's article: `date:2004`, `date:2004-11`, `date:[2004-11-02 TO 2005]`.

    Articles dated by month or year are found where all of their days lie inside.
    """

    def __init__(self, **how: bool) -> None:
        super().__init__(**how)
        # The index lists each value once.
        self.shift_step = 0

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Whoosh:
        return self.parse_range(fieldname, qstring, qstring, False, False, boost)

    def parse_range(  # noqa: PLR0917 - as Whoosh calls it
        self,
        fieldname: str,  # noqa: ARG002
        start: str | None,
        end: str | None,
        startexcl: bool,  # noqa: ARG002
        endexcl: bool,  # noqa: ARG002
        boost: float = 1.0,  # noqa: ARG002
    ) -> Whoosh:
        unread = next((day for day in (start, end) if day and dates.days(day) is None), None)
        if unread is not None:
            from whoosh.query.qcore import error_query  # noqa: PLC0415

            return error_query(f"{unread!r} is not a date")
        return queries.DatedWithin(start or "", end or "")


class EntityField(fields.NUMERIC):  # type: ignore[misc]
    """The entities that a paragraph names, by the archive's numbers: `entity:17`."""

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Whoosh:  # noqa: ARG002
        from whoosh.query.qcore import error_query  # noqa: PLC0415

        if not qstring.isdecimal():
            return error_query(f"{qstring!r} is not the number of an entity")
        return queries.NamesEntity([int(qstring)])


def _number() -> Whoosh:
    return fields.NUMERIC(
        int, bits=64, signed=False, shift_step=0, stored=True, sortable=True, unique=True
    )


@cache
def schema() -> Whoosh:
    """The Whoosh schema of the index."""
    kinds = {
        name: fields.TEXT(
            analyzer=WordAnalyzer(stem=field.stem),
            phrase=True,
            stored=name in STORED,
            sortable=name == "outlet",
            field_boost=1.0,
        )
        for name, field in CODES.items()
        if name not in PLACES
    }
    return fields.Schema(
        number=_number(),
        article=_number(),
        ordinal=_number(),
        date=DateField(stored=True, sortable=True),
        entity=EntityField(int, bits=64),
        **kinds,
    )
