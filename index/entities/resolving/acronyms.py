"""Acronyms and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.entities.words.legal_forms import is_form

_SMALL = frozenset(["of", "for", "the", "and", "&", "in", "on", "at", "de", "la", "le", "-", "'"])
_SHORT = 4  # letters
_LONGEST = 8


def is_acronym(name: str) -> bool:
    """Whether a name is written like an acronym: "NRA", "U.N."."""
    letters = name.replace(".", "")
    return 1 < len(letters) < _LONGEST and letters.isalpha() and letters.isupper()


def initials(words: Sequence[str]) -> str:
    """The first letters of words in lower case, without those that acronyms leave out."""
    return "".join(w[0] for w in words if w.casefold() not in _SMALL and w[0].isalnum()).casefold()


def abbreviates(short: str, letters: str) -> bool:
    """Whether an acronym can stand for words with these initials."""
    short = short.replace(".", "").casefold()
    return (
        len(short) > 1
        and short[0] == letters[:1]
        and short[:3]
        in (
            letters[:3],
            letters[:2] + short[2:3],
            letters[:1] + short[1:3] if len(short) > 3 else "",
        )
    )


def spelled_by(short: str, name: str) -> bool:
    """Whether the words of a name, with or without its legal form, begin with the letters of an
    acronym, each with one; a name that has the acronym in it is not what it stands for.
    """
    words = [word for word in re.split(r"[\s/–-]+|['’]s?\b", name) if word[:1].isalnum()]
    letters = short.replace(".", "").casefold()
    if any(word.replace(".", "").casefold() == letters for word in words):
        return False
    if words[:2] == ["Department", "of"] and len(letters) > 1 and letters == initials(words[1:]):
        return True
    told = [words]
    if words and (is_form(words[-1]) or words[-1] == "Department"):
        told.append(words[:-1])
    return any(letters in _letters(some) for some in told)


def _letters(words: Sequence[str]) -> tuple[str, str, str]:
    """The acronyms of words: without small ones, of all, and with those in it that are acronyms
    themselves, as UKIP has "UK".
    """
    whole = (word if word.isupper() and len(word) < _SHORT else word[0] for word in words)
    return initials(words), "".join(w[0] for w in words).casefold(), "".join(whole).casefold()
