"""Where what somebody reports begins and ends in its sentence."""

from __future__ import annotations

from index.quotes.attribution_words import (
    AUXILIARIES,
    BE,
    CUES,
    DETERMINERS,
    LINKS,
    NEAR,
    OFFICES,
    PASTS,
    POSSESSIVES,
    is_adverb,
)
from index.quotes.token_sequence import DASHES, NOUN, TokenSequence

ENDS = frozenset(",;:.!?…") | DASHES
"""Signs that are no part of what is reported, where it begins or ends."""

_DATELINE = 12
"""Words and signs at most up to the dash: LONDON, June 3 (Reuters) -."""

_ASIDE = frozenset("a an the who his her its their".split())
FINITE = BE | AUXILIARIES | frozenset("has have had".split())
"""What the words about somebody between two commas do not have."""

_LEAST = 3
_OTHERS = frozenset({"while", "but", "and", "though"})
_OTHERS_WORDS = 6
_JOINS = frozenset({"but", "and", "though"})
_THEN = frozenset({"and", "but", "then"})
_CLAUSE = frozenset("he she they it".split())
_ADVERBS = frozenset("also then later has had have now already again still".split())
_NO_VERB = POSSESSIVES | AUXILIARIES - frozenset("will would can could".split())
_PASTS = frozenset(
    """hit fell rose went came took made became left won lost gave told got hung sat stood ran threw
    tore shook drew put sent sold bought paid wrote broke kept held met""".split()
)
"""Verbs of what somebody did of whom a clause between commas told something else."""

_PLAIN = frozenset("said says added adds".split())
_TELLING = frozenset(
    """said says added adds acknowledged acknowledges insisted insists warned warns argued argues
    noted notes stressed stresses conceded concedes admitted admits cautioned cautions declined
    maintained maintains vowed vows promised promises predicted predicts urged""".split()
)
"""Verbs with which somebody says more who has said something."""

_MORE = frozenset(
    """elaborate say comment provide specify identify give offer disclose name answer respond
    mention explain confirm rule detail go discuss reveal""".split()
)
"""What somebody does not do who does not say more."""

IFS = frozenset({"if", "unless"})
SUBORDINATE = IFS | frozenset(
    "when although though while after before because since as once until".split()
)
"""What begins a clause that another one follows."""

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


def goes_on(line: TokenSequence, cue: int, first: int, high: int) -> int:
    """Where a sentence goes on with what somebody does besides who reports something from one place
    on: he said it was old, but declined to say more; Smith, who said it was old, has left. The end
    of the sentence where it does not.
    """
    relative = _is_relative(line, cue)
    low = line.low
    for at in range(first + _LEAST, high - 1):
        word = low[at]
        if word in _JOINS:
            comma = at - (low[at - 1] == ",")
            if _goes_on_saying(line, cue, at, comma < at) or (word == "but" and _unsaid(line, at)):
                return comma
        if word in _THEN and line.low[cue] in PASTS and _is_deed(line, at):
            return at - (low[at - 1] == ",")
        if word == "," and (_others_say(line, at + 1) or (relative and _is_finite(line, at + 1))):
            return at
    return high


def _is_deed(line: TokenSequence, at: int) -> bool:
    """Whether behind a comma stands what somebody did who said something: “a swindle,” and signed
    it; he said it was old, then left.
    """
    before = at - 1
    if line.kind(before) == "q":
        comma = line.text[line.start(before) : line.end(before)].rstrip("\"”’'»")[-1:] == ","
    else:
        comma = line.low[before] == ","
    if not comma:
        return False
    place = at + 1 + (line.low[at] in _JOINS and line.low[at + 1] == "then")
    while line.kind(place) == "w" and is_adverb(line.low[place]):
        place += 1
    word = line.low[place]
    past = word in _PASTS or (word.endswith("ed") and word not in CUES)
    return past and line.kind(place) == "w" and line.low[place + 1] not in _JOINS


def _others_say(line: TokenSequence, at: int) -> bool:
    """Whether somebody else says something at a place: …, while other voters said."""
    if line.low[at] not in _OTHERS:
        return False
    for place in range(at + 1, at + _OTHERS_WORDS):
        if line.low[place] in CUES and line.is_cue(place):
            return place > at + 1
        if not line.is_noun(place) or line.kind(place) == ".":
            return False
    return False


def _is_relative(line: TokenSequence, cue: int) -> bool:
    """Whether a verb is that of a clause about somebody: Smith, who recently said."""
    at = cue - 1
    while line.low[at] in LINKS or is_adverb(line.low[at]):
        at -= 1
    return line.low[at] in {"who", "which"} and line.low[at - 1] == ","


def _is_finite(line: TokenSequence, at: int) -> bool:
    """Whether the verb of a sentence stands at a place: …, has left; …, later told them."""
    while line.low[at] in _ADVERBS or (is_adverb(line.low[at]) and line.kind(at) == "w"):
        at += 1
    word = line.low[at]
    return word in FINITE - _NO_VERB or word in _PASTS or (word in CUES and line.is_cue(at))


def _goes_on_saying(line: TokenSequence, cue: int, at: int, comma: bool) -> bool:
    """Whether somebody says more, in the same tense: he said it was old but added that it stood."""
    place = at + 1
    subject = comma and line.low[place] in _CLAUSE
    place += subject
    while line.low[place] in _ADVERBS:
        place += 1
    word, after = line.low[place], line.low[place + 1]
    if word not in _TELLING or (word in PASTS) != (line.low[cue] in PASTS):
        return False
    return comma or word in _PLAIN or after == "that" or line.low[at] == "but"


def _unsaid(line: TokenSequence, at: int) -> bool:
    """Whether it is told behind "but" what somebody did not say: but did not elaborate."""
    place = at + 1 + (line.low[at + 1] in _CLAUSE)
    words = line.low[place : place + 5]
    if words[:1] == ["declined"] or words[:2] in (["refused", "to"], ["gave", "no"]):
        return True
    if words[:1] in (["has"], ["had"], ["have"]):
        words = words[1:]
        if words[:2] == ["given", "no"]:
            return True
    told = words[:2] in (["did", "not"], ["does", "not"], ["would", "not"], ["not", "yet"])
    return told and not _MORE.isdisjoint(words[2:4])


def main_clause(line: TokenSequence, cue: int, high: int) -> int:
    """The comma at which the clause begins that one with a verb of saying stands in front of:
    although he said it was old, the court will act. The end of the sentence where none does.
    """
    for at in range(high - _LEAST, cue + _LEAST, -1):
        if line.low[at] != ",":
            continue
        begins = line.low[at + 1] in _CLAUSE or line.low[at + 1] in DETERMINERS
        if begins or line.kind(at + 1) in {"person", "org", "place"}:
            rest = line.low[at + 1 : high]
            if not (FINITE - _NO_VERB).isdisjoint(rest) or any(w.endswith("ed") for w in rest):
                return at
    return high
