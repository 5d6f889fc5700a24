"""What somebody is only supposed to have said, would have or should have: "If Smith had said …",
"asked whether Smith had said …". It is not told as said.
"""

from __future__ import annotations

from index.quotes.subject_behind import Subject
from index.quotes.token_sequence import TokenSequence

_SUPPOSING = frozenset({"if", "unless", "whether", "lest"})
_INVERTED = frozenset({"had", "should", "were"})
"""With these a sentence begins that supposes something: Had Smith said."""

_UNREAL = frozenset(
    "would could might should must may cannot can't can’t couldn't couldn’t".split()
)
_BETWEEN = frozenset("also even only just ever really then once never not".split())
_BIDDING = frozenset(
    """ask asks asked asking want wants wanted wanting tell tells told telling urge urges urged
    urging order orders ordered ordering beg begs begged press presses pressed force forces forced
    forcing expect expects expected expecting get gets got getting invite invites invited""".split()
)
_WHOM = frozenset("me you him her us them everyone everybody anyone reporters".split())
_WORDS = 6
"""So many words may stand between whoever is bidden and what is asked: asked the mayor to say."""

_ACCUSED = frozenset("accused suspected".split())


def is_supposed(line: TokenSequence, subject: Subject, cue: int) -> bool:
    """Whether a verb of saying and its subject tell what was not said, or may not have been."""
    low, first = line.low, subject.first
    if first > cue:
        return False
    front = low[first - 1] if first else ""
    if front in _SUPPOSING:
        return True
    begins = first < 2 or line.sentence[first - 2] != line.sentence[first - 1]
    if front in _INVERTED and begins:
        return True
    at = cue - 1
    while at > subject.last and low[at] in _BETWEEN:
        at -= 1
    if low[at] in {"have", "'ve", "’ve"} and not _UNREAL.isdisjoint(low[max(first, at - 3) : at]):
        return True
    return low[at] in {"to", "of"} and _is_bidden(line, subject.last, at)


def _is_bidden(line: TokenSequence, last: int, at: int) -> bool:
    """Whether somebody else is to say it, or is said to have: asked him to say; accused of
    saying.
    """
    if line.low[at] == "of":
        return line.low[at - 1] in _ACCUSED
    for place in range(at - 1, max(last, at - _WORDS), -1):
        if line.low[place] in _BIDDING:
            return place < at - 1
        if not line.is_noun(place) and line.low[place] not in _WHOM:
            return False
    return False
