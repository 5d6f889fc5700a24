"""One input: its bytes, what its name says, and the articles in it."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import astuple, replace
from typing import BinaryIO, cast

from index.article import Article, Original
from index.errors import InputError
from index.model import Skipped
from index.readers.base import MEBIBYTE, Hints, ReadOptions, reason_of
from index.readers.clean import clean_article
from index.readers.dates import find_date
from index.readers.registry import choose
from index.readers.streams import Chained, Counted, Gunzip, head_of

_GZIP = b"\x1f\x8b"
_HEAD = 65_536
# Files up to here are kept between `digest` and `articles`, so that each is opened once.
_KEPT = 4 * MEBIBYTE


class Source:
    """A file or a stream to be read.

    `path` is what the user would call it ("-" is standard input), `relative` the path below the
    folder that was given, `size` its bytes as they lie there (0 for a stream), `modified` when it
    was last written (nanoseconds), `bytes_read` how many of its bytes have been taken so far.
    """

    def __init__(
        self,
        path: str,
        opener: Callable[[], AbstractContextManager[BinaryIO]],
        options: ReadOptions,
        *,
        name: str,
        relative: str = "",
        size: int = 0,
        is_stream: bool = False,
        hints: Hints | None = None,
        modified: int = 0,
    ) -> None:
        self.path = path
        self.name = name[:-3] if name.lower().endswith(".gz") else name
        self.relative = relative or name
        self.size = size
        self.modified = modified
        self.hints = hints or Hints()
        self.bytes_read = 0
        self._opener = opener
        self._options = options
        self._is_stream = is_stream
        self._kept: bytes | None = None
        self._whole: bytes | None = None
        self._unpacked: io.RawIOBase | None = None

    def digest(self) -> str:
        """SHA-256 of the bytes as they lie there and of what name and folder add to them.

        The same digest with the same `ReadOptions.key()` gives the same articles. "" for a stream,
        which cannot be read twice. Raises InputError.
        """
        if self._is_stream:
            return ""
        digest = hashlib.sha256(repr(astuple(self.hints)).encode("utf-8", "replace"))
        try:
            with self._opener() as file:
                first = file.read(_KEPT)
                digest.update(first)
                self._kept = first if len(first) < _KEPT else None
                while self._kept is None and (chunk := file.read(MEBIBYTE)):
                    digest.update(chunk)
        except OSError as error:
            raise InputError(reason_of(error)) from error
        return digest.hexdigest()

    def articles(self) -> Iterator[Article | Skipped]:
        """The articles, cleaned and completed, and what could not be read, in order.

        Never raises for what is in the input, and can be closed at any point.
        """
        try:
            with self._opener() if self._kept is None else io.BytesIO(self._kept) as file:
                self._kept = None
                head, self._unpacked = self._unpack(file)
                reader = choose(head, self.name)
                items = map(self._complete, reader.read(self, self._options))
                yield from self._with_original(items)
        except InputError as error:
            yield Skipped(self.path, error.message)
        except (OSError, EOFError, zlib.error) as error:
            yield Skipped(self.path, reason_of(error))
        self.bytes_read = max(self.bytes_read, self.size)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, unpacked, for the reader that was chosen; they can be read once."""
        assert self._unpacked is not None
        yield cast("BinaryIO", io.BufferedReader(self._unpacked, _HEAD))

    def content(self) -> bytes:
        """All bytes, unpacked, for the reader. Raises InputError above the options' limit."""
        limit = self._options.limit_bytes
        with self.open() as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise InputError(f"larger than {limit / MEBIBYTE:g} MiB")
        self._whole = data if self._options.keep_original else None
        return data

    def _unpack(self, file: BinaryIO) -> tuple[bytes, io.RawIOBase]:
        """The first bytes, and a stream of all of them."""
        stream: io.RawIOBase = Counted(file, self._count)
        head = head_of(stream, len(_GZIP))
        stream = Chained(head, stream)
        if head == _GZIP:
            stream = Gunzip(stream)
        head = head_of(stream, _HEAD)
        return head, Chained(head, stream)

    def _count(self, size: int) -> None:
        self.bytes_read += size

    def _with_original(self, items: Iterator[Article | Skipped]) -> Iterator[Article | Skipped]:
        """The items; one article that was read from all of the bytes gets them, where wanted."""
        first = next(items, None) if self._options.keep_original else None
        if isinstance(first, Article) and self._whole is not None:
            try:
                second = next(items, None)
            except BaseException:
                yield first
                raise
            if second is None:
                first = replace(first, original=Original(self.path, self._whole))
            yield from (item for item in (first, second) if item is not None)
        elif first is not None:
            yield first
        yield from items

    def _complete(self, article: Article | Skipped) -> Article | Skipped:
        """The article cleaned; what it does not say, file name, folder and options may."""
        if isinstance(article, Skipped):
            return article
        date = article.date or find_date(self.hints.date)
        return clean_article(
            replace(
                article,
                outlet=article.outlet or self._options.outlet or self.hints.outlet,
                date=date,
                date_from=article.date_from or ("file name" if date else ""),
                section=article.section or self.hints.section,
                origin=article.origin or self.path,
            ),
            self.path,
        )
