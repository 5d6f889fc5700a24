"""`nutgraf bookmarks`: list what was marked."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example
from tui.commands.output import Paint, counted, is_terminal, put, say
from tui.commands.querying import add_query, ask, query_text
from tui.text import clean, wrap

if TYPE_CHECKING:
    from index import Archive, Bookmark

_WIDEST = 96
_FORMS = ("json", "csv", "markdown")
STATES = {
    "kept": "",
    "moved": "moved within its article",
    "changed": "its text has changed since",
    "gone": "no longer in the article",
    "removed": "its article was removed from the archive",
}
"""What has become of a bookmark, where there is anything to be said of it."""


def _arguments(parser: ArgumentParser) -> None:
    add_query(parser, required=False)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="a JSON array")
    forms.add_argument("--csv", action="store_true", help="CSV with a line of names")
    forms.add_argument(
        "--md", dest="markdown", action="store_true", help="Markdown with sources, as for export"
    )


def _run(arguments: Namespace) -> int:
    from index import Heading  # noqa: PLC0415  (loaded where it is wanted)

    with opened(arguments) as archive:
        marks = chosen(archive, arguments)
        form = next((name for name in _FORMS if getattr(arguments, name)), "")
        if form and (marks or form != "markdown"):
            heading = Heading(query=query_text(arguments))
            for part in archive.export(archive.marked(marks), form, heading):
                put(part, end="")
        elif not form:
            _readable(marks)
    if not marks:
        say("no bookmark matches" if arguments.query else "there are no bookmarks")
    return OK if marks else NOTHING


def chosen(archive: Archive, arguments: Namespace) -> Sequence[Bookmark]:
    """The bookmarks that a query finds, in the order that was asked for, else newest first; all
    without a query. Those whose paragraph is gone come last where an order was asked for.
    """
    marks = archive.bookmarks()
    if not arguments.query:
        return marks
    results = ask(archive, arguments, filters=["is:bookmarked"])
    numbers = results.hits.numbers()
    places = {number: place for place, number in enumerate(numbers)}
    unfound = archive.unfound_marks(results.query)
    if unfound.doubtful:
        many = counted(len(unfound.doubtful), "bookmark", "bookmarks")
        say(f"left out: {many} whose paragraph is gone (the query asks what is no longer known)")
    meant = {mark.number for mark in unfound.meant}
    found = [mark for mark in marks if mark.paragraph in places or mark.number in meant]
    if arguments.sort:
        found.sort(key=lambda mark: places.get(mark.paragraph or 0, len(places)))
    return found


def _readable(marks: Sequence[Bookmark]) -> None:
    from index import cited_page, with_signs  # noqa: PLC0415  (loaded where it is wanted)

    paint = Paint.of(sys.stdout)
    wide = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else 0
    for position, mark in enumerate(marks):
        if position:
            put()
        source = (mark.outlet, mark.day, mark.title)
        put(paint.strong(" · ".join(clean(part) for part in source if part)))
        where = f"¶ {mark.ordinal}/{mark.paragraphs}" if mark.paragraph else f"¶ {mark.ordinal}"
        place = [cited_page(clean(mark.page)), where, mark.paragraph_id, STATES[mark.state]]
        place += [with_signs([tag]) for tag in mark.tags]
        put(paint.faint(" · ".join(part for part in place if part)))
        _wrapped(mark.anchor.exact, wide)
        if mark.text and mark.text != mark.anchor.exact:
            _wrapped(f"now: {mark.text}", wide)
        for line in mark.note.splitlines():
            _wrapped(f"note: {line}", wide)


def _wrapped(text: str, wide: int) -> None:
    text = clean(text)
    for start, end in wrap(text, min(wide, _WIDEST)) if wide else [(0, len(text))]:
        put(text[start:end])


COMMAND = Command(
    name="bookmarks",
    summary="List bookmarks, all or those a query finds",
    details=lambda: (
        "Newest first. A bookmark keeps the words that were marked: where the article has changed "
        "since, its state says so, and marked_text is what they were."
    ),
    examples=(
        Example("nutgraf bookmarks", "all of them"),
        Example("nutgraf bookmarks tag:swap --json", "those with a tag, for a program"),
        Example("nutgraf bookmarks has:note --csv > notes.csv", "those with a note, for a table"),
    ),
    arguments=_arguments,
    run=_run,
    takes_query=True,
)
