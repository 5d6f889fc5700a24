"""The items of a newsletter or an alert that is a list of articles: headline, link and words each.

An item is what microdata call an article, as in Google's alerts, or what stands below a heading
that is a link. A letter with fewer than three of them, or with little below them, is one text,
unless it is an alert.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.core.addresses import is_front_page, normalise_url
from index.core.late_patterns import late
from index.core.wrapped_addresses import unwrapped
from index.ingest.readers.text_parts.deep_markup import flattened
from index.ingest.readers.text_parts.html_fragments import text_of

_FEWEST = 3
# An item says something; two of three do, in a list of articles.
_SAYING = 40
_LONGEST_TITLE = 300
# Words on a link to the same page below a headline: “Read more”.
_LINKED_WORDS = 40
_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
# No letter has these signs: Unicode leaves them to programs.
_MARK = late("\ue000(\\d+)\ue001")
# What Google's alerts lead through to each page.
_ALERTED = late(r"https?://(?:www\.)?google\.[a-z.]{2,6}/url\?", re.IGNORECASE)
_SCHEMA = late(r"schema\.org/(?:News)?Article\s*$")


@dataclass(frozen=True, slots=True)
class Item:
    """What a letter says of an article that stands elsewhere; an alert may say no more than its
    headline.
    """

    title: str
    url: str
    paragraphs: tuple[str, ...]
    outlet: str = ""
    section: str = ""
    is_alerted: bool = False


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading in a letter; `url` is "" where it leads nowhere."""

    level: str
    title: str
    url: str


def items(page: str) -> tuple[list[Item], list[str]]:
    """The items of a letter and the paragraphs that belong to none; no items where it is no list
    of articles.
    """
    if page.lower().count("<h") < _FEWEST and "itemprop" not in page:
        return [], []
    # Loaded here: it takes 20 ms and only letters need it.
    from lxml import etree, html  # noqa: PLC0415

    try:
        tree = html.document_fromstring(
            flattened(page).encode("utf-8", "replace"), parser=_parser(html)
        )
    except (etree.LxmlError, ValueError):
        return [], []
    for found, rest in (_of_microdata(tree), _of_headings(tree)):
        if found and all(item.is_alerted for item in found):
            return found, rest
        saying = sum(any(len(one) >= _SAYING for one in item.paragraphs) for item in found)
        distinct = {normalise_url(item.url) for item in found}
        if len(distinct) >= _FEWEST and saying * 3 >= len(found) * 2:
            return found, rest
    return [], []


def _parser(html: Any) -> Any:
    return html.HTMLParser(encoding="utf-8")


def _of_microdata(tree: Any) -> tuple[list[Item], list[str]]:
    found = []
    # The tree may be looked at otherwise afterwards, where these are no list.
    articles = [one for one in tree.iter() if _SCHEMA.search(str(one.get("itemtype") or ""))]
    for one in articles:
        link = next(iter(one.xpath(".//*[@itemprop='url'][@href]")), None)
        url = _address(link)
        title = _words(
            next(iter(one.xpath(".//*[@itemprop='name' or @itemprop='headline']")), None)
        )
        said = [_words(part) for part in one.xpath(".//*[@itemprop='description']")]
        outlet = _words(next(iter(one.xpath(".//*[@itemprop='publisher']")), None))
        if link is not None and url and title:
            is_alerted = _ALERTED.match(str(link.get("href")).strip()) is not None
            said = [one for one in said if one]
            found.append(Item(title, url, tuple(said), outlet, is_alerted=is_alerted))
    few = len(found) < _FEWEST and not all(item.is_alerted for item in found)
    if few or len(found) < len(articles):
        return [], []
    rest = _text(tree, [(one, "") for one in articles])
    return found, rest


def _of_headings(tree: Any) -> tuple[list[Item], list[str]]:
    elements = [one for one in tree.iter(*_LEVELS) if _words(one)]
    headings = [_Heading(one.tag, _words(one), _link_of(one)) for one in elements]
    urls = {one.url for one in headings if one.url}
    if len(urls) < _FEWEST:
        return [], []
    inside = {id(link) for one in elements for link in one.iter("a")}
    again = [
        (link, "")
        for link in tree.iter("a")
        if id(link) not in inside
        and _address(link) in urls
        and len(_words(link)) <= _LINKED_WORDS
        and next(link.iterancestors(*_LEVELS), None) is None
        and next(link.iter(*_LEVELS), None) is None
    ]
    marks = [(one, f"\ue000{number}\ue001") for number, one in enumerate(elements)]
    return _sorted_out(headings, _text(tree, [*again, *marks]))


def _sorted_out(
    headings: Sequence[_Heading], paragraphs: Sequence[str]
) -> tuple[list[Item], list[str]]:
    """Items with the paragraphs that stand below their headings, and the other paragraphs.

    A heading without a link ends what stands above it and names the section of what comes, unless
    it is a smaller one, which belongs to the item's text.
    """
    found: list[tuple[_Heading, str, list[str]]] = []
    rest: list[str] = []
    section, inside = "", False
    for paragraph in paragraphs:
        mark = _MARK.search(paragraph)
        if mark is None or int(mark[1]) >= len(headings):
            (found[-1][2] if inside else rest).append(paragraph)
            continue
        heading = headings[int(mark[1])]
        if heading.url:
            found.append((heading, section, []))
            inside = True
        elif inside and heading.level > found[-1][0].level:
            found[-1][2].append(heading.title)
        else:
            section, inside = heading.title, False
    bare = [heading.title for heading, _, said in found if not said]
    listed = [
        Item(heading.title, heading.url, tuple(said), section=section)
        for heading, section, said in found
        if said
    ]
    return listed, [*rest, *bare]


def _text(tree: Any, replaced: Sequence[tuple[Any, str]]) -> list[str]:
    """The paragraphs of a tree in which the contents of some elements are other ones."""
    from lxml import html  # noqa: PLC0415  (see above)

    for element, words in replaced:
        for child in list(element):
            element.remove(child)
        element.text = words
    return list(text_of(html.tostring(tree, encoding="unicode")))


def _link_of(heading: Any) -> str:
    """The address that the whole of a heading leads to; "" where it leads nowhere."""
    title = _words(heading)
    if len(title) > _LONGEST_TITLE:
        return ""
    links: Iterator[Any] = heading.iter("a")
    around = next(heading.iterancestors("a"), None)
    found = next((link for link in links if _words(link) == title), around)
    return _address(found)


def _address(link: Any) -> str:
    """Where a link leads to, if that is a page; "" otherwise."""
    href = unwrapped(str(link.get("href") or "").strip()) if link is not None else ""
    is_page = re.match(r"https?://[^/?#\s]+[/?#]", href) and not is_front_page(href)
    return href if is_page else ""


def _words(element: Any) -> str:
    return "" if element is None else " ".join(element.text_content().split())
