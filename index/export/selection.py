"""Paragraphs that were chosen, with all that an export says of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, overload

from index.core.bookmark import Bookmark
from index.core.errors import NotFound
from index.export.excerpt import Excerpt
from index.store import reading
from index.store.database import Database

_BATCH = 500


class Bookmarks(Protocol):
    """What the reader has marked."""

    def numbers(self) -> frozenset[int]:
        """The paragraphs that carry a bookmark today."""

    def all(self) -> Sequence[Bookmark]:
        """Every bookmark."""


class Excerpts(Sequence[Excerpt]):
    """Excerpts in the order given, with note and tags where a paragraph is bookmarked.

    They are read as they are looked at, a batch at a time, so that any number of them takes the
    memory of a few. Reading raises NotFound for a number the archive does not hold.
    """

    def __init__(self, database: Database, bookmarks: Bookmarks, numbers: Iterable[int]) -> None:
        self._database, self._bookmarks = database, bookmarks
        self._numbers = [int(number) for number in numbers]

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Excerpt: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Excerpt]: ...
    def __getitem__(self, at: int | slice) -> Excerpt | Sequence[Excerpt]:
        if isinstance(at, slice):
            return Excerpts(self._database, self._bookmarks, self._numbers[at])
        return self._read([self._numbers[at]])[0]

    def __iter__(self) -> Iterator[Excerpt]:
        for start in range(0, len(self._numbers), _BATCH):
            yield from self._read(self._numbers[start : start + _BATCH])

    def _read(self, numbers: Sequence[int]) -> list[Excerpt]:
        rows = reading.excerpt_rows(self._database, numbers)
        marked = self._bookmarks.numbers().intersection(numbers)
        marks = {mark.paragraph: mark for mark in self._bookmarks.all()} if marked else {}
        excerpts = []
        for number in numbers:
            if (row := rows.get(number)) is None:
                raise NotFound(f"There is no paragraph {number}.")
            mark = marks.get(number)
            excerpts.append(of_bookmark(mark) if mark else _of_paragraph(row))
        return excerpts


def of_paragraphs(
    database: Database, bookmarks: Bookmarks, numbers: Iterable[int]
) -> Sequence[Excerpt]:
    """Excerpts of some paragraphs; many are read as they are looked at, a few at once.

    Raises NotFound for a number the archive does not hold.
    """
    excerpts = Excerpts(database, bookmarks, numbers)
    return excerpts if len(excerpts) > _BATCH else tuple(excerpts)


def of_bookmark(mark: Bookmark) -> Excerpt:
    """The excerpt of a bookmark, with the text that was marked and the text of today."""
    return Excerpt(
        paragraph_id=mark.paragraph_id,
        text=mark.text,
        ordinal=mark.ordinal,
        paragraphs=mark.paragraphs,
        publication=mark.publication,
        note=mark.note,
        tags=mark.tags,
        state=mark.state,
        marked_text=mark.anchor.exact,
        created=mark.created,
    )


def _of_paragraph(row: reading.ExcerptRow) -> Excerpt:
    return Excerpt(
        paragraph_id=row.id,
        text=row.text,
        ordinal=row.ordinal,
        paragraphs=row.paragraphs,
        publication=row.publication,
        earlier=row.earlier,
    )
