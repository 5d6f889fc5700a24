"""Changing bookmarks: many at once are one transaction and one step of undo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from index.core import anchors
from index.core.bookmark import Anchor
from index.core.clean import clean, without_hidden
from index.core.dates import now
from index.core.errors import NotFound, StoppedError
from index.library.bookmarks import Leading
from index.library.undo import History, NewStep, Progress, Stop
from index.store.database import Database
from index.store.library import bookmarked_articles
from index.store.library import bookmarks as store
from index.store.library.bookmarks import Mark

_CHUNK = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkChange:
    """What becomes of a bookmark's note and tags.

    `note` takes the place of the note there is, `added` goes below it; `tags` take the place of
    those there are, after which `less` go and `more` come. Blank and repeated tags are dropped.
    `seen` is the note that `note` was made of: where there is another one by now, which somebody
    wrote meanwhile, that stays, and `note` goes below it.
    """

    note: str | None = None
    seen: str | None = None
    added: str = ""
    tags: Sequence[str] | None = None
    more: Sequence[str] = ()
    less: Sequence[str] = ()

    def noted(self, note: str) -> str:
        """The note that takes the place of one."""
        written = () if self.note is None else (self.note,)
        is_foreign = self.seen is not None and note not in map(
            without_hidden, (self.seen, *written)
        )
        kept = (note,) if is_foreign or self.note is None else ()
        return "\n".join(filter(None, map(without_hidden, (*kept, *written, self.added))))

    def tagged(self, tags: Sequence[str]) -> tuple[str, ...]:
        """The tags that take the place of others."""
        tags = tags if self.tags is None else self.tags
        wanted = [*(tag for tag in tags if tag not in self.less), *self.more]
        return tuple(dict.fromkeys(filter(None, map(clean, wanted))))

    @property
    def what(self) -> str:
        """What it changes, in a word; "" for nothing."""
        if self.note is not None or self.added:
            return "note"
        return "tags" if self.tags is not None or self.more or self.less else ""


class BookmarkChanges:
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
        with self._history.step() as step:
            return self.add_within(step, paragraphs, change, progress=progress, stop=stop)

    def add_within(
        self,
        step: NewStep,
        paragraphs: Sequence[int],
        change: MarkChange | None = None,
        *,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> tuple[list[int], int]:
        """The same as a part of a step, which gets its label."""
        change = change or MarkChange()
        numbers = list(dict.fromkeys(paragraphs))
        found: dict[int, int] = {}
        new = 0
        articles = self._articles(numbers)
        # Numbers go by the order of the paragraphs, whatever order they are worked through in.
        first = store.next_number(self._database)
        order = {number: first + place for place, number in enumerate(numbers)}
        for chunk in _chunks(list(articles), articles, progress, stop):
            there, added = self._on(chunk, articles, order)
            blank = {mark.number for mark in added.values()}
            self._change(step, [m for m in there.values() if m.number not in blank], change)
            made = [_changed(mark, change) for mark in added.values()]
            step.did(store.insert(self._database, made))
            new += len(made)
            found |= {number: mark.number for number, mark in (there | added).items()}
        step.label = _label(change.what or "bookmark", len(numbers) if change.what else new)
        return [found[number] for number in numbers], new

    def _articles(self, numbers: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
        """Paragraphs, with the versions they stand in, by article."""
        places = bookmarked_articles.standing(self._database, numbers)
        articles: dict[int, list[tuple[int, int]]] = {}
        for number in numbers:
            if number not in places:
                raise NotFound(f"There is no paragraph {number}.")
            article, version = places[number]
            articles.setdefault(article, []).append((version, number))
        return articles

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
            for chunk in _chunks(numbers, None, progress, stop):
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
            for chunk in _chunks(numbers, None, progress, stop):
                marks = store.marks(self._database, "number", chunk)
                step.did(store.delete(self._database, marks))
                found += len(marks)
            step.label = _removal(found)
        return found

    def remove_on(
        self,
        paragraphs: Sequence[int],
        *,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> int:
        """Take the bookmarks of paragraphs away; how many there were."""
        numbers = list(dict.fromkeys(paragraphs))
        found = 0
        with self._history.step() as step:
            articles = self._articles(numbers)
            for chunk in _chunks(list(articles), articles, progress, stop):
                there, _ = self._on(chunk, articles, dict.fromkeys(numbers, 0))
                gone = {mark.number: mark for mark in there.values() if mark.number}
                step.did(store.delete(self._database, list(gone.values())))
                found += len(gone)
            step.label = _removal(found)
        return found

    def _change(self, step: NewStep, marks: Sequence[Mark], change: MarkChange) -> None:
        notes = [(mark, change.noted(mark.note)) for mark in marks]
        tags = [(mark, change.tagged(mark.tags)) for mark in marks]
        step.did(store.change_notes(self._database, notes))
        step.did(store.change_tags(self._database, tags))

    def _on(
        self,
        chunk: Sequence[int],
        articles: Mapping[int, Sequence[tuple[int, int]]],
        numbers: Mapping[int, int],
    ) -> tuple[dict[int, Mark], dict[int, Mark]]:
        """The bookmarks that are on paragraphs of some articles, and those still to be made, which
        get the `numbers` of their paragraphs; both by paragraph.
        """
        today = bookmarked_articles.current(self._database, chunk)
        leading = Leading(self._database, today, store.marks(self._database, "article", chunk))
        there: dict[int, Mark] = {}
        added: dict[int, Mark] = {}
        for article in chunk:
            for version, group in groupby(sorted(articles[article]), key=itemgetter(0)):
                paragraphs = today[article]
                if not paragraphs or paragraphs[0].version != version:
                    paragraphs = bookmarked_articles.paragraphs(self._database, article, version)
                texts = [one.text for one in paragraphs]
                positions = {one.number: at for at, one in enumerate(paragraphs)}
                for _, paragraph in group:
                    anchor = anchors.make(texts, positions[paragraph])
                    mark = leading.at(article, version, anchor)
                    if mark is not None:
                        there[paragraph] = mark
                        continue
                    added[paragraph] = _blank(numbers[paragraph], article, version, anchor)
                    leading.add(added[paragraph])
        return there, added


def _blank(number: int, article: int, version: int, anchor: Anchor) -> Mark:
    return Mark(
        number=number,
        article=article,
        version=version,
        anchor=anchor,
        note="",
        tags=(),
        created=now(),
    )


def _changed(mark: Mark, change: MarkChange) -> Mark:
    return replace(mark, note=change.noted(mark.note), tags=change.tagged(mark.tags))


def _chunks(
    keys: Sequence[int],
    holding: Mapping[int, Sequence[object]] | None,
    progress: Progress | None,
    stop: Stop | None,
) -> Iterator[Sequence[int]]:
    """Keys, some at a time: as many as `holding` says stand for enough to be done at once."""
    sizes = [len(holding[key]) if holding else 1 for key in keys]
    total, done, first = sum(sizes), 0, 0
    while first < len(keys):
        if stop is not None and stop():
            raise StoppedError
        last, size = first, 0
        while last < len(keys) and size < _CHUNK:
            size += sizes[last]
            last += 1
        yield keys[first:last]
        first, done = last, done + size
        if progress is not None:
            progress(done, total)


def _label(what: str, count: int) -> str:
    if what == "bookmark":
        return what if count == 1 else f"{count:,} bookmarks"
    return what if count == 1 else f"{what} on {count:,} paragraphs"


def _removal(count: int) -> str:
    return "removal of a bookmark" if count == 1 else f"removal of {count:,} bookmarks"
