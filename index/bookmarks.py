"""Bookmarks: kept by anchor, shown where their paragraph stands today."""

from __future__ import annotations

from collections.abc import Sequence

from index import anchors
from index.article import paragraph_id
from index.errors import NotFound
from index.model import ArticleView, Bookmark, BookmarkState
from index.store import marks as store
from index.store.database import Database
from index.undo import UndoStack


class Bookmarks:
    """The reader's bookmarks. Changes are kept at once and can be undone."""

    def __init__(self, database: Database, undo: UndoStack) -> None:
        self._database = database
        self._undo = undo
        self._resolved: tuple[int, tuple[Bookmark, ...]] = (-1, ())

    def all(self) -> tuple[Bookmark, ...]:
        """Every bookmark, newest first, with the place it leads to today."""
        state = self._database.change_counter()
        known, marks = self._resolved
        if known != state:
            marks = tuple(self._resolve())
            self._resolved = (state, marks)
        return marks

    def numbers(self) -> frozenset[int]:
        """The paragraphs that carry a bookmark today."""
        return frozenset(mark.paragraph for mark in self.all() if mark.paragraph is not None)

    def at(self, paragraph: int) -> Bookmark | None:
        return next((mark for mark in self.all() if mark.paragraph == paragraph), None)

    def numbered(self, number: int) -> Bookmark:
        """Raises NotFound when there is no such bookmark."""
        for mark in self.all():
            if mark.number == number:
                return mark
        raise NotFound(f"There is no bookmark {number}.")

    def add(self, view: ArticleView, paragraph: int) -> Bookmark:
        """Mark a paragraph of an article; a paragraph that is marked keeps its bookmark."""
        present = self.at(paragraph)
        if present:
            return present
        position = next(i for i, p in enumerate(view.paragraphs) if p.number == paragraph)
        anchor = anchors.make([p.text for p in view.paragraphs], position)
        mark = store.add_mark(self._database, view.number, view.version, anchor)
        self._undo.did(
            "bookmark",
            back=lambda: store.remove_mark(self._database, mark.number),
            again=lambda: store.restore_mark(self._database, mark),
        )
        return self.numbered(mark.number)

    def remove(self, number: int) -> None:
        """Raises NotFound when there is no such bookmark."""
        mark = self._mark(number)
        store.remove_mark(self._database, number)
        self._undo.did(
            "removal of a bookmark",
            back=lambda: store.restore_mark(self._database, mark),
            again=lambda: store.remove_mark(self._database, number),
        )

    def set_note(self, number: int, note: str) -> None:
        """Raises NotFound when there is no such bookmark."""
        before = self._mark(number).note
        if note == before:
            return
        store.set_note(self._database, number, note)
        self._undo.did(
            "note",
            back=lambda: store.set_note(self._database, number, before),
            again=lambda: store.set_note(self._database, number, note),
        )

    def set_tags(self, number: int, tags: Sequence[str]) -> None:
        """Raises NotFound when there is no such bookmark. Blank and repeated tags are dropped."""
        before = self._mark(number).tags
        wanted = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
        if wanted == before:
            return
        store.set_tags(self._database, number, wanted)
        self._undo.did(
            "tags",
            back=lambda: store.set_tags(self._database, number, before),
            again=lambda: store.set_tags(self._database, number, wanted),
        )

    def _mark(self, number: int) -> store.Mark:
        for mark in store.marks(self._database):
            if mark.number == number:
                return mark
        raise NotFound(f"There is no bookmark {number}.")

    def _resolve(self) -> list[Bookmark]:
        articles = store.marked_articles(self._database)
        return [
            self._resolved_mark(mark, articles[mark.article])
            for mark in store.marks(self._database)
        ]

    def _resolved_mark(self, mark: store.Mark, article: store.MarkedArticle) -> Bookmark:
        position, state, text = self._locate(mark, article.places)
        if position is None:
            number, ordinal = None, mark.anchor.ordinal
            key = paragraph_id(article.id, mark.anchor.hash)
        else:
            place = article.places[position]
            number, ordinal, key = place.number, place.ordinal, article.paragraph_id(position)
        return Bookmark(
            number=mark.number,
            anchor=mark.anchor,
            article=mark.article,
            article_id=article.id,
            version=mark.version,
            paragraph=number,
            paragraph_id=key,
            ordinal=ordinal,
            paragraphs=len(article.places),
            text=text,
            state=state,
            note=mark.note,
            tags=mark.tags,
            created=mark.created,
            title=article.title,
            outlet=article.outlet,
            byline=article.byline,
            date=article.date,
            url=article.url,
            imported=article.imported,
        )

    def _locate(
        self, mark: store.Mark, places: Sequence[store.Place]
    ) -> tuple[int | None, BookmarkState, str]:
        """Position, state and text of a mark's paragraph in its article today."""
        expected = mark.anchor.ordinal - 1
        # Most articles never change: the same text at the same place needs no reading.
        if expected < len(places) and places[expected].hash == mark.anchor.hash:
            return expected, "kept", mark.anchor.exact
        texts = store.texts(self._database, mark.article)
        position, state = anchors.locate(mark.anchor, texts)
        return position, state, "" if position is None else texts[position]
