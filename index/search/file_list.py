"""Files in arrays, by which it is quick to tell which of them a pattern means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.core.kept import kept
from index.engines.contract import Numbers
from index.search.file_patterns import FilePattern, folded


@dataclass(frozen=True, eq=False)
class FileList:
    """Some files, and the articles that were read from them: a file for each row. A file that is
    met in several places of the rows stands there as often.
    """

    articles: Numbers
    files: Numbers
    """The file of each article."""
    names: list[str]
    folders: list[str]
    """Each with a `/` behind; "" for that of files without one."""
    folder_of: Numbers
    """The folder of each file."""

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str]]) -> FileList:
        """The files of articles, given as whole paths."""
        articles, files, names, folder_of = [], [], [], []
        folders: dict[str, int] = {}
        last = None
        for article, path in rows:
            # Records of a file mostly come one after the other.
            if path != last:
                last, plain = path, path.replace("\\", "/")
                folder, slash, name = plain.rpartition("/")
                names.append(name)
                folder_of.append(folders.setdefault(folder + slash, len(folders)))
            articles.append(article)
            files.append(len(names) - 1)
        return cls(
            np.array(articles, np.int64),
            np.array(files, np.int64),
            names,
            [*folders],
            np.array(folder_of, np.int64),
        )

    def among(self, articles: Numbers) -> FileList:
        """The same of some articles alone; itself where it has no others."""
        rows = np.isin(self.articles, articles)
        if rows.all():
            return self
        own = self.articles[rows], self.files[rows]
        return FileList(*own, self.names, self.folders, self.folder_of)

    @kept
    def _folded_folders(self) -> list[str]:
        return [*map(folded, self.folders)]

    @kept
    def _lines(self) -> str:
        """The names as patterns look at them."""
        text = "\n".join(self.names)
        if text.isascii() and text.count("\n") == len(self.names) - 1:
            return "\n" + text.lower()
        return "".join(f"\n{folded(name)}" for name in self.names)

    @kept
    def _begins(self) -> Numbers:
        """Where the name of each file begins in the lines, its line break among it."""
        breaks = np.fromiter((at.start() for at in re.finditer("\n", self._lines)), np.int64)
        return breaks[: len(self.names)]

    def every(self) -> NDArray[np.bool_]:
        """All of them."""
        return np.ones(len(self.names), bool)

    def meant(self, pattern: FilePattern) -> NDArray[np.bool_]:
        """Which files a pattern means."""
        return self._lying_in(pattern.within) | self.named(pattern)

    def named(self, pattern: FilePattern) -> NDArray[np.bool_]:
        """Those that a pattern means by their own names."""
        found = np.zeros(len(self.names), bool)
        if pattern.ends is None:
            found[self._found(pattern.within)] = True
            return found
        there = self._lying_in(pattern.ends)
        if pattern.begins is None:
            return there
        if there.any():
            found[self._found(pattern.begins)] = True
        return found & there

    def _lying_in(self, folder: re.Pattern[str]) -> NDArray[np.bool_]:
        """The files in whose folders an expression is found."""
        found = [folder.search(each) is not None for each in self._folded_folders]
        lying: NDArray[np.bool_] = np.array(found, bool)[self.folder_of]
        return lying

    def _found(self, pattern: re.Pattern[str]) -> Numbers:
        """The files in whose names an expression is found."""
        ends = np.fromiter((at.end() for at in pattern.finditer(self._lines)), np.int64)
        return self._begins.searchsorted(ends, "left") - 1

    def articles_of(self, files: NDArray[np.bool_]) -> Numbers:
        """The articles that were read from some files."""
        return self.articles[files[self.files]]

    def found_in_paths(self, expression: re.Pattern[str]) -> Iterator[str]:
        """All that an expression finds in the paths."""
        for text in (self._lines, *self._folded_folders):
            yield from expression.findall(text)

    def times(self, files: NDArray[np.bool_], most: int) -> Iterator[tuple[str, str, int]]:
        """Folder and name of some files, and how many articles were read from each; of those from
        which most were read, so many.
        """
        every = np.bincount(self.files, minlength=len(self.names))
        places = np.flatnonzero(files & (every > 0))
        counts = every[places]
        for at in np.argsort(-counts, kind="stable")[:most].tolist():
            place = places[at]
            yield self.folders[self.folder_of[place]], self.names[place], int(counts[at])

    def in_folders(self) -> dict[str, int]:
        """How many articles were read from files of each folder."""
        counts = np.bincount(self.folder_of[self.files], minlength=len(self.folders))
        pairs = zip(self.folders, counts.tolist(), strict=True)
        return {folder: count for folder, count in pairs if count}
