"""The files on this machine that an origin means: what stands before a text's place in one.

An origin is a path, and behind it may stand where in the file the text is: `:3` (a record, a
letter, a line), `: https://…` (a page of a web archive), `/x.txt` (what is packed in it),
` › x.docx` (what was sent with a letter). In older archives what an origin says was cleaned as
texts are (`index.core.clean`): names that differ by blanks, controls, the form of accents or bytes
that are no UTF-8 are one there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from index.core.clean import clean, cleaned_path
from index.core.file_places import as_listed
from index.core.late_patterns import late

_PLACES = late(r"(?<=.)/|:\d+(?=$|/| › )|: (?=[A-Za-z][A-Za-z0-9+.-]*://)| › ")
_MOST = 64
"""Files that one origin may mean, of those that are called alike."""


class FilesOfOrigins:
    """Looks for files; each folder is listed once."""

    def __init__(self) -> None:
        self._listed = lru_cache(maxsize=256)(_listed)

    def of(self, origin: str) -> tuple[Path, ...]:
        """The files that may be meant, the likeliest first: the outermost of those within one
        another. Empty where none is there, and for what is no file of this machine.
        """
        if not is_file_place(origin):
            return ()
        for end in _ends(origin):
            path = origin[:end]
            exact = [Path(one) for one in dict.fromkeys((path, as_listed(path))) if _is_file(one)]
            if found := dict.fromkeys([*exact, *self._alike(path)]):
                return tuple(found)[:_MOST]
        return ()

    def _alike(self, path: str) -> list[Path]:
        """The files whose cleaned paths are this one."""
        folders = [os.sep]
        *above, name = path.split("/")[1:]
        for part in above:
            wanted = clean(part)
            inner = [found for folder in folders for found in self._listed(folder).get(wanted, ())]
            folders = [one for one in inner if os.path.isdir(one)][:_MOST]  # noqa: PTH112
        wanted = clean(name)
        found = (one for folder in folders for one in self._listed(folder).get(wanted, ()))
        return [Path(one) for one in found if os.path.isfile(one)]  # noqa: PTH113


def is_file_place(origin: str) -> bool:
    """Whether an origin means a file of this machine, or a place in one."""
    return os.path.isabs(origin)  # noqa: PTH117


def _ends(origin: str) -> Iterator[int]:
    """Where the name of the file may end, the longest first."""
    yield len(origin)
    yield from (found.start() for found in reversed([*_PLACES.finditer(origin)]))


def _listed(folder: str) -> dict[str, list[str]]:
    """The paths in a folder by their names as these are kept; none where it cannot be read."""
    found: dict[str, list[str]] = {}
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208  (names alone)
    except OSError:
        return found
    for name in names:
        found.setdefault(cleaned_path(name), []).append(os.path.join(folder, name))  # noqa: PTH118
    return found


def _is_file(path: str) -> bool:
    try:
        return os.path.isfile(path)  # noqa: PTH113
    except (OSError, ValueError):
        return False
