"""The quotes of an article as a question and its answer, which need no archive."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.core.findings import QuotesOfArticle, QuoteTuple
from index.core.folding import fold
from index.core.mention import Mention
from index.core.values import EntityType
from index.quotes.article_quotes import article_quotes
from index.quotes.attribution_words import Named
from index.quotes.given_names import telling
from index.quotes.quote import KINDS, Quote


@dataclass(frozen=True, slots=True)
class Asked:
    """What the quotes of an article follow from, and nothing else: its texts, whom each names, the
    words of people's names that tell men and women apart, and its headline. Who is named has a
    number by the order in which they are met.
    """

    texts: Sequence[str]
    named: Sequence[Sequence[Named]]
    names: Mapping[int, str]
    headline: str = ""

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        named: Iterable[Iterable[tuple[int, int, Hashable, EntityType]]],
        names: Mapping[Any, str],
        headline: str = "",
    ) -> Asked:
        """The same, of whatever stands for who is named; `names` has people alone."""
        met: dict[Hashable, int] = {}
        numbered = [
            [(start, end, met.setdefault(who, len(met) + 1), kind) for start, end, who, kind in one]
            for one in named
        ]
        words = ((met[who], telling(names[who])) for who in met if who in names)
        return cls(texts, numbered, {number: word for number, word in words if word}, headline)

    def quotes(self) -> list[list[Quote]]:
        """The quotes of each paragraph."""
        paragraphs = [*zip(self.texts, self.named, strict=True)]
        return article_quotes(paragraphs, self.names, self.headline)

    def answer(self) -> QuotesOfArticle:
        """The same as they are handed from process to process."""
        return tuple(tuple(map(_row, quotes)) for quotes in self.quotes())


def asked_of(
    texts: Sequence[str], mentions: Sequence[Sequence[Mention]], headline: str = ""
) -> Asked:
    """The question as it will be when an archive has kept the mentions, as far as can be told: its
    names are those that it met first.
    """
    names: dict[Hashable, str] = {}
    known: dict[tuple[EntityType, str], tuple[EntityType, str]] = {}
    named: list[list[tuple[int, int, Hashable, EntityType]]] = []
    for found in mentions:
        own: list[tuple[int, int, Hashable, EntityType]] = []
        for start, end, kind, name, _ in found:
            who = known.get((kind, name))
            if who is None:
                who = known[kind, name] = kind, fold(name) or name
                if kind == "person":
                    names.setdefault(who, name)
            own.append((start, end, who, kind))
        named.append(own)
    return Asked.of(texts, named, names, headline)


def _row(quote: Quote) -> QuoteTuple:
    source, behalf = quote.source, quote.behalf
    return (
        quote.start,
        quote.end,
        KINDS.index(quote.kind),
        *quote.cue,
        *quote.speaker_span,
        source.paragraph if source else None,
        source.start if source else None,
        behalf.start if behalf else None,
        quote.certainty,
    )
