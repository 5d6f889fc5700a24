"""Indirect speech with a clear cue: Smith said that …; …, Smith said; according to Smith, …

What is reported runs from the cue to the end of its sentence, or from the beginning of that to the
attribution behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from index.quotes import subjects
from index.quotes.attribution_words import (
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
    ENDS,
    FINITE,
    IFS,
    SUBORDINATE,
    before_office,
    behind_aside,
    behind_dateline,
    goes_on,
    main_clause,
)
from index.quotes.reported_clauses import LAST, PLAIN, clause_behind
from index.quotes.reported_speakers import is_somebody
from index.quotes.subject_behind import Subject, after
from index.quotes.supposed import is_supposed
from index.quotes.token_sequence import NOUN, TokenSequence

_CLEAR = ("said", "says", "told", "tells", "ccording to ")
_THAT_CLAUSE = " that "
_BEFORE_THAT = 30  # characters
_FORMS = ("ed", "s", "swore", "wrote", "thought")

_ENDING = PLAIN | frozenset(
    "added adds noted notes explained explains argued argues acknowledged wrote reported".split()
)
"""Verbs that stand behind what is reported without a doubt."""

_NOUNS = frozenset(
    """answers calls charges claims comments demands fires labels offers promises questions quotes
    reasons remarks replies reports responses states tweets""".split()
)
"""Words that are rather nouns: reports that, states that."""

_CUES = (CUES - PARTICIPLES - _NOUNS) | {"according"}
_PHRASES = (PREPOSITIONS | frozenset(
    """asked when while although though if and but or yet because since once where speaking
    responding referring noting""".split()
)) - {"like"}  # fmt: skip
"""What begins a part of a sentence that is no sentence by itself."""
_BEHIND = 14
"""So many words may follow an attribution that ends a sentence: on Monday, in a statement."""

_EXPECTED = frozenset("expected likely supposed scheduled due poised".split())
"""Who is so to say something has not said it yet."""

_LEAST = 3
_MARKS = frozenset('“ ” " „ « »'.split())


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
            places = [at for at in places if at > one.cue]
            if not places or line.start(places[-1]) < end or line.start(one.cue) >= end:
                break
            later = [at for at in places if line.start(at) >= end]
            more = next(_in_sentence(line, low, high, later), None)
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
    while high > low and line.low[high - 1] in ENDS:
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
        if found and is_somebody(line, found.subject, found.cue):
            outer = None if introduces else _outer(line, cue, low, high, cues[-1])
            yield _within(line, found, outer) if outer else found


def _outer(line: TokenSequence, cue: int, low: int, high: int, last: int) -> Reported | None:
    """What the attribution behind another one, `cue`, at the end of a sentence is about: Smith said
    he was late, the Journal reported; None where the sentence ends otherwise.
    """
    if not cue < last < high or line.low[last] in DENIALS:
        return None
    if line.low[last] == "according" and line.low[last + 1] == "to":
        return _according(line, last, low, high)
    return _in_front(line, last, low, high) if line.is_cue(last) else None


def _within(line: TokenSequence, found: Reported, outer: Reported) -> Reported:
    """What is reported without the attribution behind it to somebody who reports that in turn."""
    (start, end), behind = found.place, outer.subject.last
    following = line.low[behind : behind + NOUN]
    # …, according to an aide, and that it will be late; …, said her mother was injured.
    going_on = {"that"} if line.low[outer.cue] == "according" else FINITE
    if behind > outer.cue and not going_on.isdisjoint(following):
        return found
    if start < outer.place[1] and end > line.start(outer.cue):
        return found._replace(place=(start, outer.place[1]))
    return found


def _according(line: TokenSequence, cue: int, low: int, high: int) -> Reported | None:
    """According to Smith, …; …, according to Smith."""
    subject = after(line, cue + 2, cue)
    if subject is None:
        return None
    if cue > low and line.low[cue - 1] in ENDS and line.low[low] not in _PHRASES:
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
    if subject is None or subject.first > cue or is_supposed(line, subject, cue):
        return None
    if line.low[cue - 1] == "to" and line.low[cue - 2] in _EXPECTED:
        return None
    if line.low[subject.first - 1] in IFS and subject.first > low:
        return None
    if line.low[low] in SUBORDINATE and subject.first <= low + 2:
        if line.low[low] in IFS:
            return None
        high = main_clause(line, cue, high)
    first = clause_behind(line, cue, high)
    return _cut(line, first, high, subject, cue) if first else None


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
    goes_on = following in PREPOSITIONS or following in ENDS or following in LAST
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
    while behind > first and line.low[behind - 1] in ENDS:
        behind -= 1
    while first < behind and line.low[first] in ENDS:
        first += 1
    # No more words are counted than must be there.
    words = (at for at in range(first, behind) if line.kind(at) != ".")
    if len([*islice(words, _LEAST)]) < _LEAST:
        return None
    if (
        line.kind(first) == "q"
        or line.low[first] in NEGATIONS
        or not _MARKS.isdisjoint(line.low[first:behind])
    ):
        return None
    return Reported((line.start(first), line.end(behind - 1)), subject, cue)
