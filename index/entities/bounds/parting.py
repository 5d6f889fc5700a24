"""Spans parted that a tagger took as one: "Xi Jinping of China", "CNN/ORC", "Obama White House"."""

from __future__ import annotations

from collections.abc import Iterator

from index.core.values import EntityType
from index.entities.bounds.span_words import SpanWords
from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.legal_forms import is_legal
from index.entities.words.name_cues import POSSESSIVE_ENDINGS

PLACES = gz.COUNTRY | gz.REGION | gz.CITY
DASHES = frozenset("-–—")
PARTING = frozenset({"and", "&", "of", ",", "/", "with", "vs", "in", "to", "for"})
"""Words that stand between names, and in none that is a person's."""

MEMBERS = frozenset("MP TD MNA MLA MSP MEP MLC MCA MPA MK".split())
"""Who sits in a parliament, before a name: "Sinn Féin TD Pádraig Mac Giolla"."""

_JUDGES = frozenset({"Justice", "Judge", "Magistrate"})
_OFFICES = frozenset("Ministry Department".split())
_CHAMBERS = {"House", "Senate"}
# "Department for Trade and the Environment" is one.
_INSIDE_BODIES = frozenset("for on of".split())
_LED = frozenset("led backed owned run controlled".split())
# So often a word has a capital that is hardly anything but a name.
_ALWAYS = 0.8
ORDINARY = 0.2
"""Words with a capital so seldom begin a sentence far more often than a name."""


class Parter:
    """Parts spans that join several names."""

    def __init__(self, facts: SpanWords) -> None:
        self._facts = facts

    def part(self, span: Span, words: list[str]) -> Iterator[Span]:
        """The names in a span that joins several."""
        if span.last == span.first or self._facts.bits(words, span.first, span.last):
            yield span
            return
        if span.type != "person" and self._is_of_office(span, words):
            yield Span(span.first, span.first, "person", span.confidence)
            yield span._replace(first=span.first + 1, type="org")
            return
        if led := self._leader(span, words):
            yield from led
            return
        if member := self._member(span, words):
            yield from member
            return
        if span.type == "person" and (at := self._joint(span, words)):
            yield from self._both(span, words, at)
            return
        yield from self._between(span, words)

    def _between(self, span: Span, words: list[str]) -> Iterator[Span]:
        """The names in a span between the words that part names, or all of it."""
        start = span.first
        for place in range(span.first + 1, span.last + 1):
            if span.type == "person" and self._is_twice(words, start, place):
                # "Haley Nikki Haley" is Nikki Haley, "Joe Biden Joe" Joe Biden.
                before = place == start + 2 and self._begins_with_surname(words, start)
                yield span._replace(first=start + before, last=place - (not before))
                return
            if place == span.last:
                break
            if start < place and self._is_of(span, words, start, place):
                yield span._replace(first=start, last=place - 1, type="person")
                start = place + 1 + (words[place + 1] == "the")
                if start <= span.last:
                    yield span._replace(first=start, type=self._kind(words, start, span.last))
                return
            if start < place and self._parts(span, words, start, place):
                yield span._replace(first=start, last=place - 1)
                start = place + 1
                while start < span.last and words[start] in PARTING:
                    start += 1
        if start > span.first:
            span = span._replace(first=start)
            yield span._replace(type="person") if self._is_called(span, words) else span
        else:
            yield span

    def _leader(self, span: Span, words: list[str]) -> tuple[Span, Span] | None:
        """Whoever leads or backs something and what it is: "Morsi-led Muslim Brotherhood"."""
        for place in range(span.first + 1, span.last - 1):
            if words[place] in DASHES and words[place + 1] in _LED:
                before = span._replace(last=place - 1)
                if self._facts.bits(words, before.first, before.last) & PLACES:
                    before = before._replace(type="place")
                elif self._is_called(before, words):
                    before = before._replace(type="person")
                first = place + 2
                return before, span._replace(first=first, type=self._kind(words, first, span.last))
        return None

    def _joint(self, span: Span, words: list[str]) -> int:
        """Where a possessive or a title stands in what was taken for a person, 0 where none does:
        "Alaska's Don Young", "Lawrence Mayor Dan Rivera".
        """
        for place in range(span.first + 1, span.last):
            if self._joins(words[place]):
                return place
        # "Atlanta Mayor", but "Jemal Countess".
        town = self._facts.bits(words, span.first, span.last - 1) & PLACES
        return span.last if town and self._joins(words[span.last]) else 0

    def _joins(self, word: str) -> bool:
        called = gz.GIVEN | gz.SURNAME
        return word in POSSESSIVE_ENDINGS or self._facts.bit(word) & (gz.TITLE | called) == gz.TITLE

    def _both(self, span: Span, words: list[str], at: int) -> Iterator[Span]:
        """What stands before and behind a possessive or a title, each if it is a name by itself."""
        bits = self._facts.bits(words, span.first, at - 1)
        before = span._replace(last=at - 1)
        if bits & (PLACES | gz.ORG) and not bits & (gz.GIVEN | gz.SURNAME):
            yield before._replace(type="place" if bits & PLACES else "org")
        elif at - span.first > 1 and self._facts.bit(words[span.first]) & gz.GIVEN:
            yield before
        while at <= span.last and self._joins(words[at]):
            at += 1
        if at > span.last:
            return
        own = self._facts.bit(words[at]) & (gz.GIVEN | gz.SURNAME)
        titled = words[at - 1] not in POSSESSIVE_ENDINGS
        if titled or (own and self._facts.share(words[at].lower()) >= _ALWAYS):
            yield span._replace(first=at)

    def _member(self, span: Span, words: list[str]) -> tuple[Span, ...] | None:
        """A party or a seat, and who is its member: "Sinn Féin TD Pádraig Mac Giolla"."""
        if span.type == "org" and words[span.first] in MEMBERS and span.last > span.first + 1:
            return (span._replace(first=span.first + 1, type="person"),)
        if span.type == "org" and words[span.last] in MEMBERS:
            # "Fianna Fáil TD", "Edinburgh MSP"
            last = span.last - 1
            return (span._replace(last=last, type=self._kind(words, span.first, last)),)
        for place in range(span.first + 1, span.last) if span.type != "place" else ():
            if words[place] in MEMBERS and not words[span.last].isupper():
                who = span._replace(first=place + 1, type="person")
                return span._replace(last=place - 1, type="org"), who
        return None

    def _is_called(self, span: Span, words: list[str]) -> bool:
        """Whether what was cut from an organisation is somebody who works there: "CNN's Wolf
        Blitzer".
        """
        if span.type != "org" or span.last != span.first + 1:
            return False
        given, family = self._facts.bit(words[span.first]), self._facts.bit(words[span.last])
        if given & (gz.GIVEN | gz.ORG_CUE | PLACES) != gz.GIVEN or family & gz.ORG_CUE:
            return False
        return bool(family & gz.SURNAME) or self._facts.share(words[span.last].lower()) > _ALWAYS

    @staticmethod
    def _is_twice(words: list[str], start: int, place: int) -> bool:
        """Whether a page says a name twice: "Joe Biden Joe BidenHouse Democrats"."""
        again = place > start + 1 and words[place] == words[start]
        return again and words[place - 1] not in DASHES

    def _begins_with_surname(self, words: list[str], start: int) -> bool:
        called = gz.GIVEN | gz.SURNAME
        own, second = (self._facts.bits(words, at, at) & called for at in (start, start + 1))
        return second == gz.GIVEN != own

    def _is_of_office(self, span: Span, words: list[str]) -> bool:
        """Whether somebody stands before what he presides over: "Obama White House"."""
        own = words[span.first : span.last + 1]
        office = own[1:] == ["White", "House"] or own[-1] == "Department"
        bits = self._facts.bits(words, span.first, span.first)
        rest = self._facts.bits(words, span.first + 1, span.last)
        return bool(office and rest & gz.ORG) and not bits & ~(gz.GIVEN | gz.SURNAME | gz.CITY)

    def _is_of(self, span: Span, words: list[str], start: int, place: int) -> bool:
        """Whether "of" stands between somebody and whom he belongs to: "Xi Jinping of China",
        "Claudia Mo of the Civic Party", which was taken for one organisation.
        """
        if words[place] != "of" or span.type == "place":
            return False
        if span.type == "person":
            return True
        judge = words[start] in _JUDGES and place == start + 3
        start += judge
        given, last = (self._facts.bit(words[at]) for at in (start, place - 1))
        if judge and last & ~(gz.TITLE | gz.ROLE | gz.ORG_CUE | gz.OTHER) == last:
            return True
        if place != start + 2 or last & ~(gz.SURNAME | gz.GIVEN):
            return False
        if not given and all(map(str.istitle, words[start:place])):
            # "Jediah Blades of Barbados Pride"
            return bool(last) and self._facts.share(words[start].lower()) >= _ALWAYS
        ordinary = self._facts.share(words[place - 1].lower()) < ORDINARY
        return given & (gz.GIVEN | PLACES | gz.ORG_CUE) == gz.GIVEN and not ordinary

    def _parts(self, span: Span, words: list[str], start: int, place: int) -> bool:
        """Whether the word at a place stands between two names."""
        word = words[place]
        if span.type == "org" and word in POSSESSIVE_ENDINGS:
            return self._is_owned(span, words, start, place)
        if word in DASHES:
            before = self._facts.bits(words, start, place - 1)
            after = self._facts.bits(words, place + 1, span.last)
            if before & gz.COUNTRY and after & gz.COUNTRY:
                return True
        if span.type == "org" and (word in DASHES or word == "/"):
            return self._are_two(words[start:place], words[place + 1 : span.last + 1], word)
        if word not in PARTING:
            return False
        if span.type == "org" and word == "and" and words[place + 1] in PARTING:
            # "The Affordable Care Act and of Social Security"
            return True
        if span.type == "org" and word == "for" and words[place - 1] in _OFFICES:
            # "the Rural Development Ministry for Sabah"
            return bool(self._facts.bits(words, place + 1, span.last) & PLACES)
        if span.type == "org" and word == "and":
            before = self._facts.bits(words, start, place - 1)
            left, right = words[start:place], words[place + 1 : span.last + 1]
            if self._are_bodies(left, right):
                return True
            return bool(before & gz.ORG and self._facts.bits(words, place + 1, span.last) & gz.ORG)
        if span.type == "person":
            return word != "," or words[place + 1].lower().rstrip(".") not in {"jr", "sr"}
        return span.type == "place" and word in {"and", "&", ",", "/"}

    def _are_bodies(self, left: list[str], right: list[str]) -> bool:
        """Whether an "and" stands between two organisations: before an article ("the Guardian and
        The Washington Post"), between two that begin alike ("Sunday Times and Sunday Telegraph"),
        or end so in a word before the "and" ("Waterford High and Bridgeport High"; "Ink Inc and
        Chemicals Inc" may be one).
        """
        if right[0] in {"the", "The"}:
            if left[0] in _OFFICES and "," in left:
                # "Department of Agriculture, Food and the Marine"
                return False
            place = self._facts.bits(right, 1, len(right) - 1) & PLACES if right[1:] else True
            return not place and _INSIDE_BODIES.isdisjoint(left[-3:-1])
        if len(left) == 1 or len(right) == 1 or is_legal(left[-1]):
            return False
        if self._facts.bits(left, 0, len(left) - 1) & PLACES:
            return False
        if left[0] == right[0] or {left[0], right[0]} == _CHAMBERS:
            return not is_legal(right[-1])
        return left[-1] == right[-1] and (
            left[-1] == "High" or bool(self._facts.bit(left[-1]) & gz.ORG_CUE)
        )

    def _is_owned(self, span: Span, words: list[str], start: int, place: int) -> bool:
        """Whether a possessive stands between an organisation and what belongs to it: "NASA's
        Advisory Panel", "University of Strand's Research Institute"; "Moody's Corp" is one.
        """
        if place == start + 1:
            return words[start].isupper() and bool(self._facts.bit(words[start]) & gz.ORG)
        cues = [self._facts.bit(words[at]) & gz.ORG_CUE for at in (start, place - 1, span.last)]
        numbered = words[place + 1][:1].isdecimal()
        return bool(any(cues[:2]) and cues[2]) and span.last > place + 1 and not numbered

    def _are_two(self, left: list[str], right: list[str], joint: str) -> bool:
        """Whether the words on both sides of a slash or hyphen are organisations that did something
        together: "Washington Post-ABC News", "CNN/ORC", "Reuters/Ipsos".
        """
        sides = (left, right)
        known = [self._facts.bits(side, 0, len(side) - 1) & gz.ORG for side in sides]
        single = all(len(side) == 1 and len(side[0]) > 2 for side in sides)
        alike = all(side[0].isupper() or (joint == "/" and side[0].istitle()) for side in sides)
        return all(known) or (any(known) and single and alike)

    def _kind(self, words: list[str], first: int, last: int) -> EntityType:
        return "place" if self._facts.bits(words, first, last) & PLACES else "org"
