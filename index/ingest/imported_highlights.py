"""Highlights of other programs: found in the article they belong to, kept as bookmarks.

Each is known by what the other program calls it, so that what is changed there later comes along.
There are three sides to that: what it was when it was last met, what it is there now, what became
of it here. What was changed on one side alone is taken from there; what was changed on both is kept
twice, and said. A bookmark that was taken away here stays away. What stands in no paragraph waits,
and is looked for again whenever the article gets another text. A mark of one program is never taken
for one of another, however alike their words: the notes of both stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from index.core.article import Article, Highlight, paragraph_hash
from index.core.reports import MarkReport, Remark
from index.ingest.highlight_places import plain_text
from index.ingest.marked_text import (
    MarkedText,
    adopted,
    found_again,
    merged,
    placed,
    reconciled,
    written_of,
)
from index.store.articles.names_of_files import names_of
from index.store.database import Database
from index.store.library import bookmarks
from index.store.library import imported_highlights as store
from index.store.library.bookmarks import Mark
from index.store.library.imported_highlights import GONE, ImportedMark

# A mark without an id goes by where it was made and by its words; older archives have the words
# alone. Of these so many stay when they are corrected.
_BY_WORDS = "text:"
_ALIKE = 0.7
# What all of these programs mark in unless they are told otherwise; it says nothing.
_USUAL_COLORS = ("", "yellow", "#ffd400", "#ffff00")


class _Made(NamedTuple):
    """Where marks were made: how the keys of those without ids begin, those that are there, and how
    keys begin that they may have from before.
    """

    by: str
    there: Collection[str]
    before: tuple[str, ...]


def keep(database: Database, key: str, article: Article, report: MarkReport) -> Iterator[Remark]:
    """Bookmark what is highlighted in an article that is stored under an id, and bring what was
    bookmarked before up to date. Gives what is to be said of it, and counts it in `report`.
    """
    found = store.article_at(database, key) if article.highlights else None
    if found is None:
        return
    with database.transaction():
        text = MarkedText(database, *found)
        known = store.marks_of(database, text.number)
        by, *before = (f"{_BY_WORDS}{maker}:" for maker in _makers(article))
        if _are_of_one_program(text, known, (by, *before)):
            before.append(_BY_WORDS)
        there = {f"{by}{_words_of(one)}" for one in article.highlights}
        made = _Made(by, there, tuple(before))
        where = article.named or article.origin
        said = [
            Remark(highlight.origin or where, remark)
            for highlight in article.highlights
            for remark in _keep_one(text, known, highlight, made, report)
        ]
    yield from said


def look_again(database: Database, report: MarkReport) -> None:
    """Look for marks in articles that have another text since: those that wait, and those whose
    bookmark no longer leads anywhere. `report` counts those that wait no longer.
    """
    for number in list(store.outdated(database)):
        with database.transaction():
            text = MarkedText(database, *store.current_text(database, number))
            for mark in store.marks_of(database, number).values():
                if mark.bookmark != GONE:
                    found = found_again(text, mark)
                    store.save(database, found)
                    if mark.bookmark is None:
                        _count(report, found, None, text.bookmark_of(found))


def come_back(database: Database) -> None:
    """Bring bookmarks that were taken away and are back up to date with what was changed elsewhere
    meanwhile.
    """
    with database.snapshot():
        if not _behind(database):
            return
    with database.transaction():
        # Looked for again: others may have changed them meanwhile.
        for mark, one, written in _behind(database):
            note, _ = merged(one.note, mark.written, written)
            bookmarks.change_notes(database, [(one, note)])
            tags = tuple(dict.fromkeys((*one.tags, *mark.tags)))
            bookmarks.change_tags(database, [(one, tags)])
            store.save(database, replace(mark, written=written))


def _behind(database: Database) -> list[tuple[ImportedMark, Mark, str]]:
    """The marks of which the bookmarks have something else in their notes than they have written,
    each with its bookmark and with that.
    """
    marks = store.bookmarked(database)
    numbers = [mark.bookmark for mark in marks if mark.bookmark is not None]
    here = {one.number: one for one in bookmarks.marks(database, "number", numbers)}
    there = [(mark, here[mark.bookmark]) for mark in marks if mark.bookmark in here]
    return [
        (mark, one, written)
        for mark, one in there
        if (written := written_of(mark, one.anchor.exact)) != mark.written
    ]


def _keep_one(
    text: MarkedText,
    known: dict[str, ImportedMark],
    highlight: Highlight,
    made: _Made,
    report: MarkReport,
) -> Iterator[str]:
    words = f"{made.by}{_words_of(highlight)}"
    key = highlight.id or words
    keys = (key, words, *(f"{by}{_words_of(highlight)}" for by in made.before))
    before = next((known[one] for one in keys if one in known), None)
    before = before or _the_same(highlight, known)
    if before is None and not highlight.id:
        left = [one for one in known.values() if one.key not in made.there]
        own = (made.by, *made.before)
        before = _reworded(highlight, [one for one in left if one.key.startswith(own)])
    if before and before.key != key:
        # It was met before without its id, or with other words.
        store.forget(text.database, known.pop(before.key))
    mark = _mark(text, key, highlight)
    if before and not before.is_known:
        before = adopted(text, mark)
    was = text.bookmark_of(before)
    if before is None:
        mark = placed(text, mark, highlight.created)
        if mark.bookmark is None:
            yield f"a highlight waits for its paragraph: “{highlight.text[:60]}”"
    else:
        mark, conflict = reconciled(text, before, mark)
        yield from filter(None, [conflict])
    store.save(text.database, mark)
    known[key] = mark
    _count(report, mark, was, text.bookmark_of(mark))


def _count(report: MarkReport, mark: ImportedMark, was: Mark | None, kept: Mark | None) -> None:
    """Count a mark by its bookmark, as that was before and as it is."""
    if mark.bookmark is None:
        report.waiting.add((mark.article, mark.key))
        return
    report.waiting.discard((mark.article, mark.key))
    report.bookmarked += was is None and kept is not None
    if was and kept:
        report.changed += (was.note, set(was.tags)) != (kept.note, set(kept.tags))


def _words_of(highlight: Highlight) -> str:
    return str(paragraph_hash(highlight.text or highlight.note))


def _makers(article: Article) -> list[str]:
    """Where the marks of an article were made: in a program, or in a file, by each of its names."""
    if article.kept_in:
        return [article.kept_in]
    return [f"file {paragraph_hash(name)}" for name in names_of(article)]


def _are_of_one_program(
    text: MarkedText, known: dict[str, ImportedMark], own: tuple[str, ...]
) -> bool:
    """Whether marks of which an older archive did not keep where they were made can only be of the
    program that an article comes from: there are none of another one, and the article was met in
    files of one kind alone.
    """
    unsigned = [key for key in known if key.startswith(_BY_WORDS) and key.count(":") == 1]
    others = [key for key in known if key not in unsigned and not key.startswith(own)]
    return (
        bool(unsigned) and not others and len(store.kinds_of_files(text.database, text.number)) == 1
    )


def _the_same(highlight: Highlight, known: dict[str, ImportedMark]) -> ImportedMark | None:
    """A mark of the same words that this may be: one of which is not known where it was made, or,
    of a file that was moved, one that says nothing else. Of two programs each has its own, or the
    note of one would take the place of the other's.
    """
    words = _words_of(highlight)
    alike = [
        mark
        for key, mark in known.items()
        if key.startswith(_BY_WORDS) and key.rpartition(":")[2] == words
    ]
    for mark in alike:
        is_old = mark.key == f"{_BY_WORDS}{words}"
        says_same = (mark.note, set(mark.tags)) == (highlight.note, set(_tags_of(highlight)))
        if (is_old and not mark.is_known) or (says_same and (is_old or not highlight.id)):
            return mark
    return None


def _reworded(highlight: Highlight, left: Sequence[ImportedMark]) -> ImportedMark | None:
    """Of the marks that are no longer there, the one without an id that this is, its words cut or
    corrected since.
    """
    wanted = plain_text(highlight.text)
    for mark in left if wanted else ():
        known = plain_text(mark.text)
        if known:
            alike = SequenceMatcher(None, known.split(), wanted.split(), autojunk=False).ratio()
            if known in wanted or wanted in known or alike >= _ALIKE:
                return mark
    return None


def _tags_of(highlight: Highlight) -> tuple[str, ...]:
    """Its tags, and its colour where that says something."""
    color = highlight.color.strip().lower()
    more = () if color in _USUAL_COLORS else (color,)
    return tuple(dict.fromkeys((*highlight.tags, *more)))


def _mark(text: MarkedText, key: str, highlight: Highlight) -> ImportedMark:
    return ImportedMark(
        article=text.number,
        key=key,
        text=highlight.text,
        note=highlight.note,
        tags=_tags_of(highlight),
        written="",
        bookmark=None,
        version=text.version,
    )
