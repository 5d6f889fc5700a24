"""Whether the files that articles were read from still have the words that are cited of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from index.core.article import Article, Original, paragraph_hash
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, find

FileState = Literal["", "same", "altered", "gone", "unread"]
"""What has become of a file: it has the words, has them no longer, is not there, or could not be
read; "" where no file of this machine is meant."""

_LARGEST = 1 << 26  # bytes


class OriginalWords:
    """Reads files anew, each once."""

    def __init__(self) -> None:
        self._hashes = lru_cache(maxsize=64)(_hashes)

    def state(self, origin: str, text: str, kept: Original | None = None) -> FileState:
        """What has become of the file that a paragraph was read from; `kept` are its bytes as they
        were, where the archive has them.
        """
        file = _file_of(origin)
        if file is None:
            return ""
        try:
            if not file.is_file():
                return "gone"
            if file.stat().st_size > _LARGEST:
                return "unread"
            data = file.read_bytes()
        except OSError:
            return "unread"
        # Options that it was read with are not known: what stands in it as it is, it has as well.
        if (kept is not None and data == kept.data) or text.encode("utf-8", "replace") in data:
            return "same"
        found = self._hashes(file)
        if found is None:
            return "unread"
        return "same" if paragraph_hash(text) in found else "altered"


def _file_of(origin: str) -> Path | None:
    """The file on this machine that an origin means, the outermost of those within one another;
    None where it means none.
    """
    place = Path(origin)
    if not place.is_absolute():
        return None
    return next((one for one in (place, *place.parents) if one.is_file()), place)


def _hashes(file: Path) -> frozenset[int] | None:
    """The hashes of the paragraphs that are read out of a file; None where none are."""
    found: set[int] = set()
    for source in find([file], ReadOptions(walls=True)):
        if isinstance(source, Skipped):
            continue
        for item in source.articles():
            if isinstance(item, Article):
                found.update(map(paragraph_hash, item.paragraphs))
    return frozenset(found) or None
