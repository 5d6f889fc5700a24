"""Who stands behind a verb of saying: said Senator Ann Lee of Ohio."""

from __future__ import annotations

from typing import NamedTuple

from index.quotes.attribution_words import (
    DETERMINERS,
    HEARERS,
    LETTERS,
    NEAR,
    OFFICES,
    PARTICIPLES,
    PRONOUNS,
    is_adverb,
)
from index.quotes.pronouns import antecedent
from index.quotes.token_sequence import NOUN, TokenSequence

_WHEN = frozenset("afterwards afterward beforehand thereafter".split())
CLAUSE_ENDS = frozenset(",;:—–()")
TITLES = 4
"""The words of a title at most, with its full stop."""


class Subject(NamedTuple):
    """Somebody: the place of the name that says who it is, -1 for one without a name; the places
    of the first and last word.
    """

    named: int
    first: int
    last: int


def after(line: TokenSequence, at: int, origin: int) -> Subject | None:
    """The subject behind its verb, from a place on: said Senator Ann Lee of Ohio."""
    if line.low[line.within(at, origin)] in PRONOUNS:
        return Subject(antecedent(line, at), at, at)
    end = at
    while end < at + NOUN and line.within(end, origin) >= 0 and line.is_noun(end):
        end += 1
        if line.low[end - 1] in DETERMINERS and line.kind(end) == "w":
            # The next point, its managing director, a June poll: what follows belongs to it.
            end += 1
        word = line.low[end]
        if word.endswith("ing") or is_adverb(word) or word in _WHEN:
            break
    if end == at:
        return None
    if line.low[end - 1] in LETTERS and line.kind(end - 2) == "person":
        end -= 1
    if line.is_somebody(end - 1):
        end = _whose_person(line, end, origin)
    if line.low[end] == "and" and not line.is_somebody(end - 1):
        # Said strategist and contributor Ann Lee.
        other = end + 1
        while other < end + NOUN and line.within(other, origin) >= 0 and line.is_noun(other):
            other += 1
        if line.kind(other - 1) == "person":
            end = other
    named = line.is_somebody(end - 1)
    for comma in () if named else (end, _office_end(line, at, end, origin)):
        name = _behind_titles(line, comma + 1, origin)
        if line.low[comma] == "," and line.low[comma + 1] == "the":
            # Said her pupil, the potter Ann Lee.
            while line.kind(name) == "w" and line.is_noun(name) and name < comma + NOUN:
                name += 1
        aside = line.low[comma] == "," and line.kind(line.within(name, origin)) == "person"
        if aside and not line.is_noun(name + 1):
            # Said a friend, Ann Lee. Said the secretary of state, Ann Lee.
            return Subject(name, name, name)
    if named:
        return Subject(end - 1, at, end - 1)
    return Subject(-1, at, _with_what_follows(line, end, origin) - 1)


def inverted(line: TokenSequence, cue: int, low: int) -> Subject | None:
    """The subject behind a verb that begins a sentence or a clause: Said Smith: “…”"""
    if line.low[cue] in HEARERS | PARTICIPLES or (cue > low and line.low[cue - 1] != ","):
        return None
    subject = after(line, cue + 1, cue)
    if subject and line.kind(line.within(subject.last + 1, cue)) in {"", ".", "q"}:
        return subject
    return None


def _whose_person(line: TokenSequence, end: int, origin: int) -> int:
    """The place behind a person who belongs to what a noun ends with: said the Institute’ Ann Lee;
    said Jones' manager Ann Lee; said Smith for America director Ann Lee. The place itself
    without one.
    """
    if line.low[end] in {"’", "'"}:
        name = end + 1
        while name < end + NOUN and line.kind(line.within(name, origin)) == "w":
            if not line.is_noun(name):
                return end
            name += 1
        return name + 1 if line.kind(line.within(name, origin)) == "person" else end
    if line.low[end] == "for":
        for at in range(end + 2, end + NOUN):
            if line.kind(line.within(at, origin)) == "person":
                office = not OFFICES.isdisjoint(line.low[end:at])
                return at + 1 if office and line.kind(at - 1) == "w" else end
            if line.low[at] in CLAUSE_ENDS or line.low[at] in PRONOUNS or line.is_cue(at):
                break
    return end


def _behind_titles(line: TokenSequence, at: int, origin: int) -> int:
    """The place behind the titles that begin at one: the Rev., Dr."""
    for place in range(at, at + TITLES):
        kind = line.kind(line.within(place, origin))
        title = kind == "w" and line.text[line.start(place)].isupper()
        if not (title or line.low[place] in {"the", "."}):
            return place
    return at


def _office_end(line: TokenSequence, at: int, end: int, origin: int) -> int:
    """The place behind an office that one person holds: the secretary of state. Of the friend of
    the mayor, it may be either whom a name behind a comma names.
    """
    is_office = line.low[at] == "the" and line.low[end] == "of" and line.low[end - 1] not in NEAR
    return _with_what_follows(line, end, origin) if is_office else end


def _with_what_follows(line: TokenSequence, end: int, origin: int) -> int:
    """The place behind a noun with what belongs to it: one of the fishermen, a spokesman for X."""
    if line.low[end] not in {"of", "for", "at", "with", "from"}:
        return end
    behind = end + 1
    while behind < end + NOUN and line.within(behind, origin) >= 0 and line.is_noun(behind):
        behind += 1
    return behind if behind > end + 1 else end
