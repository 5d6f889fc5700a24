"""What the documents of paragraphs say of quotes: whose they are, for whom one speaks in them, whom
they name; and what comes back of that, which is not believed.

All is told as it was found. Where edits lead names is asked when a question is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from index.core.clean import clean
from index.core.folding import fold
from index.core.shared_article import (
    SharedArticle,
    SharedName,
    SharedParagraph,
    SharedQuote,
    entity_number,
)
from index.engines.opensearch.naming_conditions import form_term
from index.quotes.quote import KINDS
from index.store.derived.unnamed_speakers import head_of

Json = dict[str, Any]

SPEAKERS, UNNAMED, SPOKEN_FOR = "speakers", "unnamed", "spoken_for"
"""To find paragraphs by: the entities that speak there, what those are called who have no name, and
the entities for whom somebody speaks.
"""

SAID_BY, SAID_FOR, SAID_OF = "said_by", "said_for", "said_of"
"""Quote by quote, as terms: by whom (`place:kind:entity=written`, with no entity for those without
a name), for whom and of whom (`place:entity=written`).
"""

SAID = "said"
"""Kept: for each quote start, end, kind, where its speaker is written, and how sure that is."""

FOUND_BY = {"type": "keyword", "doc_values": False}
"""A field that paragraphs are found by, and nothing is read out of."""

_READ = {"type": "keyword", "index": False}
FIELDS: dict[str, Any] = {
    **dict.fromkeys((SPEAKERS, UNNAMED, SPOKEN_FOR), FOUND_BY),
    **dict.fromkeys((SAID_BY, SAID_FOR, SAID_OF), _READ),
    SAID: {"type": "object", "enabled": False},
}

INDIRECT = KINDS.index("indirect")
_LONGEST = 500
"""Characters of how somebody without a name is written."""


def entity_of(name: SharedName) -> int:
    """The number of whom a name was found to mean."""
    return entity_number(name.type, fold(name.name) or name.name)


def written(paragraph: SharedParagraph, name: SharedName) -> str:
    """How a name is written in a paragraph, folded."""
    return fold(paragraph.text[name.start : name.end])


def quote_fields(article: SharedArticle) -> list[Json]:
    """For each paragraph of the newest text what its document says of quotes, those of furniture
    left out.
    """
    paragraphs = article.current.paragraphs
    named = {
        (ordinal, name.start): (entity_of(name), written(paragraph, name))
        for ordinal, paragraph in enumerate(paragraphs, 1)
        for name in paragraph.names
    }
    return [
        {} if one.furniture or not one.quotes else _fields(ordinal, one, named)
        for ordinal, one in enumerate(paragraphs, 1)
    ]


Named = Mapping[tuple[int, int], tuple[int, str]]
"""Whom mentions mean, and how they are written, by ordinal of the paragraph and start."""


def _fields(ordinal: int, paragraph: SharedParagraph, named: Named) -> Json:
    fields: Json = {name: [] for name in FIELDS}
    for place, quote in enumerate(paragraph.quotes):
        fields[SAID].append([*quote[:3], *quote[5:7], quote.certainty])
        said = f"{place}:{quote.kind}:"
        if by := named.get((quote.source, quote.source_start)):
            fields[SPEAKERS].append(str(by[0]))
            fields[SAID_BY].append(said + form_term(*by))
        elif quote.source or quote.speaker_end:
            words = _unnamed(paragraph, quote)
            fields[UNNAMED] += [head_of(words)] if words else []
            fields[SAID_BY].append(f"{said}={words}")
        if whom := named.get((ordinal, quote.behalf)):
            fields[SPOKEN_FOR].append(str(whom[0]))
            fields[SAID_FOR].append(f"{place}:{form_term(*whom)}")
        fields[SAID_OF] += [
            f"{place}:{form_term(entity_of(name), written(paragraph, name))}"
            for name in paragraph.names
            if quote.start <= name.start and name.end <= quote.end
        ]
    return {
        name: value if name == SAID else sorted(set(value))
        for name, value in fields.items()
        if value
    }


def _unnamed(paragraph: SharedParagraph, quote: SharedQuote) -> str:
    """How whoever speaks is written who is not named anywhere, folded."""
    if quote.source:
        return ""
    return fold(paragraph.text[quote.speaker : quote.speaker_end])[:_LONGEST].strip()


class Attribution(NamedTuple):
    """Of one quote of a paragraph whose it is, or for whom, or whom it names: the entity as it was
    found, 0 for none, and how it is written, folded.
    """

    place: int
    entity: int
    written: str


def said_by(values: Sequence[Any]) -> Iterator[tuple[Attribution, int]]:
    """Whose the quotes of a paragraph are, each with its kind."""
    for value in values:
        place, _, rest = str(value).partition(":")
        kind, _, form = rest.partition(":")
        if (said := _said(place, form)) and kind.isdecimal() and int(kind) < len(KINDS):
            yield said, int(kind)


def said_of(values: Sequence[Any]) -> Iterator[Attribution]:
    """For whom, or of whom, the quotes of a paragraph are."""
    for value in values:
        place, _, form = str(value).partition(":")
        if said := _said(place, form):
            yield said


def _said(place: str, form: str) -> Attribution | None:
    entity, sign, surface = form.partition("=")
    if not sign or not place.isdecimal() or not (entity.isdecimal() or not entity):
        return None
    return Attribution(int(place), int(entity or 0), clean(surface))


class KeptQuote(NamedTuple):
    """Where a quote stands in its paragraph, its kind, where its speaker is written, and how sure
    that is.
    """

    start: int
    end: int
    kind: int
    speaker: int
    speaker_end: int
    certainty: int


def kept_quotes(given: Any, length: int) -> list[KeptQuote | None]:
    """The quotes of a paragraph whose text has a length; None for what makes no sense."""
    return [_kept(one, length) for one in given] if isinstance(given, list) else []


def _kept(given: Any, length: int) -> KeptQuote | None:
    if not isinstance(given, list) or [type(one) for one in given] != [int] * 6:
        return None
    quote = KeptQuote(*given)
    stands = 0 <= quote.start < quote.end <= length
    spoken = 0 <= quote.speaker <= quote.speaker_end <= length
    return quote if stands and spoken and 0 <= quote.kind < len(KINDS) else None
