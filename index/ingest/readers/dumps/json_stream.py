"""JSON out of a stream: its lines, or the elements of one value, without reading it whole."""

from __future__ import annotations

import codecs
import io
import json
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import Any, BinaryIO

from index.core.errors import InputError
from index.core.late_patterns import late
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.encodings import decode, is_wide, peek

_CHUNK = 1 << 18
_BEGINNING = 65_536
_KEYS_WITHIN = 20_000  # characters
SCRIPT = late(r"\s*(?:window|var|const|let)[\w. ]{0,80}=\s*(?=[\[{])")
"""What stands before the value in a script that holds nothing else, as in an archive of tweets."""

_BETWEEN = late(r"[\s,\ufeff]*")


def names_keys(head: bytes, keys: Iterable[str], begins: str = "{[") -> bool:
    """Whether what begins as JSON does, with one of some brackets, soon names all of some keys."""
    text = peek(head)[:_KEYS_WITHIN]
    return text.lstrip()[:1] in tuple(begins) and all(f'"{key}"' in text for key in keys)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects in a list; none in what is no list."""
    return (one for one in (value if isinstance(value, list) else ()) if isinstance(one, dict))


class Rows:
    """A stream's lines, of which some can be looked at beforehand."""

    def __init__(self, stream: BinaryIO, options: ReadOptions) -> None:
        self.limit = options.limit_bytes
        self.encoding = options.encoding
        self._stream = stream
        self._ahead: deque[bytes | None] = deque()
        first = self._next()
        if first and is_wide(first):
            # A line of UTF-16 does not end at a byte, so that the whole has to be read.
            text = decode(first + stream.read(self.limit))
            self._stream = io.BytesIO(text.encode("utf-8", "replace"))
            self.encoding = "utf-8"
        else:
            self._ahead.append(first)

    def peek_line(self, place: int) -> bytes:
        """The line at a place among those that are not blank, stripped; b"" when there is none."""
        for seen in count():
            known = self._reach(seen)
            line = (known or b"").removeprefix(codecs.BOM_UTF8).strip()
            place -= bool(line)
            if place < 0 or known == b"":
                return line
        return b""

    def beginning(self) -> bytes:
        """The first lines, some 64 KiB of them, which come again."""
        size = 0
        for seen in count():
            line = self._reach(seen)
            size += len(line or b"")
            if line == b"" or size >= _BEGINNING:
                break
        return b"".join(filter(None, islice(self._ahead, seen + 1)))[:_BEGINNING]

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Number (from 1) and bytes of each line; None stands for one above the limit."""
        number = 0
        while True:
            line = self._ahead.popleft() if self._ahead else self._next()
            if line == b"":
                return
            number += 1
            yield number, line

    def chunks(self) -> Iterator[bytes]:
        """All bytes, in parts. Raises InputError when a line looked at was above the limit."""
        while self._ahead:
            line = self._ahead.popleft()
            if line is None:
                raise InputError("a line is longer than the limit")
            yield line
        while chunk := self._stream.read(_CHUNK):
            yield chunk

    def _reach(self, place: int) -> bytes | None:
        while len(self._ahead) <= place:
            line = self._next()
            if line == b"":
                return b""
            self._ahead.append(line)
        return self._ahead[place]

    def _next(self) -> bytes | None:
        line = self._stream.readline(self.limit)
        if len(line) < self.limit or line.endswith(b"\n"):
            return line
        while (more := self._stream.readline(_CHUNK)) and not more.endswith(b"\n"):
            pass
        return None


def elements(rows: Rows) -> Iterator[Any]:
    """The elements of an array, or the values that stand in a row.

    Raises InputError at what is not JSON; the elements before it have been given by then.
    """
    buffer = _Buffer(rows)
    buffer.skip_between()
    inside = buffer.text[buffer.position : buffer.position + 1] == "["
    buffer.position += inside
    while buffer.skip_between():
        if inside and buffer.text[buffer.position] == "]":
            return
        yield buffer.value()
    if inside:
        raise InputError("not JSON: the array is not closed")


class _Buffer:
    """Decoded text that is read on when a value does not end in it."""

    def __init__(self, rows: Rows) -> None:
        self.text, self.position = "", 0
        self._chunks = rows.chunks()
        self._limit = rows.limit
        first = next(self._chunks, b"")
        self._decoder = codecs.getincrementaldecoder(rows.encoding or _encoding_of(first))(
            "replace"
        )
        self._json = json.JSONDecoder()
        self._consumed = 0
        self.text = self._decoder.decode(first)
        assigned = SCRIPT.match(self.text)
        self.position = assigned.end() if assigned else 0

    def skip_between(self) -> bool:
        """Go to the next value; False at the end."""
        while True:
            match = _BETWEEN.match(self.text, self.position)
            self.position = match.end() if match else self.position
            if self.position < len(self.text):
                return True
            if not self._more(1):
                return False

    def value(self) -> Any:
        """The value at the position. Each retry has twice the text, so that time stays linear."""
        while True:
            try:
                value, end = self._json.raw_decode(self.text, self.position)
            except RecursionError:
                raise InputError("not JSON: nested too deeply") from None
            except json.JSONDecodeError as error:
                pending = len(self.text) - self.position
                if pending > self._limit or not self._more(pending):
                    place = self._consumed + error.pos + 1
                    message = f"not JSON: {error.msg.removesuffix(' at')} at character {place}"
                    raise InputError(message) from None
            except ValueError:
                raise InputError("not JSON: a number is too long") from None
            else:
                self.position = end
                return value

    def _more(self, wanted: int) -> bool:
        parts = [self.text[self.position :]]
        size = 0
        for chunk in self._chunks:
            parts.append(self._decoder.decode(chunk))
            size += len(chunk)
            if size >= max(wanted, _CHUNK):
                break
        self._consumed += self.position
        self.text, self.position = "".join(parts), 0
        return size > 0


def _encoding_of(data: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(data)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
