"""The files that articles of an archive were read from, looked up by words of their paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from index.core.kept import kept
from index.engines.whoosh.sorted_arrays import distinct
from index.engines.whoosh.words.automaton import Words, within_edits
from index.search.file_list import FileList
from index.search.file_patterns import FilePattern, folded, pattern_of, words_like, words_of
from index.store.articles import file_origins
from index.store.database import Database

_MOST_PARTS = 16
"""Files are read in parts, as they come; where there are more of these, all are read anew."""

_REMEMBERED = 16
"""Names of which it is known what they mean: a search asks for one several times."""

_LISTED = 1_000
"""Of so many files, those from which most articles were read, names are listed."""

_LONG = 8
"""In a word of so many letters two slips are likely."""


class FileName(NamedTuple):
    """A file, or, with a `/` behind, a folder, and the folder that it lies in: "" where files or
    folders in several have that name.
    """

    name: str
    within: str


class ReadFiles:
    """What is known of files; read when it is asked for. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = self._there = _Files((0, 0), ())

    def state(self) -> object:
        """Another one whenever an article was read from another file."""
        return file_origins.state(self._database)

    def articles(self, name: str, *, begun: bool = False) -> tuple[int, ...]:
        """The articles that were read from files of a name, in order; see `nodes.FromFile`."""
        return self._files().articles(name, begun=begun)

    def beginning(self, words: str, most: int) -> list[FileName]:
        """Folders and files in whose name some words are, the last of which is still being written:
        folders first, those before others from which more articles were read.
        """
        return self._files_there().beginning(words, most)

    def likelier(self, name: str) -> str:
        """A name with words that paths have in the place of those that none has and that are likely
        to be slips of them; "" where there are none.
        """
        return self._files().likelier(name)

    def _files_there(self) -> _Files:
        """Those of articles that were not taken out: what is offered is found."""
        there = self._there
        with self._database.snapshot():
            known = self._files()
            if there.state != known.state:
                articles = file_origins.articles_there(self._database)
                parts = tuple(part.among(articles) for part in known.parts)
                there = self._there = _Files(known.state, parts)
        return there

    def _files(self) -> _Files:
        known = self._known
        with self._database.snapshot():
            state = file_origins.state(self._database)
            if known.state != state:
                parts = known.parts if len(known.parts) < _MOST_PARTS else ()
                last = known.state[0] if parts else 0
                more = FileList.of(file_origins.of_texts(self._database, last))
                # How many articles were met in other files besides, or which, tells nothing.
                besides = FileList.of(file_origins.met_besides(self._database))
                texts = (*parts[:-1], more) if len(more.articles) else parts[:-1]
                known = self._known = _Files(state, (*texts, besides))
        return known


@dataclass(frozen=True, eq=False)
class _Files:
    """All files as of a state: those that texts were read from, as they came, and at last those
    where articles were met besides.
    """

    state: tuple[int, int]
    parts: tuple[FileList, ...]
    _meant: dict[tuple[str, bool], tuple[int, ...]] = field(default_factory=dict)

    def articles(self, name: str, *, begun: bool) -> tuple[int, ...]:
        if (name, begun) not in self._meant:
            if len(self._meant) >= _REMEMBERED:
                self._meant.clear()
            self._meant[name, begun] = self._found(name, begun=begun)
        return self._meant[name, begun]

    def _found(self, name: str, *, begun: bool) -> tuple[int, ...]:
        pattern = pattern_of(name, begun=begun)
        if pattern is None:
            found = [] if name else [part.articles for part in self.parts]
        else:
            found = [part.articles_of(part.meant(pattern)) for part in self.parts]
        return tuple(distinct(np.concatenate(found)).tolist()) if found else ()

    def beginning(self, words: str, most: int) -> list[FileName]:
        pattern = pattern_of(words, begun=True)
        rows = (
            (folder, name, count)
            for folder, name, count in self._folders
            if pattern is None or _is_meant(folder, name, pattern)
        )
        found = _listed(rows, most)
        files = (
            row
            for part in self.parts
            for row in part.times(part.every() if pattern is None else part.named(pattern), _LISTED)
        )
        return found + (_listed(files, most - len(found)) if len(found) < most else [])

    @kept
    def _folders(self) -> list[tuple[str, str, int]]:
        """Folders by the one that they lie in and their name, with how many articles were read from
        what lies below; of those that hold the same the innermost.
        """
        below: Counter[str] = Counter()
        for part in self.parts:
            for folder, count in part.in_folders().items():
                for above in _upwards(folder):
                    below[above] += count
        fullest: Counter[str] = Counter()
        for folder, count in below.items():
            above, _ = _parted(folder)
            fullest[above] = max(fullest[above], count)
        told = ((*_parted(folder), count) for folder, count in below.items() if folder != "/")
        return [one for one in told if fullest[one[0] + one[1]] != one[2]]

    def likelier(self, name: str) -> str:
        words = dict.fromkeys(word for word in words_of(folded(name)) if word.isalpha())
        if "*" in name or not words:
            return ""
        other = folded(name)
        for word in words:
            if meant := self._nearest(word):
                other = other.replace(word, meant, 1)
        return other if other != folded(name) else ""

    def _nearest(self, word: str) -> str:
        """Of the words that are one slip from one that no path has, or two from a long one, the
        commonest; "" where there is none.
        """
        edits = 2 if len(word) >= _LONG else 1
        alike = words_like(word, edits)
        times = Counter(one for part in self.parts for one in part.found_in_paths(alike))
        if word in times or not times:
            return ""
        others = [*times]
        near = within_edits(Words.of(others), word, edits).tolist()
        found = [other for other, is_near in zip(others, near, strict=True) if is_near]
        return max(found, key=lambda other: (times[other], other), default="")


def _upwards(folder: str) -> Iterator[str]:
    """A folder, and those that it lies in."""
    while folder:
        yield folder
        folder, _ = _parted(folder)


def _parted(folder: str) -> tuple[str, str]:
    """The folder that one lies in, and its name, each with a `/` behind."""
    above, slash, name = folder[:-1].rpartition("/")
    return above + slash, f"{name}/"


def _listed(rows: Iterable[tuple[str, str, int]], most: int) -> list[FileName]:
    """Names out of rows of folder, name and count, those before others that count more."""
    places: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for folder, name, count in rows:
        places.setdefault(name, set()).add(folder)
        counts[name] += count
    first = sorted(counts, key=lambda name: (-counts[name], name))[:most]
    return [FileName(name, min(found) if len(found := places[name]) == 1 else "") for name in first]


def _is_meant(folder: str, name: str, pattern: FilePattern) -> bool:
    """Whether a pattern means something by its own name."""
    own = folded(name)
    if pattern.ends is None:
        return pattern.within.search(own) is not None
    begins = pattern.begins is None or pattern.begins.match(f"\n{own}") is not None
    return begins and pattern.ends.search(folded(folder)) is not None
