"""Indirect speech with a clear cue: Smith said that …; …, Smith said; according to Smith, …

What is reported runs from the cue to the end of its sentence, or from the beginning of that to the
attribution behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from index.quotes import subjects
from index.quotes.attribution_words import (
    CALENDAR,
    CUES,
    DETERMINERS,
    HEARERS,
    NEGATIONS,
    PARTICIPLES,
    PREPOSITIONS,
)
from index.quotes.denials import DENIALS, denies
from index.quotes.quote import Place
from index.quotes.reported_bounds import (
    FINITE,
    before_office,
    behind_aside,
    behind_dateline,
    goes_on,
)
from index.quotes.subject_behind import Subject, after
from index.quotes.token_sequence import DASHES, NOUN, TokenSequence

_CLEAR = ("said", "says", "told", "tells", "ccording to ")
_THAT_CLAUSE = " that "
_BEFORE_THAT = 30  # characters
_FORMS = ("ed", "s", "swore", "wrote", "thought")

_PLAIN = frozenset({"said", "says"})
_ENDING = _PLAIN | frozenset(
    "added adds noted notes explained explains argued argues acknowledged wrote reported".split()
)
"""Verbs that stand behind what is reported without a doubt."""

_NOUNS = frozenset(
    """answers calls charges claims comments demands fires labels offers promises questions quotes
    reasons remarks replies reports responses states tweets""".split()
)
"""Words that are rather nouns: reports that, states that."""

_NOBODY = frozenset(
    "those half percent who most majority despite however ’s 's third say says said".split()
)
"""Speakers of polls, and what only looks like a speaker."""

_HINTS = frozenset(
    "suggested suggests suggest hinted hints hint revealed reveals disclosed discloses".split()
)
"""What reports and looks do as well as people: only of somebody with a name."""

_LONG = 7
"""Words of somebody without a name; what is longer was put together wrongly."""

_CUES = (CUES - PARTICIPLES - _NOUNS) | {"according"}
_PHRASES = (PREPOSITIONS | frozenset(
    """asked when while although though if and but or yet because since once where speaking
    responding referring noting""".split()
)) - {"like"}  # fmt: skip
"""What begins a part of a sentence that is no sentence by itself."""
_THAT = 8
"""So many words may stand between a verb and its "that": told reporters in Ohio on Monday that."""

_BEHIND = 14
"""So many words may follow an attribution that ends a sentence: on Monday, in a statement."""

_OWNED = frozenset({"'s", "’s"})
_TOLD = frozenset({"told", "tells"})
_CLAUSE = frozenset({"he", "she", "it", "they"})
_HEARER = 6
"""Words of whom something is told, at most."""
_NOFINITE = frozenset("to being be been 's ’s am get gets got do did does".split())
_LAST = frozenset("last this late earlier".split())
_SPANS = frozenset("night week month year morning evening afternoon".split())
_SUBJECT = 8
"""Words from "said" to the verb of what is said, where nothing else begins a clause."""

_LEAST = 3
_ENDS = frozenset(",;:.!?…") | DASHES
_BEGINS = DETERMINERS | frozenset(
    """he she it they we i you there these those some many most more few such both each every
    neither either nobody everyone everybody anyone any all what who if while when
    although""".split()
)
"""What begins a clause behind "said"; a name does too."""

_MARKS = frozenset('“ ” " „ « »'.split())
_UNSAID = frozenset("whether if how why what who so this to".split())


class Reported(NamedTuple):
    """What is reported, whose it is, and the place of the cue among the words."""

    place: Place
    subject: Subject
    cue: int


def may_report(text: str) -> bool:
    """Whether a text may hold indirect speech; quick, and true of every one that does."""
    for cue in _CLEAR:
        if cue in text:
            return True
    at = text.find(_THAT_CLAUSE)
    while at >= 0:
        before = text[max(0, at - _BEFORE_THAT) : at]
        if before.endswith(_FORMS) or "ed " in before or "ed, " in before:
            return True
        at = text.find(_THAT_CLAUSE, at + 1)
    return False


def reported(line: TokenSequence) -> list[Reported]:
    """The indirect speech of a paragraph, in order."""
    cues = [at for at in line.sayings(0, line.size) if line.low[at] in _CUES]
    found = []
    for _, group in groupby(cues, key=lambda at: line.sentence[at]):
        places = list(group)
        low, high = _sentence(line, places[0])
        one = next(_in_sentence(line, low, high, places), None)
        while one:
            found.append(one)
            # He said it was old, but added that it stood.
            end = one.place[1]
            places = [at for at in places if line.start(at) >= end > line.end(one.cue)]
            more = next(_in_sentence(line, low, high, places), None) if places else None
            one = more if more and more.place[0] > end else None
    return found


def _sentence(line: TokenSequence, at: int) -> tuple[int, int]:
    """The first word of the sentence that a place is in, and the one behind its last."""
    number = line.sentence[at]
    low = high = at
    while low and line.sentence[low - 1] == number:
        low -= 1
    while line.sentence[high] == number:
        high += 1
    return low, high


def _in_sentence(
    line: TokenSequence, low: int, high: int, cues: Sequence[int]
) -> Iterator[Reported]:
    introduces = high > low and line.low[high - 1] == ":"
    while high > low and line.low[high - 1] in _ENDS:
        high -= 1
    for cue in cues:
        if cue >= high or (line.low[cue] in DENIALS and denies(line, cue)):
            return
        if line.low[cue] == "according" and line.low[cue + 1] == "to":
            found = _according(line, cue, low, high)
        elif line.is_cue(cue):
            found = _behind(line, cue, low, high)
            if found is None and not introduces:
                found = _in_front(line, cue, low, high)
        else:
            continue
        if found and _is_somebody(line, found):
            yield found


def _is_somebody(line: TokenSequence, found: Reported) -> bool:
    """Whether it is said of somebody in particular: not of those who said so, or of 47 percent."""
    first, last = found.subject.first, found.subject.last
    words = [line.low[at] for at in range(first, last + 1)]
    counted = any(word[:1].isdigit() for word in words)
    who = line.low[found.cue - 1] in {"who", "that", "which"} and line.low[found.cue - 2] != ","
    unnamed = found.subject.named < 0
    vague = unnamed and (len(words) > _LONG or line.low[found.cue] in _HINTS)
    return not (counted or who or vague or _NOBODY.intersection(words))


def _according(line: TokenSequence, cue: int, low: int, high: int) -> Reported | None:
    """According to Smith, …; …, according to Smith."""
    subject = after(line, cue + 2, cue)
    if subject is None:
        return None
    if cue > low and line.low[cue - 1] in _ENDS and line.low[low] not in _PHRASES:
        return _made(line, behind_dateline(line, low, cue), cue - 1, subject, cue)
    if cue > low + 1:
        return None
    for at in range(subject.last + 1, min(high, subject.last + NOUN)):
        if line.low[at] == ",":
            return _made(line, behind_aside(line, at, high) + 1, high, subject, cue)
    return None


def _behind(line: TokenSequence, cue: int, low: int, high: int) -> Reported | None:
    """Smith said that …; Smith told them that …; Smith said he …"""
    subject = subjects.before(line, cue, low)
    if subject is None or subject.first > cue:
        return None
    for at in range(cue + 1, min(high, cue + _THAT)):
        word = line.low[at]
        if word == "," and at == cue + 1 and line.low[at + 1 : at + 4] == ["however", ",", "that"]:
            return _cut(line, at + 4, high, subject, cue)
        if word == "that" and (at == cue + 1 or _may_go_before(line, cue, at)):
            if line.low[at + 1].endswith("ed"):
                return None  # in a letter that showed
            return _cut(line, at + 1, high, subject, cue)
        if line.kind(at) == "q" or word in _ENDS or (line.is_cue(at) and at > cue + 1):
            break
        if word in DENIALS and denies(line, at):
            return None
    if line.low[cue] in _TOLD and (first := _behind_hearer(line, cue + 1, high)):
        return _cut(line, first, high, subject, cue)
    if line.low[cue] in _PLAIN:
        first = _behind_when(line, cue + 1)
        clause = line.low[first] in _BEGINS or line.kind(first) in {"person", "org", "place"}
        if clause and line.low[cue - 1] == "," and _is_inverted(line, cue, high):
            return None
        if (clause or _has_verb(line, first, high)) and line.low[first] not in _UNSAID:
            return _cut(line, first, high, subject, cue)
    return None


def _is_inverted(line: TokenSequence, cue: int, high: int) -> bool:
    """Whether who is named behind a verb is whose it is: …, said Ann Lee, a friend of Smith's."""
    subject = after(line, cue + 1, cue)
    if subject is None or subject.named < 0 or line.low[subject.last + 1] not in _ENDS:
        return False
    return (FINITE - _OWNED).isdisjoint(line.low[subject.last : high])


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
    if first in _LAST and line.low[at + 1] in _SPANS:
        return at + 2
    day = at + (first == "on")
    return day + 1 if line.low[day] in CALENDAR else at


def _has_verb(line: TokenSequence, first: int, high: int) -> bool:
    """Whether a noun and its verb stand at a place: said prison would not; said 61 people had."""
    if line.low[first] in PREPOSITIONS or line.low[first] in CALENDAR or not line.is_noun(first):
        return False
    for at in range(first + 1, min(high, first + _SUBJECT)):
        if line.low[at] in FINITE and line.low[at] not in _NOFINITE:
            return True
        if not (line.is_noun(at) or line.low[at] in PREPOSITIONS) or line.kind(at) == ".":
            return False
    return False


def _may_go_before(line: TokenSequence, cue: int, that: int) -> bool:
    """Whether what stands between a verb and "that" is whom it is told, when and where."""
    first = line.low[cue + 1]
    when = first in PREPOSITIONS or first in _LAST or line.low[that - 1].endswith("day")
    return when or line.low[cue] in HEARERS


def _in_front(line: TokenSequence, cue: int, low: int, high: int) -> Reported | None:
    """…, Smith said on Monday. …, said Smith."""
    marked = line.next_quote(cue) < high
    if high - cue > _BEHIND or marked or line.low[low] in _PHRASES:
        return None
    if line.low[cue] not in _ENDING and line.low[cue] != "told":
        return None
    following = line.low[cue + 1]
    if cue + 1 < high and line.low[cue - 1] == "," and line.low[cue] not in HEARERS:
        subject = after(line, cue + 1, cue)
        named = subject is not None and (subject.named >= 0 or following in DETERMINERS)
        if subject is not None and named and cue - 1 > low:
            return _made(line, behind_dateline(line, low, cue), cue - 1, subject, cue)
    goes_on = following in PREPOSITIONS or following in _ENDS or following in _LAST
    goes_on = goes_on or following.endswith(("day", "ly", "ing")) or line.low[cue] in HEARERS
    if cue + 1 < high and not goes_on:
        return None
    subject = subjects.before(line, cue, low)
    if subject is None or subject.first <= low + 1 or line.low[subject.first - 1] != ",":
        return None
    first = behind_dateline(line, low, cue)
    end = subject.first - 1
    behind = before_office(line, end, low) if subject.named >= 0 else end
    return _made(line, first, behind, subject, cue)


def _cut(line: TokenSequence, first: int, high: int, subject: Subject, cue: int) -> Reported | None:
    """What is reported from a word on, without what the sentence goes on with besides."""
    return _made(line, first, goes_on(line, cue, first, high), subject, cue)


def _made(
    line: TokenSequence, first: int, behind: int, subject: Subject, cue: int
) -> Reported | None:
    """What stands from one word to another, where it is enough to say something."""
    while behind > first and line.low[behind - 1] in _ENDS:
        behind -= 1
    while first < behind and line.low[first] in _ENDS:
        first += 1
    if sum(line.kind(at) != "." for at in range(first, behind)) < _LEAST:
        return None
    if (
        line.kind(first) == "q"
        or line.low[first] in NEGATIONS
        or not _MARKS.isdisjoint(line.low[first:behind])
    ):
        return None
    return Reported((line.start(first), line.end(behind - 1)), subject, cue)
