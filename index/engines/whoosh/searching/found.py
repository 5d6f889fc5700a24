"""What a clause found: as documents, as flags, counted, each worked out when it is asked for.

To list the documents of a frequent word takes longer than to count them, to put them together with
those of another or to find the best of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.searching.postings import Postings
from index.engines.whoosh.sorted_arrays import NONE, SEARCHED, Docs, Flags, either, flags, where_set

_LISTED = 8_000
"""Up to so many documents of a word are listed to be counted."""


class Found:
    """The documents of a clause, given in order or as flags, and their scores once asked for.

    None of the arrays is ever changed: they are shared between searches.
    """

    __slots__ = ("_count", "_docs", "asked", "marked", "scores")

    def __init__(
        self,
        docs: Docs | None = None,
        scores: NDArray[np.float32] | None = None,
        marked: Flags | None = None,
    ) -> None:
        self._docs = docs
        self._count = -1 if docs is None else len(docs)
        self.scores = scores
        self.marked = marked
        self.asked = False
        """Whether scores were asked for before."""

    @property
    def docs(self) -> Docs:
        """The documents, in order."""
        if self._docs is None:
            self._docs = self._listed()
        return self._docs

    def lists(self, docs: Docs) -> bool:
        """Whether `docs` is the very list that `self.docs` is: none is made to tell."""
        return self._docs is docs

    @property
    def is_nothing(self) -> bool:
        """Whether it is known already that there are none."""
        return self._count == 0

    @property
    def count(self) -> int:
        """How many there are."""
        if self._count < 0:
            self._count = len(self._docs) if self._docs is not None else self._counted()
        return self._count

    @property
    def most(self) -> int:
        """No less than there are, always the same number, told without counting where that is
        dear.
        """
        return self.count

    def is_any_of(self, words: Sequence[Postings]) -> bool:  # noqa: ARG002
        """Whether it is known that these are the documents that have any of some words."""
        return False

    def _listed(self) -> Docs:
        assert self.marked is not None
        return where_set(self.marked, self.count)

    def _counted(self) -> int:
        assert self.marked is not None
        return int(np.count_nonzero(self.marked))

    def has(self, docs: Docs, size: int) -> Flags:
        """For each of `docs`, in order and below `size`, whether it is among those found."""
        if self.marked is None:
            own = self.docs
            if not len(own):
                return np.zeros(len(docs), bool)
            if len(docs) * SEARCHED < len(own) + size // 16:
                found: Flags = own.take(own.searchsorted(docs), mode="clip") == docs
                return found
        return self.flags(size).take(docs)

    def flags(self, size: int) -> Flags:
        """A flag for each document below `size`."""
        if self.marked is None:
            self.marked = self._flagged(size)
        return self.marked

    def _flagged(self, size: int) -> Flags:
        return flags(self.docs, size)

    def mark(self, marked: Flags) -> None:
        """Set the flags of the documents."""
        if self.marked is not None:
            np.logical_or(marked, self.marked, out=marked)
        else:
            marked[self.docs] = True


class FieldWord(NamedTuple):
    """A word in a field, and how much it counts for there."""

    postings: Postings
    field: str
    boost: float


class FoundWord(Found):
    """Where a word stands in one of two fields, in an index of `size` documents."""

    __slots__ = ("_most", "_size", "fields", "scored", "words")

    def __init__(self, words: Sequence[FieldWord], size: int, *, scored: bool) -> None:
        """`words` leaves out the fields in which it stands nowhere."""
        super().__init__()
        fields = [word.postings for word in words]
        if len(fields) > 1 and fields[0].most < fields[1].most:
            fields.reverse()
        self.fields: Sequence[Postings] = fields
        """The one with the most documents first."""
        self.words = words
        self.scored = scored
        """Whether it is a term of the index in each field, and scored as one."""
        self._size = size
        self._most = sum([field.most for field in fields])
        if not fields:
            self._count = 0

    @property
    def most(self) -> int:
        return self._most

    def is_any_of(self, words: Sequence[Postings]) -> bool:
        return {word for word in words if word.most} == set(self.fields)

    def _listed(self) -> Docs:
        if len(self.fields) < 2:
            return self.fields[0].docs if self.fields else NONE
        if self.marked is not None:
            return where_set(self.marked)
        return either([field.docs for field in self.fields], self._size)

    def _counted(self) -> int:
        """Without a list of them, unless they are few: these are listed sooner or later."""
        if self._most <= _LISTED:
            return len(self.docs)
        most, *others = self.fields
        count = most.count
        for other in others:
            count += other.count - int(np.count_nonzero(most.has(other.docs, self._size)))
        return count

    def has(self, docs: Docs, size: int) -> Flags:
        if self.marked is not None or len(docs) * SEARCHED > size:
            return self.flags(size).take(docs)
        if not self.fields:
            return np.zeros(len(docs), bool)
        first, *others = self.fields
        found = first.has(docs, size)
        for other in others:
            found |= other.has(docs, size)
        return found

    def _flagged(self, size: int) -> Flags:
        marked = np.zeros(size, bool)
        for field in self.fields:
            field.mark(marked)
        return marked

    def mark(self, marked: Flags) -> None:
        if self.marked is not None:
            np.logical_or(marked, self.marked, out=marked)
        else:
            for field in self.fields:
                field.mark(marked)


class FoundAnywhere(Found):
    """Where any of several clauses matches, in an index of `size` documents."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Sequence[Found], size: int) -> None:
        marked = np.zeros(size, bool)
        for part in parts:
            part.mark(marked)
        super().__init__(marked=marked)
        self._parts = parts

    def is_any_of(self, words: Sequence[Postings]) -> bool:
        fields = [part.fields for part in self._parts if isinstance(part, FoundWord)]
        known = {field for part in fields for field in part}
        return len(fields) == len(self._parts) and {w for w in words if w.most} == known


class FoundArticles(Found):
    """All live documents of some articles, which are flagged; `article` is that of each document.

    `listed` lists them, of which there are `count`.
    """

    __slots__ = ("_article", "_chosen", "_list")

    def __init__(
        self, chosen: Flags, article: Docs, listed: Callable[[], Docs], count: int
    ) -> None:
        super().__init__()
        self._chosen, self._article, self._list = chosen, article, listed
        self._count = count

    def _listed(self) -> Docs:
        return self._list()

    def has(self, docs: Docs, size: int) -> Flags:  # noqa: ARG002
        if self.marked is not None:
            return self.marked.take(docs)
        return self._chosen.take(self._article[docs])

    def _flagged(self, size: int) -> Flags:  # noqa: ARG002
        return self._chosen[self._article]

    def mark(self, marked: Flags) -> None:
        np.logical_or(marked, self.flags(len(marked)), out=marked)
