"""Changing bookmarks: many at once are one transaction and one step of undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import anchors
from index.bookmarks import locate
from index.dates import now
from index.errors import NotFound, StoppedError
from index.model import Anchor
from index.store import marked
from index.store import marks as store
from index.store.database import Database
from index.store.marked import Text
from index.store.marks import Mark
from index.undo import History, NewStep, Progress, Stop

_CHUNK = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkChange:
    """What becomes of a bookmark's note and tags.

    `note` takes the place of the note there is, `added` goes below it; `tags` take the place of
    those there are, after which `less` go and `more` come. Blank and repeated tags are dropped.
    """

    note: str | None = None
    added: str = ""
    tags: Sequence[str] | None = None
    more: Sequence[str] = ()
    less: Sequence[str] = ()

    def noted(self, note: str) -> str:
        """The note that takes the place of one."""
        note = note if self.note is None else self.note
        return "\n".join(filter(None, (note, self.added)))

    def tagged(self, tags: Sequence[str]) -> tuple[str, ...]:
        """The tags that take the place of others."""
        tags = tags if self.tags is None else self.tags
        wanted = [*(tag for tag in tags if tag not in self.less), *self.more]
        return tuple(dict.fromkeys(tag.strip() for tag in wanted if tag.strip()))

    @property
    def what(self) -> str:
        """What it changes, in a word; "" for nothing."""
        if self.note is not None or self.added:
            return "note"
        return "tags" if self.tags is not None or self.more or self.less else ""


class Marking:
    """Makes, changes and takes away bookmarks. Work that `stop` ends is not done at all: then
    StoppedError is raised. `progress` is told how many of how many are done.
    """

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def add(
        self,
        paragraphs: Sequence[int],
        change: MarkChange | None = None,
        *,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> tuple[list[int], int]:
        """Bookmark paragraphs and make a change of the bookmarks they have then. The bookmarks, in
        the order of the paragraphs, and how many of them are new.

        A paragraph that is marked keeps its bookmark. Raises NotFound when there is no such
        paragraph; then nothing was done.
        """
        change = change or MarkChange()
        numbers = list(dict.fromkeys(paragraphs))
        found: list[int] = []
        new = 0
        with self._history.step() as step:
            first = store.next_number(self._database)
            for chunk in _chunks(numbers, progress, stop):
                marks, added = self._on(chunk, change, first + new)
                step.did(store.insert(self._database, added))
                new += len(added)
                self._change(step, marks, change)
                found += [mark.number for mark in marks]
            step.label = _label(change.what or "bookmark", len(numbers) if change.what else new)
        return found, new

    def change(
        self,
        numbers: Sequence[int],
        change: MarkChange,
        *,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> int:
        """Change notes and tags of bookmarks; how many are there to be changed."""
        numbers = list(dict.fromkeys(numbers))
        found = 0
        with self._history.step(_label(change.what, len(numbers))) as step:
            for chunk in _chunks(numbers, progress, stop):
                marks = store.marks(self._database, "number", chunk)
                self._change(step, marks, change)
                found += len(marks)
        return found

    def remove(
        self,
        numbers: Sequence[int],
        *,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> int:
        """Take bookmarks away; how many there were."""
        numbers = list(dict.fromkeys(numbers))
        found = 0
        with self._history.step() as step:
            for chunk in _chunks(numbers, progress, stop):
                marks = store.marks(self._database, "number", chunk)
                step.did(store.delete(self._database, marks))
                found += len(marks)
            step.label = f"removal of {'a bookmark' if found == 1 else f'{found:,} bookmarks'}"
        return found

    def _change(self, step: NewStep, marks: Sequence[Mark], change: MarkChange) -> None:
        notes = [(mark, change.noted(mark.note)) for mark in marks]
        tags = [(mark, change.tagged(mark.tags)) for mark in marks]
        step.did(store.change_notes(self._database, notes))
        step.did(store.change_tags(self._database, tags))

    def _on(
        self, numbers: Sequence[int], change: MarkChange, next_number: int
    ) -> tuple[list[Mark], list[Mark]]:
        """The bookmarks on paragraphs, and those of them that are still to be made."""
        places = marked.standing(self._database, numbers)
        if missing := set(numbers) - set(places):
            raise NotFound(f"There is no paragraph {min(missing)}.")
        articles = {article for article, _ in places.values()}
        today = marked.current(self._database, articles)
        known = _Known(today, store.marks(self._database, "article", articles))
        marks: list[Mark] = []
        added: list[Mark] = []
        for number in numbers:
            article, version = places[number]
            texts = today[article]
            if not texts or texts[0].version != version:
                texts = marked.paragraphs(self._database, article, version)
            at = next(i for i, text in enumerate(texts) if text.number == number)
            anchor = anchors.make([text.text for text in texts], at)
            mark = known.at(article, anchor)
            if mark is None:
                mark = Mark(
                    number=next_number + len(added),
                    article=article,
                    version=version,
                    anchor=anchor,
                    note=change.noted(""),
                    tags=change.tagged(()),
                    created=now(),
                )
                added.append(mark)
                known.add(mark)
            marks.append(mark)
        return marks, added


class _Known:
    """The bookmarks on some articles, by where they lead today."""

    def __init__(self, today: dict[int, list[Text]], marks: Sequence[Mark]) -> None:
        self._today = today
        self._led: dict[tuple[int, int | None], Mark] = {}
        self._made: dict[tuple[int, int, int], Mark] = {}
        for mark in marks:
            self.add(mark)

    def add(self, mark: Mark) -> None:
        self._made[mark.place] = mark
        position = locate(mark.anchor, self._today[mark.article])
        if position is not None:
            self._led[mark.article, position] = mark

    def at(self, article: int, anchor: Anchor) -> Mark | None:
        """The bookmark on a paragraph of today's text, or on one that stands there no more."""
        position = locate(anchor, self._today[article])
        if position is None:
            return self._made.get((article, anchor.ordinal, anchor.hash))
        return self._led.get((article, position))


def _chunks(
    numbers: Sequence[int], progress: Progress | None, stop: Stop | None
) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _CHUNK):
        if stop is not None and stop():
            raise StoppedError
        yield numbers[start : start + _CHUNK]
        if progress is not None:
            progress(min(start + _CHUNK, len(numbers)), len(numbers))


def _label(what: str, count: int) -> str:
    if what == "bookmark":
        return what if count == 1 else f"{count:,} bookmarks"
    return what if count == 1 else f"{what} on {count:,} paragraphs"
