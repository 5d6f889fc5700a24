"""Exports of MediaWiki, as Wikinews and other wikis are kept: a page an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from index.core.article import Article
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.documents.wikitext import date_in, plain
from index.ingest.readers.markup.xmltree import first, local
from index.ingest.readers.text_parts.paragraph_splitting import part_giants

_ROOT = late(rb"<mediawiki[\s>]")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FILES, _CATEGORIES = "6", "14"  # numbers of namespaces, whatever a wiki calls them


@dataclass(slots=True)
class _Site:
    """What an export says of its wiki, and how many of its pages are no articles."""

    name: str = ""
    key: str = ""
    base: str = ""
    files: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""
    others: int = 0


class MediaWikiReader:
    """Pages of a wiki in their last version."""

    name = "mediawiki"
    suffixes = ()
    describe = "exports of MediaWiki, an article a page; talk, templates and redirects are left out"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.95 if _ROOT.search(head) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        # Loaded here: it takes 20 ms and only documents need it.
        from lxml import etree  # noqa: PLC0415

        site = _Site()
        last: Article | Skipped | None = None
        with source.open() as stream:
            parsed = etree.iterparse(
                stream,
                ("end",),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                remove_comments=True,
            )
            try:
                for _, element in parsed:
                    if local(element) == "siteinfo":
                        site = _site(element)
                    elif local(element) == "page":
                        page = _page(element, site, source, options)
                        if page is not None and last is not None:
                            yield last
                        last = page or last
                        _forget(element)
            except etree.XMLSyntaxError as error:
                text = re.sub(r"\s+\(.*", "", str(error))
                yield Skipped(source.path, f"damaged: the rest of it is not XML ({text[:100]})")
        if isinstance(last, Article) and site.others:
            left = f"{site.others:,} pages are left out: talk, templates, redirects and the like"
            last = replace(last, remarks=(left,))
        if last is not None:
            yield last
        elif site.others:
            yield Skipped(source.path, "an export of a wiki without an article")


def _site(element: Any) -> _Site:
    spaces = [one for one in element.iter() if local(one) == "namespace"]
    named = {
        key: tuple((one.text or "").casefold() for one in spaces if one.get("key") == key)
        for key in (_FILES, _CATEGORIES)
    }
    return _Site(
        first(element, "sitename"),
        first(element, "dbname"),
        first(element, "base").rpartition("/")[0],
        named[_FILES],
        named[_CATEGORIES],
        element.getparent().get(_LANGUAGE) or "",
    )


def _page(
    element: Any, site: _Site, source: Input, options: ReadOptions
) -> Article | Skipped | None:
    """The article of a page; None for a page that is none."""
    children = {local(one): one for one in element}
    revisions = [one for one in element if local(one) == "revision"]
    if (first(element, "ns") or "0") != "0" or "redirect" in children or not revisions:
        site.others += 1
        return None
    newest = max(revisions, key=lambda one: first(one, "timestamp"))
    title = first(element, "title")
    where = f"{source.path}:{title}"
    written = next((one.text or "" for one in newest if local(one) == "text"), "")
    if len(written) > options.limit_bytes:
        return Skipped(where, "larger than the limit")
    paragraphs, tags = plain(written, site.files, site.categories)
    if not paragraphs:
        return Skipped(where, "no text")
    date = find_date(date_in(written))
    name = quote(title.replace(" ", "_"), safe="/:()',!*")
    return Article(
        title=title,
        paragraphs=tuple(part_giants(paragraphs)),
        outlet=site.name,
        date=date,
        date_from="MediaWiki: date" if date else "",
        updated=find_date(first(newest, "timestamp")),
        language=language_of(site.language),
        url=f"{site.base}/{name}" if site.base else "",
        tags=tuple(dict.fromkeys(tag for tag in tags if not find_date(tag))),
        source_id=f"{site.key}:{first(element, 'id')}" if site.key else "",
        origin=where,
    )


def _forget(element: Any) -> None:
    """Let go of what was read: an export may be of gigabytes."""
    element.clear()
    while (before := element.getprevious()) is not None:
        element.getparent().remove(before)
