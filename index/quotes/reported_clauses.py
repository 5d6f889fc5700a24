"""Where the clause begins that tells behind a verb of saying what was said."""

from __future__ import annotations

from index.quotes.attribution_words import (
    CALENDAR,
    DETERMINERS,
    HEARERS,
    POSSESSIVES,
    PREPOSITIONS,
)
from index.quotes.denials import DENIALS, denies
from index.quotes.reported_bounds import ENDS, FINITE
from index.quotes.subject_behind import after
from index.quotes.token_sequence import TokenSequence

PLAIN = frozenset({"said", "says"})
"""Verbs behind which a clause may stand without "that"."""

_THAT = 8
"""So many words may stand between a verb and its "that": told reporters in Ohio on Monday that."""

_TOLD = frozenset({"told", "tells"})
_CLAUSE = frozenset({"he", "she", "it", "they"})
_HEARER = 6
"""Words of whom something is told, at most."""
_NO_FINITE = frozenset("to being be been 's ’s am get gets got do did does".split())
LAST = frozenset("last this late earlier".split())
_SPANS = frozenset("night week month year morning evening afternoon".split())
_SUBJECT = 8
"""Words from "said" to the verb of what is said, where nothing else begins a clause."""

_BEGINS = DETERMINERS | frozenset(
    """he she it they we i you there these those some many most more few such both each every
    neither either nobody everyone everybody anyone any all what who if while when
    although""".split()
)
"""What begins a clause behind "said"; a name does too."""

_UNSAID = frozenset("whether if how why what who so this to".split())


def clause_behind(line: TokenSequence, cue: int, high: int) -> int:
    """The first word of what is told behind a verb, before the end of its sentence: Smith said
    that …; Smith told them that …; Smith said he …; 0 where nothing is.
    """
    for at in range(cue + 1, min(high, cue + _THAT)):
        word = line.low[at]
        if word == "," and at == cue + 1 and line.low[at + 1 : at + 4] == ["however", ",", "that"]:
            return at + 4
        if word == "that" and (at == cue + 1 or _may_go_before(line, cue, at)):
            if line.low[at + 1].endswith("ed"):
                return 0  # in a letter that showed
            return at + 1
        if line.kind(at) == "q" or word in ENDS or (line.is_cue(at) and at > cue + 1):
            break
        if word in DENIALS and denies(line, at):
            return 0
    if line.low[cue] in _TOLD and (first := _behind_hearer(line, cue + 1, high)):
        return first
    if line.low[cue] in PLAIN:
        first = _behind_when(line, cue + 1)
        clause = line.low[first] in _BEGINS or line.kind(first) in {"person", "org", "place"}
        if clause and line.low[cue - 1] == "," and _is_inverted(line, cue, high):
            return 0
        if (clause or _has_verb(line, first, high)) and line.low[first] not in _UNSAID:
            return first
    return 0


def _is_inverted(line: TokenSequence, cue: int, high: int) -> bool:
    """Whether who is named behind a verb is whose it is: …, said Ann Lee, a friend of Smith's."""
    subject = after(line, cue + 1, cue)
    if subject is None or subject.named < 0 or line.low[subject.last + 1] not in ENDS:
        return False
    return (FINITE - POSSESSIVES).isdisjoint(line.low[subject.last : high])


def _behind_hearer(line: TokenSequence, at: int, high: int) -> int:
    """The place of the clause that begins with "he" or the like behind whom it is told: told the
    crowd she was; 0 where none does.
    """
    for place in range(at + 1, min(high, at + _HEARER)):
        if line.low[place] in _CLAUSE:
            return place if line.low[place + 1] in FINITE else 0
        if not line.is_noun(place - 1) or line.kind(place - 1) == ".":
            return 0
    return 0


def _behind_when(line: TokenSequence, at: int) -> int:
    """The place behind what says when, where that stands at one: said on Monday it; said last week
    it.
    """
    first = line.low[at]
    if first in LAST and line.low[at + 1] in _SPANS:
        return at + 2
    day = at + (first == "on")
    return day + 1 if line.low[day] in CALENDAR else at


def _has_verb(line: TokenSequence, first: int, high: int) -> bool:
    """Whether a noun and its verb stand at a place: said prison would not; said 61 people had."""
    if line.low[first] in PREPOSITIONS or line.low[first] in CALENDAR or not line.is_noun(first):
        return False
    for at in range(first + 1, min(high, first + _SUBJECT)):
        if line.low[at] in FINITE and line.low[at] not in _NO_FINITE:
            return True
        if not (line.is_noun(at) or line.low[at] in PREPOSITIONS) or line.kind(at) == ".":
            return False
    return False


def _may_go_before(line: TokenSequence, cue: int, that: int) -> bool:
    """Whether what stands between a verb and "that" is whom it is told, when and where."""
    first = line.low[cue + 1]
    when = first in PREPOSITIONS or first in LAST or line.low[that - 1].endswith("day")
    return when or line.low[cue] in HEARERS
