"""ZIP archives that end early: what stands before the damage.

The list of what is in an archive stands at its end. Where that is missing, it is made again from
what stands before each file (APPNOTE 4.3.7), up to the first file that is not whole.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast

from index.core.errors import InputError

_LOCAL = struct.Struct("<4s5H3L2H")
_LISTED = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_MAGIC, _DESCRIPTION = b"PK\x03\x04", b"PK\x07\x08"
_STORED, _DEFLATED = 0, 8
_SIZES_FOLLOW = 1 << 3
_SIZE_UNKNOWN = 0xFFFFFFFF
_PART = 1 << 16
# How much is unpacked to find where files end: what was made to unpack beyond measure is not gone
# through.
_RATIO, _HARMLESS = 200, 64 << 20
_MOST_FILES = 0xFFFF


class _Member(NamedTuple):
    """A file as it stands in an archive: the header before it, its sum, its sizes and places."""

    header: tuple[int, ...]
    name: bytes
    crc: int
    packed: int
    size: int
    start: int
    end: int


def with_listing(file: BinaryIO) -> BinaryIO:
    """An archive that ends early with a list of the files in it that are whole. Raises InputError
    when it has none.
    """
    members = list(_members(file))
    if not members:
        raise InputError("the ZIP archive is damaged or ends early")
    listed = b"".join(map(_listing, members))
    count, end = len(members), members[-1].end
    ending = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listed), end, 0)
    return cast("BinaryIO", io.BufferedReader(_Continued(file, end, listed + ending)))


def _members(file: BinaryIO) -> Iterator[_Member]:
    """The files that are whole, one after the other. Their list has places of four bytes."""
    size = file.seek(0, io.SEEK_END)
    place, left = 0, max(_HARMLESS, _RATIO * size)
    for _ in range(_MOST_FILES):
        file.seek(place)
        head = file.read(_LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(_MAGIC):
            return
        _, *header, named, more = _LOCAL.unpack(head)
        name = file.read(named)
        start = place + _LOCAL.size + named + more
        member = _member(file, tuple(header), name, (place, start), min(left, _SIZE_UNKNOWN))
        if member is None or member.end > min(size, _SIZE_UNKNOWN):
            return
        yield member
        left -= member.size
        place = member.end


def _member(
    file: BinaryIO, header: tuple[int, ...], name: bytes, places: tuple[int, int], most: int
) -> _Member | None:
    """The file whose data start at the second place; None where it is not whole, or where nothing
    says how long it is.
    """
    place, start = places
    _, flags, method, _, _, crc, packed, size = header
    if _SIZE_UNKNOWN in (packed, size):
        return None
    if not flags & _SIZES_FOLLOW:
        return _Member(header, name, crc, packed, size, place, start + packed)
    if method != _DEFLATED:
        return None
    file.seek(start)
    found = _unpacked(file, most)
    if found is None:
        return None
    packed, size, crc = found
    file.seek(start + packed)
    behind = file.read(24)
    begins = 4 if behind.startswith(_DESCRIPTION) else 0
    if behind[begins : begins + 4] != struct.pack("<L", crc):
        return None
    # Large archives say the sizes in eight bytes each.
    is_large = behind[begins + 4 : begins + 20] == struct.pack("<QQ", packed, size)
    end = start + packed + begins + (20 if is_large else 12)
    return _Member(header, name, crc, packed, size, place, end)


def _unpacked(file: BinaryIO, most: int) -> tuple[int, int, int] | None:
    """The sizes, packed and not, and the sum of a file that is packed from here on; None where it
    does not end, or is damaged.
    """
    unpack, packed, size, crc = zlib.decompressobj(-zlib.MAX_WBITS), 0, 0, 0
    try:
        while not unpack.eof:
            data = unpack.unconsumed_tail or file.read(_PART)
            if not data or size > most:
                return None
            packed += 0 if unpack.unconsumed_tail else len(data)
            part = unpack.decompress(data, _PART * 16)
            size, crc = size + len(part), zlib.crc32(part, crc)
    except zlib.error:
        return None
    return packed - len(unpack.unused_data), size, crc


def _listing(member: _Member) -> bytes:
    needed, flags, method, time, day, *_ = member.header
    sizes = (member.crc, member.packed, member.size)
    listed = _LISTED.pack(
        *(b"PK\x01\x02", needed, needed, flags, method, time, day),
        *(*sizes, len(member.name), 0, 0, 0, 0, 0, member.start),
    )
    return listed + member.name


class _Continued(io.RawIOBase):
    """The beginning of a file, and other bytes behind it."""

    def __init__(self, file: BinaryIO, size: int, more: bytes) -> None:
        self._file, self._size, self._more = file, size, more
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        bases = {io.SEEK_SET: 0, io.SEEK_CUR: self._place}
        self._place = max(0, bases.get(whence, self._size + len(self._more)) + offset)
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        if self._place < self._size:
            self._file.seek(self._place)
            data = self._file.read(min(len(view), self._size - self._place))
        else:
            start = self._place - self._size
            data = self._more[start : start + len(view)]
        view[: len(data)] = data
        self._place += len(data)
        return len(data)
