"""Marks of other programs in the text of their article: where their bookmarks are, and what comes
of these when a mark is changed elsewhere or the article gets another text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.core import anchors
from index.core.article import paragraph_hash
from index.core.bookmark import Anchor
from index.core.dates import instant, now
from index.core.late_patterns import late
from index.ingest.highlight_places import locate, plain_text
from index.store.database import Database
from index.store.library import bookmarks
from index.store.library import imported_highlights as store
from index.store.library.bookmarks import Mark
from index.store.library.imported_highlights import GONE, ImportedMark

# A highlight of less than this share of its paragraph is named in the note.
_WHOLE = 0.9
_ADDRESS = late(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class MarkedText:
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


def placed(text: MarkedText, mark: ImportedMark, created: str = "") -> ImportedMark:
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
    written = written_of(mark, text.paragraphs[places[0]])
    if written and written not in kept.note:
        joined = f"{kept.note}\n{written}" if kept.note else written
        bookmarks.change_notes(text.database, [(kept, joined)])
    tags = tuple(dict.fromkeys((*kept.tags, *mark.tags)))
    bookmarks.change_tags(text.database, [(kept, tags)])
    return replace(mark, bookmark=number, written=written, version=text.version)


def _bookmark(text: MarkedText, position: int, created: str) -> int:
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


def reconciled(
    text: MarkedText, before: ImportedMark, there: ImportedMark
) -> tuple[ImportedMark, str]:
    """The mark as it is from now on, and what is to be said where both sides changed it."""
    if before.bookmark is None:
        return placed(text, there), ""
    here = next(iter(bookmarks.marks(text.database, "number", [before.bookmark])), None)
    if here is None:
        changed = (there.note, there.tags) != (before.note, before.tags)
        said = "changed elsewhere, and its bookmark was taken away here, where it stays away"
        # What it had written is kept: by it one sees what is to come if the bookmark is back.
        kept = replace(
            there, bookmark=before.bookmark, version=text.version, written=before.written
        )
        return kept, (f"a highlight was {said}: “{_shown(there)}”" if changed else "")
    written = written_of(there, here.anchor.exact)
    note, is_conflict = merged(here.note, before.written, written)
    gone = set(before.tags) - set(there.tags)
    tags = tuple(tag for tag in here.tags if tag not in gone)
    more = (tag for tag in there.tags if tag not in before.tags)
    bookmarks.change_notes(text.database, [(here, note)])
    bookmarks.change_tags(text.database, [(here, tuple(dict.fromkeys((*tags, *more))))])
    said = f"a note was changed here and elsewhere; both are kept: “{_shown(there)}”"
    kept = replace(there, written=written, bookmark=here.number, version=text.version)
    return kept, said if is_conflict else ""


def merged(here: str, before: str, there: str) -> tuple[str, bool]:
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


def adopted(text: MarkedText, there: ImportedMark) -> ImportedMark:
    """What a mark was of which an older archive knows only that it was met, by what it is there.

    What it said then is not known, so that what it says now is added to what its bookmark says. A
    paragraph without a bookmark counts as one from which it was taken away.
    """
    here = _bookmark_with(text, there.text)
    if here is None:
        return replace(there, bookmark=GONE)
    return replace(there, bookmark=here.number, note="", tags=(), written="")


def _bookmark_with(text: MarkedText, words: str) -> Mark | None:
    """The bookmark on the paragraph that words stand in, be it in the article or a former text."""
    places = locate(words, text.paragraphs)
    if places and (mark := text.bookmark_on(places[0])):
        return mark
    marks = bookmarks.marks(text.database, "article", [text.number])
    return next((one for one in marks if locate(words, [one.anchor.exact])), None)


def found_again(text: MarkedText, mark: ImportedMark) -> ImportedMark:
    """The mark after its article has got another text."""
    if mark.bookmark is None:
        return placed(text, mark)
    here = next(iter(bookmarks.marks(text.database, "number", [mark.bookmark])), None)
    if here and _stood_for_a_text(text, here):
        places = locate(mark.text, text.paragraphs) if mark.text else [0][: len(text.paragraphs)]
        if places:
            return _moved(text, mark, here, places[0])
    return replace(mark, version=text.version)


def _stood_for_a_text(text: MarkedText, here: Mark) -> bool:
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


def _moved(text: MarkedText, mark: ImportedMark, here: Mark, position: int) -> ImportedMark:
    """The mark with its bookmark on another paragraph; one that is there already takes it in."""
    there = text.bookmark_on(position)
    written = written_of(mark, text.paragraphs[position])
    note, _ = merged(here.note, mark.written, written)
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


def written_of(mark: ImportedMark, paragraph: str) -> str:
    """What of a mark stands in a bookmark's note: its own note, after the words it is about when
    they are only a part of the paragraph.
    """
    if not mark.text or len(mark.text) >= _WHOLE * len(paragraph):
        return mark.note
    return f"“{mark.text}” {mark.note}".strip()


def _shown(mark: ImportedMark) -> str:
    return (mark.text or mark.note)[:60]
