"""Whom a spokesperson speaks for."""

from __future__ import annotations

from index.quotes.speakers import Found
from index.quotes.token_sequence import TokenSequence

_SPEAKING = frozenset(
    "spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen".split()
)
_FOR = frozenset("for of at with from".split())
_BEFORE, _BEHIND, _NAME = 9, 9, 6


def represented(line: TokenSequence, by: Found) -> int:
    """The place of the name of whom somebody speaks for, -1 where none is said.

    A spokesman for Smith said; Smith spokeswoman Ann Lee said; said Ann Lee, who is a spokeswoman
    for the Smith campaign.
    """
    places = range(max(0, by.first - _BEFORE), by.last + _BEHIND)
    if _SPEAKING.isdisjoint(line.low[places.start : places.stop]):
        return -1
    for at in places:
        if line.low[at] not in _SPEAKING or line.within(at, by.first) < 0:
            continue
        if line.low[at + 1] in _FOR:
            return _first_name(line, range(at + 2, at + 2 + _NAME), by.named)
        return _first_name(line, range(at - 1, max(-1, at - 1 - _NAME), -1), by.named)
    return -1


def _first_name(line: TokenSequence, places: range, speaker: int) -> int:
    """The first name among words that belong together, if it is another's than the speaker's."""
    for at in places:
        if line.kind(at) in {"person", "org", "place"}:
            return at if at != speaker else -1
        if not line.is_noun(at) and line.low[at] not in {"the", "a", "an", "his", "her", "their"}:
            break
    return -1
