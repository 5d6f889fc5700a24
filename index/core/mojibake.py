"""UTF-8 that was read as Windows-1252 (“itâ€™s”), put right where it cannot be anything else.

A sequence is put right when its characters, written in Windows-1252, are the UTF-8 of one letter of
a Western language, of a mark or of a sign, and when the characters as they stand are not written
next to one another: “Ã” before a closing quote ends a word in Portuguese capitals and is left.
"""

from __future__ import annotations

import re

# What the bytes 0x80 to 0xBF are when they are read as Windows-1252, or as Latin-1.
_FOLLOWING = "".join(
    sorted({bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)} - {""})
) + "".join(map(chr, range(0x80, 0xA0)))
_QUOTES = "“”‘’‹›«»„‚–—…"
_PLAIN = "".join(character for character in _FOLLOWING if character not in _QUOTES)
_BROKEN = re.compile(
    rf"[ÂÃ][{re.escape(_PLAIN)}]|[ÂÃ][{_QUOTES}](?=[a-zà-ÿ])|(?<=[a-zà-ÿ])[ÂÃ][{_QUOTES}](?![{_QUOTES}])"
    rf"|(?<=[^\W\d_])[ÄÅ][{re.escape(_PLAIN)}]"
    rf"|â[€\x80][{re.escape(_FOLLOWING)}]|(?<=â€)Ë[œ†]|â[‚\x82][¬\xac]|â[„\x84][¢\xa2]"
)
_FIRST = re.compile("[ÂÃÄÅâ]")
# Some texts went wrong twice or thrice.
_TIMES = 3


def mend(text: str) -> str:
    """The text with what was certainly read in a wrong encoding put right."""
    if text.isascii() or not _FIRST.search(text):
        return text
    for _ in range(_TIMES):
        mended = _BROKEN.sub(_right, text)
        if mended == text:
            break
        text = mended
    return text


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
