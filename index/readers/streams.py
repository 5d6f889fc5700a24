"""Streams that count, put back what was looked at, and unpack gzip."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

_PACKED = 1 << 16


class Counted(io.RawIOBase):
    """Bytes of a file; tells how many have been taken."""

    def __init__(self, file: BinaryIO, count: Callable[[int], object]) -> None:
        self._file = file
        self._count = count

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = _fill(buffer, self._file.read(len(memoryview(buffer))))
        self._count(size)
        return size


class Chained(io.RawIOBase):
    """Some bytes, then the rest of a stream."""

    def __init__(self, head: bytes, rest: io.RawIOBase) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if not self._head:
            return self._rest.readinto(buffer)
        size = _fill(buffer, self._head[: len(memoryview(buffer))])
        self._head = self._head[size:]
        return size


class Gunzip(io.RawIOBase):
    """The content of a gzip stream, one member or several.

    Unlike the standard library's, it gives all that can be unpacked of a stream that was cut off,
    and raises EOFError only then. Raises zlib.error where the stream is damaged.
    """

    def __init__(self, packed: io.RawIOBase) -> None:
        self._packed = packed
        self._member = zlib.decompressobj(wbits=31)
        self._pending = b""
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        wanted = len(memoryview(buffer))
        while True:
            data = self._pending or self._packed.read(_PACKED) or b""
            if self._member.eof:
                if not data.lstrip(b"\x00"):
                    return 0
                self._member = zlib.decompressobj(wbits=31)
            content = self._member.decompress(data, wanted)
            self._pending = self._member.unconsumed_tail or self._member.unused_data
            if content:
                return _fill(buffer, content)
            if not data:
                raise EOFError


def head_of(stream: io.RawIOBase, size: int) -> bytes:
    """The first bytes of a stream, as many of them as there are."""
    parts: list[bytes] = []
    while size > 0:
        try:
            part = stream.read(size)
        except EOFError:
            if not parts:
                raise
            break  # it comes again at the next read
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _fill(buffer: Any, data: bytes) -> int:
    memoryview(buffer)[: len(data)] = data
    return len(data)
