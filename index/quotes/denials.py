"""Verbs that say that what follows is not so: its words are nobody's, since they tell the contrary
of what was said.
"""

from __future__ import annotations

from typing import Protocol

from index.quotes.attribution_words import DETERMINERS

_DENY = frozenset("deny denies denied denying".split())
DENIALS = _DENY | frozenset("dismiss dismisses dismissed dismissing".split())
"""Verbs that may deny something."""

_CLAIMS = frozenset(
    "claim claims suggestion suggestions allegation allegations idea notion report reports "
    "accusation accusations speculation concern concerns assertion assertions".split()
)
_DOING = frozenset("having being ever doing saying telling calling making".split())
_CLAUSE = frozenset("he she it they there".split())
_STOPS = frozenset(",;:.!?…-–—―")
_WORDS = 6
"""So many words may stand between a verb and its "that": denied in court on Monday that."""


class _Words(Protocol):
    """What of a paragraph's words is asked here, which itself asks this."""

    low: list[str]
    size: int

    def kind(self, at: int) -> str:
        """What stands at a place."""


def denies(line: _Words, at: int) -> bool:
    """Whether a word says that what follows is not so: denied that he had “lied”, denied he had,
    denied having said, dismissed the claims that he had.
    """
    low = line.low
    first = low[at + 1]
    if low[at] in _DENY and (first in _CLAUSE or first in _DOING):
        return True
    if low[at] in _DENY and line.kind(at + 1) == "person" and low[at + 2] in {"was", "is", "had"}:
        return True
    if low[at] not in _DENY:
        claims = first in _CLAIMS or (first in DETERMINERS and low[at + 2] in _CLAIMS)
        if not claims:
            return False
    for place in range(at + 1, min(line.size, at + 1 + _WORDS)):
        if low[place] == "that":
            return True
        if line.kind(place) == "q" or low[place] in _STOPS:
            return False
    return False
