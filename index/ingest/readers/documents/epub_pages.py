"""Pages of the printed book that a book of HTML goes by: breaks in its text, and lists of them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from index.core.late_patterns import late
from index.core.page_labels import one_label
from index.ingest.readers.markup.xmltree import elements, texts
from index.ingest.readers.text_parts.html_fragments import text_of

# Where a page of the printed book begins: an empty element, or one with the page's number in it.
_BREAK = late(
    r"<(?P<tag>span|div|a|hr|p|mbp:pagebreak)\b(?P<said>[^<>]{0,500}?\b(?:epub:type|role)\s*=\s*"
    r"[\"'](?:doc-)?pagebreak[\"'][^<>]{0,500})(?:/>|>(?P<inner>[^<>]{0,40})</(?P=tag)\s*>|>)",
    re.IGNORECASE,
)
_CALLED = late(r"\b(?:title|aria-label)\s*=\s*[\"']([^\"'<>]{1,60})[\"']")
_PAGE_WORD = late(r"\s*(?:page|seite|pagina|página|pg\.?|p\.|s\.)\s+", re.IGNORECASE)
_PLACE = late(
    r"<[A-Za-z][^<>]{0,2000}?\b(?:id|name)\s*=\s*[\"']([^\"'<>]{1,300})[\"'][^<>]{0,2000}>"
)
_NUMBER = late(r"\s*[\[({|]?\s*([^<>\[\](){}|]{1,40}?)\s*[\])}|]?\s*(?=</)")
_BODY = late(r"<body\b[^<>]{0,2000}>", re.IGNORECASE)


class Target(NamedTuple):
    """A line of a list of printed pages: the page of HTML it points to, the place in it ("" for its
    beginning), and the label.
    """

    path: str
    fragment: str
    label: str


def targets_of(root: Any, path: Callable[[str], str]) -> Iterator[Target]:
    """The printed pages that a table of contents lists, of EPUB 2 or 3; `path` makes an address
    that of a page.
    """
    for point in elements(root, "pageTarget"):
        label = next(iter(texts(point, "text")), "") or point.get("value") or ""
        for content in elements(point, "content"):
            yield _target(content.get("src") or "", label, path)
    for nav in elements(root, "nav"):
        if is_page_list(nav):
            for link in elements(nav, "a"):
                yield _target(link.get("href") or "", "".join(link.itertext()), path)


def is_page_list(nav: Any) -> bool:
    """Whether a part of a table of contents lists printed pages."""
    said = {word for name, value in nav.items() if _is_kind(name) for word in value.split()}
    return bool(said & {"page-list", "doc-pagelist"})


def _is_kind(name: str) -> bool:
    return name.rpartition("}")[2].rpartition(":")[2] in ("type", "role")


def _target(where: str, label: str, path: Callable[[str], str]) -> Target:
    return Target(path(where), unquote(where.partition("#")[2]), _label(label))


def _label(text: str) -> str:
    return one_label(_PAGE_WORD.sub("", " ".join(text.split())))


def with_breaks(page: str, labels: Mapping[str, str]) -> str:
    """A page of HTML with breaks where a list says that printed pages begin: by the places in it,
    "" for its beginning. Where one of these is not there, none of its pages is known.
    """
    places = {at[1]: at for at in _PLACE.finditer(page) if at[1] in labels}
    body = _BODY.search(page)
    begin = body.end() if body else 0
    if not set(labels) <= {*places, ""}:
        return f"{page[:begin]}{_written('')}{page[begin:]}"
    cuts = [(begin, begin, _written(labels[""]))] if "" in labels else []
    cuts += [_cut(page, at, labels[fragment]) for fragment, at in places.items()]
    parts, done = [], 0
    for start, end, text in sorted(cuts):
        if start >= done:
            parts += [page[done:start], text]
            done = end
    return "".join([*parts, page[done:]])


def _cut(page: str, at: re.Match[str], label: str) -> tuple[int, int, str]:
    """Where a break takes the place of what in a page: of one that does not say which page begins,
    of nothing before an element, and of the number in that.
    """
    there = _BREAK.match(page, at.start())
    if there:
        return (*there.span(), there[0] if _called(there) else _written(label))
    number = _NUMBER.match(page, at.end())
    end = number.end() if number and _label(number[1]) == label else at.end()
    return at.start(), end, _written(label) + at[0]


def _written(label: str) -> str:
    return f'<span role="doc-pagebreak" title="{html.escape(label)}"></span>'


def paged_pieces(pages: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The texts of pages of HTML between breaks of printed pages, each with the label of its
    printed page; none where there are no such breaks.
    """
    if not any(_BREAK.search(page) for _, page in pages):
        return []
    found: list[tuple[str, str]] = []
    label = ""
    for _, page in pages:
        begun = 0
        for each in _BREAK.finditer(page):
            found.append((" ".join(text_of(page[begun : each.start()])), label))
            label = _called(each)
            begun = each.end()
        found.append((" ".join(text_of(page[begun:])), label))
    return found


def _called(found: re.Match[str]) -> str:
    """The label of a break."""
    said = _CALLED.search(found["said"])
    return _label(html.unescape(said[1] if said else found["inner"] or ""))


def without_breaks(page: str) -> str:
    """A page of HTML without the numbers that stand where printed pages begin."""
    return _BREAK.sub("", page)
