"""ZIP archives: every file in one is read as if it lay in a folder."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from index.core.article import Article
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers import unreadable
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.packed.cut_zips import with_listing
from index.ingest.readers.packed.member_names import Arrangement, Unwanted

_MOST_FILES = 500_000
_CUT = "the ZIP archive is damaged or ends early; the files before that were read"
_RECORDS = late(r"archive/.+\.w?arc(?:\.\w+)?$", re.IGNORECASE)
# Bytes of an entry in the listing: 46 and the name, and a margin.
_LONG_ENTRY = 200


class ZipReader:
    """Files packed with zip."""

    name = "zip"
    suffixes = (".zip",)
    describe = "a ZIP archive of files of any of these formats"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.95 if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Input]:
        with source.seekable() as file, _opened(file) as archive:
            files = [one for one in archive.infolist() if not one.is_dir()]
            if document := _document(archive, options):
                raise InputError(document)
            unwanted = Unwanted(source.path, (one.filename for one in files))
            listed = sorted(_of_web_archive(files), key=lambda one: one.filename)
            wanted = [one for one in listed if not unwanted.why(one.filename)[1]]
            for one in listed:
                yield from unwanted.told(one.filename)
            if not wanted:
                raise InputError("an archive without files to read")
            arrangement = Arrangement((one.filename for one in files), options)
            for one in wanted:
                if one.flag_bits & 1:
                    yield Skipped(f"{source.path}/{one.filename}", "locked with a password")
                    continue
                opener = partial(open_member, archive, one)
                yield source.member(one.filename, opener, arrangement.hints(one.filename))
            if archive.fp is not file:
                yield Skipped(source.path, _CUT)


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    """The archive, of one that ends early what stands before the damage. Raises InputError."""
    try:
        return open_zip(file)
    except DamagedZipError:
        return open_zip(with_listing(file))


def _document(archive: zipfile.ZipFile, options: ReadOptions) -> str:
    """What an archive is in words that is a document as a whole, and none that is read."""
    names, kind = frozenset(archive.namelist()), b""
    if "mimetype" in names:
        with open_member(archive, archive.getinfo("mimetype")) as file:
            kind = file.read(min(options.limit_bytes, _LONG_ENTRY))
    return unreadable.of_archive(names, kind.decode("ascii", "replace"))


def _of_web_archive(files: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Of a web archive in a package (WACZ) what it holds, without its indexes and lists of pages;
    all files of any other archive.
    """
    if not any(one.filename == "datapackage.json" for one in files):
        return files
    return [one for one in files if _RECORDS.match(one.filename)] or files


class DamagedZipError(InputError):
    """A ZIP archive has no list of its files that can be read."""


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """The archive. Raises DamagedZipError, and InputError when it lists too many files."""
    try:
        # Asked beforehand: the library reads the whole listing into memory.
        if _listing_size(file) > _MOST_FILES * _LONG_ENTRY:
            raise InputError(f"an archive of more than {_MOST_FILES:,} files")
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise DamagedZipError("the ZIP archive is damaged or ends early") from error
    if len(archive.infolist()) > _MOST_FILES:
        raise InputError(f"an archive of more than {_MOST_FILES:,} files")
    return archive


def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    """A file in an archive. Raises InputError when it cannot be unpacked."""
    try:
        return cast("BinaryIO", archive.open(member))
    except NotImplementedError:
        raise InputError("packed in a way that is not known") from None
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError) as error:
        raise InputError("damaged within its archive") from error


def _listing_size(file: BinaryIO) -> int:
    """How many bytes the listing at the end of an archive claims to have; 0 when none is found."""
    file.seek(0, io.SEEK_END)
    size = min(file.tell(), 66_000)
    file.seek(-size, io.SEEK_END)
    tail = file.read(size)
    place = tail.rfind(b"PK\x05\x06")
    claimed = struct.unpack_from("<L", tail, place + 12)[0] if place >= 0 else 0
    if claimed == 0xFFFFFFFF:
        place = tail.rfind(b"PK\x06\x06")
        claimed = struct.unpack_from("<Q", tail, place + 40)[0] if place >= 0 else 0
    return int(claimed)
