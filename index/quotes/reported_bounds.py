"""Where what somebody reports begins and ends in its sentence."""

from __future__ import annotations

from index.quotes.attribution_words import AUXILIARIES, BE, OFFICES
from index.quotes.subject_behind import NEAR
from index.quotes.token_sequence import DASHES, NOUN, TokenSequence

_DATELINE = 12
"""Words and signs at most up to the dash: LONDON, June 3 (Reuters) -."""

_ASIDE = frozenset("a an the who his her its their".split())
FINITE = BE | AUXILIARIES | frozenset("has have had".split())
"""What the words about somebody between two commas do not have."""

_OWNER = frozenset("the its his her their our".split())


def behind_aside(line: TokenSequence, comma: int, high: int) -> int:
    """The comma that ends what is said of somebody between two: "Smith, a teacher in Ohio, …"; the
    first where something else goes on.
    """
    if line.low[comma + 1] not in _ASIDE:
        return comma
    for at in range(comma + 2, min(high, comma + NOUN)):
        if line.low[at] == ",":
            return at
        if line.low[at] in FINITE or line.is_cue(at) or line.kind(at) == "q":
            break
    return comma


def behind_dateline(line: TokenSequence, low: int, cue: int) -> int:
    """Where a text goes on behind the town, the agency and the dash that it begins with."""
    if low == 0:
        for at in range(1, min(cue, _DATELINE)):
            if line.low[at] in DASHES:
                return at + 1
            if line.low[at].isalpha() and not line.text[line.start(at)].isupper():
                break
    return low


def before_office(line: TokenSequence, comma: int, low: int) -> int:
    """The comma before what somebody is who is named behind one: "…, its deputy chairman in charge
    of services, Ann Lee, said"; that one where nothing tells what she is.
    """
    office = False
    for at in range(comma - 1, max(low, comma - NOUN), -1):
        word = line.low[at]
        if word == ",":
            return at if office and line.low[at + 1] in _OWNER else comma
        if word in FINITE or word in DASHES or line.kind(at) == "q":
            break
        office = office or word in OFFICES or word in NEAR
    return comma
