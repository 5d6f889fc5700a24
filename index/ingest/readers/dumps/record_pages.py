"""Records that hold the page an article stood on, as programs that fetch pages keep them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.late_patterns import late
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.day_order import DayOrder
from index.ingest.readers.fields.records import article_of

_PAGE = late(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^<>]{0,500}-->\s*)?<(?:!doctype html|html[\s>])",
    re.IGNORECASE,
)
_FILLED = ("title", "outlet", "byline", "updated", "language", "section")


def article_of_record(
    record: Mapping[Any, Any], options: ReadOptions, where: str, days: DayOrder, source: Input
) -> Article:
    """The article of a record, as `article_of` gives it; where its text is a whole page or stands
    in none but that, the article on the page, with what the record says itself of it.
    """
    page = next((one for one in record.values() if isinstance(one, str) and _PAGE.match(one)), "")
    if not page:
        return article_of(record, options, where, days=days)
    own = {key: value for key, value in record.items() if value is not page}
    article = article_of(own, options, where, days=days)
    if article.paragraphs and article.text_from == "file":
        return article
    # Loaded here: it takes 200 ms and only pages need it.
    from index.ingest.readers.pages.html import read_page  # noqa: PLC0415

    try:
        found = read_page(page, source, article.url)
    except InputError:
        return article
    known = {name: getattr(article, name) or getattr(found, name) for name in _FILLED}
    dated = article if article.date else found
    return replace(
        article,
        **known,
        paragraphs=found.paragraphs,
        text_from="file",
        date=dated.date,
        date_from=dated.date_from,
        url=article.url or found.url,
        tags=article.tags or found.tags,
    )
