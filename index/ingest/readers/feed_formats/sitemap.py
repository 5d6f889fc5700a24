"""Sitemaps of news: which articles a site has, with headline and day; links without their texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.fields.records import tags_of
from index.ingest.readers.markup.xml_repair import mend
from index.ingest.readers.markup.xmltree import elements, first, parse_xml

_ROOT = late(rb"<(?:\w{1,12}:)?(?:urlset|sitemapindex)(?=[\s>])")


class SitemapReader:
    """Sitemaps (sitemaps.org) with what Google's extension for news adds."""

    name = "sitemap"
    suffixes = ()
    describe = "sitemaps of news, kept as links by headline"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.93 if _ROOT.search(head[:2048]) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        root = parse_xml(mend(source.content(), options.encoding))
        count = 0
        for number, entry in enumerate(elements(root, "url"), 1):
            article = _article(entry, f"{source.path}:{number}")
            if article:
                count += 1
                yield article
        if not count:
            raise InputError("a sitemap that names addresses and no headlines")


def _article(entry: Any, where: str) -> Article | None:
    news = next(elements(entry, "news"), None)
    title = first(news, "title") if news is not None else ""
    if not title:
        return None
    date = find_date(first(news, "publication_date"))
    return Article(
        title=title,
        paragraphs=(title,),
        text_from="link",
        outlet=first(news, "name"),
        date=date,
        date_from="sitemap: publication_date" if date else "",
        language=language_of(first(news, "language")),
        url=first(entry, "loc"),
        tags=tuple(tags_of([first(news, "keywords")])),
        origin=where,
    )
