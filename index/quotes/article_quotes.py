"""The quotes of an article: what one paragraph says tells who speaks in the next.

"He said" where a paragraph names nobody means whoever spoke last, else the first person of the
paragraph before, as far as title and given name do not speak against it (Elson and McKeown 2010
take the nearest such person, too). Words of a paragraph that says nothing of a speaker go on with
what was said at the end of the one before. What is found so is marked as guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.quotes.attribution_words import ATTACHED, PRONOUNS, Named
from index.quotes.extraction import quotes
from index.quotes.pronouns import gender_of
from index.quotes.quotation_marks import is_open
from index.quotes.quote import GUESSED, LIKELY, NOWHERE, Quote, Source
from index.quotes.transcripts import turns

_FOLLOWING = re.compile(r"\s?([’']s|\w+)")
_BACK = 3
"""So many paragraphs before one may say who "he" is."""

_MARKS = " \t\xa0\"'“”‘’«»„`"
_SHARE = 0.9
"""So much of a paragraph is between marks where it goes on with the quote of the one before."""


def article_quotes(
    paragraphs: Sequence[tuple[str, Sequence[Named]]], names: Mapping[int, str]
) -> list[list[Quote]]:
    """The quotes of each paragraph, given with whom it names; see `extraction.quotes`."""
    article = _Article(paragraphs, names)
    spoken = turns(paragraphs)
    found: list[list[Quote]] = []
    for at, (text, mentions) in enumerate(paragraphs):
        own = [spoken[at]] if at in spoken else quotes(text, mentions, names, at)
        found.append(article.attributed(at, own))
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What a paragraph says of who speaks: its quotes; who spoke last, None when nobody or somebody
    without a name; whether anybody does.
    """

    quotes: Sequence[Quote]
    last: Source | None
    speaks: bool


_SILENT = _Known((), None, speaks=False)


class _Article:
    """Goes through an article, paragraph by paragraph."""

    def __init__(
        self, paragraphs: Sequence[tuple[str, Sequence[Named]]], names: Mapping[int, str]
    ) -> None:
        self._paragraphs = paragraphs
        self._names = names
        self._known: list[_Known] = []
        self._called: dict[int, str] = {}
        """The gender of people whom a pronoun meant."""

    def attributed(self, at: int, own: Sequence[Quote]) -> list[Quote]:
        """The quotes of the next paragraph, with speakers whom those before tell."""
        found: list[Quote] = []
        for quote in own:
            spoken = self._text(at)[slice(*quote.speaker_span)].lower()
            if quote.source is None and spoken in PRONOUNS:
                source = self._meant(found, PRONOUNS[spoken])
                found.append(self._told(_guessed(quote, source, GUESSED), spoken))
            elif quote.speaker_span == NOWHERE and quote.kind == "direct":
                found.append(self._continued(at, own, quote, found))
            else:
                found.append(self._told(quote, spoken))
        self._known.append(_learnt(found))
        return found

    def _told(self, quote: Quote, spoken: str) -> Quote:
        """A quote, of whose speaker a pronoun tells the gender."""
        if quote.source and spoken in PRONOUNS:
            self._called.setdefault(quote.source.entity, PRONOUNS[spoken])
        return quote

    def _text(self, at: int) -> str:
        return self._paragraphs[at][0]

    def _meant(self, found: Sequence[Quote], gender: str) -> Source | None:
        """Whom a pronoun means that nobody in its own paragraph can be meant by."""
        for quote in reversed(found):
            if quote.source and self._fits(quote.source, gender):
                return quote.source
        here = len(self._known)
        for place in range(here - 1, max(-1, here - 1 - _BACK), -1):
            known = self._known[place]
            if known.last and self._fits(known.last, gender):
                return known.last
            if person := next(self._people(place, known.quotes, gender), None):
                return person
        return None

    def _people(self, at: int, quotes: Sequence[Quote], gender: str) -> Iterator[Source]:
        """The people whom a paragraph names outside of what is said in it, and who may be meant."""
        for start, end, entity, kind in self._paragraphs[at][1]:
            one = Source(at, start, entity)
            said = any(quote.start <= start and end <= quote.end for quote in quotes)
            if kind == "person" and not said and self._fits(one, gender):
                # A spokesman of Smith's is named beside Smith.
                following = _FOLLOWING.match(self._text(at), end)
                if following is None or following[1].lower() not in ATTACHED:
                    yield one

    def _fits(self, one: Source, gender: str) -> bool:
        text, mentions = self._paragraphs[one.paragraph]
        named = next((m for m in mentions if m[0] == one.start), None)
        if named is None or named[3] != "person":
            return False
        if self._called.get(one.entity, gender) != gender:
            return False
        title = text[max(0, one.start - 8) : one.start].split()
        own = text[named[0] : named[1]]
        return gender_of(title[-1:], own, self._names.get(one.entity, "")) in {"", gender}

    def _continued(
        self, at: int, own: Sequence[Quote], quote: Quote, found: Sequence[Quote]
    ) -> Quote:
        """A quote that goes on with what the paragraph before ends with: where that was not closed,
        or where nothing else stands in this one.
        """
        if not self._known or quote is not own[0] or found:
            return quote
        before, text = self._known[-1], self._text(at)
        if before.last is None or not before.speaks or text[: quote.start].strip(_MARKS):
            return quote
        if is_open(self._text(at - 1)):
            return _guessed(quote, before.last, LIKELY)
        said = sum(one.end - one.start for one in own)
        alone = all(one.speaker_span == NOWHERE for one in own)
        if alone and said >= _SHARE * len(text.strip(_MARKS)):
            return _guessed(quote, before.last, GUESSED)
        return quote


def _learnt(found: Sequence[Quote]) -> _Known:
    if not found:
        return _SILENT
    speaking = [q for q in found if q.speaker_span != NOWHERE or q.source]
    return _Known(found, speaking[-1].source if speaking else None, bool(speaking))


def _guessed(quote: Quote, source: Source | None, certainty: int) -> Quote:
    return quote if source is None else replace(quote, source=source, certainty=certainty)
