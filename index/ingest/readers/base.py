"""What every reader shares: how to read, what a file's name adds, and what a reader is."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol

from index.core.article import Article
from index.core.errors import InputError, NutgrafError
from index.core.reports import Remark, Skipped
from index.entities.backends import RecogniserSettings
from index.ingest.readers.encodings import known_encoding
from index.ingest.readers.field_names import FIELDS
from index.ingest.readers.import_rules import Rules

Names = Literal["auto", "plain", "outlet_date_slug"]

MEBIBYTE = 1 << 20
DAMAGE = (InputError, EOFError, OSError, zlib.error)
"""What is raised where an input, or what it is packed in, is damaged or cannot be read on."""

PACKED_SUFFIXES = (".gz", ".bz2", ".xz", ".zst")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How inputs are read. Raises NutgrafError when a setting cannot be used.

    `map` names, for fields of ours, the key of the record that holds them ("text": "doc.body").
    `outlet` is given to articles whose source names none. `section_from_folder` takes the section
    from the folder a file lies in: always, never, or (None) where folders are arranged so.
    `names` says whether file names carry outlet and date. `encoding` is the one to read text in;
    "" detects it. `limit_bytes` bounds an article's file, and a line of JSON Lines, unpacked.
    `day_first` says how 03/05/2011 is read; None looks at the whole column. `walls` takes pages
    that stand in an article's place, as consent and pay notices do. `fetch` gets the pages behind
    links that a list keeps without their texts. `keep_original` keeps the bytes of files that hold
    one article each. `rules` leave articles out.
    `engine` finds the names in what was read.
    """

    map: Mapping[str, str] = field(default_factory=dict)
    outlet: str = ""
    section_from_folder: bool | None = None
    names: Names = "auto"
    encoding: str = ""
    limit_bytes: int = 64 * MEBIBYTE
    day_first: bool | None = None
    walls: bool = False
    fetch: bool = False
    keep_original: bool = False
    rules: Rules = field(default_factory=Rules)
    engine: RecogniserSettings = field(default_factory=RecogniserSettings)

    def __post_init__(self) -> None:
        for name in self.map:
            if name not in FIELDS:
                near = get_close_matches(name, FIELDS, 1)
                hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(FIELDS)}."
                raise NutgrafError(f"An article has no field “{name}”.", hint)
        if self.names not in ("auto", "plain", "outlet_date_slug"):
            raise NutgrafError(f"File names cannot be read as “{self.names}”.")
        if self.encoding and not known_encoding(self.encoding):
            raise NutgrafError(f"There is no text encoding named “{self.encoding}”.")

    def key(self, reading: str = "") -> str:
        """The same text for options that read the same bytes alike; `reading` is what is read
        besides what it was at first.
        """
        settings: list[Any] = [dict(self.map), self.outlet, self.section_from_folder, self.names]
        settings += [self.encoding, self.limit_bytes]
        # Named only when used, so that what was read before they existed is still known.
        # By another name than before those of documents and mails were kept.
        settings += ["bytes kept"] if self.keep_original else []
        settings += ["walls"] if self.walls else []
        settings += [f"day first {self.day_first}"] if self.day_first is not None else []
        settings += self.rules.key()
        settings += [reading] if reading else []
        return json.dumps(settings, sort_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a file's name and folder say of the article in it; "" where they say nothing."""

    outlet: str = ""
    date: str = ""
    section: str = ""
    title: str = ""

    @property
    def date_from(self) -> str:
        """Where the date stands."""
        return "file name"

    def for_member(self, inner: Hints) -> Hints:
        """What is to be said of an input that lies within one of which this is said."""
        return inner


class Input(Protocol):
    """What a reader gets: an input's name and its bytes, unpacked."""

    path: str
    """As the user would name it; "-" is standard input."""
    name: str
    """The file's name without a folder and without .gz and its like."""
    hints: Hints

    def content(self) -> bytes:
        """All bytes. Raises InputError above the limit."""

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The bytes as a stream, read once. Raises InputError."""

    def again(self) -> AbstractContextManager[BinaryIO | None]:
        """The bytes once more from their beginning; None where they cannot be had twice."""

    def seekable(self) -> AbstractContextManager[BinaryIO]:
        """The bytes as a file that can be read in any order; a copy where it has to be one."""

    def on_disk(self) -> AbstractContextManager[Path]:
        """The bytes as a file of the file system; a copy where it has to be one."""

    def articles(self) -> Iterator[Article | Skipped | Remark]:
        """What the reader for this input makes of it."""

    def beside(self, relative: str) -> Input | None:
        """The input at a path relative to this one's folder, in or below it, if there is one."""

    def member(
        self,
        name: str,
        opener: Callable[[], AbstractContextManager[BinaryIO]],
        hints: Hints,
        *,
        else_as: str = "",
        place: str = "",
        about: str = "",
    ) -> Input:
        """An input that lies within this one, which a reader gives back to have it read.

        `name` is its path within, at a `place` in this one (":3" of a collection) where it has
        one; `else_as` is the name that tells of its format where its own tells of none, and `about`
        is told with the reason where it cannot be read. Raises InputError where things are nested
        too deeply.
        """


class Reader(Protocol):
    """Makes articles of one format."""

    @property
    def name(self) -> str:
        """What the format is called, in settings and in messages."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes of its files, in lower case with the dot."""

    @property
    def describe(self) -> str:
        """One line for help and manual."""

    def sniff(self, head: bytes, name: str) -> float:
        """From 0 (surely not this format) to 1, by the first bytes and the file's name."""

    def read(
        self, source: Input, options: ReadOptions
    ) -> Iterator[Article | Skipped | Remark | Input]:
        """The articles of an input, what of it could not be read, what is to be said of it, and
        inputs that lie within.

        An input within is read before the iteration goes on. May raise InputError, OSError and
        EOFError, which end the input and not the import.
        """


def suffix_of(name: str) -> str:
    """The suffix of a file name in lower case with its dot; "" when what follows is no suffix."""
    _, dot, suffix = name.rpartition(".")
    usual = dot and suffix.isascii() and suffix.isalnum() and len(suffix) <= 8
    return f".{suffix.lower()}" if usual and not suffix.isdigit() else ""


def without_packing(name: str) -> str:
    """A file's name without .gz and its like; .tgz and its like become .tar."""
    stem, dot, suffix = name.rpartition(".")
    if f".{suffix.lower()}" in PACKED_SUFFIXES:
        return stem
    short = {"tgz", "tbz2", "tbz", "txz", "tzst"}
    return f"{stem}.tar" if dot and suffix.lower() in short else name


def reason_of(error: BaseException) -> str:
    """An error of the system in words, without the path."""
    if isinstance(error, EOFError):
        return "the packed file ends early"
    if isinstance(error, zlib.error):
        return "the packed file is damaged"
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return getattr(error, "strerror", None) or type(error).__name__
