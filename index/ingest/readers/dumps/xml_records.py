"""XML that programs write records in: an element an article, its parts named as fields are.

`<article><headline>…</headline><body>…</body></article>`, `<doc title="…"><main>…</main></doc>` and
`<doc><field name="title">…</field></doc>` are records like those of JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.dates.day_order import DayOrder
from index.ingest.readers.encodings import peek
from index.ingest.readers.field_names import field_of, fields_among
from index.ingest.readers.fields.records import Fields, article_of
from index.ingest.readers.markup.xml_repair import mend
from index.ingest.readers.markup.xmltree import local, parse_xml, said
from index.ingest.readers.text_parts.html_fragments import text_in

_BEGINS = late(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?!!doctype html|html)[a-z]",
    re.IGNORECASE | re.DOTALL,
)
_NAMES = late(
    r"<field name=[\"']([^\"']{1,40})|<(?:\w{1,12}:)?([A-Za-z][\w.-]{1,40})(?=[\s>])|\s(title)="
)
# Programs that keep an article's text in an element of no other name.
_TEXTS = frozenset({"main"})


class XmlRecordsReader:
    """Records in XML that no other reader knows."""

    name = "xml"
    suffixes = ()
    describe = "XML of records, an article an element with headline and text; --map names its parts"

    def sniff(self, head: bytes, name: str) -> float:
        if suffix_of(name) != ".xml":
            return 0.0
        text = peek(head)
        return 0.5 if _BEGINS.match(text) and _is_of_articles(text) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        root = parse_xml(mend(source.content(), options.encoding))
        records = list(_records(root, options))
        if not records:
            raise InputError("XML in which no element has a headline and a text")
        days = DayOrder(
            lambda: (day for one in records for day in Fields(one, options).dates()),
            options.day_first,
        )
        for number, record in enumerate(records, 1):
            where = source.path if len(records) == 1 else f"{source.path}:{number}"
            article = article_of(record, options, "element", days=days)
            if article.paragraphs:
                yield replace(article, origin=where, remarks=days.remarks())
            else:
                yield Skipped(where, "no text")


def _is_of_articles(text: str) -> bool:
    names = {found for pair in _NAMES.findall(text) for found in pair if found}
    return fields_among(names) >= {"title", "text"} or {"title", *_TEXTS} <= names


def _records(element: Any, options: ReadOptions) -> Iterator[dict[str, Any]]:
    """The outermost elements that have a headline and a text, as records."""
    names = {*element.attrib, *map(_name, element)}
    if (
        {*options.map.values()} <= names
        if options.map
        else {"title", "text"} <= fields_among(names)
    ):
        yield _record(element)
        return
    for child in element:
        yield from _records(child, options)


def _name(element: Any) -> str:
    name = (element.get("name") or "") if local(element) == "field" else local(element)
    return "text" if name in _TEXTS else name


def _record(element: Any) -> dict[str, Any]:
    record: dict[str, Any] = dict(element.attrib)
    for child in element:
        key = _name(child)
        if not key or (key in record and not isinstance(record[key], list)):
            continue
        is_text = key == "text" or field_of(key) == "text"
        value = "\n\n".join(text_in(child)) if is_text and len(child) else _said(child)
        if (value and is_text) or field_of(key) not in ("tags", "byline"):
            record[key] = value
        elif value:
            record.setdefault(key, []).append(value)
    return record


def _said(element: Any) -> str:
    """What an element says; paragraphs of a plain text stay parted."""
    if len(element) == 0:
        return (element.text or "").strip()
    return ", ".join(filter(None, map(said, element))) or said(element)
