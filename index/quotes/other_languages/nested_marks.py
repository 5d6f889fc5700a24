"""Marks inside of others: « On dit “la maison” », “que «eran prestadas»”."""

from __future__ import annotations

import re

from index.core.late_patterns import late

_ANGLES = late("[«»]")
_INSIDE = str.maketrans('“”„"', "‘’‘’")
_CURLY = late("“([^“”]*)”")
_SINGLE = late(r"(?<!\w)‘([^‘’“”]{3,})’(?!\w)")


def with_inner_single(text: str) -> str:
    """A text, of the same length, in which marks that stand inside of others are single ones, which
    open and close nothing there.
    """
    if "«" not in text or "»" not in text:
        return text
    if "“" in text:
        # “Ahí confesó que «eran prestadas»”
        text = _CURLY.sub(lambda match: match[0].replace("«", "‘").replace("»", "’"), text)
    for opened, closed in reversed(_outer(text)):
        inside = text[opened + 1 : closed]
        if any(mark in inside for mark in '“”„"«»'):
            single = inside.translate(_INSIDE).replace("«", "‘").replace("»", "’")
            text = text[: opened + 1] + single + text[closed:]
    return text


def with_outer_single(text: str) -> str:
    """A text, of the same length, in which single marks outside of double ones are double: het was
    een ‘zakelijke avond’. “Vier goals”, zei hij.
    """
    if "‘" not in text or "“" not in text:
        return text
    doubles = [match.span() for match in _CURLY.finditer(text)]

    def doubled(match: re.Match[str]) -> str:
        inside = any(begin < match.start() < end for begin, end in doubles)
        return match[0] if inside else f"“{match[1]}”"

    return _SINGLE.sub(doubled, text)


def _outer(text: str) -> list[tuple[int, int]]:
    """The places of angle marks that open and close with nothing or whole pairs between; none where
    they do not pair, as where a paragraph leaves one open, or where they point inwards: »so«.
    """
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _ANGLES.finditer(text):
        if match[0] == "«":
            opened.append(match.start())
        elif not opened:
            return []
        else:
            first = opened.pop()
            if not opened:
                found.append((first, match.start()))
    return [] if opened else found
