"""The encodings of RTF: of a whole file and of each font in it."""

from __future__ import annotations

import codecs

# Of the fonts' sets of characters (RTF 1.9.1, “Font Table”), those that are not the file's own.
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
USUAL = "cp1252"


def of_charset(number: int) -> str:
    """The encoding of a font by its set of characters, "" where that is the file's."""
    return _CHARSETS.get(number, "")


def of_code_page(number: int) -> str:
    """The encoding of a code page by its number; the usual one where Python has none of it."""
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        codecs.lookup(name)
    except LookupError:
        return "mac_roman" if number == 10000 else USUAL
    return name


class Bytes:
    """Characters that are written byte by byte, several to one in the scripts of East Asia."""

    def __init__(self) -> None:
        self._encoding = ""
        self._decoder = codecs.getincrementaldecoder(USUAL)("replace")

    @property
    def is_within(self) -> bool:
        """Whether a character has begun that is not whole."""
        return bool(self._decoder.getstate()[0])

    def text(self, byte: int, encoding: str) -> str:
        """What a byte ends, be that nothing."""
        if encoding != self._encoding:
            self._encoding = encoding
            self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        return self._decoder.decode(bytes((byte,)))

    def reset(self) -> None:
        """Forget a character that was begun and does not go on."""
        self._decoder.reset()
