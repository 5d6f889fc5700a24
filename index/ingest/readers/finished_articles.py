"""What every article gets that a reader made: what names, folders and options say of it, a look at
whether it is a wall, and in which program it was kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from index.core.article import Article
from index.core.publication import MADE
from index.core.reports import Skipped
from index.ingest.readers.base import Hints, ReadOptions
from index.ingest.readers.dates.date_detection import find as find_missing_date
from index.ingest.readers.notices.walls import wall
from index.ingest.readers.text_parts.article_heads import cleaned

_OF_PAGES = ("html", "mhtml", "warc")
# Each takes some 2.5 KB of memory on its way into the archive; long books have some ten thousand.
_MOST_PARAGRAPHS = 250_000
_TOO_MANY = f"more than {_MOST_PARAGRAPHS:,} paragraphs in one article; part it into several files"
_WALLED = "stands in the article's place; --walls takes it all the same"
# Programs whose readers keep articles and tag them, by the readers' names; where two read what one
# program writes, by the first one's.
_KEEPERS = {
    **{one: one for one in ("wallabag", "omnivore", "pocket", "instapaper", "karakeep")},
    **{one: one for one in ("raindrop", "matter", "readwise", "zotero", "hypothesis")},
    "readwise-export": "readwise",
    "readwise-reader": "reader",
    "readwise-documents": "reader",
    "zotero-rdf": "zotero",
    "hypothesis-table": "hypothesis",
}


class Names(NamedTuple):
    """What an input is called by the user, and its whole path, "" where it is no file."""

    path: str
    place: str

    def of(self, origin: str) -> tuple[str, str]:
        """The whole path of what was read at a place in the input, and what it is called."""
        if not self.place or not origin.startswith(self.path) or self.place == self.path:
            return origin, ""
        return self.place + origin[len(self.path) :], origin


def finished(
    item: Article | Skipped,
    reader: str,
    names: Names,
    hints: Hints,
    options: ReadOptions,
) -> Article | Skipped:
    """An article as it is imported, cleaned, from an input; what it does not say, file name, folder
    and options may. A wall is skipped.
    """
    path = names.path
    if isinstance(item, Skipped):
        return item
    if len(item.paragraphs) > _MOST_PARAGRAPHS:
        return Skipped(item.origin or path, _TOO_MANY)
    origin, named = names.of(item.origin or path)
    date, date_from = find_missing_date(item, hints)
    # When a file was last saved says nothing of a text that is older than the file.
    is_of_text = item.date_from == MADE != date_from
    article = cleaned(
        replace(
            item,
            outlet=item.outlet or options.outlet or hints.outlet,
            date=date,
            date_from=date_from if date else item.date_from,
            updated="" if is_of_text else item.updated,
            section=item.section or hints.section,
            origin=origin,
            named=named,
            kept_in=_KEEPERS.get(reader, ""),
        ),
        path,
    )
    return article if isinstance(article, Skipped) else _passed(article, reader, path, options)


def _passed(article: Article, reader: str, path: str, options: ReadOptions) -> Article | Skipped:
    """What was on the web passes unless it is a wall, which tells nothing and would take the place
    of what is known of the article.
    """
    if options.walls:
        return replace(article, text_from="file") if article.text_from == "doubtful" else article
    # Of a page it was seen how it is made as well.
    words = article.notice or (wall(article) if article.url and reader not in _OF_PAGES else "")
    return (
        Skipped(article.named or article.origin or path, f"{words} {_WALLED}") if words else article
    )
