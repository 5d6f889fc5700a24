"""UTF-8 that was read as Windows-1252 (“itâ€™s”), put right where it cannot be anything else.

A text is put right as a whole when all of it, written as it was read (Windows-1252, -1250, -1251),
is valid UTF-8 with several letters in it: by chance no text is. Else piece by piece:

A sequence is put right when its characters, written in Windows-1252, are the UTF-8 of one letter of
a Western language, of a mark or of a sign, and when the characters as they stand are not written
next to one another: “Ã” before a closing quote ends a word in Portuguese capitals and is left.

What was read wrongly may have been normalised since, so that “Ã” stands as “A” and a tilde and “¨”
as a blank and two dots (NFD, NFKD): that is undone first.
"""

from __future__ import annotations

import re
import unicodedata

from index.core.late_patterns import late

# What the bytes 0x80 to 0xBF are when they are read as Windows-1252, or as Latin-1.
_FOLLOWING = "".join(
    sorted({bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)} - {""})
) + "".join(map(chr, range(0x80, 0xA0)))
_QUOTES = "“”‘’‹›«»„‚–—…"
_PLAIN = "".join(character for character in _FOLLOWING if character not in _QUOTES)
_BROKEN = late(
    rf"[ÂÃ][{re.escape(_PLAIN)}]|[ÂÃ][{_QUOTES}](?=[a-zà-ÿ])|(?<=[a-zà-ÿ])[ÂÃ][{_QUOTES}](?![{_QUOTES}])"
    rf"|(?<=[^\W\d_])[ÄÅ][{re.escape(_PLAIN)}]"
    rf"|â[€\x80][{re.escape(_FOLLOWING)}]|(?<=â€)Ë[œ†]|â[‚\x82][¬\xac]|â[„\x84][¢\xa2]"
)
_FIRST = late("[ÂÃÄÅâ]")
# A closing quote whose last byte, which is no letter of Windows-1252, was dropped on the way.
_CUT_QUOTE = late("â€(?=[\\s.,;:!?)—–-]|$)")
# How the letters of UTF-8 begin when they are read as one of the encodings below, and go on.
_BEGINS = late("[Â-ÃÄ-ÈÎ-ÖØ-Ûà-ï×ĂĹĐŃĎРСГВОП][^\x00-\x7f]")
_SUSPECT = late("[\u0302\u0303\x80-\x9fÂ-ÃÄ-ÈÎ-ÖØ-Ûà-ï×ĂĹĐŃĎРСГВОП]")
# “Â” and “Ã” taken apart, and what follows them as compatibility forms have it.
_APART = late("[Aa][\u0302\u0303]")
_COMPATIBLE = late("(?<=[ÂÃ])(?: [\u0301\u0304\u0308\u0327]|[13]\u2044[24])")
_WAS = {
    " \u0301": "´",
    " \u0304": "¯",
    " \u0308": "¨",
    " \u0327": "¸",
    "1\u20444": "¼",
    "1\u20442": "½",
    "3\u20444": "¾",
}
_OPEN = late("([\x80-\x9f]+)")
_READ_AS = ("cp1252", "cp1250", "cp1251")
_SEQUENCE = late(b"[\xc2-\xf4][\x80-\xbf]{1,3}")
_ENOUGH = 3
# Controls that are letters in Windows-1252: “it\x92s”. No text holds them for what they are.
_CONTROLS = late(r"(?<![\x80-\xff])[\x80\x82-\x8c\x8e\x91-\x97\x99\x9a]")
_WORDS = late("[^\\W\\d_]")
# Some texts went wrong twice or thrice.
_TIMES = 3


def mend(text: str) -> str:
    """The text with what was certainly read in a wrong encoding put right."""
    if text.isascii() or not _SUSPECT.search(text):
        return text
    if _APART.search(text):
        text = unicodedata.normalize("NFC", text)
    text = _COMPATIBLE.sub(lambda one: _WAS.get(one[0], one[0]), text)
    for _ in range(_TIMES):
        whole = _whole(text) if _BEGINS.search(text) else ""
        if not whole:
            break
        text = whole
    if not text.isprintable() and "\x1b" not in text:
        text = _CONTROLS.sub(lambda one: one[0].encode("latin-1").decode("cp1252"), text)
    if not _FIRST.search(text):
        return text
    for _ in range(_TIMES):
        mended = _BROKEN.sub(_right, text)
        if mended == text:
            break
        text = mended
    return _CUT_QUOTE.sub("”", text)


def _right(broken: re.Match[str]) -> str:
    try:
        return b"".join(map(_byte, broken[0])).decode("utf-8")
    except UnicodeDecodeError:
        return broken[0]


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _whole(text: str) -> str:
    """The text as it was meant, where all of it was read wrongly; "" where that is not certain."""
    for name in _READ_AS:
        try:
            data = _bytes_as(text, name)
            meant = data.decode("utf-8")
        except UnicodeError:
            continue
        if len(_SEQUENCE.findall(data)) >= _ENOUGH and _WORDS.search(meant):
            return meant
    return ""


def _bytes_as(text: str, name: str) -> bytes:
    """The bytes that were read as a text; those that an encoding leaves open were left controls.

    Raises UnicodeError where there are none.
    """
    try:
        return text.encode(name)
    except UnicodeEncodeError:
        if not _OPEN.search(text):
            raise
    return b"".join(
        part.encode("latin-1") if _OPEN.match(part) else part.encode(name)
        for part in filter(None, _OPEN.split(text))
    )
