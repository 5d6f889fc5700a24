"""Which paragraphs are copies, kept for as long as that does not change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.engines.contract import Numbers, Search
from index.store.database import Database
from index.store.derived import copies
from index.store.derived.copies import Copy


@dataclass(frozen=True)
class _Groups:
    """All groups as of a state."""

    state: int
    copies: Sequence[Copy]
    """Those of a group one after the other, in the order in which they had it."""

    @cached_property
    def arrays(self) -> tuple[Numbers, Numbers]:
        """Paragraph and group of all copies, in the order of `copies`."""
        paragraphs = np.array([copy.paragraph for copy in self.copies], np.int64)
        return paragraphs, np.array([copy.group for copy in self.copies], np.int64)

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        return tuple(sorted(copy.paragraph for copy in self.copies))

    @cached_property
    def repeats(self) -> tuple[int, ...]:
        """What stands in another article than the first of its group."""
        found, group, article = [], 0, 0
        for copy in self.copies:
            if copy.group != group:
                group, article = copy.group, copy.article
            elif copy.article != article:
                found.append(copy.paragraph)
        return tuple(sorted(found))


class CopyGroups:
    """The copies of an archive, read when they are asked for. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: _Groups | None = None

    def state(self) -> object:
        """Another one whenever something else is a copy, or another had it first."""
        return copies.changes(self._database)

    def paragraphs(self) -> Sequence[int]:
        """All that are copies, in order."""
        return self._groups().paragraphs

    def repeats(self) -> Sequence[int]:
        """Those that stood in another article before, in order."""
        return self._groups().repeats

    def behind(self, search: Search) -> Mapping[int, int]:
        """The hits that are a copy of another hit, each with that of them which had it first."""
        paragraphs, groups = self._groups().arrays
        if not len(paragraphs):
            return {}
        hits = np.isin(paragraphs, search.among(paragraphs))
        paragraphs, groups = paragraphs[hits], groups[hits]
        later = np.flatnonzero(groups[1:] == groups[:-1]) + 1
        begins = np.flatnonzero(np.diff(groups, prepend=-1))
        firsts = paragraphs[begins[np.searchsorted(begins, later, "right") - 1]]
        return dict(zip(paragraphs[later].tolist(), firsts.tolist(), strict=True))

    def _groups(self) -> _Groups:
        kept = self._kept
        with self._database.snapshot():
            state = copies.changes(self._database)
            if kept is None or kept.state != state:
                kept = self._kept = _Groups(state, copies.every(self._database))
        return kept
