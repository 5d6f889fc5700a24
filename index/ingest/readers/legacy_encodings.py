"""Text of before UTF-8: in which encoding the letters are those of one language.

A byte means another letter in each of these encodings. Read in the wrong one, a text has letters of
several languages side by side, signs within words, and capitals behind small letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from index.core.byte_encodings import ENCODINGS
from index.core.late_patterns import late

_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "éèêëàâäçïîñöüôáíóú",  # English, of loan words
        "àâäæçéèêëîïôöœùûüÿñ",  # French
        "äöüßéèáàêç",  # German
        "áéíñóúüçàèòïºª",  # Spanish, Catalan
        "ãáàâçéêíóôõúüèòºª",  # Portuguese
        "àèéìíîòóùú",  # Italian
        "éèëêïíóöüáäàçô",  # Dutch
        "åäöæøéüèàá",  # Scandinavian languages, Finnish
        "áéíóúýþæöð",  # Icelandic
        "ąćęłńóśźż",  # Polish
        "áäčďéěíľňóôřšťúůýž",  # Czech, Slovak
        "áéíóöőúüűä",  # Hungarian
        "ăâîșțşţ",  # Romanian
        "čćđšž",  # Croatian, Slovene
        "çğıİöşüâîû",  # Turkish
        "ąčęėįšųūž",  # Lithuanian
        "āčēģīķļņšūž",  # Latvian
        "õäöüšž",  # Estonian
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћџђѓќѕ",
        # Before Cyrillic: its bytes are small Cyrillic letters, of which no text is all.
        "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
        "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    )
)
_WESTERN = frozenset[str]().union(*_ALPHABETS[:9])
_LOANS = "éáöü"
"""Letters that are rare in texts of Eastern Europe, most of them in foreign names."""
_EASTERN = frozenset(_ALPHABETS[9:18])
_FEW = 3
"""They are one for so many letters of the language itself; a German text, say, has more of them
than of what names of other countries would be there.
"""
_SIGNS = frozenset("“”„‚‘’«»‹›–—…•·€£¥§©®™°¿¡º½¼¾×´\xa0")
_WITHIN_WORDS = frozenset("’‘·\xad")
_BEYOND = late(r"(?s)(?<=(.))([^\x00-\x7f])(?=(.))")
_SURE = 0.9
"""The share of letters beyond ASCII that has to fit; a language has some of its neighbours'."""
_AS_GOOD = 0.005
_PLAIN = 0.98
_LAST_LATIN = "\u024f"


def legacy_encoding(sample: bytes) -> str:
    """The encoding of a text of one byte a letter; "" where none of those that are known fits."""
    # A text of Western Europe may have a name of any of its countries.
    return _best(sample, ENCODINGS, _ALPHABETS) or _best(sample, ENCODINGS[:1], (_WESTERN,))


def _best(sample: bytes, encodings: Iterable[str], alphabets: Sequence[Collection[str]]) -> str:
    """The encoding in which a text fits best into one of some alphabets; "" where in none."""
    fits: list[tuple[float, str]] = []
    for encoding in encodings:
        fit = _fit(sample.decode(encoding, "replace"), alphabets)
        if fit >= _PLAIN and not fits:
            return encoding
        fits.append((fit, encoding))
    best = max(fit for fit, _ in fits)
    if best < _SURE:
        return ""
    return next(encoding for fit, encoding in fits if fit >= best - _AS_GOOD)


def _fit(text: str, alphabets: Sequence[Collection[str]]) -> float:
    """The share of what is beyond ASCII that one language, the best, may have where it stands."""
    letters: Counter[str] = Counter()
    signs = total = 0
    for found in _BEYOND.finditer(f" {text} "):
        before, sign, after = found.groups()
        total += 1
        if sign.isalpha() and sign not in "ºª":
            is_mixed = sign > _LAST_LATIN and (_is_plain(before) or _is_plain(after))
            if not (is_mixed or (sign.isupper() and before.islower())):
                letters[sign if sign == "İ" else sign.lower()] += 1
        elif sign in _WITHIN_WORDS or (
            sign in _SIGNS and not (before.isalpha() and after.isalpha())
        ):
            signs += 1
    best = max(_of_language(letters, alphabet) for alphabet in alphabets)
    return (best + signs) / total if total else 1.0


def _of_language(letters: Mapping[str, int], alphabet: Collection[str]) -> int:
    """How many of the letters of a text may be of the language with an alphabet."""
    own = sum(letters.get(one, 0) for one in alphabet)
    loans = [letters.get(one, 0) for one in _LOANS if one not in alphabet]
    return own + (min(sum(loans), (own - 1) // _FEW) if own and alphabet in _EASTERN else 0)


def _is_plain(letter: str) -> bool:
    """Whether a letter is Latin and of ASCII: beside those of another script it is in no word."""
    return letter.isascii() and letter.isalpha()
