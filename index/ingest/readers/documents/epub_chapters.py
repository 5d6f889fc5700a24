"""The chapters of a book: its contents, and its pages cut where the contents point into them."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from index.core.late_patterns import late
from index.ingest.readers.documents.epub_pages import is_page_list
from index.ingest.readers.markup.xmltree import elements, local, texts
from index.ingest.readers.text_parts.html_fragments import text_of

# A chapter of fewer characters that no contents name is a cover, a title page, a dedication.
_TEXT_AT_LEAST = 200
_PROSE = late(r".{60,}[.!?…][\"”’»“]?", re.DOTALL)
_FRONT = late(
    r"(?:cover|title ?page|half ?title|copyright|imprint|impressum|(?:table of )?contents|inhalt"
    r"(?:sverzeichnis)?|sommaire|table des matières|couverture|titelseite|dedication|widmung)\W*",
    re.IGNORECASE,
)
# What EPUB 3 calls such pages.
_CALLED_FRONT = late(
    r"<(?:body|section|div)\b[^<>]{0,500}?\bepub:type\s*=\s*[\"'](?:[^\"'<>]{0,80}\s)?"
    r"(?:cover|(?:half)?titlepage|copyright-page|frontispiece)[\s\"']",
    re.IGNORECASE,
)
_FRONT_AT_MOST = 2_000
# “1”, “IV.”, “Chapter 3”: a heading stands below it that says more.
_NUMBER = late(
    r"((?:chapter|part|book|kapitel|teil|chapitre|partie|capítulo|parte|capitolo|hoofdstuk|deel)\s+)?"
    r"(?:\d{1,3}|[ivxlc]{1,7})\W*",
    re.IGNORECASE,
)
_HEADING = late(r"<(h[1-4])\b[^<>]*>(.{1,2000}?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_ANCHOR = late(
    r"<[A-Za-z][^<>]{0,2000}?\b(?:id|name)\s*=\s*[\"']([^\"'<>]{1,300})[\"'][^<>]{0,2000}>"
)
_LINK = late(
    r"<a\b[^<>]{0,2000}?\bhref\s*=\s*[\"']([^\"'<>]{0,2000})[\"'][^<>]{0,2000}>(.{0,2000}?)</a\s*>",
    re.IGNORECASE | re.DOTALL,
)
_PROLOGUE = late(r"(?<!\s)\s*+<\?xml[^>]{0,200}\?>")
# What calibre puts around the articles of a magazine.
_MENU = late(r"[|\s]*(?:(?:next|previous|section menu|main menu)[|\s]*)+", re.IGNORECASE)
_DOWNLOADED = late(r"this article was downloaded by calibre from (https?://\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: the page it points to, the place in it, what it calls it. `section`
    is what the line above it is called, `children` the pages of those below it.
    """

    path: str
    fragment: str
    label: str
    section: str = ""
    within: tuple[str, str] | None = None
    children: tuple[str, ...] = ()


@dataclass(slots=True)
class Chapter:
    """A chapter, and what of its text tells where it was downloaded from."""

    href: str
    title: str
    section: str = ""
    url: str = ""
    entry: Entry | None = None
    paragraphs: list[str] = field(default_factory=list)
    is_called_front: bool = False
    """Whether its page says that it is a cover, a title page or the like."""

    @property
    def is_long(self) -> bool:
        """Whether there is more of it than of a cover or a title page."""
        return sum(map(len, self.paragraphs)) >= _TEXT_AT_LEAST

    @property
    def is_front(self) -> bool:
        """Whether it is what stands before the first chapter, or a page that is named by nobody."""
        if self.is_called_front:
            return sum(map(len, self.paragraphs)) < _FRONT_AT_MOST
        unnamed = self.entry is None and not any(map(_PROSE.fullmatch, self.paragraphs))
        return not self.is_long and (unnamed or _FRONT.fullmatch(self.title) is not None)


def entries_of(root: Any, path: Callable[[str], str]) -> Iterator[Entry]:
    """The lines of a table of contents, of EPUB 2 or 3; `path` makes an address that of a page."""
    points = list(elements(root, "navPoint"))
    if points:
        for point in points:
            yield _entry(point, path, _source_of(point), "navPoint")
        return
    every = list(elements(root, "nav"))
    navs = [one for one in every if "toc" in " ".join(map(str, one.values()))]
    others = [one for one in every if not is_page_list(one)] if every else [root]
    for nav in navs or others:
        for item in elements(nav, "li"):
            link = next((one for one in item if local(one) == "a"), None)
            if link is not None and link.get("href"):
                yield _entry(item, path, (link.get("href"), _words(link)), "li")
        if not list(elements(nav, "li")):
            for link in elements(nav, "a"):
                if link.get("href") and _words(link):
                    where = link.get("href")
                    yield Entry(path(where), unquote(where.partition("#")[2]), _words(link))


def chapters(
    pages: Sequence[tuple[str, str]], contents: Sequence[Entry], book: str = ""
) -> list[Chapter]:
    """The chapters of pages, given as address and text in their order.

    What the contents do not name continues the chapter before it. Where a chapter that has a text
    of its own has lines below it in the contents that point into the same page, they are its parts.
    Without contents a page is called by its own title, unless that is the `book`'s.
    """
    named: dict[str, dict[str, Entry]] = {}
    for entry in contents:
        named.setdefault(entry.path, {}).setdefault(entry.fragment, entry)
    found: list[Chapter] = []
    made: dict[tuple[str, str], Chapter] = {}
    for href, page in pages:
        here = named.get(href, {})
        if _is_index(page, href, here):
            continue
        pieces = list(_pieces(page, here))
        head = [] if here.get(pieces[0][0]) else _cleaned(pieces[0][1])[0]
        # A line above the first anchor of a page is the heading of what follows.
        section = head[0] if len(pieces) > 1 and len(head) == 1 and len(head[0]) <= 80 else ""
        before = len(found)
        for fragment, piece in pieces[1:] if section else pieces:
            _take(found, made, href, here.get(fragment), piece, is_named=bool(named))
        for chapter in found[before:]:
            chapter.section = chapter.section or section
    if not named:
        _name(found, dict(pages), book)
    return [one for one in found if one.paragraphs]


def _name(found: Sequence[Chapter], pages: Mapping[str, str], book: str) -> None:
    """Call chapters without a heading as their pages are titled, where that tells them apart."""
    titles = {href: _page_title(page) for href, page in pages.items()}
    times = Counter(titles.values())
    for chapter in found:
        title = titles[chapter.href]
        if times[title] == 1 and title.casefold() not in {book.casefold(), "unknown", "untitled"}:
            chapter.title = chapter.title or title


def _page_title(page: str) -> str:
    match = re.search(r"<title\b[^<>]*>([^<]{1,500})</title", page, re.IGNORECASE)
    return " ".join(html.unescape(match[1]).split()) if match else ""


def _take(
    found: list[Chapter],
    made: dict[tuple[str, str], Chapter],
    href: str,
    entry: Entry | None,
    piece: str,
    *,
    is_named: bool,
) -> None:
    """Add a piece of a page to the chapter it belongs to, or begin one with it."""
    paragraphs, url = _cleaned(piece)
    above = made.get(entry.within) if entry and entry.within else None
    goes_on = entry is None and is_named and bool(found)
    if entry and above and above.href.partition("#")[0] == href and above.is_long:
        above.paragraphs += paragraphs
        made[entry.path, entry.fragment] = above
    elif goes_on:
        found[-1].paragraphs += paragraphs
        found[-1].url = found[-1].url or url
    elif paragraphs or entry:
        name = f"{href}#{entry.fragment}" if entry and entry.fragment else href
        chapter = Chapter(name, entry.label if entry else _heading(piece), entry=entry, url=url)
        chapter.section = entry.section if entry else ""
        first = paragraphs[0].casefold() if paragraphs else ""
        chapter.paragraphs = paragraphs[1:] if first == chapter.title.casefold() else paragraphs
        chapter.is_called_front = _CALLED_FRONT.search(piece) is not None
        _call_by_words(chapter, piece)
        found.append(chapter)
        if entry:
            made[entry.path, entry.fragment] = chapter


def _call_by_words(chapter: Chapter, piece: str) -> None:
    """Call a chapter that has a number for its name by the heading below that."""
    number = _NUMBER.fullmatch(chapter.title)
    if not number or len(chapter.paragraphs) < 2:
        return
    headings = [" ".join(text_of(found[2])) for found in _HEADING.finditer(piece)]
    if chapter.title in headings[:1] and headings[1:2] == chapter.paragraphs[:1]:
        words = chapter.paragraphs.pop(0)
        chapter.title = f"{chapter.title.rstrip(' .:')}: {words}" if number[1] else words


def _pieces(page: str, here: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    """The page, cut where the contents point into it: anchors and what follows them.

    What no anchor stands before belongs to the line that points to the page as a whole, or to the
    only one that points to it at all, if its anchor is not there.
    """
    page = _PROLOGUE.sub("", page)
    wanted = set(here) - {""}
    cuts: dict[str, int] = {}
    for anchor in _ANCHOR.finditer(page) if wanted else ():
        if anchor[1] in wanted:
            cuts.setdefault(anchor[1], anchor.start())
    lost = [fragment for fragment in here if fragment and fragment not in cuts]
    first = "" if "" in here or not lost or cuts else lost[0]
    places = sorted((place, fragment) for fragment, place in cuts.items())
    ends = [*(place for place, _ in places[1:]), len(page)][: len(places)]
    yield first, page[: places[0][0]] if places else page
    for (place, fragment), end in zip(places, ends, strict=True):
        yield fragment, page[place:end]


def _cleaned(piece: str) -> tuple[list[str], str]:
    """The paragraphs of a piece without the menus around it, and where it was downloaded from."""
    paragraphs, url = [], ""
    for text in text_of(piece):
        downloaded = _DOWNLOADED.match(text)
        url = downloaded[1] if downloaded else url
        if not downloaded and not _MENU.fullmatch(text):
            paragraphs.append(text)
    return paragraphs, url


def _is_index(page: str, href: str, here: Mapping[str, Entry]) -> bool:
    """Whether a page does nothing but lead to others: to half of those that the contents have
    below it, or with nearly all of its words.
    """
    links = [(unquote(one[1].partition("#")[0]), one[2]) for one in _LINK.finditer(page)]
    folder = posixpath.dirname(href)
    leads = {posixpath.normpath(posixpath.join(folder, path)) for path, _ in links if path}
    below = {path for entry in here.values() for path in entry.children if path != href}
    if below and len(leads & below) * 2 >= len(below):
        return True
    words = sum(map(len, text_of(page)))
    linked = sum(len(text) for _, inner in links for text in text_of(inner))
    return len(leads - {href}) >= 3 and linked >= 0.8 * words


def _entry(element: Any, path: Callable[[str], str], found: tuple[str, str], kind: str) -> Entry:
    where, label = found
    above = element.getparent()
    while above is not None and local(above) != kind:
        above = above.getparent()
    within, section = None, ""
    if above is not None:
        parent, section = _source_of(above)
        within = (path(parent), unquote(parent.partition("#")[2])) if parent else None
    below = [_source_of(one)[0] for one in elements(element, kind) if one is not element]
    return Entry(
        path(where),
        unquote(where.partition("#")[2]),
        label,
        section,
        within,
        tuple(path(one) for one in below if one),
    )


def _source_of(point: Any) -> tuple[str, str]:
    """Where a line of the contents points to, and what it is called."""
    if local(point) == "navPoint":
        content = next((one for one in point if local(one) == "content"), None)
        label = next((one for one in point if local(one) == "navLabel"), None)
        said = next(iter(texts(label, "text")), "") if label is not None else ""
        return (content.get("src") or "" if content is not None else ""), said
    link = next((one for one in point if local(one) in ("a", "span")), None)
    return ("", "") if link is None else (link.get("href") or "", _words(link))


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _heading(page: str) -> str:
    """The first heading of a page."""
    match = re.search(r"<(h[1-3])\b[^<>]*>(.{1,2000}?)</\1\s*>", page, re.DOTALL | re.IGNORECASE)
    return " ".join(text_of(match[2]))[:300] if match else ""
