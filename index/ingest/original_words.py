"""Whether the files that articles were read from still have the words that are cited of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from index.core.article import Article, Original, paragraph_hash
from index.core.reports import Skipped
from index.ingest.files_of_origins import FilesOfOrigins, is_file_place
from index.ingest.readers import ReadOptions, find

FileState = Literal["", "same", "altered", "gone", "unread"]
"""What has become of a file: it has the words, has them no longer, is not there, or could not be
read; "" where no file of this machine is meant."""

_LARGEST = 1 << 26  # bytes
_BEST: tuple[FileState, ...] = ("same", "altered", "unread", "gone", "")


class FileWords(NamedTuple):
    """What has become of a file, and where its words stand today: a place in the file, or what the
    archive calls that where they do not.
    """

    state: FileState
    origin: str


class OriginalWords:
    """Reads files anew, each once."""

    def __init__(self) -> None:
        self._files = FilesOfOrigins()
        self._places = lru_cache(maxsize=64)(_places)

    def state(self, origins: Sequence[str], text: str, kept: Original | None = None) -> FileWords:
        """What has become of the files that a paragraph was read from: of the first that has its
        words, or, where none has, of the first that can be read. `kept` are the bytes of one as
        they were, where the archive has them.
        """
        none = FileWords("", origins[0] if origins else "")
        return _best(none, (self._of_origin(one, text, kept) for one in dict.fromkeys(origins)))

    def _of_origin(self, origin: str, text: str, kept: Original | None) -> FileWords:
        if not is_file_place(origin):
            return FileWords("", origin)
        files = self._files.of(origin)
        gone = FileWords("gone", origin)
        return _best(gone, (self._in_file(file, origin, text, kept) for file in files))

    def _in_file(self, file: Path, origin: str, text: str, kept: Original | None) -> FileWords:
        try:
            if file.stat().st_size > _LARGEST:
                return FileWords("unread", origin)
            data = file.read_bytes()
        except OSError:
            return FileWords("unread", origin)
        if kept is not None and data == kept.data:
            return FileWords("same", origin)
        has_words = text.encode("utf-8", "replace") in data
        if has_words and origin == str(file):
            return FileWords("same", origin)
        # What collects texts may have them at another place than before.
        places = self._places(file)
        today = places.get(paragraph_hash(text), ()) if places else ()
        if today:
            return FileWords("same", origin if origin in today else today[0])
        # Options that it was read with are not known: what stands in it as it is, it has as well.
        if has_words:
            return FileWords("same", origin)
        return FileWords("altered" if places else "unread", origin)


def _best(least: FileWords, found: Iterable[FileWords]) -> FileWords:
    """The first of those in the best state, which are looked at until one has the words."""
    best = least
    for one in found:
        if _BEST.index(one.state) < _BEST.index(best.state):
            best = one
        if best.state == "same":
            break
    return best


def _places(file: Path) -> Mapping[int, Sequence[str]]:
    """The paragraphs that are read out of a file, by their hashes, with the places in it; none
    where it cannot be read.
    """
    found: dict[int, list[str]] = {}
    for source in find([file], ReadOptions(walls=True)):
        if isinstance(source, Skipped):
            continue
        for item in source.articles():
            if isinstance(item, Article):
                for each in set(map(paragraph_hash, item.paragraphs)):
                    found.setdefault(each, []).append(item.origin)
    return found
