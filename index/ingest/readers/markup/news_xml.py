"""XML of the IPTC and of archives: NITF, NewsML, NewsML-G2, and Reuters' corpora.

They differ in what stands around an article (an envelope, an item, a story) and call the same
things alike: a headline, a byline, a dateline, a day, and the text in NITF or XHTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.core.article import Article
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.markup.xml_repair import mend
from index.ingest.readers.markup.xmltree import elements, first, local, parse_xml, said, texts
from index.ingest.readers.text_parts.bylines import byline_of
from index.ingest.readers.text_parts.html_fragments import text_in, text_of
from index.ingest.readers.text_parts.paragraph_splitting import part_giants, split

_ROOT = late(rb"<(?:\w{1,12}:)?(nitf|newsItem|newsMessage|NewsML|newsitem)(?=[\s>])", re.ASCII)
_ITEMS = ("newsItem", "NewsItem", "newsitem", "nitf")
# What holds a text, the likeliest first; of the blocks of one the fullest counts.
_BODIES = ("body.content", "body", "text", "inlineData", "DataContent", "body.text")
_ASIDE = ("media", "nitf-table-metadata", "body.end", "style", "script", "head")
_PUBLISHED = ("date.issue", "date.release", "firstCreated", "FirstCreated", "contentCreated",
              "versionCreated", "ThisRevisionCreated", "story.date", "DateAndTime")  # fmt: skip


class NewsXmlReader:
    """XML that news agencies send and archives keep."""

    name = "newsml"
    suffixes = ()
    describe = "NITF, NewsML, NewsML-G2 and Reuters' corpora, an article an item"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        text = re.sub(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?>", b"", head[:8192],
                      flags=re.DOTALL)  # fmt: skip
        return 0.93 if _ROOT.match(text.lstrip(b"\xef\xbb\xbf \t\r\n")) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        root = parse_xml(mend(source.content(), options.encoding))
        found = list(_items(root))
        for number, item in enumerate(found, 1):
            where = source.path if len(found) == 1 else f"{source.path}:{number}"
            article = _article(item, where)
            if article.title or article.paragraphs:
                yield article
            else:
                yield Skipped(where, "an item without headline and text")


def _items(root: Any) -> Iterator[Any]:
    """The outermost elements that are articles; an item that only holds others is none."""
    if local(root) in _ITEMS:
        yield root
        return
    for child in root:
        yield from _items(child)


def _article(item: Any, where: str) -> Article:
    date, key = _date(item)
    title = first(item, "hl1", "headline", "HeadLine", "title", "Headline")
    paragraphs = _paragraphs(item)
    return Article(
        title=title,
        paragraphs=tuple(part_giants(paragraphs)) or ((title,) if title else ()),
        outlet=_outlet(item),
        byline=byline_of([first(item, "byline", "by", "ByLine")], printed=True),
        date=date,
        date_from=f"news: {key}" if date else "",
        section=_attribute(item, "pubdata", "position.section") or _section(item),
        language=language_of(_language(item)),
        url=_attribute(item, "pubdata", "ex-ref"),
        tags=tuple(dict.fromkeys(_tags(item))),
        source_id=_id(item),
        origin=where,
    )


def _paragraphs(item: Any) -> list[str]:
    for name in _BODIES:
        bodies = [one for one in elements(item, name) if len("".join(one.itertext()).strip()) > 1]
        if not bodies:
            continue
        # Archives keep the first paragraph, and the whole text, each in a block of its own.
        blocks = [one for body in bodies for one in elements(body, "block")]
        whole = [one for one in blocks if "full_text" in (one.get("class") or "")]
        return [text for one in (whole or bodies[:1]) for text in _texts_in(one)]
    return []


def _texts_in(body: Any) -> list[str]:
    for aside in list(elements(body, *_ASIDE)):
        if aside.getparent() is not None:
            aside.getparent().remove(aside)
    for element in body.iter():
        # Names without their spaces are what a page has.
        element.tag = local(element) or element.tag
    if len(body) == 0:
        text = body.text or ""
        return list(text_of(text)) if "</" in text else split(text)
    return text_in(body)


def _date(item: Any) -> tuple[str, str]:
    for name in _PUBLISHED:
        for one in elements(item, name):
            found = find_date(one.get("norm") or "".join(one.itertext()).strip())
            if found:
                return found, name
    stated = item.get("date") or _attribute(item, "pubdata", "date.publication")
    return find_date(stated), "date"


def _outlet(item: Any) -> str:
    for one in elements(item, "dc"):
        if one.get("element") == "dc.source":
            return one.get("value") or ""
    names = [_attribute(item, "pubdata", "name"), first(item, "creditline", "CreditLine")]
    provided = (texts(one, "name") for one in elements(item, "provider"))
    names += [name for found in provided for name in found]
    names += [_attribute(item, "Party", "FormalName"), _attribute(item, "provider", "literal")]
    names += [first(item, "distributor")]
    return next(filter(None, names), "")


def _language(item: Any) -> str:
    own = "{http://www.w3.org/XML/1998/namespace}lang"
    tagged = _attribute(item, "language", "tag") or _attribute(item, "Language", "FormalName")
    return (
        tagged or item.get(own) or next((one.get(own) for one in item.iter() if one.get(own)), "")
    )


def _section(item: Any) -> str:
    """The section that archives keep for a page on the web."""
    named = (one for one in elements(item, "meta") if one.get("name") == "online_sections")
    return next((one.get("content") or "" for one in named), "")


def _tags(item: Any) -> Iterator[str]:
    for one in elements(item, "subject"):
        yield from texts(one, "name")[:1]
    for name in ("keyword", "classifier"):
        for one in elements(item, name):
            if one.get("type", "descriptor") in ("descriptor", "online_producer"):
                yield one.get("key") or said(one)


def _id(item: Any) -> str:
    said = (item.get("guid"), item.get("itemid"), _attribute(item, "doc-id", "id-string"))
    return next(filter(None, (*said, first(item, "NewsItemId", "PublicIdentifier"))), "")


def _attribute(item: Any, element: str, name: str) -> str:
    return next((value for one in elements(item, element) if (value := one.get(name))), "")
