"""One file that holds many flat arrays: memory-mapped, checksummed, without pickle.

Layout: magic, length and CRC of the header, header (JSON: meta, and dtype, place and number of
values of every array), a checksum of each chunk of the body, the body. The header covers the table
of checksums and the table the body, so an altered file is noticed when the altered part is touched.
`array_writing` makes such files.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.core.errors import IndexDamaged

MAGIC = b"NUTGRAF\x02"
CHUNK = 1 << 12
"""Bytes that are verified together: few, because a rare word reads no more of an array."""

ALIGN = 64
HEAD = struct.Struct("<8sII")
_PAIR = struct.Struct("<II")
_AROUND = 1 << 16
"""The system maps so many bytes around each place that is touched."""

_LETS_GO: int | None = getattr(mmap, "MADV_DONTNEED", None)

Array = NDArray[Any]


def _weights() -> NDArray[np.uint64]:
    """An odd number for each word of a chunk: splitmix64 (Steele, Lea, Flood 2014)."""
    mixed = np.arange(1, CHUNK // 8 + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    return mixed | np.uint64(1)


_WEIGHTS = _weights()


def checksums(chunks: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """A checksum of each of some whole chunks: its words times odd weights, summed (mod 2**64).

    Whatever is altered in one word changes the sum; it takes a fifth of the time of a CRC.
    """
    sums = chunks.view("<u8").reshape(-1, CHUNK // 8) @ _WEIGHTS
    sums ^= sums >> np.uint64(32)
    return sums.astype(np.uint32)


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
            magic, length, checksum = HEAD.unpack_from(self._map)
            header = self._map[HEAD.size : HEAD.size + length]
            if magic != MAGIC or zlib.crc32(header) != checksum:
                raise self._damaged()
            described = json.loads(header)
            self.meta: dict[str, Any] = described["meta"]
            places: dict[str, list[Any]] = described["arrays"]
            size: int = described["body"]
        except (struct.error, ValueError, KeyError) as error:
            raise self._damaged() from error
        start = HEAD.size + length
        chunks = size // CHUNK
        table = self._map[start : start + 4 * chunks]
        self._start = -(-(start + 4 * chunks) // ALIGN) * ALIGN
        if self.bytes != self._start + size or zlib.crc32(table) != described["table"]:
            raise self._damaged()
        self._body = np.frombuffer(self._map, np.uint8, size, self._start)
        self._table = np.frombuffer(table, "<u4")
        self._good = bytearray(chunks)
        self._near = bytearray(chunks)
        """The chunks that are verified and, since the file was last let go of, in memory."""
        self._blocks = bytearray(-(-size // _AROUND))
        self._all_near = False
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
        if self._all_near:
            return array[start:stop]
        first, last = (at + start * width) // CHUNK, (at + stop * width - 1) // CHUNK
        if self._near.find(0, first, last + 1) >= 0:
            self._touch(first, last)
        return array[start:stop]

    def pair(self, name: str, place: int) -> tuple[int, int]:
        """A value of an array of 32 bits, and the one behind it."""
        at = self._arrays[name][1] + 4 * place
        if not self._all_near:
            first, last = at // CHUNK, (at + 7) // CHUNK
            if self._near.find(0, first, last + 1) >= 0:
                self._touch(first, last)
        return _PAIR.unpack_from(self._map, self._start + at)

    def all(self, name: str) -> Array:
        """A whole array, mapped. Raises KeyError where there is none."""
        return self.get(name, 0, len(self._arrays[name][0]))

    def has(self, name: str) -> bool:
        """Whether there is an array of this name."""
        return name in self._arrays

    def width(self, name: str) -> Any:
        """Bytes of a value of an array."""
        return self._arrays[name][2]

    @property
    def is_read(self) -> bool:
        """Whether all of it was read and verified, and is in memory."""
        return self._all_near

    def read(self) -> None:
        """Read and verify all of it now."""
        if chunks := len(self._good):
            self._touch(0, chunks - 1)
        self._all_near = True

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
        self._all_near = False
        self._near = bytearray(len(self._near))
        self._blocks = bytearray(len(self._blocks))
        if _LETS_GO is not None:
            self._map.madvise(_LETS_GO)

    def _touch(self, first: int, last: int) -> None:
        if self._good.find(0, first, last + 1) >= 0:
            self._verify(first, last)
        begin, end = first * CHUNK // _AROUND, last * CHUNK // _AROUND
        if first == last:
            self._near[first] = self._blocks[begin] = 1
        else:
            self._near[first : last + 1] = b"\1" * (last + 1 - first)
            self._blocks[begin : end + 1] = b"\1" * (end + 1 - begin)

    def _verify(self, first: int, last: int) -> None:
        good = self._good
        first, last = good.find(0, first, last + 1), good.rfind(0, first, last + 1) + 1
        if first < 0:
            return
        found = checksums(self._body[first * CHUNK : last * CHUNK])
        if (found != self._table[first:last]).any():
            raise self._damaged()
        good[first:last] = b"\1" * (last - first)

    def _damaged(self) -> IndexDamaged:
        return IndexDamaged(
            f"The index file {self.path.name} is not as it was written.", "It will be rebuilt."
        )


def _width(dtype: str) -> int:
    return np.dtype(dtype).itemsize
