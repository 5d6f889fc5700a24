"""Whom a picture is by, as stands below: "REUTERS/Ann Lee", "toggle caption Ann Lee/NPR"."""

from __future__ import annotations

from index.core.late_patterns import late

AGENCIES = frozenset(
    "AP Reuters REUTERS Getty AFP EPA UPI NPR Bloomberg CNN CBS NBC ABC POLITICO USA Shutterstock "
    "Redux Polaris Zuma ZUMA Rex Xinhua Sipa Abaca".split()
)
"""Who sends or prints pictures, by the word that stands beside the photographer's name."""

PICTURES = frozenset("photo photos Photo Photos PHOTO Photograph Photographer image Image".split())
"""What stands before a colon and the photographer."""

_FRONT = 25
"""Characters in front of a name that are looked at."""

# Any letters behind a slash are an outlet's; what is written so itself is in the list.
_NAMES = "|".join(sorted(name for name in AGENCIES if not name.isupper()))
_BEHIND = late(rf"/(?:[A-Z]{{2}}|{_NAMES}|The )")
_BEFORE = late(
    rf"(?:toggle caption|(?:{'|'.join(sorted(PICTURES))})(?:er)?(?: by|:)|[Cc]redit:) $"
    rf"|(?:[A-Z]{{2}}|Getty Images|{_NAMES})/$"
)


def is_credit(text: str, start: int, end: int) -> bool:
    """Whether a name in a text, from `start` to `end`, is whom a picture is by."""
    return bool(_BEHIND.match(text, end) or _BEFORE.search(text[max(0, start - _FRONT) : start]))
