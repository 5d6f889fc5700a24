"""Whom "he" and "she" mean that the words of their own paragraph alone do not tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from index.core.late_patterns import late
from index.quotes.attribution_words import Named
from index.quotes.named_apart import (
    is_behind_said,
    speaks_of_himself,
)
from index.quotes.other_languages.word_tables import Words
from index.quotes.people_meant import PeopleMeant
from index.quotes.quote import GUESSED, NOWHERE, Quote, Source

_BACK = 3
"""So many paragraphs before one may say who "he" is."""

_QUOTES = 100
"""So many quotes before one in its paragraph may: a paragraph may be a whole book."""

_SUBORDINATE = late(r"\W*(?:when|while|after|before|as|although|though|because|since|if)\b")
_PRONOUN = {"m": re.compile(r"\bhe\b"), "f": re.compile(r"\bshe\b")}
_ASIDE = late(r"[(—–]|--")
_TELLS = late(r",? (?:said|says)\b")
_SAID_OF = frozenset({" of ", " about "})
_FRONTED = 40
_NAME = 3
"""Words of a name at most, by itself."""

_MORE = 3
"""So many times as often is somebody named whom an article is about."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a paragraph says of who speaks: its quotes; who spoke last, None when nobody or somebody
    without a name; whether anybody does.
    """

    quotes: Sequence[Quote]
    last: Source | None
    speaks: bool


_SILENT = Known((), None, speaks=False)


class Referents:
    """The people of an article, of whose paragraphs it learns one after the other who speaks in
    them.
    """

    def __init__(
        self,
        paragraphs: Sequence[tuple[str, Sequence[Named]]],
        names: Mapping[int, str],
        words: Words | None,
    ) -> None:
        self._paragraphs = paragraphs
        self._words = words
        self._known: list[Known] = []
        self.people = PeopleMeant(paragraphs, names, words)

    @property
    def here(self) -> int:
        """The paragraph that comes next."""
        return len(self._known)

    @property
    def last(self) -> Known | None:
        """What is known of the paragraph before."""
        return self._known[-1] if self._known else None

    def learn(self, found: Sequence[Quote]) -> None:
        """The quotes of the next paragraph."""
        if not found:
            self._known.append(_SILENT)
            return
        speaking = [q for q in found if q.speaker_span != NOWHERE or q.source]
        last = speaking[-1].source if speaking else None
        self._known.append(Known(found, last, bool(speaking)))

    def called(self, quote: Quote, gender: str) -> None:
        """That somebody spoke who is called "he" or "she"."""
        if quote.source:
            self.people.called(quote.source, gender)

    def meant(
        self, found: Sequence[Quote], gender: str, but: Collection[int] = ()
    ) -> Source | None:
        """Whom a pronoun means that nobody in its own paragraph can be meant by; "" is any. Nobody
        of `but`.
        """
        for quote in islice(reversed(found), _QUOTES):
            if quote.source and self.people.fits(quote.source, gender, but):
                return quote.source
        here = len(self._known)
        for place in range(here - 1, max(-1, here - 1 - _BACK), -1):
            known = self._known[place]
            if known.last and self.people.fits(known.last, gender, but):
                return known.last
            if self._is_byline(place) if self._words else self._is_heading(place):
                continue
            people = [*self.people.named(place, known.quotes, gender, but)]
            if people and (gender or len({one.entity for one in people}) == 1):
                return people[0]
        return None

    def named_in(self, at: int, quotes: Sequence[Quote]) -> frozenset[int]:
        """Whom the direct ones of some quotes of a paragraph name themselves, who is thereby not
        whoever says them: “Smith is old,” he said; nor is whom they are said of.
        """
        text, mentions = self._paragraphs[at]
        places = [(one.start, one.end) for one in quotes if one.kind == "direct"]
        if not places:
            return frozenset()
        cues = {one.cue[1] for one in quotes if one.cue != NOWHERE}
        said_of = frozenset(
            entity
            for start, _, entity, _ in mentions
            if any(text[end:start] in _SAID_OF for end in cues if end < start)
        )
        return said_of | frozenset(
            entity
            for start, end, entity, kind in mentions
            if kind == "person"
            and any(first <= start and end <= last for first, last in places)
            and not speaks_of_himself(text, start, end)
        )

    def corrected(
        self, at: int, quote: Quote, before: Sequence[Quote], gender: str, but: frozenset[int]
    ) -> Quote:
        """A quote of which the paragraph seems to name who "he" is: not whom another one names in
        what he says, then it is whoever said that; and none of `but`, then it is one whom the
        paragraph or those before name besides. Open, where that tells nobody.
        """
        source = quote.source
        if source is None or source.paragraph != at:
            return quote
        around = next((one for one in before if one.start <= source.start < one.end), None)
        if (
            around
            and around.source != source
            and not is_behind_said(self._paragraphs[at][0], source.start)
        ):
            if around.source and self.people.fits(around.source, gender, but):
                return replace(quote, source=around.source)
            if around.cue[0] < around.start or source.start > around.start + _FRONTED:
                return replace(quote, source=None)
        if self.is_reported(at, quote, source.entity):
            return replace(quote, source=None)
        if source.entity not in but and not self.people.is_credit(source):
            return quote
        but |= {source.entity}
        here = self._before(at, quote, before, gender, but)
        if here:
            only = len({one.entity for one in here}) == 1
            return replace(quote, source=here[-1] if only else None)
        if before and before[-1].source == source:
            # “…,” Smith said. He said it was not up to him: “Not John Smith, but you.”
            return replace(quote, certainty=GUESSED)
        meant = self.meant(before, gender, but)
        return replace(quote, source=meant, certainty=GUESSED if meant else quote.certainty)

    def alone(
        self, at: int, quote: Quote, own: Sequence[Quote], gender: str, but: frozenset[int]
    ) -> Source | None:
        """The only one whom a paragraph names before "he" outside of what is said in it: it was
        praised by Smith. “Good,” he said.
        """
        here = self._before(at, quote, own, gender, but)
        return here[-1] if len({one.entity for one in here}) == 1 else None

    def _before(
        self, at: int, quote: Quote, others: Sequence[Quote], gender: str, but: Collection[int]
    ) -> list[Source]:
        """Who may be meant and stands before the pronoun in its paragraph, or before the verb that
        does without.
        """
        people = self.people.named(at, [*others, quote], gender, but)
        place = quote.cue if quote.speaker_span == NOWHERE else quote.speaker_span
        return [one for one in people if one.start < place[0]]

    def is_passing(self, at: int, quote: Quote, one: Source, gender: str) -> bool:
        """Whether somebody spoke some paragraphs before, but a sentence goes on with one whom the
        article is about, who is named much more often: when he left Smith and Jones, he said.
        """
        text = self._paragraphs[at][0][: quote.speaker_span[0]]
        sentence = text[text.rfind(". ") + 1 :].lower()
        goes_on = _SUBORDINATE.match(sentence) and _PRONOUN[gender].search(sentence)
        if one.paragraph + 1 >= at or not goes_on:
            return False
        named = Counter(m[2] for _, found in self._paragraphs for m in found if m[3] == "person")
        most, times = max(named.items(), key=lambda pair: pair[1])
        if times < _MORE * named[one.entity]:
            return False
        first = next(
            Source(place, m[0], most)
            for place, (_, found) in enumerate(self._paragraphs)
            for m in found
            if m[2] == most
        )
        return self.people.fits(first, gender)

    def is_reported(self, at: int, quote: Quote, entity: int) -> bool:
        """Whether "he" names somebody in what is reported of him: he said Smith was old; but not in
        an aside of the reporter's.
        """
        if quote.kind == "direct":
            return False
        text, mentions = self._paragraphs[at]
        first = max(quote.start, quote.cue[1])
        named = next(
            (m for m in mentions if m[2] == entity and first <= m[0] and m[1] <= quote.end), None
        )
        return (
            named is not None
            and not _ASIDE.search(text, first, named[0])
            and not _TELLS.match(text, named[1])
            and not speaks_of_himself(text, named[0], named[1])
        )

    def only_one(self, at: int) -> Source | None:
        """The one person whom a paragraph that came before names outside of what is said in it."""
        if self._is_byline(at):
            return None
        people = [*self.people.named(at, self._known[at].quotes, "")]
        return people[0] if len({one.entity for one in people}) == 1 else None

    def is_without_name_before(self) -> bool:
        """Whether somebody spoke in the paragraphs right before whom no mention names."""
        return any(
            quote.source is None and quote.speaker_span != NOWHERE
            for known in self._known[-_BACK:]
            for quote in known.quotes
        )

    def _is_heading(self, place: int) -> bool:
        """Whether a paragraph is a line in capitals, as links to other articles are, or only a
        name, as the writer's in the middle of a text.
        """
        text, mentions = self._paragraphs[place]
        alone = len(mentions) == 1 and text[mentions[0][0] : mentions[0][1]] == text.strip()
        return alone or (text.isupper() and len(text.split()) > _NAME)

    def _is_byline(self, place: int) -> bool:
        """Whether a paragraph, of an article in another language, is only names."""
        from index.quotes.other_languages.interviews import is_byline  # noqa: PLC0415

        return is_byline(self._paragraphs[place][0])
