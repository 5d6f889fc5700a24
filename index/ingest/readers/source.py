"""One input: its bytes, what its name says, and the articles in it."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import astuple, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from index.core.article import Article
from index.core.clean import clean
from index.core.errors import ArchiveError, InputError
from index.core.reports import Remark, Skipped
from index.core.shell_names import shell_name
from index.ingest.readers.base import (
    MEBIBYTE,
    Hints,
    Input,
    Reader,
    ReadOptions,
    reason_of,
    without_packing,
)
from index.ingest.readers.finished_articles import Names, finished
from index.ingest.readers.originals import with_original
from index.ingest.readers.packed.decompression import unpack
from index.ingest.readers.packed.streams import Bounded, Budget, Counted, open_regular
from index.ingest.readers.registry import choose

_BUFFER = 65_536
_LONGEST_REASON = 500
# Files up to here are kept between `digest` and `articles`, so that each is opened once, and
# copies up to here are made in memory.
_KEPT = 4 * MEBIBYTE
_EMPTY = "there is no article in it"
_EMPTY_TABLE = "a table with a heading and no row below it"
_TABLES = ("csv", "parquet", "spreadsheet")
# How many inputs may lie within one another: an archive, one in it, and one in that.
_DEEPEST = 3


class Source:
    """A file or a stream to be read.

    `path` is what the user would call it ("-" is standard input), `place` its whole path ("" where
    it is no file), `relative` the path below the
    folder that was given, `size` its bytes as they lie there (0 for a stream), `modified` when it
    was last written (nanoseconds), `bytes_read` how many of its bytes have been taken so far,
    `location` the file on disk if it is one. `remarks` say how it was come by.
    """

    def __init__(
        self,
        path: str,
        opener: Callable[[], AbstractContextManager[BinaryIO]],
        options: ReadOptions,
        *,
        name: str,
        place: str = "",
        relative: str = "",
        size: int = 0,
        is_stream: bool = False,
        hints: Hints | None = None,
        modified: int = 0,
        location: Path | None = None,
        within: Source | None = None,
        remarks: Sequence[Remark] = (),
        else_as: str = "",
        about: str = "",
    ) -> None:
        self.path = path
        self.place = place
        self._else_as, self._about = else_as, about
        self._remarks = remarks
        self.name = without_packing(name)
        self.relative = relative or name
        self.size = size
        self.modified = modified
        self.hints = hints or Hints()
        self.bytes_read = 0
        self.location = location
        self._opener = opener
        self._options = options
        self._is_stream = is_stream
        self._kept: bytes | None = None
        self._whole: bytes | None = None
        self._holds_inputs = False
        self._unpacked: io.RawIOBase | None = None
        self._is_packed = False
        self._depth: int = within._depth + 1 if within else 0
        self._budget: Budget = (
            within._budget if within else Budget(lambda: max(self.size, self.bytes_read))
        )

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

    def articles(self) -> Iterator[Article | Skipped | Remark]:
        """The articles, cleaned and completed, what could not be read, and what is to be said of
        the input, in order.

        Never raises for what is in the input, and can be closed at any point.
        """
        yield from self._remarks
        for item in self._items():
            if isinstance(item, Skipped):
                # Reasons quote what stands in files, and names in archives may hold anything.
                reason = clean(item.reason)[:_LONGEST_REASON]
                if self._about and item.path == self.path:
                    reason = f"{reason} ({clean(self._about)})"
                item = replace(item, path=clean(item.path), reason=reason)  # noqa: PLW2901
            yield item

    def _items(self) -> Iterator[Article | Skipped | Remark]:
        try:
            with self._opener() if self._kept is None else io.BytesIO(self._kept) as file:
                self._kept = None
                stream = Counted(file, self._count)
                head, self._unpacked, self._is_packed = unpack(stream, self._budget, self.name)
                reader = self._reader_of(head)
                items = self._items_of(reader)
                if self._options.keep_original:
                    items = with_original(
                        items,
                        self.path,
                        self._bytes,
                        self._options.limit_bytes,
                        is_container=lambda: self._holds_inputs,
                    )
                yield from items
        except InputError as error:
            yield Skipped(self.path, error.message)
        except ArchiveError:
            raise
        except (OSError, EOFError, zlib.error) as error:
            yield Skipped(self.path, reason_of(error))
        except RecursionError:
            yield Skipped(self.path, "nested too deeply")
        except (Exception, SystemExit) as error:  # noqa: BLE001  (it costs its input, no more)
            text = " ".join(str(error).split())[:200]
            yield Skipped(self.path, f"the reader failed ({type(error).__name__}: {text})")
        self.bytes_read = max(self.bytes_read, self.size)

    def _reader_of(self, head: bytes) -> Reader:
        """What reads the input. Raises InputError where nothing does."""
        try:
            return choose(head, self.name, self._in_shell)
        except InputError:
            if not self._else_as:
                raise
        return choose(head, self._else_as, self._in_shell)

    @property
    def _in_shell(self) -> str:
        """What a command reads it by; what lies within another input has to be taken out first."""
        return "FILE" if self._depth else shell_name(self.path)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, unpacked, for the reader that was chosen; they can be read once."""
        assert self._unpacked is not None
        yield cast("BinaryIO", io.BufferedReader(self._unpacked, _BUFFER))

    @contextmanager
    def again(self) -> Iterator[BinaryIO | None]:
        """The bytes, unpacked, once more from their beginning; None where they cannot be had."""
        if self._is_stream:
            yield None
            return
        with self._opener() as file:
            _, stream, _ = unpack(
                Counted(file, lambda _: None), Budget(lambda: self.size), self.name
            )
            yield cast("BinaryIO", io.BufferedReader(stream, _BUFFER))

    def content(self) -> bytes:
        """All bytes, unpacked, for the reader. Raises InputError above the options' limit."""
        limit = self._options.limit_bytes
        with self.open() as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise InputError(f"larger than {limit / MEBIBYTE:g} MiB")
        self._whole = data if self._options.keep_original else None
        return data

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The bytes, unpacked, as a file that can be read in any order."""
        if self.location and not self._is_packed:
            with open_regular(self.location) as file:
                yield file
            return
        with tempfile.SpooledTemporaryFile(max_size=_KEPT) as copy:
            self._copy_to(cast("BinaryIO", copy))
            yield cast("BinaryIO", copy)

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """The bytes, unpacked, as a file of the file system."""
        if self.location and not self._is_packed:
            yield self.location
            return
        with tempfile.TemporaryDirectory(prefix="nutgraf-") as folder:
            path = Path(folder) / "copy"
            with path.open("w+b") as copy:
                self._copy_to(copy)
            yield path

    def beside(self, relative: str) -> Input | None:
        """The file at a path relative to this one's folder, in or below it, if there is one."""
        if self.location is None:
            return None
        folder = self.location.parent.resolve()
        try:
            path = (folder / relative).resolve()
            if not path.is_relative_to(folder) or not path.is_file():
                return None
        except (OSError, ValueError):
            return None
        return Source(
            str(path),
            lambda: open_regular(path),
            self._options,
            name=path.name,
            place=str(path),
            size=path.stat().st_size,
            location=path,
            within=self,
        )

    def member(
        self,
        name: str,
        opener: Callable[[], AbstractContextManager[BinaryIO]],
        hints: Hints,
        *,
        else_as: str = "",
        place: str = "",
        about: str = "",
    ) -> Source:
        """An input that lies within this one. Raises InputError when it lies too deep."""
        if self._depth >= _DEEPEST:
            raise InputError(f"archives within archives, more than {_DEEPEST} deep")

        @contextmanager
        def bounded() -> Iterator[BinaryIO]:
            with opener() as file:
                yield cast("BinaryIO", Bounded(file, self._budget))

        return Source(
            f"{self.path}{place}/{name}",
            bounded,
            self._options,
            name=PurePosixPath(name).name,
            place=f"{self.place}{place}/{name}" if self.place else "",
            relative=f"{self.relative}{place}/{name}",
            hints=self.hints.for_member(hints),
            within=self,
            else_as=else_as,
            about=about,
        )

    def _copy_to(self, copy: BinaryIO) -> None:
        with self.open() as file:
            shutil.copyfileobj(file, copy, MEBIBYTE)
        if self._is_stream and self._options.keep_original:
            copy.seek(0)
            self._whole = copy.read(self._options.limit_bytes + 1)
        copy.seek(0)

    def _count(self, size: int) -> None:
        self.bytes_read += size

    def _items_of(self, reader: Reader) -> Iterator[Article | Skipped | Remark]:
        """What a reader makes of the input, and of the inputs that lie within it."""
        item: Article | Skipped | Remark | Input | None = None
        for item in reader.read(self, self._options):
            if isinstance(item, Source):
                self._holds_inputs = True
                yield from item.articles()
            elif isinstance(item, Remark):
                yield item
            else:
                one = cast("Article | Skipped", item)
                yield finished(
                    one, reader.name, Names(self.path, self.place), self.hints, self._options
                )
        if item is None:
            yield Skipped(self.path, _EMPTY_TABLE if reader.name in _TABLES else _EMPTY)

    def _bytes(self) -> bytes | None:
        """All bytes once more, up to one beyond the limit; None where they cannot be had."""
        if self._whole is not None:
            return self._whole
        with self.again() as file:
            return None if file is None else file.read(self._options.limit_bytes + 1)
