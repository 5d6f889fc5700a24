"""Names in a text that do not say whom it goes on about."""

from __future__ import annotations

from index.core.late_patterns import late
from index.quotes.attribution_words import (
    ATTACHED,
    POSSESSIVES,
)

FOLLOWING = late(r"\s?([’']s|\w+)")
"""The word behind a name."""

_AND_SO_ON = ATTACHED - POSSESSIVES
"""What somebody may call after himself: a Smith administration."""

_TITLE = 25
_FRONT = 60
"""Characters in front of a name that are looked at."""

_HIMSELF = late(
    r"\b(?:I am|I[’']m|name is) (?:\S+ ){0,3}$"
    r"|\b(?:like|an?|another|the) $|\b(?:An?|The) $"
    r"|[‘/][^’”]*$"
)
"""In front of a name, what somebody may say of himself: I am Mr. Smith; like Smith; a Smith."""
_SAYS = late(r"\b(?:said|says) (?:[A-Z]\S* |the )*$")


def is_behind_said(text: str, start: int) -> bool:
    """Whether a name stands behind "said" in what somebody else reports."""
    return _SAYS.search(text[max(0, start - _TITLE) : start]) is not None


def speaks_of_himself(text: str, start: int, end: int) -> bool:
    """Whether a name is part of what somebody says of himself: a Smith administration, as a Smith;
    or of something else: Smith/Jones.
    """
    following = FOLLOWING.match(text, end)
    attached = following is not None and following[1].lower() in _AND_SO_ON
    apart = text[end : end + 1] == "/"
    return attached or apart or _HIMSELF.search(text[max(0, start - _FRONT) : start]) is not None
