"""Words looked for in a text as they stand there, whatever the case and the accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_ALIKE = str.maketrans("’‘ʼ´`“”„«»–—‐‑−", "'''''\"\"\"\"\"-----")


def occurrences(text: str, needle: str) -> tuple[tuple[int, int], ...]:
    """Where a text has what is looked for: characters from, to, none over another."""
    wanted = "".join(sign for sign, _ in _folded(" ".join(needle.split())))
    if not wanted:
        return ()
    signs = list(_folded(text))
    folded = "".join(sign for sign, _ in signs)
    found = []
    at = folded.find(wanted)
    while at >= 0:
        found.append((signs[at][1], signs[at + len(wanted) - 1][1] + 1))
        at = folded.find(wanted, at + len(wanted))
    return tuple(found)


def _folded(text: str) -> Iterator[tuple[str, int]]:
    """The characters as they are compared, each with the place of the one it comes of."""
    for place, character in enumerate(text):
        plain = unicodedata.normalize("NFKD", character.translate(_ALIKE).casefold())
        for sign in plain:
            if not unicodedata.combining(sign):
                yield (" " if sign.isspace() else sign), place
