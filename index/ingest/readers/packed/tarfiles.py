"""Tar archives, packed or not: every file in one is read as if it lay in a folder."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, cast

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import DAMAGE, Hints, Input, ReadOptions, suffix_of
from index.ingest.readers.packed.member_names import Arrangement, Unwanted

_BLOCK = 512


class TarReader:
    """Files packed with tar, read one after the other as they stand."""

    name = "tar"
    suffixes = (".tar", ".tgz", ".tbz2", ".txz")
    describe = "a tar archive of files of any of these formats, as it is or packed"

    def sniff(self, head: bytes, name: str) -> float:
        if head[257:262] == b"ustar":
            return 0.95
        # The oldest form has no mark, but a checksum.
        return 0.5 if suffix_of(name) == ".tar" and _is_header(head[:_BLOCK]) else 0.0

    def read(
        self, source: Input, options: ReadOptions
    ) -> Iterator[Article | Skipped | Remark | Input]:
        names = _names(source)
        arrangement = Arrangement(names, options) if names else None
        unwanted = Unwanted(source.path, names)
        found, links = False, 0
        with source.open() as stream:
            archive = _open(stream)
            for member in _members(archive):
                if not member.isreg():
                    links += 1
                    continue
                if unwanted.why(member.name)[1]:
                    yield from unwanted.told(member.name)
                    continue
                found = True
                hints = arrangement.hints(member.name) if arrangement else Hints()
                content = cast("AbstractContextManager[BinaryIO]", archive.extractfile(member))
                yield source.member(member.name, lambda content=content: content, hints)  # type: ignore[misc]
        if links:
            many = "a link in it is" if links == 1 else f"{links:,} links in it are"
            yield Remark(source.path, f"{many} not followed")
        if not found:
            raise InputError("an archive without files to read")


def _names(source: Input) -> list[str]:
    """The names of the files, known before the first one where it can be read twice; else none."""
    with source.again() as stream:
        if stream is None:
            return []
        try:
            return [one.name for one in _members(_open(stream)) if one.isreg()]
        except DAMAGE:
            return []


class _UpToDamage:
    """A stream that gives what stands before a damaged place, and raises only at the next read.

    The library reads twenty blocks at once, and would get none of them.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        data = b""
        try:
            while len(data) < size and (part := self._stream.read1(size - len(data))):  # type: ignore[attr-defined]
                data += part
        except DAMAGE:
            if not data:
                raise
        return data


def _open(stream: BinaryIO) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=cast("BinaryIO", _UpToDamage(stream)), mode="r|")
    except (tarfile.TarError, ValueError) as error:
        raise InputError("the tar archive is damaged or ends early") from error


def _members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The regular files and the links, without those the library remembers."""
    while True:
        try:
            member = archive.next()
        except (tarfile.TarError, ValueError, IndexError, OverflowError) as error:
            raise InputError("the tar archive is damaged or ends early") from error
        if member is None:
            return
        archive.members.clear()  # type: ignore[attr-defined]
        if member.isreg() or member.issym() or member.islnk():
            yield member


def _is_header(block: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True
