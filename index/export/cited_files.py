"""What files are called in sources: so that each is told from others of the same name, and without
the folders above it that say whose they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.core.file_places import name_of_file
from index.core.late_patterns import late
from index.store.articles.origins import file_of

_PRIVATE = late(
    r"(?:/(?:home|Users|media|run/media)/[^/]+|/(?:root|mnt|tmp|Volumes)|[A-Za-z]:(?:/Users/[^/]+)?)?/+"
)
"""Folders that belong to somebody, or to a machine."""

_PACKED = late(r"(?i)\.(?:zip|tar|tgz|tbz2?|txz|7z|(?:tar\.)?(?:gz|bz2|xz|zst))$")


class CitedFiles:
    """The files of an archive, by what tells them apart."""

    def __init__(self, origins: Iterable[str]) -> None:
        self._files: dict[str, set[str]] = {}
        for origin in origins:
            file = file_of(_path(origin))
            self._files.setdefault(file.rpartition("/")[2], set()).add(file)

    def name(self, origin: str) -> str:
        """What a file is called, with the place in it: the shortest end of its path that no other
        has, and of what is packed with others the path in that, and its name. "" for what is no
        file.
        """
        if not (last := name_of_file(origin)):
            return ""
        whole = _path(origin)
        file = file_of(whole)
        place = whole[len(file) :]
        if last != file.rpartition("/")[2] + place:
            return last
        *above, name = _below(file)
        others = [["", *_below(other)] for other in self._files.get(name, ()) if other != file]
        packed = next((at for at, part in enumerate(above) if _PACKED.search(part)), len(above))
        for start in range(packed, -1, -1):
            ending = [*above[start:], name]
            if not any(other[-len(ending) :] == ending for other in others):
                return "/".join(ending) + place
        return "/".join((*above, name)) + place


def _path(origin: str) -> str:
    return origin.replace("\\", "/")


def _below(file: str) -> list[str]:
    """The parts of a path below what is private."""
    found = _PRIVATE.match(file)
    return file[found.end() if found else 0 :].split("/")
