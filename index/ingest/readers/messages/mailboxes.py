"""Where messages begin: in mbox files (RFC 4155), and what tells a message from other texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import BinaryIO

from index.core.late_patterns import late
from index.ingest.readers.base import MEBIBYTE

_HEADER = late(rb"([!-9;-~]{1,76}):(?:[ \t]|\r?$)")
# What every mail has one of and no other text.
_TELLING = frozenset(
    {
        b"received",
        b"return-path",
        b"message-id",
        b"mime-version",
        b"delivered-to",
        b"dkim-signature",
    }
)
# The line between messages has a sender and a date as C writes it (RFC 4155); a sentence of a
# letter may begin with "From" and have a time in it.
_ENVELOPE = late(
    rb"From \S+\s.{0,60}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.{0,30}?\d\d:\d\d.{0,20}\d{4}"
)


def tells_mail(head: bytes) -> bool | None:
    """Whether a text that begins so is mail for sure; None where it may be, as its name says."""
    found = _header_names(head)
    if b"from" not in found or not found & {*_TELLING, b"date", b"subject", b"to"}:
        return False
    return bool(found & _TELLING) or _ENVELOPE.match(head) is not None or None


def messages(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The messages of an mbox file, or the one of any other; None is one above the limit."""
    lines: list[bytes] = []
    size, blank, packed = 0, True, None
    following = iter(lambda: stream.readline(MEBIBYTE), b"")
    for line, after in pairwise(chain(following, [b""])):
        packed = line.startswith(b"From ") if packed is None else packed
        # A sentence may look like an envelope, but no header stands below it.
        begins = packed and blank and _ENVELOPE.match(line)
        if begins and (_HEADER.match(after) or after.startswith(b">From ") or not lines):
            if lines:
                yield b"".join(lines) if size <= limit else None
            lines, size = [], 0
        blank = line in (b"\n", b"\r\n")
        size += len(line)
        if size <= limit:
            quoted = packed and re.match(rb">+From ", line)
            lines.append(line[1:] if quoted else line)
    if lines:
        yield b"".join(lines) if size <= limit else None


def _header_names(head: bytes) -> set[bytes]:
    """The names of the headers that a text begins with; none if it begins with anything else."""
    lines = head.split(b"\n", 60)[:60]
    if _ENVELOPE.match(lines[0]):
        lines = lines[1:]
    names: set[bytes] = set()
    for line in lines:
        if not line.strip():
            break
        match = _HEADER.match(line)
        if match:
            names.add(match[1].lower())
        elif line[:1] not in (b" ", b"\t") and not line.startswith(b">From "):
            return set()
    return names
