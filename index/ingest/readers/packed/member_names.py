"""What the names in a packed archive say of its files, as the names in folders do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from index.core.late_patterns import late
from index.ingest.readers.base import Hints, ReadOptions
from index.ingest.readers.filenames import agreement, hints_for, is_article_name, is_left_out

# Programs of Windows may part folders by the other stroke.
_PARTING = late(r"[/\\]")
# Folders that programs add for themselves.
_FOREIGN = frozenset({"__MACOSX"})


class Arrangement:
    """The tree that the paths of an archive's files make."""

    def __init__(self, names: Iterable[str], options: ReadOptions) -> None:
        self._options = options
        inside: defaultdict[PurePosixPath, list[str]] = defaultdict(list)
        for path in map(PurePosixPath, names):
            inside[path.parent].append(path.name)
        folders = {above for folder in inside for above in (folder, *folder.parents)}
        self._siblings = Counter(folder.parent for folder in folders if folder != folder.parent)
        self._texts = {f: sum(map(is_article_name, listed)) for f, listed in inside.items()}
        self._agreeing = {folder: agreement(listed) for folder, listed in inside.items()}

    def hints(self, name: str) -> Hints:
        """What the path of a file says of the article in it."""
        path = PurePosixPath(name)
        folder = path.parent
        guess = is_article_name(path.name)
        beside = self._siblings[folder.parent] if folder != folder.parent else 0
        is_word = any(map(str.isalpha, folder.name))
        arranged = guess and is_word and beside > 1 and self._texts.get(folder, 0) > 1
        asked = guess and self._options.names == "auto"
        agrees = self._agreeing.get(folder, "") if asked else ""
        return hints_for(path, self._options, agrees=agrees, arranged=arranged)


def is_wanted(name: str) -> bool:
    """Whether a file in an archive is to be read: not hidden, and not about its folder.

    A path may lead out of the archive's folder: nothing is written there, and a name is a name.
    """
    parts = [part for part in _PARTING.split(name) if part not in ("", ".", "..")]
    return bool(parts) and not any(is_left_out(part) or part in _FOREIGN for part in parts)
