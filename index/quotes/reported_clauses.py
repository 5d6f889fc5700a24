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

_ARGUED = frozenset(
    """argued argues insisted insists acknowledged acknowledges warned warns contended
    contends""".split()
)
"""Verbs behind which a clause may stand so that has a subject and a verb of its own."""

_BEFORE_NOUN = frozenset("on at in of with for to by condition".split())
_CALLS = frozenset("call calls called calling".split())
_HEARERS = frozenset("me you him her us them".split())
_TOLD = frozenset({"told", "tells"})
_CLAUSE = frozenset({"he", "she", "it", "they"})
_NAMES = frozenset({"person", "org", "place"})
_LEAST = 3
"""Words of a clause."""
_HEARER = 6
"""Words of whom something is told, at most."""
_NO_FINITE = frozenset("to being be been 's ’s am get gets got do did does".split())
_WHEN = frozenset({"when", "if", "while", "after"})
_ASKED = frozenset("asked pressed questioned reached contacted asking speaking".split())
"""Behind "when", what happened to whoever says something, and is not said."""

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

_THINGS = frozenset({"thing", "things", "word", "words"})
_NO_MORE = frozenset({"more", "further"})
_BEHIND = frozenset({"when", "thing", "to"})
_EXACTLY = frozenset("very exact complete precise direct".split())
_AGAIN = frozenset("same opposite contrary reverse".split())
"""Behind an article, what somebody else said, or what is contrary to it."""

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
            if line.low[at - 1] in _BEFORE_NOUN or (at == cue + 1 and line.low[cue] in _CALLS):
                return 0  # hinted at that; on condition that; would call that a shame
            following = line.low[at + 1]
            if at > cue + 1 and following in FINITE:
                # He told me that would be late; but with a phrase that could have come from him.
                return at if line.low[at - 1] in _HEARERS | CALENDAR else 0
            if following.endswith("ed"):
                return 0  # in a letter that showed
            return at + 1
        if line.kind(at) == "q" or word in ENDS or (line.is_cue(at) and at > cue + 1):
            break
        if word in DENIALS and denies(line, at):
            return 0
    if line.low[cue] in _TOLD and (first := _behind_hearer(line, cue + 1, high)):
        return first
    if line.low[cue] in _ARGUED and _is_clause(line, cue + 1, high):
        return cue + 1
    if line.low[cue] in PLAIN:
        first = _behind_when(line, cue + 1)
        clause = _plain(line.low[first]) in _BEGINS or line.kind(first) in _NAMES
        if line.low[first] == "if":
            return first if _is_condition(line, first, high) else 0
        if line.low[first] in _WHEN and line.low[first + 1] in _ASKED:
            return 0
        if clause and line.low[cue - 1] == "," and _is_inverted(line, cue, high):
            return 0
        if (clause or _has_verb(line, first, high)) and line.low[first] not in _UNSAID:
            return first if not _says_nothing(line, first, high) else 0
    return 0


def _says_nothing(line: TokenSequence, first: int, high: int) -> bool:
    """Whether it is only told behind a verb that somebody did not say it, or said it again: he said
    no such thing; he said the opposite; he said no more of it.
    """
    low = line.low
    behind = first + 1
    if low[first] == "no" and low[behind : behind + 1] == ["such"]:
        behind += 2
        if low[behind - 1] not in _THINGS:
            return False
    elif low[first] in DETERMINERS:
        behind += low[behind] in _EXACTLY
        if low[behind] not in (_NO_MORE if low[first] == "no" else _AGAIN):
            return False
        behind += 1
    else:
        return False
    ends = low[behind] in PREPOSITIONS | ENDS | _BEHIND or behind >= high
    return ends and not _has_finite(line, behind, high)


def _is_inverted(line: TokenSequence, cue: int, high: int) -> bool:
    """Whether who is named behind a verb is whose it is: …, said Ann Lee, a friend of Smith's."""
    subject = after(line, cue + 1, cue)
    if subject is None or subject.named < 0 or line.low[subject.last + 1] not in ENDS:
        return False
    return (FINITE - POSSESSIVES).isdisjoint(line.low[subject.last : high])


def _behind_hearer(line: TokenSequence, at: int, high: int) -> int:
    """The place of the clause behind whom it is told: told the crowd she was; told CNN the mayor
    was; 0 where none stands there.
    """
    if line.kind(at) in {"person", "org"} and _is_clause(line, at + 1, high):
        return at + 1
    for place in range(at + 1, min(high, at + _HEARER)):
        if _plain(line.low[place]) in _CLAUSE:
            return place if _is_clause(line, place, high) else 0
        if not line.is_noun(place - 1) or line.kind(place - 1) == ".":
            return 0
    return 0


def _plain(word: str) -> str:
    """A word without the verb that is drawn to it: they're."""
    return word if word.isalpha() else word.replace("’", "'").partition("'")[0]


def _is_clause(line: TokenSequence, first: int, high: int) -> bool:
    """Whether somebody or something and its verb stand at a place: he was; the news would help."""
    word = line.low[first]
    if (plain := _plain(word)) in _CLAUSE:
        return plain != word or line.low[first + 1] in FINITE
    if word in DETERMINERS - {"that", "this"} or line.kind(first) in _NAMES:
        return _has_finite(line, first + 1, high)
    return False


def _is_condition(line: TokenSequence, first: int, high: int) -> bool:
    """Whether an "if" at a place begins a sentence, and not what somebody asks: if they won't, he
    will.
    """
    for at in range(first + _LEAST, high - _LEAST):
        if line.low[at] == ",":
            return _is_clause(line, at + 1, high)
    return False


def _behind_when(line: TokenSequence, at: int) -> int:
    """The place behind what says when, where that stands at one: said on Monday it; said last week
    it.
    """
    place = at
    while line.low[place] in LAST:
        place += 1
    if place > at and line.low[place] in _SPANS:
        return place + 1
    day = place + (line.low[place] == "on")
    return day + 1 if line.low[day] in CALENDAR else at


def _has_verb(line: TokenSequence, first: int, high: int) -> bool:
    """Whether a noun and its verb stand at a place: said prison would not; said 61 people had."""
    if line.low[first] in PREPOSITIONS or line.low[first] in CALENDAR or not line.is_noun(first):
        return False
    return _has_finite(line, first + 1, high)


def _has_finite(line: TokenSequence, first: int, high: int) -> bool:
    """Whether a verb follows at a place, with nothing but the rest of its subject before it."""
    for at in range(first, min(high, first + _SUBJECT - 1)):
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
