"""What is packed once, as gzip, bzip2, xz or zstd, and how much may come out of it."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Any, Protocol

from index.core.errors import InputError
from index.ingest.readers.base import MEBIBYTE
from index.ingest.readers.packed.streams import (
    Bounded,
    Budget,
    Chained,
    Gunzip,
    fill,
    has_member,
    head_of,
    resume,
)

_PACKED = 1 << 16
# The memory xz may ask for to unpack: its strongest preset wants 65 MiB, a crafted file 4 GiB.
_XZ_MEMORY = 256 * MEBIBYTE
_LAYERS = 3
_HEAD = 65_536
_RECORDS = (b"WARC/", b"filede")
_WEB_ARCHIVES = (".warc", ".arc")


class _Decompressor(Protocol):
    """What the decompressors of the standard library share, except gzip's."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


class Unpacked(io.RawIOBase):
    """The content of a packed stream, one part or several behind one another.

    Gives all that can be unpacked of a stream that was cut off and raises EOFError only then.
    """

    def __init__(self, packed: io.RawIOBase, make: Callable[[], _Decompressor]) -> None:
        self._packed = packed
        self._make = make
        self._part = make()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        wanted = len(memoryview(buffer))
        while True:
            data = b""
            if self._part.eof:
                # Zeros may stand behind the last part.
                rest = self._part.unused_data.lstrip(b"\x00")
                data = rest or (self._packed.read(_PACKED) or b"").lstrip(b"\x00")
                if not data:
                    return 0
                self._part = self._make()
            elif self._part.needs_input:
                data = self._packed.read(_PACKED) or b""
                if not data:
                    raise EOFError
            content = self._part.decompress(data, wanted)
            if content:
                return fill(buffer, content)


def _xz() -> _Decompressor:
    return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


def _zstd() -> _Decompressor:
    # Loaded here: Python has it from 3.14 on, for the others it is a package of its own.
    try:
        from compression import zstd  # noqa: PLC0415
    except ImportError:
        try:
            from backports import zstd  # noqa: PLC0415
        except ImportError:
            hint = "packed with zstd; to read it: pip install 'nutgraf[zstd]'"
            raise InputError(hint) from None
    made: _Decompressor = zstd.ZstdDecompressor(
        options={zstd.DecompressionParameter.window_log_max: 27}
    )
    return made


_MAGIC: tuple[tuple[bytes, Callable[[io.RawIOBase], io.RawIOBase]], ...] = (
    (b"\x1f\x8b", Gunzip),
    (b"BZh", lambda stream: Unpacked(stream, bz2.BZ2Decompressor)),
    (b"\xfd7zXZ\x00", lambda stream: Unpacked(stream, _xz)),
    (b"\x28\xb5\x2f\xfd", lambda stream: Unpacked(stream, _zstd)),
)


def unpack(
    stream: io.RawIOBase, budget: Budget, name: str = ""
) -> tuple[bytes, io.RawIOBase, bool]:
    """The first bytes of what a stream holds, a stream of all of it, and whether it was packed.

    `name`, which does not tell of packing, tells a web archive whose very first bytes are
    destroyed. Raises InputError and EOFError when not even the first bytes can be had.
    """
    packed = False
    for _ in range(_LAYERS):
        head, stream = _begun(stream, 6)
        layer = next((make for magic, make in _MAGIC if head.startswith(magic)), None)
        if layer is None:
            break
        stream = Bounded(layer(stream), budget)
        packed = True
    head, stream = _begun(stream, _HEAD)
    is_damaged = name.lower().endswith(_WEB_ARCHIVES) and not head.startswith(_RECORDS)
    if not packed and is_damaged and has_member(head):
        head, stream = _begun(Bounded(Gunzip(stream), budget), _HEAD)
        packed = True
    return head, stream, packed


def _begun(stream: io.RawIOBase, size: int) -> tuple[bytes, io.RawIOBase]:
    """The first bytes of a stream, and the stream from its beginning.

    What is damaged at the very beginning of a web archive costs its first record alone: its reader
    is told of it first, and can go on.
    """
    try:
        head = head_of(stream, size)
        return head, Chained(head, stream)
    except zlib.error as error:
        if not resume(stream):
            raise
        head = head_of(stream, size)
        if not head.startswith(_RECORDS):
            raise
        return head, Chained(head, stream, error)
