"""Highlights of other programs: found in the article they belong to, kept as bookmarks.

Each is known by what the other program calls it, so that what is changed there later comes along.
There are three sides to that: what it was when it was last met, what it is there now, what became
of it here. What was changed on one side alone is taken from there; what was changed on both is kept
twice, and said. A bookmark that was taken away here stays away. What stands in no paragraph waits,
and is looked for again whenever the article gets another text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from index.core.article import Article, Highlight, paragraph_hash
from index.core.bookmark import Anchor
from index.core.dates import instant, now
from index.core.reports import MarkReport, Remark
from index.ingest.highlight_places import locate, plain_text
from index.library import anchors
from index.store import bookmarks
from index.store import imported_highlights as store
from index.store.bookmarks import Mark
from index.store.database import Database
from index.store.imported_highlights import GONE, ImportedMark

# A highlight of less than this share of its paragraph is named in the note.
_WHOLE = 0.9
# A mark without an id goes by its words. Of these so many stay when they are corrected.
_BY_WORDS = "text:"
_ALIKE = 0.7
_ADDRESS = re.compile(r"https?://\S+")
# What all of these programs mark in unless they are told otherwise; it says nothing.
_USUAL_COLORS = ("", "yellow", "#ffd400", "#ffff00")


def keep(database: Database, key: str, article: Article, report: MarkReport) -> Iterator[Remark]:
    """Bookmark what is highlighted in an article that is stored under an id, and bring what was
    bookmarked before up to date. Gives what is to be said of it, and counts it in `report`.
    """
    found = store.article_at(database, key) if article.highlights else None
    if found is None:
        return
    with database.transaction():
        text = _Text(database, *found)
        known = store.marks_of(database, text.number)
        there = {_words_key(one) for one in article.highlights}
        said = [
            Remark(highlight.origin or article.origin, remark)
            for highlight in article.highlights
            for remark in _keep_one(text, known, highlight, there, report)
        ]
    yield from said


def look_again(database: Database, report: MarkReport) -> None:
    """Look for marks in articles that have another text since: those that wait, and those whose
    bookmark no longer leads anywhere. `report` counts those that wait no longer.
    """
    for number in list(store.outdated(database)):
        with database.transaction():
            text = _Text(database, *store.current_text(database, number))
            for mark in store.marks_of(database, number).values():
                if mark.bookmark != GONE:
                    found = _found_again(text, mark)
                    store.save(database, found)
                    if mark.bookmark is None:
                        _count(report, found, None, text.bookmark_of(found))


def come_back(database: Database) -> None:
    """Bring bookmarks that were taken away and are back up to date with what was changed elsewhere
    meanwhile.
    """
    with database.snapshot():
        marks = store.bookmarked(database)
        numbers = [mark.bookmark for mark in marks if mark.bookmark is not None]
        here = {one.number: one for one in bookmarks.marks(database, "number", numbers)}
        there = [(mark, here[mark.bookmark]) for mark in marks if mark.bookmark in here]
        behind = [
            (mark, one, written)
            for mark, one in there
            if (written := _written(mark, one.anchor.exact)) != mark.written
        ]
    if not behind:
        return
    with database.transaction():
        for mark, one, written in behind:
            note, _ = _merged(one.note, mark.written, written)
            bookmarks.change_notes(database, [(one, note)])
            tags = tuple(dict.fromkeys((*one.tags, *mark.tags)))
            bookmarks.change_tags(database, [(one, tags)])
            store.save(database, replace(mark, written=written))


@dataclass(frozen=True, slots=True)
class _Text:
    """The current text of an article, and the archive it is in."""

    database: Database
    number: int
    version: int
    paragraphs: list[str]

    def bookmark_on(self, position: int) -> Mark | None:
        """The bookmark on a paragraph."""
        wanted = paragraph_hash(self.paragraphs[position])
        marks = bookmarks.marks(self.database, "article", [self.number])
        return next((one for one in marks if one.anchor.hash == wanted), None)

    def bookmark_of(self, mark: ImportedMark | None) -> Mark | None:
        """The bookmark that keeps a mark."""
        if mark is None or mark.bookmark in (None, GONE):
            return None
        return next(iter(bookmarks.marks(self.database, "number", [mark.bookmark])), None)


def _keep_one(
    text: _Text,
    known: dict[str, ImportedMark],
    highlight: Highlight,
    there: Collection[str],
    report: MarkReport,
) -> Iterator[str]:
    words = _words_key(highlight)
    key = highlight.id or words
    before = known.get(key) or known.get(words)
    if before is None and not highlight.id:
        before = _reworded(highlight, [one for one in known.values() if one.key not in there])
    if before and before.key != key:
        # It was met before without its id, or with other words.
        store.forget(text.database, known.pop(before.key))
    mark = _mark(text, key, highlight)
    was = text.bookmark_of(before)
    if before is None:
        mark = _placed(text, mark, highlight.created)
        if mark.bookmark is None:
            yield f"a highlight waits for its paragraph: “{highlight.text[:60]}”"
    else:
        mark, conflict = _reconciled(text, before, mark)
        yield from filter(None, [conflict])
    store.save(text.database, mark)
    known[key] = mark
    if before is None or before.is_known:
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


def _words_key(highlight: Highlight) -> str:
    """What a mark without an id is known by."""
    return f"{_BY_WORDS}{paragraph_hash(highlight.text or highlight.note)}"


def _reworded(highlight: Highlight, left: Sequence[ImportedMark]) -> ImportedMark | None:
    """Of the marks that are no longer there, the one without an id that this is, its words cut or
    corrected since.
    """
    wanted = plain_text(highlight.text)
    for mark in left if wanted else ():
        known = plain_text(mark.text)
        if mark.key.startswith(_BY_WORDS) and known:
            alike = SequenceMatcher(None, known.split(), wanted.split(), autojunk=False).ratio()
            if known in wanted or wanted in known or alike >= _ALIKE:
                return mark
    return None


def _mark(text: _Text, key: str, highlight: Highlight) -> ImportedMark:
    color = highlight.color.strip().lower()
    more = () if color in _USUAL_COLORS else (color,)
    return ImportedMark(
        article=text.number,
        key=key,
        text=highlight.text,
        note=highlight.note,
        tags=tuple(dict.fromkeys((*highlight.tags, *more))),
        written="",
        bookmark=None,
        version=text.version,
    )


def _placed(text: _Text, mark: ImportedMark, created: str = "") -> ImportedMark:
    """The mark with its bookmark, where its words stand in the article; else it waits.

    A paragraph that is bookmarked keeps its bookmark, with its own note before the new one. The
    note and tags go to the first of several paragraphs.
    """
    places = locate(mark.text, text.paragraphs) if mark.text else [0][: len(text.paragraphs)]
    for position in reversed(places):
        number = _bookmark(text, position, created)
    if not places:
        return replace(mark, bookmark=None, version=text.version)
    (kept,) = bookmarks.marks(text.database, "number", [number])
    written = _written(mark, text.paragraphs[places[0]])
    if written and written not in kept.note:
        joined = f"{kept.note}\n{written}" if kept.note else written
        bookmarks.change_notes(text.database, [(kept, joined)])
    tags = tuple(dict.fromkeys((*kept.tags, *mark.tags)))
    bookmarks.change_tags(text.database, [(kept, tags)])
    return replace(mark, bookmark=number, written=written, version=text.version)


def _bookmark(text: _Text, position: int, created: str) -> int:
    """The number of the bookmark on a paragraph, made if there is none."""
    there = text.bookmark_on(position)
    if there:
        return there.number
    made = Mark(
        number=bookmarks.next_number(text.database),
        article=text.number,
        version=text.version,
        anchor=anchors.make(text.paragraphs, position),
        note="",
        tags=(),
        created=created if instant(created) is not None else now(),
    )
    bookmarks.insert(text.database, [made])
    return made.number


def _reconciled(text: _Text, before: ImportedMark, there: ImportedMark) -> tuple[ImportedMark, str]:
    """The mark as it is from now on, and what is to be said where both sides changed it."""
    if not before.is_known:
        return _adopted(text, there), ""
    if before.bookmark is None:
        return _placed(text, there), ""
    here = next(iter(bookmarks.marks(text.database, "number", [before.bookmark])), None)
    if here is None:
        changed = (there.note, there.tags) != (before.note, before.tags)
        said = "changed elsewhere, and its bookmark was taken away here, where it stays away"
        # What it had written is kept: by it one sees what is to come if the bookmark is back.
        kept = replace(
            there, bookmark=before.bookmark, version=text.version, written=before.written
        )
        return kept, (f"a highlight was {said}: “{_shown(there)}”" if changed else "")
    written = _written(there, here.anchor.exact)
    note, is_conflict = _merged(here.note, before.written, written)
    gone = set(before.tags) - set(there.tags)
    tags = tuple(tag for tag in here.tags if tag not in gone)
    more = (tag for tag in there.tags if tag not in before.tags)
    bookmarks.change_notes(text.database, [(here, note)])
    bookmarks.change_tags(text.database, [(here, tuple(dict.fromkeys((*tags, *more))))])
    said = f"a note was changed here and elsewhere; both are kept: “{_shown(there)}”"
    kept = replace(there, written=written, bookmark=here.number, version=text.version)
    return kept, said if is_conflict else ""


def _merged(here: str, before: str, there: str) -> tuple[str, bool]:
    """A note of ours in which what another program once wrote is what it writes now; whether both
    sides have changed it, in which case both are in it.
    """
    if there in (before, here):
        return here, False
    if here == before:
        return there, False
    lines, old = here.split("\n"), before.split("\n") if before else []
    for place in range(len(lines) - len(old) + 1) if old else ():
        if lines[place : place + len(old)] == old:
            new = there.split("\n") if there else []
            return "\n".join([*lines[:place], *new, *lines[place + len(old) :]]), False
    if not there or there in here:
        return here, False
    return f"{here}\n{there}" if here else there, True


def _adopted(text: _Text, there: ImportedMark) -> ImportedMark:
    """A mark of which an older archive knows only that it was met: what it is there counts as what
    it was, and a paragraph without a bookmark as one from which it was taken away.
    """
    places = locate(there.text, text.paragraphs)
    mark = text.bookmark_on(places[0]) if places else None
    written = _written(there, text.paragraphs[places[0]]) if mark else ""
    return replace(there, bookmark=mark.number if mark else GONE, written=written)


def _found_again(text: _Text, mark: ImportedMark) -> ImportedMark:
    """The mark after its article has got another text."""
    if mark.bookmark is None:
        return _placed(text, mark)
    here = next(iter(bookmarks.marks(text.database, "number", [mark.bookmark])), None)
    if here and _stood_for_a_text(text, here):
        places = locate(mark.text, text.paragraphs) if mark.text else [0][: len(text.paragraphs)]
        if places:
            return _moved(text, mark, here, places[0])
    return replace(mark, version=text.version)


def _stood_for_a_text(text: _Text, here: Mark) -> bool:
    """Whether a bookmark is in a version that is no text, only what stood for one: headline,
    address, the marks themselves. One in a text cites that text, whatever becomes of it.
    """
    if here.version == text.version:
        return False
    title, old = store.text_of_version(text.database, text.number, here.version)
    known = {plain_text(one.text) for one in store.marks_of(text.database, text.number).values()}
    return all(
        plain_text(one) in known or one == title or _ADDRESS.fullmatch(one) is not None
        for one in old
    )


def _moved(text: _Text, mark: ImportedMark, here: Mark, position: int) -> ImportedMark:
    """The mark with its bookmark on another paragraph; one that is there already takes it in."""
    there = text.bookmark_on(position)
    written = _written(mark, text.paragraphs[position])
    note, _ = _merged(here.note, mark.written, written)
    if there is None or there.number == here.number:
        anchor: Anchor = anchors.make(text.paragraphs, position)
        store.move_bookmark(text.database, here, text.version, anchor)
        bookmarks.change_notes(text.database, [(here, note)])
        return replace(mark, written=written, version=text.version)
    joined = "\n".join(filter(None, [there.note, note if note not in there.note else ""]))
    bookmarks.change_notes(text.database, [(there, joined)])
    tags = tuple(dict.fromkeys((*there.tags, *here.tags)))
    bookmarks.change_tags(text.database, [(there, tags)])
    bookmarks.delete(text.database, [here])
    return replace(mark, bookmark=there.number, written=written, version=text.version)


def _written(mark: ImportedMark, paragraph: str) -> str:
    """What of a mark stands in a bookmark's note: its own note, after the words it is about when
    they are only a part of the paragraph.
    """
    if not mark.text or len(mark.text) >= _WHOLE * len(paragraph):
        return mark.note
    return f"“{mark.text}” {mark.note}".strip()


def _shown(mark: ImportedMark) -> str:
    return (mark.text or mark.note)[:60]
