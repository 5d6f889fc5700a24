"""Packed answers (gzip, deflate) unpacked as they come, never beyond a limit."""

from __future__ import annotations

import zlib

from index.core.errors import InputError

# One byte packed may be a thousand unpacked, and packed again a million.
_LAYERS = 2


class Unpacker:
    """The content of an answer from its parts. Raises InputError.

    `encoding` is the Content-Encoding header; `limit` bounds the bytes unpacked.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
        names = [name for name in names if name != "identity"]
        for name in names:
            if name not in ("gzip", "x-gzip", "deflate"):
                raise InputError(f"packed in a way that was not asked for ({name[:40]})")
        if len(names) > _LAYERS:
            raise InputError("packed too many times")
        self._layers = [_Layer(is_gzip=name != "deflate") for name in reversed(names)]
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the answer."""
        for layer in self._layers:
            data = layer.unpack(data, self._limit - self._size + 1)
        self._size += len(data)
        self._parts.append(data)
        if self._size > self._limit:
            raise InputError(f"larger than {self._limit / (1 << 20):g} MiB")

    def content(self) -> bytes:
        """All of it, once the answer has ended. Raises InputError when it ended too early."""
        if self._size and not all(layer.is_at_end for layer in self._layers):
            raise InputError("the packed answer ends early")
        return b"".join(self._parts)


class _Layer:
    def __init__(self, *, is_gzip: bool) -> None:
        self._stream = zlib.decompressobj(31) if is_gzip else None
        self._begin = b""

    def unpack(self, data: bytes, limit: int) -> bytes:
        if self._stream is None:
            # Some servers send zlib's format for "deflate", as the standard says, others the bare
            # stream; the first two bytes tell which.
            self._begin += data
            if len(self._begin) < 2:
                return b""
            first, second = self._begin[:2]
            has_header = first & 0x0F == 8 and (first << 8 | second) % 31 == 0
            self._stream = zlib.decompressobj(15 if has_header else -15)
            data = self._begin
        try:
            # What goes beyond the limit ends the answer, so that nothing needs to be kept.
            return self._stream.decompress(data, max(1, limit)) if data else b""
        except zlib.error as error:
            raise InputError("the packed answer is damaged") from error

    @property
    def is_at_end(self) -> bool:
        return self._stream is not None and self._stream.eof
