"""Whom "the minister" means in English: the one person whom the article has named as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.core.late_patterns import late
from index.quotes.attribution_words import OFFICES, Named
from index.quotes.quote import Source

_FRONT = 60
"""Characters before a name that may say what somebody is."""
_ROLE = late(r"the ((?:[a-z-]+ ){0,2}[a-z-]+)", re.IGNORECASE)
CALLINGS = (OFFICES - {"official", "spokesman", "spokeswoman", "spokesperson", "star", "whip"}) | (
    frozenset(
        """academic accused activist actor actress admiral adviser archbishop architect artist
        batsman billionaire bishop bowler boxer businessman businesswoman campaigner captain
        cardinal caretaker ceo cfo champion cleric colonel comedian commodore complainant
        conservative constable councillor councilman councilwoman dcp dean defendant democrat
        detective diplomat doctor driver dsp duke emir engineer entrepreneur envoy farmer father
        filmmaker firefighter fisherman footballer goalkeeper grandfather grandmother headmaster
        headmistress headteacher imam inspector king lecturer liberal lieutenant magistrate major
        mep midfielder mother mp msp musician novelist nurse paramedic pastor pensioner petitioner
        philosopher pilot player poet policeman policewoman pope premier priest prince princess
        principal queen rabbi rapper republican resident sergeant sheriff shopkeeper singer skipper
        soldier striker sultan superintendent surgeon survivor suspect taoiseach tánaiste td
        teacher teenager tory trader vendor vicar victim villager widow widower winger witness
        woman""".split()
    )
)
"""What somebody is who speaks; what is called by other words may be a report or a law."""

# What somebody else is: "the vice president".
_PARTS = [["vice"], ["deputy"], ["assistant"]]
_APPOSITION = late(r",(?: \d+,)? ([\w’' -]{1,80})")
# What stands behind an apposition, and no verb: "Smith, the aide said".
_AND_SO_ON = frozenset("of for at in from who whose with to and on".split())
_ENDS = frozenset(",.;:)—–")
_WORDS = 7
"""Words of an apposition that may say what somebody is."""


class NamedRoles:
    """The people of an article by what they are said to be beside their names."""

    def __init__(self, paragraphs: Sequence[tuple[str, Sequence[Named]]]) -> None:
        self._paragraphs = paragraphs

    def meant(self, at: int, stop: int, spoken: str) -> Source | None:
        """Whom `spoken` means in a paragraph before a place in it; None where it is nobody named
        before, or one of several.
        """
        told = _ROLE.fullmatch(spoken)
        if told is None or told[1].rpartition(" ")[2].lower() not in CALLINGS:
            return None
        found: dict[int, Source] = {}
        for source in self._bearers(at, stop, told[1]):
            found[source.entity] = source
        return next(iter(found.values())) if len(found) == 1 else None

    def _bearers(self, at: int, stop: int, role: str) -> Iterator[Source]:
        words = role.lower().split()
        for place in range(at + 1):
            text, mentions = self._paragraphs[place]
            if words[-1] not in text.lower():
                continue
            for start, end, entity, kind in mentions:
                if kind != "person" or (place == at and start >= stop):
                    continue
                before = text[max(0, start - _FRONT) : start].lower().split()
                if _ends_so(before, words) or _is_told(text, end, words):
                    yield Source(place, start, entity)


def _ends_so(before: list[str], role: list[str]) -> bool:
    """Whether the words before a name say what somebody is: "Energy minister", "the mayor,"."""
    if before:
        before[-1] = before[-1].rstrip(",")
    size = len(role)
    return before[-size:] == role and before[-size - 1 : -size] not in _PARTS


def _is_told(text: str, end: int, role: list[str]) -> bool:
    """Whether the words behind a name do: ", 61, the former mayor of Porthaven"."""
    told = _APPOSITION.match(text, end)
    if told is None:
        return False
    own, size = told[1].lower().removeprefix("who is ").split(), len(role)
    for at in range(min(_WORDS, len(own)) - size + 1):
        if own[at : at + size] == role and own[max(0, at - 1) : at] not in _PARTS:
            behind = own[at + size : at + size + 1]
            closed = not behind and text[told.end() : told.end() + 1] in _ENDS
            return closed or bool(behind and behind[0] in _AND_SO_ON)
    return False
