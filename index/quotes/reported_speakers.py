"""Whether it is said in particular who reports something: not those who said so, nor 47 percent."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from index.quotes.attribution_words import DETERMINERS, OFFICES, OWNED, POSSESSIVES, PREPOSITIONS
from index.quotes.subject_behind import Subject
from index.quotes.token_sequence import TokenSequence

_NOBODY = frozenset(
    "those half percent rest who most majority despite however third say says said".split()
)
"""Speakers of polls, and what only looks like a speaker."""

_PARTS = ("third", "thirds", "half", "fourth", "fourths", "quarter", "quarters", "fifth", "fifths")
_OLD = ("-year-old", "-month-old")
"""Numbers that count nobody: a 34-year-old nurse."""

_HINTS = frozenset(
    "suggested suggests suggest hinted hints hint revealed reveals disclosed discloses".split()
)
"""What reports and looks do as well as people: only of somebody with a name."""

_LONG = 7
"""Words of somebody without a name; what is longer was put together wrongly, unless it begins with
what somebody is: a source familiar with the talks between both countries."""
_BEARERS = OFFICES | frozenset("source democrat republican lecturer resident witness".split())


_OF_OTHERS = frozenset("in to of for with from on into between among".split())
"""In front of what is part of something else: in addition to Smith; the organizer of a rally."""
_WHO = frozenset({"who", "which"})


def is_somebody(line: TokenSequence, subject: Subject, cue: int) -> bool:
    """Whether it is said of somebody in particular: not of those who said so, or of 47 percent."""
    first, last = subject.first, subject.last
    words = [line.low[at] for at in range(first, last + 1)]
    counted = any(map(_counts, words))
    who = line.low[cue - 1] in {"who", "that", "which"} and line.low[cue - 2] != ","
    unnamed = subject.named < 0
    long = len(words) > _LONG and not _is_bearer(words)
    vague = unnamed and (long or line.low[cue] in _HINTS)
    relative = not _WHO.isdisjoint(line.low[last + 1 : cue])
    behind = unnamed and not relative and line.low[first - 1] in _OF_OTHERS
    if (behind and line.low[cue] != "according") or not any(
        map(str.isalnum, line.text[line.start(first) : line.end(last)])
    ):
        # In addition to Smith, two members said.
        return False
    owned = words[0] in POSSESSIVES or words[-1] in OWNED
    return not (counted or who or vague or owned or _NOBODY.intersection(words))


def _is_bearer(words: Sequence[str]) -> bool:
    """Whether words begin with somebody's office, and go on with where or for what."""
    head = takewhile(lambda word: word not in PREPOSITIONS, words)
    begins = words[0] in DETERMINERS or words[0] in {"one", "another"}
    return begins and any(word.rstrip("s") in _BEARERS for word in head)


def _counts(word: str) -> bool:
    """Whether a word is a number of people: 47, one-third; not a 34-year-old."""
    if word[:1].isdigit():
        return not word.endswith(_OLD)
    return word.startswith(("one-", "two-", "three-")) and word.endswith(_PARTS)
