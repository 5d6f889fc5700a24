"""The encodings of before UTF-8, a byte a letter, that news is kept in."""

from __future__ import annotations

from collections.abc import Iterator

ENCODINGS = (
    "cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257", "cp1255", "cp1251", "koi8-u", "cp866",
    "iso8859-5", "cp1253", "iso8859-7", "mac-roman", "cp850", "cp852",
)  # fmt: skip
"""The most frequent first: of those that fit alike the first one is meant."""


def are_same_bytes(one: str, other: str) -> bool:
    """Whether two texts that differ are the same bytes, read in two encodings."""
    if one == other or one.isascii() or other.isascii():
        return False
    # All of them write ASCII alike, and most texts that differ do in that.
    if one.encode("ascii", "ignore") != other.encode("ascii", "ignore"):
        return False
    return not frozenset(_written(one)).isdisjoint(_written(other))


def _written(text: str) -> Iterator[bytes]:
    for encoding in ("utf-8", *ENCODINGS):
        try:
            yield text.encode(encoding)
        except UnicodeEncodeError:
            continue
