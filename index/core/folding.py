"""Letters without their accents and vowel signs, and names as they are compared.

What falls away is what people leave out when they type: accents on Latin and Greek letters, the
dots of the Russian yo, stress marks, Hebrew and Arabic vowel signs. What makes another letter of a
letter stays: the Russian short i, the Ukrainian yi, the vowels of Indic scripts, Japanese voicing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from index.core.late_patterns import late

APOSTROPHES = "'’ʼ‘`´＇ʻ′‵ʹʾʿ"
"""What people write for an apostrophe, half rings in transcriptions included; all are one."""

# The vowels of Indic, Tibetan, Thai and Khmer script and Japanese voicing are marks inside a word.
_WORDS = late("[\\w\u0900-\u109f\u1780-\u17ff\u3099\u309a]+")
_NO_DOTS = dict.fromkeys(map(ord, f".{APOSTROPHES}"), "")
_INITIALS = late(r"(?<!\S)[^\W\d_](?: [^\W\d_])+(?!\S)")

# Vowel signs and cantillation that stand apart; the tatweel, which only stretches; joiners.
_DROPPED = late(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u00ad\u200c\u200d]"
)
# One letter in several shapes, which keyboards and languages differ in, as Lucene's normalisers of
# Arabic and Persian have it; and the Cyrillic letters whose marks are optional.
_SHAPES = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ة": "ه",
    "ۀ": "ه", "ە": "ه",
    "ё": "е", "ѐ": "е", "ѝ": "и", "Ё": "Е", "Ѐ": "Е", "Ѝ": "И",
}  # fmt: skip

_TYPED = dict(
    zip(
        "ßẞæÆœŒøØłŁđĐðÐþÞıħĦ",
        "ss Ss ae Ae oe Oe o O l L d D d D th Th i h H".split(),
        strict=True,
    )
)
"""Of the letters that `_latin` writes as typists do, those of languages that most archives hold."""


SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)
"""Letters as German and the Nordic languages write them on other keyboards."""


class _Letters(dict[int, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _letter(chr(code))
        return folded


def _letter(character: str) -> str:
    if _DROPPED.match(character):
        return ""
    if character in _SHAPES:
        return _SHAPES[character]
    name = unicodedata.name(character, "")
    if name.startswith(("LATIN ", "GREEK ", "ANGSTROM", "KELVIN", "FULLWIDTH LATIN")):
        apart = _DROPPED.sub("", unicodedata.normalize("NFKD", character))
        return "".join(map(_latin, apart))
    if not character.isalnum():
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    plain = unicodedata.normalize("NFKC", character)
    # Hebrew letters with their points and Arabic ligatures come apart; nothing else does.
    return plain if plain == character else "".join(map(_letter, _DROPPED.sub("", plain)))


def _latin(character: str) -> str:
    """A letter that Unicode does not take apart (ø, ł, ß, ə) as typists write it."""
    if character.isascii() or not unicodedata.name(character, "").startswith("LATIN "):
        return character
    if known := _TYPED.get(character):
        return known
    # Imported late: 10 ms for a table of all of Unicode that most texts do not need.
    from anyascii import anyascii  # noqa: PLC0415

    return "".join(filter(str.isalpha, anyascii(character))) or character


_letters = _Letters()


def unaccented(text: str) -> str:
    """A text with its letters in their plain shapes; case stays."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFC", text).translate(_letters)
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def ascii_figures(text: str) -> str:
    """A text with its figures as those of ASCII, in whatever script they are written."""
    if text.isascii():
        return text
    return "".join(str(int(one)) if one.isdecimal() else one for one in text)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The words of a text in lower case without accents, one blank between them.

    "Zoë Brandt-Lévesque" and "zoe brandt levesque" are the same; so are "U.S." and "us", and
    "J. K. Rowling" and "J.K. Rowling".
    """
    words = text.lower().split()
    # Most names: nothing is to be looked for in them.
    if text.isascii() and "".join(words).isalpha() and min(map(len, words)) > 1:
        return " ".join(words)
    return _folded(text)


def _folded(text: str) -> str:
    """The same of any text whatsoever."""
    plain = unaccented(text).casefold().translate(_NO_DOTS)
    words = " ".join(_WORDS.findall(plain))
    return _INITIALS.sub(lambda run: run.group().replace(" ", ""), words)


def whole(text: str) -> str:
    """What a whole value (a name, an outlet) is compared by; one of signs only is as written."""
    return fold(text) or text.strip().casefold()


def commonest(times: Mapping[str, int]) -> dict[str, str]:
    """For each way to write a value, of which it says how often, the commonest way of the same."""
    best: dict[str, str] = {}
    for text in sorted(times, key=lambda text: (-times[text], text)):
        best.setdefault(whole(text), text)
    return {text: best[whole(text)] for text in times}
