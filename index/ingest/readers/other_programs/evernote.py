"""Evernote's exports (ENEX): notes, each an XHTML page of its own within the XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.markup.xmltree import first, local
from index.ingest.readers.other_programs.read_later import saved

_ROOT = late(rb"<en-export[\s>]")
# Pictures and files in a note.
_MEDIA = late(r"<en-(?:media|crypt)\b[^>]*?(?:/>|>.*?</en-(?:media|crypt)\s*>)", re.DOTALL)


class EvernoteReader:
    """Notes and clipped pages; when they were made is no day of publication."""

    name = "evernote"
    suffixes = (".enex",)
    describe = "Evernote's ENEX export, an article a note; tags and the clipped address are kept"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.97 if _ROOT.search(head[:8192]) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        # Loaded here: it takes 20 ms and only documents need it.
        from lxml import etree  # noqa: PLC0415

        del options
        with source.open() as stream:
            parsed = etree.iterparse(
                stream, ("end",), tag="note", resolve_entities=False, no_network=True,
                load_dtd=False, huge_tree=True, recover=False,
            )  # fmt: skip
            number = 0
            try:
                for number, (_, element) in enumerate(parsed, 1):
                    yield _article(element, f"{source.path}:{number}")
                    element.clear()
            except etree.XMLSyntaxError as error:
                text = re.sub(r"\s+\(.*", "", str(error))
                yield Skipped(source.path, f"damaged: behind note {number} no XML ({text[:100]})")


def _article(note: Any, where: str) -> Article:
    about = next((one for one in note if local(one) == "note-attributes"), note)
    url = first(about, "source-url")
    article = saved(
        first(note, "title"),
        url,
        text=_MEDIA.sub("", first(note, "content")),
        tags=[one.text or "" for one in note if local(one) == "tag"],
    )
    updated = find_date(first(note, "updated"))
    if not url:
        # A note is its writer's own.
        article = replace(article, byline=first(about, "author"), text_from="file")
    return replace(article, updated=updated, origin=where)
