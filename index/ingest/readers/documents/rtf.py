"""RTF, which word processors write and in which press databases export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.core.article import Article
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.bundles import text_bundle
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.documents.document_article import Properties, document_article
from index.ingest.readers.documents.office_beside import heads_once, told
from index.ingest.readers.documents.plain_text import headline
from index.ingest.readers.documents.rtf_parser import RtfText, rtf_text
from index.ingest.readers.encodings import decode
from index.ingest.readers.text_parts.paragraph_splitting import part_giants
from index.ingest.readers.text_parts.shown_text import STRUCK

# Pictures in digits, of which a file may consist for the most part. A sum of a file, which a text
# may name, has 128 digits at most.
_PICTURE = late(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{64}[0-9A-Fa-f\r\n]{1000,}+")


class RtfReader:
    """Rich text: one article a file, or as many as a press database put in it."""

    name = "rtf"
    suffixes = (".rtf",)
    describe = "RTF documents, an article a document; exports of press databases are parted"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.95 if head.lstrip()[:5] == b"{\\rtf" else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        rich = rtf_text(_PICTURE.sub("", decode(source.content(), options.encoding)))
        bundle = text_bundle([text for _, text in rich.paragraphs])
        if bundle:
            yield from bundle.articles(source)
        else:
            yield _article(rich, source)


def _article(rich: RtfText, source: Input) -> Article:
    if not rich.paragraphs and not rich.notes:
        raise InputError("no text")
    about = Properties(
        title=rich.about.get("title", ""),
        byline=rich.about.get("author", ""),
        created=find_date(rich.about.get("creatim", "")),
        updated=find_date(rich.about.get("revtim", "")),
        tags=tuple(filter(None, re.split(r"\s*[;,]\s*", rich.about.get("keywords", "")))),
    )
    # Without styles the first line is the headline if it looks like one.
    first, _ = headline([line for _, text in rich.paragraphs for line in (text, "")])
    article = document_article(rich.paragraphs, about, source, first)
    beside = (*heads_once(rich.heads, article.title), *rich.comments)
    gone = told(rich.deleted, rich.hidden)
    return replace(
        article,
        paragraphs=(*article.paragraphs, *part_giants([*rich.notes, *beside])),
        remarks=(*article.remarks, *([STRUCK] if rich.is_struck else ()), *filter(None, (gone,))),
    )
