"""One file that holds many flat arrays: memory-mapped, checksummed, without pickle.

Layout: magic, length and CRC of the header, header (JSON: meta, and dtype, place and number of
values of every array), the CRC of each chunk of the body, the body. The header covers the CRC
table and the table the body, so an altered file is noticed when the altered part is touched.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.core.errors import IndexDamaged

MAGIC = b"NUTGRAF\x01"
CHUNK = 1 << 12
"""Bytes that are verified together: few, because a rare word reads no more of an array."""

_BEFORE = 1 << 15
"""The same in files whose header does not say."""

_ALIGN = 64
_HEAD = struct.Struct("<8sII")
_PAIR = struct.Struct("<II")
_AROUND = 1 << 16
"""The system maps so many bytes around each place that is touched."""

_LETS_GO: int | None = getattr(mmap, "MADV_DONTNEED", None)

Array = NDArray[Any]


def write(path: Path, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> int:
    """Write a new file, safely on disk when this returns. Returns its size in bytes."""
    places: dict[str, list[Any]] = {}
    offset = 0
    parts: list[memoryview] = []
    for name, array in arrays.items():
        places[name] = [array.dtype.newbyteorder("<").str, offset, len(array)]
        padding = -array.nbytes % _ALIGN
        offset += array.nbytes + padding
        parts += [np.ascontiguousarray(array).view(np.uint8).data, memoryview(bytes(padding))]
    table = np.array(_sums(parts), "<u4").tobytes()
    description = {
        "meta": dict(meta), "arrays": places, "body": offset, "chunk": CHUNK,
        "table": zlib.crc32(table),
    }  # fmt: skip
    header = json.dumps(description).encode()
    front = _HEAD.pack(MAGIC, len(header), zlib.crc32(header)) + header + table
    path.touch(0o600, exist_ok=False)
    with path.open("r+b") as file:
        file.writelines([front, bytes(-len(front) % _ALIGN), *parts])
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


def _sums(parts: Iterable[memoryview]) -> list[int]:
    """The CRC of each chunk of the parts, as if they were one."""
    sums: list[int] = []
    current = room = 0
    for part in parts:
        at = 0
        while at < len(part):
            if not room:
                sums.append(0)
                current, room = 0, CHUNK
            piece = part[at : at + room]
            current = zlib.crc32(piece, current)
            sums[-1] = current
            at += len(piece)
            room -= len(piece)
    return sums


class Container:
    """The arrays of one file. What is read is verified once, chunk by chunk.

    Every method raises IndexDamaged where the file is not what was written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"The index file {path.name} cannot be read.") from error
        self.bytes = len(self._map)
        try:
            magic, length, checksum = _HEAD.unpack_from(self._map)
            header = self._map[_HEAD.size : _HEAD.size + length]
            if magic != MAGIC or zlib.crc32(header) != checksum:
                raise self._damaged()
            described = json.loads(header)
            self.meta: dict[str, Any] = described["meta"]
            places: dict[str, list[Any]] = described["arrays"]
            size: int = described["body"]
            self._chunk: int = described.get("chunk", _BEFORE)
        except (struct.error, ValueError, KeyError) as error:
            raise self._damaged() from error
        start = _HEAD.size + length
        chunks = -(-size // self._chunk)
        table = self._map[start : start + 4 * chunks]
        self._start = -(-(start + 4 * chunks) // _ALIGN) * _ALIGN
        if self.bytes != self._start + size or zlib.crc32(table) != described["table"]:
            raise self._damaged()
        self._body = memoryview(self._map)[self._start :]
        self._table = np.frombuffer(table, "<u4")
        self._good = bytearray(chunks)
        self._near = bytearray(chunks)
        """The chunks that are verified and, since the file was last let go of, in memory."""
        self._blocks = bytearray(-(-size // _AROUND))
        self._arrays: dict[str, tuple[Array, int, int]] = {
            name: (np.frombuffer(self._map, dtype, count, self._start + at), at, _width(dtype))
            for name, (dtype, at, count) in places.items()
        }

    @property
    def touched(self) -> int:
        """About so many bytes are in memory since the file was last let go of."""
        return self._blocks.count(1) * _AROUND

    def get(self, name: str, start: int, stop: int) -> Array:
        """Values start to stop of an array."""
        array, at, width = self._arrays[name]
        first, last = (at + start * width) // self._chunk, (at + stop * width - 1) // self._chunk
        if self._near.find(0, first, last + 1) >= 0:
            self._touch(first, last)
        return array[start:stop]

    def pair(self, name: str, place: int) -> tuple[int, int]:
        """A value of an array of 32 bits, and the one behind it."""
        at = self._arrays[name][1] + 4 * place
        first, last = at // self._chunk, (at + 7) // self._chunk
        if self._near.find(0, first, last + 1) >= 0:
            self._touch(first, last)
        return _PAIR.unpack_from(self._map, self._start + at)

    def all(self, name: str) -> Array:
        """A whole array, mapped. Raises KeyError where there is none."""
        return self.get(name, 0, len(self._arrays[name][0]))

    def has(self, name: str) -> bool:
        """Whether there is an array of this name."""
        return name in self._arrays

    def ensure_whole(self) -> None:
        """Notice that the file was cut short meanwhile: to touch what is gone ends the process."""
        if self._map.size() < self.bytes:
            raise self._damaged()

    def check(self) -> None:
        """Verify everything, whatever was verified before."""
        self.ensure_whole()
        self._good = bytearray(len(self._good))
        self._verify(0, len(self._good) - 1)
        self.let_go()

    def let_go(self) -> None:
        """Take the file out of this process's memory, where the system lets one.

        Arrays stay valid: what is touched again comes back from the system's cache.
        """
        self._near = bytearray(len(self._near))
        self._blocks = bytearray(len(self._blocks))
        if _LETS_GO is not None:
            self._map.madvise(_LETS_GO)

    def _touch(self, first: int, last: int) -> None:
        if self._good.find(0, first, last + 1) >= 0:
            self._verify(first, last)
        begin, end = first * self._chunk // _AROUND, last * self._chunk // _AROUND
        if first == last:
            self._near[first] = self._blocks[begin] = 1
        else:
            self._near[first : last + 1] = b"\1" * (last + 1 - first)
            self._blocks[begin : end + 1] = b"\1" * (end + 1 - begin)

    def _verify(self, first: int, last: int) -> None:
        good, table, size = self._good, self._table, self._chunk
        for chunk in range(first, last + 1):
            if good[chunk]:
                continue
            at = chunk * size
            if zlib.crc32(self._body[at : at + size]) != table[chunk]:
                raise self._damaged()
            good[chunk] = 1

    def _damaged(self) -> IndexDamaged:
        return IndexDamaged(
            f"The index file {self.path.name} is not as it was written.", "It will be rebuilt."
        )


def _width(dtype: str) -> int:
    return np.dtype(dtype).itemsize
