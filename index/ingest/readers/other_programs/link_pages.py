"""Pages of links: what browsers, Pocket and Instapaper export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from index.core.article import Article, Highlight
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.other_programs.read_later import saved
from index.ingest.readers.other_programs.reading_lists import tags_in
from index.ingest.readers.pages.html import decode_page
from index.ingest.readers.pages.main_text import without_ballast

_MARKS = late(
    rb"<title>\s*(?:Pocket Export|Instapaper: Export)\s*<|<!DOCTYPE\s+NETSCAPE-Bookmark-file",
    re.IGNORECASE,
)
# Folders that browsers have by themselves say nothing of what lies in them.
_USUAL = late(
    r"bookmarks?(?: bar| menu| toolbar)?|other bookmarks|mobile bookmarks|unfiled bookmarks|"
    r"favou?rites?(?: bar)?|lesezeichen.*|weitere lesezeichen|marque-pages.*|autres (?:favoris|"
    r"marque-pages)|unread|archive",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Link:
    title: str
    url: str
    tags: list[str] = field(default_factory=list)
    note: str = ""


class LinksReader:
    """Pages of links."""

    name = "links"
    suffixes = ()
    describe = "bookmarks of browsers, Pocket's and Instapaper's HTML; links kept by headline"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.9 if _MARKS.search(head[:4096]) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        # Loaded here: it takes 20 ms and only such lists need it.
        from lxml import html  # noqa: PLC0415

        tree: Any = html.document_fromstring(
            without_ballast(decode_page(source.content(), options.encoding))
        )
        number = 0
        for number, link in enumerate(_links(tree), 1):
            noted = [Highlight(text="", note=link.note, id=f"link:{link.url}")] if link.note else []
            article = saved(link.title, link.url, tags=link.tags, highlights=noted)
            yield replace(article, origin=f"{source.path}:{number}")
        if not number:
            raise InputError("a list without links")


def _links(tree: Any) -> Iterator[_Link]:
    """The links to pages, with the folders they lie in as tags, and what is noted below them."""
    # Loaded here for the same reason.
    from lxml import etree  # noqa: PLC0415

    folders: list[str] = []
    named, last = "", None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag == "dl":
            if event == "end":
                folders.pop()
            else:
                folders.append(named)
                named = ""
        elif event == "start" and element.tag == "h3":
            own = element.get("personal_toolbar_folder") or element.get("unfiled_bookmarks_folder")
            words = " ".join(element.text_content().split())
            named = "" if own or _USUAL.fullmatch(words) else words
        elif event == "start" and element.tag == "a":
            if last:
                yield last
            url = (element.get("href") or "").strip()
            last = None
            if re.match(r"https?://", url, re.IGNORECASE):
                tags = [*tags_in(element.get("tags") or ""), *filter(None, folders)]
                last = _Link(" ".join(element.text_content().split()), url, tags)
        elif event == "start" and element.tag == "dd" and last:
            last.note = " ".join((element.text or "").split())
    if last:
        yield last
