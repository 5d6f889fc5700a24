"""Whose a verb is in front of which something stands between commas or brackets."""

from __future__ import annotations

from index.quotes.token_sequence import CLAUSE, DASHES, SOMEBODY, TokenSequence

# What is said of somebody between commas, in front of a verb.
_ASIDES = frozenset("who speaking citing requesting asking insisting writing".split())
_AGES = frozenset(
    "four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split()
)
BESIDE = frozenset("alongside beside besides despite amid unlike".split())
"""After these, a name is part of something else."""
_FROM = frozenset({"of", "from"})


def before_aside(line: TokenSequence, at: int, low: int) -> int:
    """The place of the name that a verb behind commas or brackets belongs to, -1 without one.

    It stands in front of what the last comma ends, a person's name rather than another: "Smith, a
    friend of Jones, said". Or it is that itself: "her friend, Smith, said".
    """
    other = -1
    for place in range(at - 1, max(low, at - CLAUSE), -1):
        kind = line.kind(place - 1)
        if kind == "place" and line.low[place - 2] in _FROM and line.kind(place - 3) == "person":
            # Smith of New York, a friend of Jones, said.
            kind = "person"
        if kind in SOMEBODY and line.low[place] in {",", "(", *DASHES}:
            if line.low[place] == "(" and not _ends_aside(line, place, at):
                continue
            if line.low[line.noun_start(place - 1, low) - 1] in BESIDE:
                continue
            if kind == "person":
                return place - 1
            other = place - 1 if other < 0 else other
    start = line.noun_start(at - 1, low)
    if line.low[at - 1] in _AGES and line.low[at - 2] == ",":
        # Chloe, seven, said
        return at - 3
    if other < 0 and at > low and line.low[start - 1] == "," and not _is_doing(line, start):
        return at - 1
    if other < 0 and line.low[at] == ",":
        # A senior official, speaking on condition of anonymity, said.
        for place in range(at - 2, max(low, at - CLAUSE), -1):
            if line.low[place] == ",":
                aside = line.low[place + 1] in _ASIDES or _is_doing(line, place + 1)
                return place - 1 if aside else -1
    return other


def _ends_aside(line: TokenSequence, bracket: int, at: int) -> bool:
    """Whether what stands in brackets is followed by a comma or by the place that an aside ends at:
    Smith (R-La.), the mayor, said; not Smith (R-La.) left, the mayor said.
    """
    for place in range(bracket + 1, min(at, bracket + CLAUSE)):
        if line.low[place] == ")":
            return place + 1 >= at or line.low[place + 1] in {",", *DASHES, *_FROM}
    return True


def _is_doing(line: TokenSequence, at: int) -> bool:
    """Whether a word says what somebody does meanwhile: a senior official, requesting anonymity."""
    return line.low[at].endswith("ing") and line.text[line.start(at)].islower()
