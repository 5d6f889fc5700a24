"""Marks inside of others: « On dit “la maison” », “que «eran prestadas»”."""

from __future__ import annotations

from index.core.late_patterns import late

_ANGLES = late("[«»]")
_INSIDE = str.maketrans('“”„"', "‘’‘’")
_CURLY = late("“([^“”]*)”")


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
