"""Streams that count, keep to a budget, put back what was looked at, and unpack gzip."""

from __future__ import annotations

import io
import os
import re
import stat
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from index.core.errors import InputError
from index.core.late_patterns import late

_PACKED = 1 << 16
# Text shrinks to a tenth, much repeated text to a fiftieth. What grows beyond this was made to.
RATIO = 200
# How a member of a gzip stream begins (RFC 1952): magic, deflate, flags, time, level, system.
_MEMBER = late(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00-\x04][\x00-\x0d\xff]", re.DOTALL)
_MAGIC_SIZE = 9
_KEPT = 1 << 20
_HARMLESS = 64 << 20


class Budget:
    """How much may be unpacked from one input, with all that is packed inside it.

    `packed` tells how many bytes of the input there are.
    """

    def __init__(self, packed: Callable[[], int]) -> None:
        self._packed = packed
        self._unpacked = 0

    def take(self, size: int) -> None:
        """Raises InputError when the input unpacks beyond proportion."""
        self._unpacked += size
        if self._unpacked > max(_HARMLESS, RATIO * self._packed()):
            raise InputError(f"unpacks to more than {RATIO} times its size; it is not read on")


class Bounded(io.RawIOBase):
    """An unpacked stream whose bytes count against a budget. Raises InputError for damage."""

    def __init__(self, stream: Any, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(memoryview(buffer))) or b""
        except (InputError, EOFError, zlib.error):
            raise
        except Exception as error:
            # Each library of packed files has errors of its own for damage; bzip2's is an OSError.
            if isinstance(error, OSError) and error.errno:
                raise
            raise InputError("the packed file is damaged") from None
        self._budget.take(len(data))
        return fill(buffer, data)

    def resume(self) -> bool:
        """See `Gunzip.resume`."""
        return resume(self._stream)


class Counted(io.RawIOBase):
    """Bytes of a file; tells how many have been taken."""

    def __init__(self, file: BinaryIO, count: Callable[[int], object]) -> None:
        self._file = file
        self._count = count

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = fill(buffer, self._file.read(len(memoryview(buffer))))
        self._count(size)
        return size


class Chained(io.RawIOBase):
    """Some bytes, then the rest of a stream; before them perhaps what was damaged."""

    def __init__(self, head: bytes, rest: io.RawIOBase, damage: zlib.error | None = None) -> None:
        self._head = head
        self._rest = rest
        self._damage = damage

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self._damage:
            raise self._damage
        if not self._head:
            return self._rest.readinto(buffer)
        size = fill(buffer, self._head[: len(memoryview(buffer))])
        self._head = self._head[size:]
        return size

    def resume(self) -> bool:
        """See `Gunzip.resume`."""
        if self._damage:
            self._damage = None
            return True
        return resume(self._rest)


class Gunzip(io.RawIOBase):
    """The content of a gzip stream, one member or several.

    Unlike the standard library's, it gives all that can be unpacked of a stream that was cut off,
    and raises EOFError only then. Raises zlib.error where the stream is damaged, again and again
    until `resume` is called.
    """

    def __init__(self, packed: io.RawIOBase) -> None:
        self._packed = packed
        self._member = zlib.decompressobj(wbits=31)
        self._pending = b""
        self._damage: zlib.error | None = None
        # What was taken of the member at hand, where it is short: what is damaged may have taken
        # the members behind it for its own.
        self._taken = bytearray()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        wanted = len(memoryview(buffer))
        while True:
            if self._damage:
                raise self._damage
            data = self._pending or self._packed.read(_PACKED) or b""
            if self._member.eof:
                if not data.lstrip(b"\x00"):
                    return 0
                self._member = zlib.decompressobj(wbits=31)
                self._taken.clear()
            self._pending = data
            before = self._member.copy()
            try:
                content = self._member.decompress(data, wanted)
            except zlib.error as error:
                self._damage = error
                if content := _sound(before, data, wanted):
                    return fill(buffer, content)
                continue
            self._pending = self._member.unconsumed_tail or self._member.unused_data
            if len(self._taken) <= _KEPT:
                self._taken += data[: len(data) - len(self._pending)]
            if content:
                return fill(buffer, content)
            if not data:
                raise EOFError

    def resume(self) -> bool:
        """Go on behind what is damaged, or ended early, with the next member; False when there is
        none.

        What looks like the beginning of one may be part of the damage, and raise again.
        """
        whole = len(self._taken) <= _KEPT
        data = (bytes(self._taken) + self._pending)[1:] if whole else self._pending
        self._taken.clear()
        while True:
            found = _MEMBER.search(data)
            if found:
                break
            more = self._packed.read(_PACKED)
            if not more:
                return False
            data = data[-_MAGIC_SIZE:] + more
        self._pending = data[found.start() :]
        self._member = zlib.decompressobj(wbits=31)
        self._damage = None
        return True


def _sound(member: Any, data: bytes, wanted: int) -> bytes:
    """What can be unpacked of some bytes before the place where they are damaged."""
    content = b""
    size = min(wanted, _PACKED)
    while size:
        before = member.copy()
        try:
            part = member.decompress(data, size)
        except zlib.error:
            member, size = before, size // 2
            continue
        if not part or len(content) + len(part) > wanted:
            break
        content += part
        data = member.unconsumed_tail
    return content


def has_member(data: bytes) -> bool:
    """Whether a member of a gzip stream seems to begin somewhere in some bytes."""
    return _MEMBER.search(data) is not None


def resume(stream: Any) -> bool:
    """Go on behind what is damaged in a stream; False where that cannot be done."""
    going_on = getattr(stream, "resume", None)
    return going_on is not None and going_on()


def head_of(stream: io.RawIOBase, size: int) -> bytes:
    """The first bytes of a stream, as many of them as there are."""
    parts: list[bytes] = []
    while size > 0:
        try:
            part = stream.read(size)
        except (EOFError, zlib.error):
            if not parts:
                raise
            break  # it comes again at the next read
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def fill(buffer: Any, data: bytes) -> int:
    """Put bytes at the beginning of a buffer that has room for them; how many they are."""
    memoryview(buffer)[: len(data)] = data
    return len(data)


def open_regular(path: Path) -> BinaryIO:
    """A file, opened to be read. Raises InputError when it is no file: what was one when a folder
    was looked through may meanwhile be a pipe, at which one would wait, or a device without end.
    """
    number = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise InputError("not a regular file")
    return os.fdopen(number, "rb")
