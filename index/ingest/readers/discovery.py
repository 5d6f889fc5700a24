"""Paths to inputs: folders in the order of their names, files as they are named, streams."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from index.core.file_places import whole_path, written
from index.core.late_patterns import late
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import ReadOptions, reason_of
from index.ingest.readers.filenames import (
    Agreement,
    agreement,
    hints_for,
    holds_code,
    is_article_name,
    left_out,
)
from index.ingest.readers.packed.pipes import open_pipe
from index.ingest.readers.packed.streams import open_regular
from index.ingest.readers.source import Source

STANDARD_INPUT = "-"
_MESSAGES = ("cur", "new")
# What the name of a message in a Maildir ends in when it is a draft or was thrown away.
_DISCARDED = late(r":2,[A-Z]*[DT][A-Z]*$")
_DISCARD = "a draft, or thrown away, by its name in a Maildir; it is read when it is named"
_OF_MAILDIR = "beside the messages of a Maildir; it is read when it is named"


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something found in a folder, or named.

    `siblings` is how many folders lie beside its own, `texts` how many articles' files beside it;
    `is_code` tells that a folder, or one above it, is a repository, `why_not` why it is
    not to be read.
    """

    path: Path
    relative: PurePath
    siblings: int = 0
    texts: int = 0
    named: bool = False
    is_code: bool = False
    why_not: str = ""


def find(paths: Sequence[Path | str], options: ReadOptions) -> list[Source | Skipped]:
    """The inputs that paths name, in order, and those that cannot be reached; opens none.

    Folders are gone through to their ends; what is hidden in them, and what speaks of the
    repository that it lies in (README, LICENSE and their like), is left out unless named, each with
    its reason. Links are followed, each folder once, and to files that are not come by without
    them; that one leads out of the folder is a remark. "-" is standard input; a pipe that is named
    is read as one.
    """
    walk = _Walk(options)
    found = [item for path in paths for item in walk.inputs(path)]
    return [Skipped(item.path, _SECOND, True) if walk.is_second(item) else item for item in found]


_SECOND = "a link to what is read by its own name"
_CODE = late(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?")


class _Walk:
    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._seen: set[tuple[int, int]] = set()
        self._files: set[tuple[int, int]] = set()
        """The files that were come by without a link."""
        self._linked: dict[Source, tuple[int, int]] = {}
        self._remarks: list[Remark] = []
        """What is to be said with the next input."""
        self._agreeing: dict[Path, Agreement] = {}
        self._places: dict[Path, str] = {}
        """The places of folders."""

    def inputs(self, named: Path | str) -> Iterator[Source | Skipped]:
        if str(named) == STANDARD_INPUT:
            if sys.stdin is None:  # closed by whoever started the program
                yield Skipped(STANDARD_INPUT, "standard input is closed")
            else:
                yield self._stream(STANDARD_INPUT, lambda: nullcontext(sys.stdin.buffer))
            return
        path = Path(named)
        # A stack of our own: a tree of folders may be deeper than Python recurses.
        pending = [_Entry(path, PurePath(path.name), named=True)]
        links: list[_Entry] = []
        while pending or links:
            # The folders themselves come before links to them, and are called by their own names.
            is_late = not pending
            entry = links.pop(0) if is_late else pending.pop()
            if entry.why_not:
                yield Skipped(written(entry.path), entry.why_not, by_rule=True)
                continue
            try:
                status = entry.path.stat()
                is_link = not entry.named and entry.path.is_symlink()
                if is_link and not is_late and stat.S_ISDIR(status.st_mode):
                    links.append(entry)
                    continue
                if is_link:
                    self._remark_link(entry.path, path)
                if stat.S_ISDIR(status.st_mode) and self._was_seen(status):
                    yield Skipped(written(entry.path), _SECOND, by_rule=True)
                elif stat.S_ISDIR(status.st_mode):
                    pending += reversed(self._inside(entry))
                elif stat.S_ISREG(status.st_mode):
                    yield self._file(entry, status)
                elif entry.named:
                    yield self._stream(written(path), lambda: open_pipe(path))
                else:
                    yield Skipped(written(entry.path), "not a regular file")
            except (OSError, ValueError) as error:
                yield Skipped(written(entry.path), reason_of(error))

    def is_second(self, found: Source | Skipped) -> bool:
        """Whether an input is a link to a file that is another input."""
        if not isinstance(found, Source) or (file := self._linked.get(found)) is None:
            return False
        before = len(self._files)
        self._files.add(file)
        return len(self._files) == before

    def _remark_link(self, link: Path, named: Path) -> None:
        """Say of a link that it leads out of the folder that was named."""
        target = Path(os.path.realpath(link))
        if not target.is_relative_to(os.path.realpath(named)):
            text = f"a link that leads out of the folder, to {written(target)}"
            self._remarks.append(Remark(written(link), text))

    def _was_seen(self, status: os.stat_result) -> bool:
        """Whether a folder was gone into before; it is from now on."""
        before = len(self._seen)
        self._seen.add((status.st_dev, status.st_ino))
        return len(self._seen) == before

    def _inside(self, folder: _Entry) -> list[_Entry]:
        """What is in a folder, with why it is not to be read where that is so."""
        with os.scandir(folder.path) as listing:
            listed = sorted((e.name, _is_folder(e)) for e in listing)
        is_code = folder.is_code or holds_code(name for name, _ in listed)
        reasons = _reasons(listed, is_code=is_code)
        found = [one for one in listed if not reasons[one[0]]]
        self._agreeing[folder.path] = agreement(name for name, _ in found)
        below = PurePath() if folder.named else folder.relative
        folders = [name for name, is_folder in found if is_folder]
        # Sections are words; what is sorted by language or country is named by codes.
        beside = 0 if all(map(_CODE.fullmatch, folders)) else len(folders)
        above = 0 if folder.named else folder.siblings
        texts = sum(is_article_name(name) for name, _ in found)
        return [
            _Entry(
                folder.path / name,
                below / name,
                beside if is_folder else above,
                texts,
                is_code=is_code,
                why_not=reasons[name],
            )
            for name, is_folder in listed
        ]

    def _file(self, entry: _Entry, status: os.stat_result) -> Source:
        relative = entry.relative
        guess = is_article_name(relative.name)
        # A section is a word; folders named by number or date are sorted by something else.
        is_word = any(map(str.isalpha, relative.parent.name))
        arranged = guess and is_word and entry.siblings > 1 and entry.texts > 1
        asked = guess and self._options.names == "auto"
        agrees = self._agrees(entry.path.parent) if asked else ""
        placed = entry.path.absolute() if entry.named else relative
        remarks, self._remarks = self._remarks, []
        is_link = entry.path.is_symlink()
        source = Source(
            written(entry.path),
            lambda: open_regular(entry.path),
            self._options,
            name=written(PurePath(relative.name)),
            place=written(PurePath(self._place(entry, is_link=is_link))),
            relative=written(relative),
            size=status.st_size,
            modified=status.st_mtime_ns,
            hints=hints_for(placed, self._options, agrees=agrees, arranged=arranged),
            location=entry.path,
            remarks=remarks,
        )
        if is_link and not entry.named:
            self._linked[source] = status.st_dev, status.st_ino
        else:
            self._files.add((status.st_dev, status.st_ino))
        return source

    def _place(self, entry: _Entry, *, is_link: bool) -> str:
        """The whole path of a file. What a folder lists needs no look at each folder above it."""
        if entry.named or is_link:
            return whole_path(entry.path)
        folder = entry.path.parent
        if folder not in self._places:
            self._places[folder] = whole_path(folder)
        return os.path.join(self._places[folder], entry.path.name)  # noqa: PTH118

    def _agrees(self, folder: Path) -> Agreement:
        """What all names in the folder of a file carry, also when the file alone was given."""
        if folder not in self._agreeing:
            try:
                names = [path.name for path in folder.iterdir()]
            except OSError:
                names = []
            self._agreeing[folder] = agreement(names)
        return self._agreeing[folder]

    def _stream(self, path: str, opener: Callable[[], AbstractContextManager[BinaryIO]]) -> Source:
        return Source(path, opener, self._options, name="", is_stream=True)


def _reasons(listed: list[tuple[str, bool]], *, is_code: bool) -> dict[str, str]:
    """Why what is in a folder is not to be read, "" where it is; of a Maildir its messages are,
    and the folders within.

    The folders of a Maildir begin with a dot, and beside its messages lie files of its server's.
    """
    folders = {name for name, is_folder in listed if is_folder}
    if {"cur", "new"} <= folders:
        wanted = {name for name in folders if name[0] == "." or name in _MESSAGES}
        return {name: "" if name in wanted else _OF_MAILDIR for name, _ in listed}
    return {
        name: _DISCARD
        if _DISCARDED.search(name)
        else left_out(name, is_code=is_code, is_folder=is_folder)
        for name, is_folder in listed
    }


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself; the reason is told when it is looked at
        return False
