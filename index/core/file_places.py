"""Where a file is, whatever it is called: its whole path, and the names it may be known by.

A file is named now from one folder, now from another, through links, and on volumes that take
capitals for small letters in other letters than its own. Where it is said that a text was met in a
file, its place stands: absolute, without links, in the letters that its folder lists. Older
archives hold files as they were named.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from index.core.late_patterns import late

_SEP = "/"
_QUOTED = late(r"(?:%[0-9A-F]{2})+")


def written(path: str | os.PathLike[str]) -> str:
    """A path as it is kept and shown: each sign that is not to be seen, and each byte that is no
    UTF-8, as %0A, so that two files never have one place. An address stays what it is.
    """
    text = os.fspath(path)
    if text.isprintable() or text.startswith(("http:", "https:")):
        return text
    return "".join(sign if sign.isprintable() else _quoted(sign) for sign in text)


def _quoted(sign: str) -> str:
    is_byte = "\udc80" <= sign <= "\udcff"
    return quote(sign.encode("utf-8", "surrogateescape" if is_byte else "surrogatepass"), safe="")


def as_listed(place: str) -> str:
    """The path that a place is `written` for."""
    return _QUOTED.sub(lambda found: os.fsdecode(unquote_to_bytes(found[0])), place)


def whole_path(path: Path | str) -> str:
    """The place of a file or folder; where it cannot be looked at, what its name says of it."""
    try:
        whole = os.path.realpath(path)
    except (OSError, ValueError):  # The folder one is in is gone; no file has such a name.
        return os.fspath(path)
    try:
        return _as_listed(whole)
    except (OSError, ValueError):
        return whole


def names_of_file(place: str, named: str = "") -> tuple[str, ...]:
    """What the file at a place, or a place in it, may be called: so, as it was `named`, by its
    whole path through the links that it was named by, from the folder one is in.
    """
    try:
        others = (os.path.abspath(named or place), os.path.relpath(place))  # noqa: PTH100
    except (OSError, ValueError):
        others = (place, named)
    return (place, *dict.fromkeys(one for one in (named, *others) if one not in ("", place)))


def names_from_elsewhere(place: str) -> tuple[str, ...]:
    """What the file at a place may have been called from a folder above it, the longest first."""
    parts = place.split(_SEP)
    return tuple(_SEP.join(parts[at:]) for at in range(1, len(parts)) if parts[at])


def is_gone(place: str) -> bool:
    """Whether no file is at a place any more, though its folder is there: of a volume that is not
    mounted nothing is known.
    """
    if not os.path.isabs(place) or os.path.lexists(place):  # noqa: PTH117
        return False
    path = as_listed(place)
    return os.path.isdir(os.path.dirname(path)) and not os.path.lexists(path)  # noqa: PTH112, PTH120


def _as_listed(path: str) -> str:
    """An absolute path in the letters that the folders list, where these take others as well."""
    parts = path.split(_SEP)
    for at in range(1, len(parts)):
        name, folder = parts[at], _SEP.join(parts[:at]) or _SEP
        if name != name.swapcase() and _is_same(folder, name, name.swapcase()):
            listed = os.listdir(folder)  # noqa: PTH208  (names alone)
            alike = (one for one in listed if one.casefold() == name.casefold())
            found = (one for one in alike if _is_same(folder, name, one))
            parts[at] = name if name in listed else next(found, name)
    return _SEP.join(parts)


def _is_same(folder: str, one: str, other: str) -> bool:
    """Whether two names in a folder are of one file."""
    try:
        return os.path.samefile(os.path.join(folder, one), os.path.join(folder, other))  # noqa: PTH118, PTH121
    except OSError:
        return False


def name_of_file(origin: str) -> str:
    """The name of the file, and the place in it, that a text was read from; "" where it is none."""
    if origin.startswith(("-", "http:", "https:")):
        return ""
    return origin.replace("\\", "/").rpartition("/")[2]
