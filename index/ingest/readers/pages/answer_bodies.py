"""What a server answered, as it was meant: packing and parting into chunks undone."""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import Any

from index.core.errors import InputError
from index.core.late_patterns import late
from index.ingest.readers.base import MEBIBYTE

_CHUNK = late(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")


def meant(data: bytes, headers: Any, limit: int) -> tuple[bytes, bool]:
    """The body of an answer as it was meant, and whether all of it is there (RFC 9112, 9110).

    `headers` are warcio's, or None. Raises InputError above the limit.
    """
    packing, is_whole = "", True
    if headers is not None:
        packing = (headers.get_header("Content-Encoding") or "").strip().lower()
        if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
            data, is_whole = _joined(data)
        elif packing in ("", "identity"):
            length = (headers.get_header("Content-Length") or "").strip()
            is_whole = not length.isdecimal() or len(data) >= int(length[:18])
    if packing in ("gzip", "x-gzip", "deflate"):
        data, has_end = _unpacked(data, limit)
        is_whole = is_whole and has_end
    elif packing == "br":
        data = _brotli(data, limit)
    elif packing not in ("", "identity"):
        raise InputError(f"packed with {packing[:20]}, which is not known here")
    if len(data) > limit:
        raise InputError(f"larger than {limit / MEBIBYTE:g} MiB")
    return data, is_whole


def _brotli(data: bytes, limit: int) -> bytes:
    """What brotli packed, as far as the limit; archives that undid it keep it as it is."""
    # Loaded here: only who has such archives installs it.
    try:
        import brotli  # noqa: PLC0415
    except ImportError:
        hint = "packed with brotli; to read it: pip install 'nutgraf[brotli]'"
        raise InputError(hint) from None
    unpacking = brotli.Decompressor()
    found, fed = b"", data
    try:
        while not unpacking.is_finished() and len(found) <= limit:
            part = unpacking.process(fed, output_buffer_limit=MEBIBYTE)
            fed = b""
            if not part and unpacking.can_accept_more_data():
                break
            found += part
    except brotli.error:
        return found or data
    return found


def _joined(data: bytes) -> tuple[bytes, bool]:
    """The chunks of a body, and whether all of the last one is there; all of the body where it has
    none, as archives that undid them keep it.
    """
    place, parts, is_whole = 0, list[bytes](), True
    while match := _CHUNK.match(data, place):
        size = int(match[1], 16)
        parts.append(data[match.end() : match.end() + size])
        is_whole = len(parts[-1]) == size
        place = match.end() + size + (2 if data[match.end() + size :][:2] == b"\r\n" else 1)
    return (b"".join(parts), is_whole) if place else (data, True)


def _unpacked(data: bytes, limit: int) -> tuple[bytes, bool]:
    """What gzip or deflate packed, as far as the limit, and whether it has its end; anything else
    as it is.
    """
    for window in (47, -15):
        with suppress(zlib.error):
            unpacking = zlib.decompressobj(window)
            found = unpacking.decompress(data, limit + 1)
            return found, unpacking.eof or len(found) > limit
    return data, True
