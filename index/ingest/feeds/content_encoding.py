"""Packed answers (gzip, deflate) unpacked as they come, never beyond a limit."""

from __future__ import annotations

import zlib
from typing import Any

from index.core.errors import InputError

# One byte packed may be a thousand unpacked, and packed again a million.
_LAYERS = 2
_PACKINGS = frozenset({"gzip", "x-gzip", "deflate"})
# What was not asked for. Anything else (“none”, “utf-8”) names no packing, and is passed over.
_OTHERS = frozenset({"br", "compress", "x-compress", "zstd", "dcb", "dcz", "bzip2", "xz", "lzma"})
GZIP = b"\x1f\x8b"
"""What begins a packed file."""

CUT_OFF = "the answer was cut off"
"""What is said of an answer that ended before the length that was told of it."""


class Unpacker:
    """The content of an answer from its parts. Raises InputError.

    `encoding` is the Content-Encoding header; `limit` bounds the bytes unpacked. Where the
    `beginning` is wanted, what goes beyond it is passed over instead of raised.
    """

    def __init__(self, encoding: str, limit: int, *, beginning: bool = False) -> None:
        names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
        for name in names:
            if name in _OTHERS:
                raise InputError(f"packed in a way that was not asked for ({name[:40]})")
        names = [name for name in names if name in _PACKINGS]
        if len(names) > _LAYERS:
            raise InputError("packed too many times")
        self._layers = [_Layer(is_gzip=name != "deflate") for name in reversed(names)]
        self._limit = limit
        self._beginning = beginning
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the answer."""
        for layer in self._layers:
            data = layer.unpack(data, self._limit - self._size + 1)
        self._size += len(data)
        self._parts.append(data)
        if self._size > self._limit and not self._beginning:
            raise InputError(f"larger than {self._limit / (1 << 20):g} MiB")

    @property
    def size(self) -> int:
        """The bytes that were unpacked so far."""
        return self._size

    @property
    def is_full(self) -> bool:
        """Whether there is more than the beginning that is wanted."""
        return self._beginning and self._size > self._limit

    def content(self) -> bytes:
        """All of it, once the answer has ended. Raises InputError when it ended too early."""
        if self.is_full:
            return b"".join(self._parts)[: self._limit]
        if self._size and not all(layer.is_at_end for layer in self._layers):
            raise InputError("the packed answer ends early")
        return b"".join(self._parts)


class _Layer:
    """One packing. What is said to be packed and is not is passed on as it is."""

    def __init__(self, *, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._stream: Any = None
        self._begin = b""
        self._is_plain = False
        self._is_done = False

    def unpack(self, data: bytes, limit: int) -> bytes:
        if self._is_plain or self._is_done:
            return data if self._is_plain else b""
        if self._stream is None:
            self._begin += data
            if len(self._begin) < 2:
                return b""
            data, self._begin = self._begin, b""
            self._start(data[:2])
            if self._is_plain:
                return data
        parts: list[bytes] = []
        try:
            while data and limit > 0:
                # What goes beyond the limit ends the answer, so that nothing needs to be kept.
                parts.append(self._stream.decompress(data, limit))
                limit -= len(parts[-1])
                data = self._stream.unused_data
                if self._stream.eof:
                    # A packed file may be several, one behind the other; zeros fill up the last.
                    self._is_done = not self._is_gzip or not data.startswith(GZIP)
                    if self._is_done or not data:
                        break
                    self._stream = zlib.decompressobj(31)
        except zlib.error as error:
            raise InputError("the packed answer is damaged") from error
        return b"".join(parts)

    def _start(self, begin: bytes) -> None:
        """Choose how to read on by the first two bytes."""
        first, second = begin
        if self._is_gzip:
            self._is_plain = begin != GZIP
            self._stream = zlib.decompressobj(31)
        else:
            # Some servers send zlib's format for "deflate", as the standard says, others the bare
            # stream.
            has_header = first & 0x0F == 8 and (first << 8 | second) % 31 == 0
            self._stream = zlib.decompressobj(15 if has_header else -15)

    @property
    def is_at_end(self) -> bool:
        return self._is_plain or (self._stream is not None and self._stream.eof)
