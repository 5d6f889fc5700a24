"""Paragraphs that were chosen, with all that an export says of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, overload

from index.core.bookmark import Bookmark
from index.core.errors import NotFound
from index.export.excerpt import Excerpt
from index.export.history import UNCHANGED, Histories, History
from index.store import reading
from index.store.database import Database
from index.store.library import bookmarked_articles

_BATCH = 500


class Bookmarks(Protocol):
    """What the reader has marked."""

    def numbers(self) -> frozenset[int]:
        """The paragraphs that carry a bookmark today."""

    def all(self) -> Sequence[Bookmark]:
        """Every bookmark."""

    def of(self, paragraphs: Collection[int]) -> Mapping[int, Bookmark]:
        """The bookmarks of some paragraphs, whatever version these stand in, by paragraph."""


class Excerpts(Sequence[Excerpt]):
    """Excerpts in the order given, with note and tags where a paragraph is bookmarked.

    They are read as they are looked at, a batch at a time, so that any number of them takes the
    memory of a few. Reading raises NotFound for a number the archive does not hold.
    """

    def __init__(self, database: Database, bookmarks: Bookmarks, numbers: Iterable[int]) -> None:
        self._database, self._bookmarks = database, bookmarks
        self._numbers = [int(number) for number in numbers]
        self._histories = Histories(database)

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
        # What is asked one after the other is of one moment: others may unmark meanwhile.
        with self._database.snapshot():
            return self._of_now(numbers)

    def _of_now(self, numbers: Sequence[int]) -> list[Excerpt]:
        rows = reading.excerpt_rows(self._database, numbers)
        became = self._histories.of({row.place for row in rows.values()})
        marked = self._bookmarks.numbers().intersection(numbers)
        marks = {mark.paragraph: mark for mark in self._bookmarks.all()} if marked else {}
        known = {number: marks[number] for number in marked}
        if earlier := [number for number, row in rows.items() if row.earlier]:
            known |= self._bookmarks.of(earlier)
        of_marks = of_bookmarks(self._database, list(known.values()), self._histories)
        written = dict(zip(known, of_marks, strict=True))
        excerpts = []
        for number in numbers:
            if (row := rows.get(number)) is None:
                raise NotFound(f"There is no paragraph {number}.")
            plain = _of_paragraph(row, became[row.place])
            excerpts.append(_marked(plain, written[number]) if number in written else plain)
        return excerpts


def of_paragraphs(
    database: Database, bookmarks: Bookmarks, numbers: Iterable[int]
) -> Sequence[Excerpt]:
    """Excerpts of some paragraphs; many are read as they are looked at, a few at once.

    Raises NotFound for a number the archive does not hold.
    """
    excerpts = Excerpts(database, bookmarks, numbers)
    return excerpts if len(excerpts) > _BATCH else tuple(excerpts)


def of_bookmarks(
    database: Database, marks: Sequence[Bookmark], histories: Histories | None = None
) -> list[Excerpt]:
    """The excerpts of bookmarks; where another text stands there today, with what was marked as a
    passage of its own version.
    """
    otherwise = [mark.number for mark in marks if mark.state in ("changed", "gone")]
    with database.snapshot():
        origins = bookmarked_articles.as_marked(database, otherwise) if otherwise else {}
        rows = reading.excerpt_rows(database, list(origins.values()))
        places = {(mark.article, mark.version) for mark in marks}
        became = (histories or Histories(database)).of(
            places | {row.place for row in rows.values()}
        )
    passages = {
        number: _of_paragraph(rows[origin], became[rows[origin].place])
        for number, origin in origins.items()
    }
    return [
        of_bookmark(mark, passages.get(mark.number), became[mark.article, mark.version])
        for mark in marks
    ]


def of_bookmark(
    mark: Bookmark, origin: Excerpt | None = None, history: History = UNCHANGED
) -> Excerpt:
    """The excerpt of a bookmark, with the text that was marked and the text of today; `origin` is
    the passage that was marked, where it is known and stands otherwise today.
    """
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
        origin=origin,
        history=history,
        page=mark.page,
    )


def _marked(passage: Excerpt, mark: Excerpt) -> Excerpt:
    """A passage with its bookmark. One of a former version that is neither what was marked nor what
    stands there today is given as it is, with note and tags.
    """
    if passage.text in (mark.text, mark.marked_text):
        return mark
    return replace(passage, note=mark.note, tags=mark.tags)


def _of_paragraph(row: reading.ExcerptRow, history: History) -> Excerpt:
    return Excerpt(
        paragraph_id=row.id,
        text=row.text,
        ordinal=row.ordinal,
        paragraphs=row.paragraphs,
        publication=row.publication,
        earlier=row.earlier,
        history=history,
        page=row.page,
    )
