"""The records of a web archive: as far as they are there, and on behind what is damaged."""

from __future__ import annotations

import zlib
from collections.abc import Generator
from contextlib import suppress
from typing import Any

from index.core.errors import InputError
from index.core.late_patterns import late
from index.ingest.readers.base import MEBIBYTE
from index.ingest.readers.packed.streams import resume

# How long a stretch without a line end may be. In headers the library takes time that grows with
# its square; in what is kept, scripts and data of a few megabytes stand on one line.
_LONGEST = 16 * MEBIBYTE
_RECORD = late(rb"\n(?:WARC/[01]\.\d+\r?\n|https?://\S+ \S+ \d{14} \S+ \d+\r?\n)")
_RECORD_SIZE = 4096
_WITHIN = late(rb"\r\n\r\nWARC/[01]\.\d\r\n")
_BLOCK = 65_536
# So many bytes may be read once more in all: a record that says a wrong length takes those behind
# it for its own.
_MOST_AGAIN = 1024 * MEBIBYTE


class Records:
    """The records from here on, each with a look at its end.

    Iterating raises ValueError, AttributeError, TypeError or zlib.error where the archive is
    damaged. `close` gives back what the library had read ahead.
    """

    def __init__(self, available: Available) -> None:
        # Loaded here: it takes 20 ms and only web archives need it.
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415

        class Quiet(ArchiveIterator):  # type: ignore[misc]
            """Says nothing on standard error of what is amiss between records."""

            INC_RECORD = ""

        self._available = available
        self._begin = self.began = available.position
        self._library = Quiet(available)
        self._reader = self._library.reader

    def __iter__(self) -> Generator[Any]:
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

        try:
            for record in self._library:
                # Where the record at hand begins.
                self.began = self._begin + self._library.offset
                self._available.forget(self.began)
                yield record
        except ArchiveLoadFailed as error:
            raise ValueError(str(error)) from error
        self._available.check_end()
        if self._available.position > self._begin + self._library.offset:
            # The library takes an end within the head of a record for the end of all.
            raise ValueError("the last record has a part of its head")

    def is_whole(self, record: Any, *, is_page: bool) -> bool:
        """Whether the record at hand ends where it says: not cut off with the file, and in a WARC
        with an empty line behind it, and then another one. Reads as far as that.
        """
        while record.raw_stream.read(_BLOCK):
            pass
        if getattr(record.raw_stream, "limit", 0) > 0:
            return False
        odd = self._library.err_count
        with suppress(EOFError, zlib.error):  # they are met again with the next record
            self._library.read_to_end()
        if record.format != "warc":
            return True
        if not (record.rec_headers.get_header("Content-Length") or "").strip().isdigit():
            return False  # its head was cut off
        end = self._begin + self._library.offset
        # Of the first lines of the next one something may be damaged, which is not the fault of
        # this one.
        follows = not self._library.next_line or b"WARC" in self._available.between(end, end + 300)
        ends_well = self._library.err_count == odd and follows
        return ends_well and not (is_page and self._holds_others())

    def _holds_others(self) -> bool:
        """Whether the record at hand goes as far as the end of another one; files in an archive may
        be web archives, pages are none.
        """
        content = self._available.between(self.began, self._begin + self._library.offset)
        return _WITHIN.search(content) is not None

    def close(self) -> None:
        """Give back what was read ahead, so that whoever goes on begins with it."""
        rest = self._reader.buff
        self._available.put_back(rest.read() if rest else b"")


class Available:
    """A stream that gives what there is, so that a damaged end does not take what is before it.

    The library reads a line however long it is; a stretch without a line end is bounded here.
    """

    def __init__(self, stream: Any, limit: int) -> None:
        self._stream = stream
        self._limit = min(_LONGEST, limit)
        self._most_kept = limit
        self._kept = bytearray()
        self._read_again = 0
        self.position = 0
        self._unended = 0
        self._ahead = b""
        self._ends_early = False

    def read(self, size: int) -> bytes:
        if self._ahead:
            data, self._ahead = self._ahead[:size], self._ahead[size:]
        else:
            data = self._more(size)
        self.position += len(data)
        if len(self._kept) + len(data) <= self._most_kept:
            self._kept += data
        else:
            self._kept.clear()
        end = data.rfind(b"\n")
        self._unended = self._unended + len(data) if end < 0 else len(data) - end
        if self._unended > self._limit:
            raise InputError("the web archive has a line without an end")
        return data

    def _more(self, size: int) -> bytes:
        try:
            data: bytes = self._stream.read1(size)
        except EOFError:
            self._ends_early = True
            raise
        return data

    def check_end(self) -> None:
        """Raise EOFError where the stream ended early: within the head of a record the library
        takes that for the end of all records.
        """
        if self._ends_early:
            raise EOFError

    def put_back(self, data: bytes) -> None:
        """Let the bytes that came last come again."""
        self._ahead = data + self._ahead
        self.position -= len(data)
        del self._kept[max(0, len(self._kept) - len(data)) :]

    def forget(self, place: int) -> None:
        """Nobody goes back to what stands before a place."""
        del self._kept[: max(0, len(self._kept) - (self.position - place))]

    def between(self, place: int, end: int) -> bytes:
        """What came between two places, as far as it is still known."""
        first = self.position - len(self._kept)
        return bytes(self._kept[max(0, place - first) : max(0, end - first)])

    def go_back(self, place: int) -> None:
        """Let all behind a place come again, where it is not too long ago."""
        size = self.position - place
        if size <= len(self._kept) and self._read_again + size <= _MOST_AGAIN:
            self._read_again += size
            self.put_back(bytes(self._kept[len(self._kept) - size :]))

    def go_on(self) -> bool:
        """Go on with the next record behind a damaged place; False when there is none."""
        self._unended = 0
        self._ends_early = False
        data = b"\n"
        while True:
            found = _RECORD.search(data)
            if found:
                self.put_back(data[found.start() + 1 :])
                return True
            try:
                more = self.read(_BLOCK)
            except (zlib.error, EOFError):
                # Of a packed archive, the next record is the next member.
                if not resume(self._stream.raw):
                    return False
                data = b"\n"
                continue
            if not more:
                return False
            data = data[-_RECORD_SIZE:] + more
