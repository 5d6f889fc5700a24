"""What the names in a packed archive say of its files, as the names in folders do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Hints, ReadOptions
from index.ingest.readers.filenames import (
    agreement,
    hints_for,
    holds_code,
    is_article_name,
    left_out,
)

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


class Unwanted:
    """Tells what of an archive's files is not read, each once, and each hidden folder once.

    `names` are those of all its files, as far as they are known beforehand.
    """

    def __init__(self, path: str, names: Iterable[str] = ()) -> None:
        self._path = path
        self._told: set[str] = set()
        parts = (_parts(name) for name in names)
        self._of_code = {
            one[:end] for one in parts for end in range(len(one)) if holds_code(one[end : end + 1])
        }

    def why(self, name: str) -> tuple[str, str]:
        """What of a file's path speaks against reading it, and why: it is hidden, about its folder,
        or lies in a folder of that kind; ("", "") where it is read.

        A path may lead out of the archive's folder: nothing is written there, and a name is a name.
        """
        parts = _parts(name)
        for end, part in enumerate(parts, 1):
            is_folder = end < len(parts)
            reason = left_out(part, is_code=self._is_code(parts), is_folder=is_folder)
            if part in _FOREIGN:
                reason = "a folder of the program that packed the archive"
            if reason:
                return "/".join(parts[:end]), reason
        return ("", "") if parts else (name, "a file without a name")

    def told(self, name: str) -> Iterator[Skipped]:
        """What is to be said of a file that is not read; nothing where that was said before."""
        place, reason = self.why(name)
        if reason and place not in self._told:
            self._told.add(place)
            yield Skipped(f"{self._path}/{place}", reason, by_rule=True)

    def _is_code(self, parts: tuple[str, ...]) -> bool:
        return any(parts[:end] in self._of_code for end in range(len(parts)))


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in _PARTING.split(name) if part not in ("", ".", ".."))
