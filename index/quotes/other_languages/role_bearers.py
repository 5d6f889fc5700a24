"""Whom an article means by what somebody is: the party leader, la ministre des Finances.

Such words mean a person where they stand beside the name of exactly one, in front of it or between
commas behind it, and of nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.core.folding import fold
from index.quotes.attribution_words import Named
from index.quotes.other_languages.clause_words import ClauseWords, Written
from index.quotes.other_languages.genders import gender_in
from index.quotes.other_languages.marked_asides import passages_apart
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.noun_phrases import MANY, phrase
from index.quotes.other_languages.role_words import (
    content_of,
    first_heads,
    gender_of_article,
    is_role,
    is_same,
    places_of,
)
from index.quotes.other_languages.verb_subjects import CLAUSE
from index.quotes.other_languages.word_tables import Words
from index.quotes.quote import GUESSED, LIKELY, Place, Source

_AGED = 4
_NEAR = 1
"""So many paragraphs before one the person may be named who is called by fewer words there."""


class _Bearer(NamedTuple):
    """Somebody by what he is: the words for it, all with what belongs to them; a mention of him,
    None for one without a name; the last word of his name; "m" or "f" as far as an article or the
    name tells it.
    """

    heads: frozenset[str]
    content: frozenset[str]
    source: Source | None
    surname: str
    gender: str


class RoleBearers:
    """The people of an article by what they are; `lines` are the words of its paragraphs."""

    def __init__(self, paragraphs: Sequence[tuple[str, Sequence[Named]]], words: Words) -> None:
        self._paragraphs = paragraphs
        self._words = words
        self.lines = [_line(text, mentions, words) for text, mentions in paragraphs]
        self._bearers = [
            bearer
            for at, line in enumerate(self.lines)
            for bearer in (*_in_front(line, at), *_behind(line, at))
        ]
        self._called: dict[tuple[str, frozenset[str], str], list[_Bearer]] = {}

    def meant(self, at: int, span: Place) -> tuple[Source, int] | None:
        """The person meant by the words at a place of a paragraph, with how certain that is; None
        where it is nobody's role, or that of several.
        """
        line, words = self.lines[at], self._words
        places = places_of(line, *span)
        latter = self._words.latters.get(tuple(line.low[place] for place in places))
        if latter is not None and places:
            return _last_named(line, at, places[0], latter)
        definite = places and line.low[places[0]] in words["definite"] & words["the"]
        if not definite or any(line.kind[place] == "person" for place in places):
            return None
        heads = first_heads(line, places)
        content = content_of(line, places)
        if len(heads) != 1:
            return None
        (head,) = heads
        gender = gender_of_article(line, places[0])
        some = self._called_so(head, content, gender)
        named = [one for one in some if one.source and one.source.paragraph <= at]
        if not named:
            return None
        known = frozenset().union(*(one.content for one in named))
        if any(not self._covers(known, one.content) for one in some if not one.source):
            return None
        source = named[-1].source
        assert source is not None
        exact = any(content == one.content for one in named)
        if not exact and not self._is_near(at, source.entity):
            return None
        return source, LIKELY if source.paragraph == at else GUESSED

    def is_another(self, at: int, span: Place, entity: int) -> bool:
        """Whether the article says of a person what is like the words at a place of a paragraph,
        yet not these: of the former minister, of the minister's brother.
        """
        line = self.lines[at]
        places = places_of(line, *span)
        heads = first_heads(line, places)
        return any(
            own.endswith(head) or is_same(self._words, own, head) or is_same(self._words, head, own)
            for one in self._bearers
            if one.source and one.source.entity == entity
            for own in one.content
            for head in heads
        )

    def _called_so(self, head: str, content: frozenset[str], gender: str) -> list[_Bearer]:
        """Those who may be what a role says, none where they are several people. A long transcript
        has hundreds who are asked for by the same words.
        """
        key = head, content, gender
        if key not in self._called:
            some = [
                one
                for one in self._bearers
                if (not gender or one.gender in {"", gender}) and self._may_be(one, head, content)
            ]
            several = len({one.surname for one in some if one.source}) > 1
            self._called[key] = [] if several else some
        return self._called[key]

    def _is_near(self, at: int, entity: int) -> bool:
        return any(
            one[2] == entity
            for place in range(max(0, at - _NEAR), at + 1)
            for one in self._paragraphs[place][1]
        )

    def _may_be(self, one: _Bearer, head: str, content: frozenset[str]) -> bool:
        """Whether what somebody is has the words of a role, and is no other: a vice president."""
        other = self._words["other role"]
        if (one.content & other) != (content & other):
            return False
        same = any(is_same(self._words, own, head) for own in one.heads)
        return same and self._covers(one.content, content - {head})

    def _covers(self, some: frozenset[str], content: frozenset[str]) -> bool:
        return all(any(is_same(self._words, own, word) for own in some) for word in content)


def _line(text: str, mentions: Sequence[Named], words: Words) -> ClauseWords:
    groups = passages_apart(Written(text, mentions, words))
    return ClauseWords(text, [one for group in groups for one in group], mentions, words)


def _last_named(
    line: ClauseWords, paragraph: int, low: int, gender: str
) -> tuple[Source, int] | None:
    """The person named last in front of a place, in the sentence before or in the same."""
    for at in range(low - 1, -1, -1):
        if line.sentence[low] - line.sentence[at] > 1:
            return None
        if line.kind[at] == "person":
            own = line.text[line.start(at) : line.end(at)]
            if gender_in(line.words, [], own, "") not in {"", gender}:
                return None
            return Source(paragraph, line.start(at), line.pieces[at].entity), LIKELY
    return None


def _in_front(line: ClauseWords, paragraph: int) -> Iterator[_Bearer]:
    """What people are by the words in front of their names, and of those without a name."""
    words, at = line.words, 0
    articles, merged = words["the"] | words["case"], words["case"] | words["of"]
    while at < line.size:
        low = line.low[at]
        begins = low in articles or words.is_role(low) if low else line.is_name(at)
        at, first = at + 1, at
        if not begins or (not low and line.kind[first] == "person"):
            continue
        if first and line.low[first - 1] in MANY:
            # Secondo gli inquirenti Rossi era “…”
            continue
        if low in merged:
            # Dem Minister, del ministro: an article is part of the word in front.
            first = at
        one = phrase(line, first, first + CLAUSE)
        if one is None or one.is_pronoun:
            continue
        if one.named < 0 and one.role:
            places = range(one.first, one.last + 1)
            heads = first_heads(line, places)
            if heads and low in words["definite"]:
                yield _Bearer(heads, content_of(line, places), None, "", "")
            continue
        if one.named >= 0 and line.kind[one.named] == "person":
            if bearer := _named(line, one, paragraph):
                yield bearer
            at = max(at, one.named)


def _named(line: ClauseWords, one: Phrase, paragraph: int) -> _Bearer | None:
    words, first = line.words, one.first
    if line.low[first - 1] in words["and"] and is_role(words, line.low[first - 2]):
        # The leader and minister Smith
        first -= 2
    places = [*range(first, one.named)]
    if not places:
        return None
    if line.low[places[-1]] != ",":
        # Of the spokesman of the minister Smith the last is Smith.
        places = _nearest(line, places)
    elif line.low[one.named + 1] in words["and"]:
        # The minister, Smith and Jones are three.
        return None
    return _bearer(line, first_heads(line, places), places, one.named, paragraph)


def _nearest(line: ClauseWords, places: Sequence[int]) -> list[int]:
    """Those of the places in front of a name that say what he is whose it is."""
    words = line.words
    role = next((at for at in reversed(places) if is_role(words, line.low[at])), -1)
    if role < 0 or any(line.low[at] in words["of"] for at in places[-1:]):
        return []
    first = role
    while first > places[0] and not (
        line.low[first - 1] in words["of"]
        or line.low[first - 1] in words["the"]
        or line.low[first - 1] in words["case"]
    ):
        first -= 1
    return [*range(first, places[-1] + 1)]


def _behind(line: ClauseWords, paragraph: int) -> Iterator[_Bearer]:
    """What people are by the words between commas behind their names."""
    for named in range(line.size):
        if line.kind[named] != "person":
            continue
        at = named + 1
        if line.low[at] == "(":
            at = next((end + 1 for end in range(at, at + 8) if line.low[end] == ")"), at)
        if line.low[at] != ",":
            continue
        if line.low[at + 1].isdigit():
            commas = (end for end in range(at + 2, at + 2 + _AGED) if line.low[end] == ",")
            at = next(commas, at)
        at += 1
        one = phrase(line, at, at + CLAUSE) if line.within(at, named) else None
        if one is None or one.named >= 0 or not one.role:
            continue
        if line.low[one.end] not in {",", ".", ";", ")", "–", "—", ""}:
            continue
        places = range(one.first, one.end)
        if bearer := _bearer(line, first_heads(line, places), places, named, paragraph):
            yield bearer


def _bearer(
    line: ClauseWords, heads: frozenset[str], places: Sequence[int], named: int, paragraph: int
) -> _Bearer | None:
    if not heads:
        return None
    source = Source(paragraph, line.start(named), line.pieces[named].entity)
    surname = fold(line.text[line.start(named) : line.end(named)]).split()[-1:]
    own = line.text[line.start(named) : line.end(named)]
    gender = gender_of_article(line, places[0]) or gender_in(line.words, [], own, "")
    return _Bearer(heads, content_of(line, places), source, "".join(surname), gender)
