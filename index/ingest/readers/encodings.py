"""Bytes to text: what the bytes say, what they can be, and a careful guess last."""

from __future__ import annotations

import codecs
from functools import lru_cache

from index.core.late_patterns import late
from index.ingest.readers.legacy_encodings import legacy_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read these names as Windows-1252, and so does the guess for what is not UTF-8.
_WESTERN = frozenset(
    {"", "utf-8", "utf8", "iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"}
)
# What other names stand for in browsers (WHATWG, Encoding, 4.2), where it is more than they say:
# texts hold letters that only the wider encoding has.
_WIDER = {
    name: wider
    for names, wider in (
        ("gb2312 gb_2312 gb_2312-80 csgb2312 gbk x-gbk cp936 hz-gb-2312", "gb18030"),
        ("shift_jis shift-jis sjis x-sjis ms_kanji windows-31j", "cp932"),
        ("euc-kr ks_c_5601-1987 ks_c_5601 ksc5601 korean", "cp949"),
        ("big5 big-5 big5-hkscs cp950", "big5hkscs"),
        ("iso-8859-1 latin1 latin-1 us-ascii ascii", "cp1252"),
        ("iso-8859-9 latin5", "cp1254"),
        ("iso-8859-11 tis-620", "cp874"),
    )
    for name in names.split()
}
# A detector needs no more to decide, and takes seconds for megabytes.
_SAMPLE = 65_536
# Japanese in bytes of ASCII; no other text has these escapes.
_SHIFTED = late(rb"\x1b(?:\$[@B]|\(J)")
_STRAYS = late("[\udc80-\udcff]")
# What is a letter of UTF-8 that takes more than a byte.
_WHOLE = late("[^\x00-\x7f\udc80-\udcff]")
_LETTERS_BEYOND = late(r"[^\x00-\x7f]")
_CONTROLS = bytes({*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)})


def decode(data: bytes, encoding: str = "") -> str:
    """The text of some bytes; never raises, since every byte means something in the last resort.

    A byte order mark decides, then `encoding` if given, then the shape of UTF-16, the escapes of
    ISO-2022-JP, then UTF-8.
    UTF-8 with a few stray bytes keeps its text and reads the strays as Windows-1252.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    wide = encoding or _wide(data)
    if wide:
        return data.decode(wide, "replace")
    if _SHIFTED.search(data[:_SAMPLE]):
        return data.decode("iso2022_jp_ext", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    strays = _utf8_with_strays(data)
    return strays if strays is not None else _guess(data)


def sent_encoding(data: bytes, name: str) -> str:
    """The encoding that a sender gives some bytes, "" where they say better what they are: they are
    UTF-8, or the name is one that servers give to whatever they send.
    """
    if not (name := declared_encoding(name)):
        return ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return name
    return ""


def declared_encoding(name: str) -> str:
    """An encoding that a sender declares, "" where the bytes say better.

    Western names are given to anything, and browsers read all of them as Windows-1252.
    """
    return "" if name.strip().lower() in _WESTERN else wider_encoding(name.strip())


def wider_encoding(name: str) -> str:
    """The encoding that a declared one is read as, "" for a name that Python does not know."""
    return _WIDER.get(name.lower()) or known_encoding(name)


def known_encoding(name: str) -> str:
    """The name of a text encoding that Python knows; "" for any other."""
    try:
        return name if isinstance(codecs.lookup(name).decode(b"a")[0], str) else ""
    except (LookupError, ValueError, UnicodeError):
        return ""


@lru_cache(maxsize=4)
def peek(head: bytes) -> str:
    """The text of a file's first bytes, without a character that was cut in two; "" if binary."""
    if looks_binary(head):
        return ""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(head) - error.start < 4 and error.reason == "unexpected end of data":
            head = head[: error.start]
    return decode(head[:_SAMPLE])


def looks_binary(head: bytes) -> bool:
    """Whether bytes are no text in any encoding: they hold what no text holds."""
    if any(head.startswith(mark) for mark, _ in _BOMS) or _wide(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return (b"\x00" in head and controls > len(head) // 100) or controls > len(head) // 10


def is_plain_text(head: bytes) -> bool:
    """Whether bytes are surely text, whatever is known of their name: they hold nothing that no
    text holds, and are UTF-8 or UTF-16, or letters of one language in an older encoding.
    """
    if not peek(head).strip():
        return False
    if any(head.startswith(mark) for mark, _ in _BOMS) or is_wide(head):
        return True
    if len(head) > len(head.translate(None, _CONTROLS)):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        is_cut = len(head) - error.start < 4 and error.reason == "unexpected end of data"
        return is_cut or bool(legacy_encoding(head[:_SAMPLE]))
    return True


def is_wide(data: bytes) -> bool:
    """Whether a text begins in two bytes a letter, with or without a mark that says so."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _wide(data) != ""


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of Western text in it is zero."""
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs < 4 or b"\x00" not in sample:
        return ""
    high, low = sample[: pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    if low > pairs * 0.6 and high < pairs * 0.05:
        return "utf-16-le"
    if high > pairs * 0.6 and low < pairs * 0.05:
        return "utf-16-be"
    return ""


def _utf8_with_strays(data: bytes) -> str | None:
    """UTF-8 in which some bytes are of Windows-1252; None where there is too little of it.

    Two bytes that are a letter in UTF-8 hardly stand beside each other in any other encoding of
    Western letters: a few are enough, where what strays among them is Western.
    """
    text = data.decode("utf-8", "surrogateescape")
    strays = "".join(_STRAYS.findall(text))
    whole = len(_LETTERS_BEYOND.findall(text)) - len(strays)
    if len(strays) > whole and not (whole and _strays_are_western(data, text)):
        return None
    return _STRAYS.sub(lambda stray: _western(bytes([ord(stray[0]) - 0xDC00])), text)


def _strays_are_western(data: bytes, text: str) -> bool:
    """Whether what is no UTF-8 in a text is Western by itself, which the whole text is not."""
    rest = _WHOLE.sub("", text[:_SAMPLE]).encode("utf-8", "surrogateescape")
    return legacy_encoding(rest) == "cp1252" and legacy_encoding(data[:_SAMPLE]) != "cp1252"


def _western(data: bytes) -> str:
    """Windows-1252, and Latin-1 for the five bytes that it leaves open."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _guess(data: bytes) -> str:
    """Text of one byte a letter is told by its letters, the rest left to a detector.

    The detector alone takes Latin-1 pounds and accents for Japanese or Baltic.
    """
    sample = data[:_SAMPLE]
    if encoding := legacy_encoding(sample):
        return _western(data) if encoding == "cp1252" else data.decode(encoding, "replace")
    # Loaded here: it takes 34 ms and few files need it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(sample).best()
    return data.decode(best.encoding, "replace") if best else _western(data)
