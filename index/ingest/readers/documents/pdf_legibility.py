"""Whether what a PDF gives for its text is one: fonts without a map to Unicode give other letters.

“Republicans” then is “5HSXEOLFDQV”, the numbers that its letters have in the font.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from index.core.late_patterns import late
from index.core.told_language import told

# Characters of which no font says which they are, of all.
_UNKNOWN = 0.3
# Where a text is in no language that is told: of so many letters so many are vowels at least. They
# are a third to a half in any language that is written in Latin letters.
_LETTERS, _VOWELS = 150, 0.23
_VOWEL = late("[aeiouyæœøı]")


def is_legible(texts: Sequence[str], unknown: float) -> bool:
    """Whether texts are such; `unknown` is the share of their characters that are not known."""
    if told(texts):
        return True
    letters = [
        unicodedata.normalize("NFD", sign)[0]
        for text in texts
        for sign in text.lower()
        if sign.isalpha()
    ]
    if unknown > _UNKNOWN and letters:
        return False
    latin = [sign for sign in letters if sign.isascii() or sign in "æœøı"]
    if len(latin) < max(_LETTERS, len(letters) / 2):
        return True
    return sum(map(bool, map(_VOWEL.match, latin))) >= _VOWELS * len(latin)
