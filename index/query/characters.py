"""Which characters mean what in a query, and how a word is freed of its escapes."""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass

from index.core.late_patterns import late

CURLY = "“”„‟«»＂〝〞"
OPENING = "(（"
CLOSING = ")）"
DASHES = "-−–"
# Controls and the invisible marks that pasted text carries separate words like blanks do.
_BLANK = r"\s\x00-\x20\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff"
_BREAK = rf"{_BLANK}\"{CURLY}{OPENING}{CLOSING}|"
TRAILING = ",;:!…"
_BETWEEN = frozenset(".,;:!?…'\"*/\\•·&`´~^|_¿¡")
_ESCAPABLE = frozenset(string.punctuation + CURLY + OPENING + CLOSING + DASHES + TRAILING)

BLANKS = late(rf"[{_BLANK}]+")
RUN = late(rf"(?:\\[^{_BLANK}]|[^{_BREAK}\\&]|\\|&(?!&))++")
"""A word with its escapes, up to a blank, quote, bracket, bar or `&&`."""

GERSHAYIM = late('(?<=[א-ת])"(?=[א-ת])')
"""A quotation mark that is typed within a Hebrew acronym, as in צה"ל."""

URL = late(
    rf"(?:[a-z][a-z0-9+.-]{{1,20}}://|www\.)(?:[^{_BREAK}<>]|\([^{_BREAK}<>]*\))+", re.IGNORECASE
)
ADDRESS = late(rf"(?!\()(?:[^{_BREAK}]|\([^{_BREAK}]*\))+")
VERBATIM = late(rf'(?:[^{_BREAK}]|"[^"]*")+')
"""A value taken as it stands; quotes in it hold blanks together."""

RANGE = late(r"[\[{]\s*([^\[\]{}\s]{1,40})\s+TO\s+([^\[\]{}\s]{1,40})\s*[\]}]")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = late(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: \d{{4}})?|{_MONTH} (?:\d{{1,2}},? )?\d{{4}}"
    rf"|(?:last|past|previous|this) (?:week|weekend|month|quarter|year|{_MONTH}|[a-z]+day))"
    r"(?![^\s)])",
    re.IGNORECASE,
)
"""A date of several words, which a blank does not end."""

QUOTED = late(r'"((?:\\.|[^"\\])*)"', re.DOTALL)
QUOTED_CURLY = late(rf'["{CURLY}]((?:\\.|[^"{CURLY}\\])*)["{CURLY}]', re.DOTALL)
REGEX = late(
    rf"/(?![{_BLANK}/])((?:\\.|[^\\/]|/(?![{_BLANK}{CLOSING}]|$))+)/(?=[{_BLANK}{CLOSING}]|$)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A word without its escapes; `literal` has the positions of what was escaped."""

    text: str
    literal: frozenset[int]

    def cut(self, end: int) -> Plain:
        """What stands before a place."""
        return Plain(self.text[:end], self.literal)

    def live(self, position: int) -> bool:
        """Whether a character may mean something, since it was not escaped."""
        return position not in self.literal


def unescape(run: str) -> Plain:
    """Frees a word of its backslashes.

    A backslash escapes punctuation anywhere and anything at the beginning of a word; before a
    letter inside a word it is itself, as in a pasted path.
    """
    if "\\" not in run:
        return Plain(run, frozenset())
    out: list[str] = []
    literal: set[int] = set()
    position = 0
    while position < len(run):
        char, after = run[position], run[position + 1 : position + 2]
        if char == "\\" and after and (after in _ESCAPABLE or position == 0):
            literal.add(len(out))
            char = after
            position += 1
        out.append(char)
        position += 1
    return Plain("".join(out), frozenset(literal))


def escape(word: str) -> str:
    """The word so written that no character of it means anything but itself."""
    escaped = "".join(f"\\{char}" if char in _ESCAPABLE else char for char in word)
    return escaped if escaped.startswith("\\") else f"\\{escaped}"


def escaped(text: str) -> str:
    """The text as it stands between quotes, whatever it holds."""
    return re.sub(r'(["\\])', r"\\\1", text)


def inside_quotes(text: str) -> str:
    """What stands between quotes, free of escapes and with its blanks evened out."""
    return composed(BLANKS.sub(" ", re.sub(r'\\(["\\])', r"\1", text)).strip())


def composed(text: str) -> str:
    """Unicode NFC, the form the archive keeps its texts in."""
    return unicodedata.normalize("NFC", text)


def punctuation(text: str) -> bool:
    """Whether it is what stands between the words of any text, and was not meant by itself."""
    return all(
        char in _BETWEEN or unicodedata.category(char) in ("Pd", "Ps", "Pe", "Pi", "Pf", "Mn")
        for char in text
    )


def says_something(text: str) -> bool:
    """Whether there is a letter or a digit in it; the index knows no other words."""
    return any(map(str.isalnum, text))
