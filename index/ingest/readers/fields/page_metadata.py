"""What a web page says of itself: JSON-LD, then meta elements, then its markup.

The fields' names are those of schema.org, Open Graph, Dublin Core and what publishers add to them.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from index.core.addresses import is_front_page
from index.core.folding import fold
from index.core.late_patterns import late
from index.core.wrapped_addresses import hides_another, unwrapped
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.fields.records import Fields, tags_of
from index.ingest.readers.text_parts.bylines import byline_of
from index.ingest.readers.text_parts.page_names import headline_in_name, letters

_ARTICLE = late(r"Article|Posting|Report|Review", re.IGNORECASE)
_FEW = 12
"""Letters; what is not longer may be the name of a section."""

_PAIR = late(r'"(headline|datePublished|dateModified)"\s*:\s*"([^"\\\n]{1,300})"')
_ADDRESS = late("(?:https?:)?//")
_BETWEEN_NAMES = late(r"\s+[-–—|:·»]\s+")
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datepublished", "og:pubdate"),
    *("pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dcterms.created"),
    *("dc.date.issued", "dcterms.issued", "dc.date.created", "dc.date", "dcterms.date", "date"),
    *("article.published", "article_date_original", "citation_publication_date"),
)
_TAGS = ("news_keywords", "keywords", "parsely-tags")
_MODIFIED = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified"),
    *("last-modified", "dcterms.modified", "dc.date.modified", "lastmod"),
)


class PageMeta:
    """The metadata of one parsed page; "" or [] where the page does not give a field. `base` is
    the address from which its links go on, where that is known.
    """

    def __init__(self, tree: Any, base: str = "") -> None:
        self.tree = tree
        self._base = base
        self.name = " ".join((tree.findtext(".//title") or "").split())
        """What the page is called, "" when it is not."""
        self._name = _words(self.name)
        nodes = list(_json_ld(tree))
        self._article = _best(nodes, self._name)
        self._nodes = {
            key: node for node in reversed(nodes) if isinstance(key := node.get("@id"), str)
        }
        self._linked = Fields(self._article, ReadOptions())
        self._meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            key = element.get("property") or element.get("name") or element.get("itemprop") or ""
            value = html.unescape(element.get("content") or element.get("datetime") or "")
            if key and value.strip():
                self._meta.setdefault(key.strip().lower(), []).append(value.strip())

    def date(self) -> tuple[str, str]:
        """When it was published, and where that stands or what stands there that is no date."""
        date, amiss = self._linked.date("date")
        if date:
            return date, "page: JSON-LD"
        for key, value in self._stated():
            if date := find_date(value):
                return date, f"page: meta {key}"
        return self._time_element() or ("", f"page: JSON-LD {amiss}" if amiss else "")

    def digits(self) -> str:
        """What stands as the date where it is in digits that may be read in two ways: “03/04/2016”,
        of which `date` gives the year. "" for any other.
        """
        stated = [self._linked.text("date"), *(value for _, value in self._stated())]
        first = next((value for value in stated if find_date(value)), "")
        return first if len(find_date(first)) == len("2016") and len(first) > len("2016") else ""

    def _stated(self) -> Iterator[tuple[str, str]]:
        """What the page's meta elements say of when it was published, each with its key."""
        return ((key, value) for key in _PUBLISHED for value in self._meta.get(key, ()))

    def updated(self) -> str:
        """When the page says it was last changed, "" where it does not."""
        dates = (find_date(value) for key in _MODIFIED for value in self._meta.get(key, ()))
        return self._linked.date("updated")[0] or next(filter(None, dates), "")

    def title(self) -> str:
        """The headline: of what the page says of it the first that shares a word with its name."""
        headings = self.tree.findall(".//h1")
        element = headings[0] if len(headings) == 1 else None
        heading = _text(element) if element is not None and not _is_logo(element) else ""
        said = (
            self._linked.text("title"),
            *(self._first(key) for key in ("og:title", "twitter:title", "dc.title")),
            heading,
        )
        named = (title for title in said if not self._name or self._name & _words(title))
        title = next(filter(None, named), "") or next(filter(None, said[:-1]), "")
        title = title or headline_in_name(self.tree, self.name)
        if _is_called(heading, self.name) and not _is_called(title, self.name):
            title = heading  # what it tells to networks is written to be clicked
        return self._whole(title, heading, element)

    def _whole(self, title: str, heading: str, element: Any) -> str:
        """A headline that was cut, as it stands above the article; and one that an element of its
        own stands before in the same heading, as the page is called.
        """
        begun = title.rstrip(" .…").casefold()
        if begun and heading.casefold().startswith(begun) and heading in self.name:
            return heading
        first = next(iter(element), None) if element is not None and title == heading else None
        if first is None or (element.text or "").strip():
            return title
        below = heading.removeprefix(_text(first)).strip()
        return below if below and below in _BETWEEN_NAMES.split(self.name) else title

    def outlet(self) -> str:
        """Who publishes it."""
        publisher = self._linked_to(self._article.get("publisher"))
        linked = Fields({"publisher": publisher}, ReadOptions()).text("outlet") if publisher else ""
        return linked or self._first("og:site_name", "application-name", "dc.publisher")

    def byline(self) -> str:
        """Who wrote it, by name; addresses of profiles are none."""
        authors = self._article.get("author")
        authors = authors if isinstance(authors, list) else [authors]
        linked = Fields({"author": [self._linked_to(one) for one in authors]}, ReadOptions())
        names = (
            linked.texts("byline")
            or self._linked.texts("byline")
            or [
                value
                for key in ("author", "article:author", "dc.creator", "parsely-author", "byl")
                for value in self._meta.get(key, ())[:4]
            ]
        )
        return byline_of(names)

    def _linked_to(self, value: Any) -> Any:
        """A node that another part of the page's JSON-LD has, and this one only names."""
        value = value[0] if isinstance(value, list) and value else value
        key = value.get("@id") if isinstance(value, dict) and "name" not in value else None
        return self._nodes.get(key, value) if isinstance(key, str) else value

    def section(self) -> str:
        """The section it stands in."""
        return self._linked.text("section") or self._first("article:section", "section")

    def language(self) -> str:
        """The language it says it is in."""
        declared = self.tree.get("lang") or self.tree.get("xml:lang") or ""
        return declared or self._linked.text("language") or self._first("og:locale", "language")

    def tags(self) -> list[str]:
        found = self._linked.texts("tags") or self._meta.get("article:tag", [])
        lists = [found] if found else [[each] for key in _TAGS for each in self._meta.get(key, ())]
        # What begins with @ is meant for the publisher's own machinery.
        return [tag for each in lists for tag in tags_of(each) if not tag.startswith("@")]

    def url(self) -> str:
        """The address under which it wants to be known, as it is written, or meant by that."""
        links = self.tree.iter("link")
        canonical = (link.get("href") for link in links if link.get("rel") == "canonical")
        candidates = [*canonical, *self._meta.get("og:url", ()), self._linked.text("url")]
        # A front page stands for no article, whatever the page says.
        found = (url for url in map(self._whole_url, candidates) if _ADDRESS.match(url))
        own = sorted((url for url in found if not is_front_page(url)), key=hides_another)
        return next(iter(own), "")

    def _whole_url(self, url: str | None) -> str:
        url = (url or "").strip()
        if not url or not self._base or re.match(r"[a-z][\w+.-]*:|//|#|\?", url, re.IGNORECASE):
            return url
        try:
            return urljoin(unwrapped(self._base), url)
        except ValueError:
            return url

    def is_article(self) -> bool:
        """Whether it says to programs that it is an article, or when or by whom it was written."""
        return bool(
            _is_article(self._article)
            or self._first("og:type") == "article"
            or self.date()[0]
            or self.byline()
        )

    def is_paid(self) -> bool:
        """Whether it says that its article is not for everybody."""
        return str(self._article.get("isAccessibleForFree")).casefold() == "false"

    def robots(self) -> str:
        """What it asks of those who make lists of pages."""
        return self._first("robots").casefold()

    def body(self) -> str:
        """The text that JSON-LD holds, if any."""
        text = self._article.get("articleBody")
        return text if isinstance(text, str) else ""

    def _first(self, *keys: str) -> str:
        return next((self._meta[key][0] for key in keys if key in self._meta), "")

    def _time_element(self) -> tuple[str, str] | None:
        """The first time element that says it is the time of publication."""
        for element in self.tree.iter("time", "abbr", "span"):
            marks = " ".join(element.get(name) or "" for name in ("itemprop", "class"))
            stamp = element.get("datetime") or element.get("content") or element.get("title") or ""
            named = element.get("pubdate") is not None or "publish" in marks.lower()
            date = find_date(stamp) if named else ""
            if date:
                return date, "page: time element"
        return None


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        text = re.sub(r"^\s*(?:<!--|<!\[CDATA\[)|(?:-->|\]\]>)\s*$", "", script.text)
        try:
            yield from _nodes(json.loads(text, strict=False), 6)
        except (ValueError, RecursionError):
            # Commas too many are common; what is wanted most can be had without a parser.
            yield from _nodes(dict(reversed(_PAIR.findall(text))), 1)


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth - 1)
    elif isinstance(value, dict):
        yield {key: _unescaped(item) for key, item in value.items()}
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _nodes(value.get(key), depth - 1)


def _unescaped(value: Any) -> Any:
    """Entities that a page's scripts leave in the texts of its JSON are resolved."""
    if isinstance(value, str):
        return html.unescape(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [html.unescape(item) for item in value]
    return value


def _best(nodes: list[dict[str, Any]], name: frozenset[str]) -> dict[str, Any]:
    """The node that is an article, the one that the page is named after before others; else one
    with a date of publication.
    """
    articles = [node for node in nodes if _is_article(node)]
    for node in articles:
        headline = node.get("headline")
        if isinstance(headline, str) and name & _words(headline):
            return node
    dated = (node for node in nodes if "datePublished" in node)
    return next(iter(articles), None) or next(dated, {})


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_logo(heading: Any) -> bool:
    """Whether a heading is nothing but a link to the front page: the name of the outlet."""
    link = next(heading.iter("a"), None)
    href = (link.get("href") or "").strip() if link is not None else ""
    return bool(href) and _text(link) == _text(heading) and (href == "/" or is_front_page(href))


def _is_called(title: str, name: str) -> bool:
    """Whether the name of a page has a headline in it."""
    return len(title) > _FEW and letters(title) in letters(name)


def _is_article(node: dict[str, Any]) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and _ARTICLE.search(one) for one in kinds)


def _words(text: str) -> frozenset[str]:
    """The words of a title, but for short ones; of a script without blanks pairs of letters."""
    found = re.findall(r"[^\W_]+", fold(text))
    pairs = (word[at : at + 2] for word in found if not word.isascii() for at in range(len(word)))
    return frozenset([*(word for word in found if len(word) > 3), *pairs])
