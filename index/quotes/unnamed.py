"""Whether words without a name may be somebody who speaks.

A noun phrase reaches back to a word that surely begins something else, and so over verbs that no
list knows: “he made the remark at an event said”, “we can rest assured that”.
"""

from __future__ import annotations

from index.quotes.attribution_words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
)
from index.quotes.token_sequence import TokenSequence

_ALONE = frozenset("rest rather such just more prompting".split())
"""Words that are nobody by themselves."""

_BEFORE_VERB = (
    frozenset(PRONOUNS)
    | PLURALS
    | (BE - POSSESSIVES)
    | AUXILIARIES
    | frozenset("it who which has have had having also never not".split())
)
_MODALS = AUXILIARIES - {"to"}
_IS = frozenset("is was were are be been being".split())
_VERBS = frozenset(
    "made found took gave held met sent got went came included saw kept left".split()
)
"""Pasts without an “ed” that stand before what somebody does something to."""

_GOING = frozenset("came went".split())
"""Pasts that never say what was done to somebody."""

_BEFORE_DETERMINER = frozenset(
    "all both half such what many quite rather only even nor no yet so then and & of".split()
)


def may_speak(line: TokenSequence, first: int, head: int, last: int) -> bool:
    """Whether the words from one place to another, of which none names whoever is meant, may be
    the subject of a verb of saying; `head` ends what the rest, behind a preposition, belongs to.
    """
    low = line.low
    if first == last and (low[first] in _ALONE or low[first].isdigit()):
        return False
    before = low[first - 1] if first else ""
    if before in _IS and low[last + 1] != "who":
        # It was one of the reasons people said.
        return False
    if before in _MODALS:
        return False
    if first == head < last and low[first].endswith("ing") and _is_small(line, first):
        # Leaning into the camera as Smith said.
        return False
    if before in _BEFORE_VERB and _is_past(line, first):
        return False
    return not _has_object(line, first, last)


def _has_object(line: TokenSequence, first: int, last: int) -> bool:
    """Whether a verb stands among some words, by what it does something to: 2008 included a quote;
    but an official briefed on the talks.
    """
    low = line.low
    for at in range(first + 1, last):
        if low[at] not in DETERMINERS or low[at - 1] in _BEFORE_DETERMINER:
            continue
        verbs = [place for place in range(first, at) if _is_past(line, place)]
        if low[at - 1] in PREPOSITIONS:
            verbs = [place for place in verbs if low[place] in _GOING]
        if verbs or (low[first - 1] in _BEFORE_VERB and low[at - 1] not in PREPOSITIONS):
            return True
    return False


def _is_past(line: TokenSequence, at: int) -> bool:
    low = line.low[at]
    return (low.endswith("ed") or low in _VERBS) and _is_small(line, at)


def _is_small(line: TokenSequence, at: int) -> bool:
    """Whether a word begins with a small letter."""
    return line.text[line.start(at)].islower()
