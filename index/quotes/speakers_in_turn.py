"""What the paragraphs of an article tell of who speaks in the next one, in whatever language.

"He said" where a paragraph names nobody means whoever spoke last, else the first person of the
paragraph before, as far as title and given name do not speak against it (Elson and McKeown 2010
take the nearest such person, too). Words of a paragraph that says nothing of a speaker go on with
what was said at the end of the one before. What is found so is marked as guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from index.quotes.attribution_words import Named
from index.quotes.headline_person import headline_person
from index.quotes.other_languages.word_tables import Words
from index.quotes.quotation_marks import is_open
from index.quotes.quote import GUESSED, LIKELY, NOWHERE, Quote, Source
from index.quotes.referents import Referents

MARKS = " \t\xa0\"'“”‘’«»„`"
_SOME = frozenset("a an one another ein eine einer un une una um uma een".split())
_NOUN = 3
"""So many words behind such a one may say what somebody is."""
_SHARE = 0.9
"""So much of a paragraph is between marks where it goes on with the quote of the one before."""


class SpeakersInTurn:
    """Goes through an article, paragraph by paragraph. What differs between languages is asked of
    methods of its own: see `article_quotes` and `other_languages.paragraph_by_paragraph`.
    """

    def __init__(
        self,
        paragraphs: Sequence[tuple[str, Sequence[Named]]],
        names: Mapping[int, str],
        pronouns: Mapping[str, str],
        words: Words | None = None,
        headline: str = "",
    ) -> None:
        self._paragraphs, self._pronouns, self._headline = paragraphs, pronouns, headline
        self._referents = Referents(paragraphs, names, words)

    def attributed(self, at: int, own: Sequence[Quote]) -> list[Quote]:
        """The quotes of the next paragraph, with speakers whom those before tell."""
        found: list[Quote] = []
        if not own:
            # Most paragraphs quote nobody.
            self._referents.learn(found)
            return found
        text = self._text(at)
        called: dict[str, list[Quote]] = defaultdict(list)
        for quote in own:
            called[text[slice(*quote.speaker_span)].lower()].append(quote)
        named = {
            spoken: self._not_meant(at, same)
            for spoken, same in called.items()
            if spoken in self._pronouns
        }
        for quote in own:
            spoken = text[slice(*quote.speaker_span)].lower()
            if spoken in self._pronouns:
                found.append(self._by_pronoun(at, quote, own, found, named[spoken]))
            elif quote.source is not None:
                found.append(quote)
            elif quote.speaker_span == NOWHERE != quote.cue:
                # The verb stands without its subject, as in Spanish.
                found.append(self._without_subject(at, quote, own, found))
            elif quote.speaker_span == NOWHERE and quote.kind == "direct":
                found.append(self._continued(at, own, quote, found))
            else:
                found.append(self._by_role(at, quote, found) if spoken else quote)
        self._referents.learn(found)
        return found

    def _text(self, at: int) -> str:
        return self._paragraphs[at][0]

    # "He" and "she"

    def _by_pronoun(
        self,
        at: int,
        quote: Quote,
        own: Sequence[Quote],
        before: Sequence[Quote],
        but: frozenset[int],
    ) -> Quote:
        """A quote by whomever "he" or "she" means, who is nobody of `but`."""
        referents = self._referents
        gender = self._pronouns[self._text(at)[slice(*quote.speaker_span)].lower()]
        one = self._in_office(at, quote, own)
        if one is not None and referents.people.fits(one, gender, but):
            quote = guessed(quote, one, GUESSED)
        elif quote.source is None:
            meant = referents.meant(before, gender, but)
            if meant and self._is_told_otherwise(at, quote, meant, gender):
                return quote
            quote = guessed(quote, meant or referents.alone(at, quote, own, gender, but), GUESSED)
        else:
            quote = self._corrected(at, quote, before, gender, but)
        if quote.source is None:
            quote = self._named_behind(at, quote, own, gender, but)
        if quote.source is None:
            quote = self._by_headline(at, quote, gender, but)
        referents.called(quote, gender)
        return quote

    def _named_behind(
        self, at: int, quote: Quote, own: Sequence[Quote], gender: str, but: frozenset[int]
    ) -> Quote:
        """A quote by whom the next sentence begins with, where nobody was named yet: “…,” he said.
        Smith was speaking after the match.
        """
        text, mentions = self._paragraphs[at]
        last = max(quote.cue[1], quote.speaker_span[1], quote.end)
        people = {one[2] for one in mentions if one[3] == "person"}
        if len(people) != 1 or any(named for _, named in self._paragraphs[:at]):
            return quote
        start, _, entity, kind = mentions[0]
        one = Source(at, start, entity)
        begins = text[last:start].strip(MARKS) == "." and kind == "person"
        said = any(each.start <= start < each.end for each in own)
        fits = begins and not said and self._referents.people.fits(one, gender, but)
        return guessed(quote, one, GUESSED) if fits else quote

    def _in_office(self, at: int, quote: Quote, own: Sequence[Quote]) -> Source | None:
        """Who is meant by an office that the sentence before a pronoun is about, if known."""
        del at, quote, own
        return None

    @cached_property
    def _about(self) -> Source | None:
        """Whom the article is about by its headline."""
        return headline_person(self._headline, self._paragraphs)

    def _by_headline(self, at: int, quote: Quote, gender: str, but: frozenset[int]) -> Quote:
        """A quote of which the article tells no more than "he" or "she": by whom the headline
        names, if nobody without a name has come into it.
        """
        about = self._about
        if about is None or not self._referents.people.fits(about, gender, but):
            return quote
        new = self._referents.is_without_name_before() or self._is_new(at, quote)
        return quote if new else guessed(quote, about, GUESSED)

    def _is_new(self, at: int, quote: Quote) -> bool:
        """Whether somebody without a name comes into a paragraph, or the one before it: a widow."""
        before = self._text(at - 1) if at else ""
        words = f"{before} {self._text(at)[: quote.start]}".lower().split()
        return any(
            words[place] in _SOME and any(map(self._is_role, words[place + 1 : place + 1 + _NOUN]))
            for place in range(len(words))
        )

    def _is_role(self, word: str) -> bool:
        """Whether a word in small letters says what somebody is."""
        raise NotImplementedError

    def _not_meant(self, at: int, same: Sequence[Quote]) -> frozenset[int]:
        """Whom a pronoun of these quotes does not mean."""
        del at, same
        return frozenset()

    def _is_told_otherwise(self, at: int, quote: Quote, meant: Source, gender: str) -> bool:
        """Whether the words beside a pronoun tell that it does not mean somebody."""
        del at, quote, meant, gender
        return False

    def _corrected(
        self, at: int, quote: Quote, before: Sequence[Quote], gender: str, but: frozenset[int]
    ) -> Quote:
        """A quote whose pronoun was read as somebody of its own paragraph."""
        del at, before, gender, but
        return quote

    # Without a pronoun

    def _without_subject(
        self, at: int, quote: Quote, own: Sequence[Quote], before: Sequence[Quote]
    ) -> Quote:
        """A quote by whomever a verb means that has no subject."""
        meant = self._referents.meant(before, "")
        meant = meant or self._referents.alone(at, quote, own, "", frozenset())
        if meant is None:
            return self._by_headline(at, quote, "", frozenset())
        return guessed(quote, meant, GUESSED)

    def _by_role(self, at: int, quote: Quote, before: Sequence[Quote]) -> Quote:
        """A quote by whoever is meant by what the speaker is, if that is one person."""
        raise NotImplementedError

    # Without any word of a speaker

    def _continued(
        self, at: int, own: Sequence[Quote], quote: Quote, found: Sequence[Quote]
    ) -> Quote:
        """A quote that goes on with what the paragraph before ends with: where that was not closed,
        or where nothing else stands in this one.
        """
        before, text = self._referents.last, self._text(at)
        if found:
            return self._follows(at, quote, found[-1])
        if before is None or quote is not own[0]:
            return quote
        front = text[: quote.start].strip(MARKS)
        if not before.speaks and not front:
            return guessed(quote, self._introduced(at, own), GUESSED)
        if before.last is None or not before.speaks:
            return quote
        if before.last.entity in self._referents.named_in(at, own) or front:
            return quote
        if is_open(self._text(at - 1)):
            return guessed(quote, before.last, LIKELY)
        return guessed(quote, before.last, GUESSED) if self._is_alone(at, own) else quote

    def _follows(self, at: int, quote: Quote, before: Quote) -> Quote:
        """A quote behind another one of its paragraph."""
        del at, before
        return quote

    def _is_alone(self, at: int, own: Sequence[Quote]) -> bool:
        """Whether nothing but its quotes stands in a paragraph, and no question."""
        text = self._text(at)
        said = sum(one.end - one.start for one in own)
        alone = all(one.speaker_span == NOWHERE for one in own)
        return alone and not self._asks(text) and said >= _SHARE * len(text.strip(MARKS))

    def _asks(self, text: str) -> bool:
        """Whether an interviewer asks, who is not whoever spoke before."""
        del text
        return False

    def _introduced(self, at: int, own: Sequence[Quote]) -> Source | None:
        """The one person whom the paragraph before names, where nobody speaks in that and nothing
        but quotes stands in this one.
        """
        return self._referents.only_one(at - 1) if self._is_alone(at, own) else None


def guessed(quote: Quote, source: Source | None, certainty: int) -> Quote:
    """A quote by somebody who was told so surely; as it is where nobody was."""
    return quote if source is None else replace(quote, source=source, certainty=certainty)
