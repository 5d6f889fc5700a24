"""Words that are written as acronyms and Roman figures are."""

from __future__ import annotations

_SHORTEST = 2
_LONGEST = 6  # letters


def is_acronym(word: str) -> bool:
    """Whether a word looks like one: "SPD", "SAPASE", "D66", "DnB"."""
    if not _SHORTEST <= len(word) <= _LONGEST or not word[0].isupper() or not word.isalnum():
        return False
    capitals = sum(map(str.isupper, word))
    return word.upper() == word if len(word) == _SHORTEST else capitals * 2 > len(word)


def is_numeral(word: str) -> bool:
    """Whether a word is a Roman figure."""
    return not set(word) - set("IVX")
