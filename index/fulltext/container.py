"""One file that holds many flat arrays: memory-mapped, checksummed, without pickle.

Layout: magic, length and CRC of the header, header (JSON: meta, and dtype, place and number of
values of every array), the CRC of each 32 KB chunk of the body, the body. The header covers the
CRC table and the table the body, so an altered file is noticed when the altered part is touched.
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

from index.errors import IndexDamaged

MAGIC = b"NUTGRAF\x01"
CHUNK = 1 << 15
_ALIGN = 64
_HEAD = struct.Struct("<8sII")
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
    description = {"meta": dict(meta), "arrays": places, "body": offset, "table": zlib.crc32(table)}
    header = json.dumps(description).encode()
    front = _HEAD.pack(MAGIC, len(header), zlib.crc32(header)) + header + table
    with path.open("xb") as file:
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
            self._places: dict[str, list[Any]] = described["arrays"]
            size: int = described["body"]
        except (struct.error, ValueError, KeyError) as error:
            raise self._damaged() from error
        start = _HEAD.size + length
        chunks = -(-size // CHUNK)
        table = self._map[start : start + 4 * chunks]
        self._start = -(-(start + 4 * chunks) // _ALIGN) * _ALIGN
        if self.bytes != self._start + size or zlib.crc32(table) != described["table"]:
            raise self._damaged()
        self._size = size
        self.touched = 0
        """No fewer bytes than are in memory since the file was last let go of."""
        self._table = np.frombuffer(table, "<u4")
        self._good = bytearray(chunks)
        self._arrays = {
            name: np.frombuffer(self._map, dtype, count, self._start + offset)
            for name, (dtype, offset, count) in self._places.items()
        }

    def get(self, name: str, start: int, stop: int) -> Array:
        """Values start to stop of an array."""
        array = self._arrays[name]
        offset = self._places[name][1]
        width = array.itemsize
        self.touched += (stop - start) * width + _AROUND
        first, last = (offset + start * width) // CHUNK, (offset + stop * width - 1) // CHUNK
        if self._good.find(0, first, last + 1) >= 0:
            self._verify(first, last)
        return array[start:stop]

    def all(self, name: str) -> Array:
        return self.get(name, 0, len(self._arrays[name]))

    def has(self, name: str) -> bool:
        return name in self._arrays

    def check(self) -> None:
        """Verify everything, whatever was verified before."""
        self._good = bytearray(len(self._good))
        self._verify(0, len(self._good) - 1)
        self.let_go()

    def let_go(self) -> None:
        """Take the file out of this process's memory, where the system lets one.

        Arrays stay valid: what is touched again comes back from the system's cache.
        """
        self.touched = 0
        if _LETS_GO is not None:
            self._map.madvise(_LETS_GO)

    def _verify(self, first: int, last: int) -> None:
        for chunk in range(first, last + 1):
            if self._good[chunk]:
                continue
            at = self._start + chunk * CHUNK
            end = min(at + CHUNK, self._start + self._size)
            with memoryview(self._map) as view, view[at:end] as part:
                if zlib.crc32(part) != self._table[chunk]:
                    raise self._damaged()
            self._good[chunk] = 1

    def _damaged(self) -> IndexDamaged:
        return IndexDamaged(
            f"The index file {self.path.name} is not as it was written.", "It will be rebuilt."
        )
