"""Writing files of arrays, see `array_file`: all at once, or piece by piece."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.array_file import ALIGN, CHUNK, HEAD, MAGIC, Array, checksums

_PIECE = 1 << 20
"""Bytes that are copied at a time, and of an array those that wait in memory."""

_HIGHEST = 0xFFFF_FFFF


class ArrayWriter:
    """Takes the arrays of a new file piece by piece, those of several names in any order.

    Pieces wait in files that have no name, so that memory does not grow with what is written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting: dict[str, tuple[np.dtype[Any], SpooledTemporaryFile[bytes]]] = {}

    def add(self, arrays: Mapping[str, Array]) -> None:
        """Append to each of some arrays; the pieces of one have the same type."""
        for name, values in arrays.items():
            known = self._waiting.get(name)
            if known is None:
                file = SpooledTemporaryFile(_PIECE, "w+b", dir=str(self._path.parent))  # noqa: SIM115
                known = self._waiting[name] = values.dtype.newbyteorder("<"), file
            dtype, file = known
            file.write(np.ascontiguousarray(values, dtype).view(np.uint8).data)

    def write(self, meta: Mapping[str, Any]) -> int:
        """Write the file, safely on disk when this returns. Returns its size in bytes."""
        try:
            return _write(
                self._path,
                {name: (d, f.tell(), _pieces(f)) for name, (d, f) in self._waiting.items()},
                meta,
            )
        finally:
            self.close()

    def close(self) -> None:
        """Drop what was not written."""
        for _, file in self._waiting.values():
            file.close()
        self._waiting.clear()


def _pieces(file: SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    file.seek(0)
    yield from iter(lambda: file.read(_PIECE), b"")


def write(path: Path, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> int:
    """Write a new file, safely on disk when this returns. Returns its size in bytes."""
    parts = {
        name: (array.dtype.newbyteorder("<"), array.nbytes, [_bytes(array).data])
        for name, array in arrays.items()
    }
    return _write(path, parts, meta)


def _bytes(array: Array) -> NDArray[np.uint8]:
    return np.ascontiguousarray(array).view(np.uint8)


def _write(
    path: Path,
    arrays: Mapping[str, tuple[np.dtype[Any], int, Iterable[bytes | memoryview]]],
    meta: Mapping[str, Any],
) -> int:
    """Write arrays, given as type, bytes and pieces of these."""
    places: dict[str, list[Any]] = {}
    size = 0
    for name, (dtype, length, _) in arrays.items():
        places[name] = [dtype.str, size, length // dtype.itemsize]
        size += length + -length % ALIGN
    size += -size % CHUNK
    described = {"meta": dict(meta), "arrays": places, "body": size, "table": _HIGHEST}
    room = len(json.dumps(described).encode())
    start = HEAD.size + room + 4 * (size // CHUNK)
    start += -start % ALIGN
    path.touch(0o600, exist_ok=False)
    with path.open("r+b") as file:
        body = _Body(file, start)
        for _, length, pieces in arrays.values():
            for piece in pieces:
                body.add(piece)
            body.add(bytes(-length % ALIGN))
        table = body.end()
        described["table"] = zlib.crc32(table)
        header = json.dumps(described).encode().ljust(room)
        file.seek(0)
        file.write(HEAD.pack(MAGIC, room, zlib.crc32(header)) + header + table)
        file.flush()
        os.fsync(file.fileno())
        return start + size


class _Body:
    """What stands in a file from a place on, written in large pieces, its checksums taken."""

    def __init__(self, file: IO[bytes], start: int) -> None:
        self._file = file
        file.seek(start)
        self._waiting: list[bytes | memoryview] = []
        self._bytes = 0
        self._sums = _Sums()

    def add(self, piece: bytes | memoryview) -> None:
        """Go on with some bytes, which are not changed before the end."""
        self._sums.add(piece)
        self._waiting.append(piece)
        self._bytes += len(piece)
        if self._bytes > _PIECE:
            self._write()

    def _write(self) -> None:
        self._file.writelines(self._waiting)
        self._waiting, self._bytes = [], 0

    def end(self) -> bytes:
        """Fill the last chunk; the table of checksums."""
        self._waiting.append(self._sums.end())
        self._write()
        return self._sums.table()


class _Sums:
    """The checksum of each chunk of what is added, as if it were one."""

    def __init__(self) -> None:
        self._done: list[NDArray[np.uint32]] = []
        self._rest = b""

    def add(self, piece: bytes | memoryview) -> None:
        """Go on with some bytes."""
        if self._rest:
            missing = CHUNK - len(self._rest)
            self._rest += bytes(piece[:missing])
            piece = piece[missing:]
            if len(self._rest) < CHUNK:
                return
            self._done.append(checksums(np.frombuffer(self._rest, np.uint8)))
        whole = len(piece) - len(piece) % CHUNK
        self._done.append(checksums(np.frombuffer(piece[:whole], np.uint8)))
        self._rest = bytes(piece[whole:])

    def end(self) -> bytes:
        """What fills the last chunk."""
        padding = bytes(-len(self._rest) % CHUNK)
        self.add(padding)
        return padding

    def table(self) -> bytes:
        return np.concatenate([*self._done, np.zeros(0, np.uint32)]).astype("<u4").tobytes()
