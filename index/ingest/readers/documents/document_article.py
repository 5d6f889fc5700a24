"""The article of a word processor's document, out of paragraphs with the names of their styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.core.article import Article
from index.ingest.readers.base import Input
from index.ingest.readers.bundles import suspicion
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dates.line_dates import date_in
from index.ingest.readers.documents.facts_of_file import with_facts_of_file
from index.ingest.readers.documents.table_rows import Paragraph
from index.ingest.readers.filenames import title_from_name
from index.ingest.readers.text_parts.head_lines import is_sentence
from index.ingest.readers.text_parts.paragraph_splitting import part_giants
from index.ingest.readers.text_parts.told_elsewhere import Told

# Where the headline stands, and who wrote a text and when, if a style says so.
_HEAD = 6
_HEADLINE = "heading1"
# A line below a headline that names a day is not longer.
_LINE = 160


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself; days are ISO 8601."""

    title: str = ""
    byline: str = ""
    created: str = ""
    updated: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()


def document_article(
    found: Sequence[Paragraph], about: Properties, source: Input, title: str = ""
) -> Article:
    """The article of a document. `title` serves where neither styles nor properties tell one."""
    dated = _dated_headlines(found)
    styled = _title(found, about.title, is_one=not dated)
    title = styled or (title if not dated else "") or source.hints.title
    left = list(found)
    byline, date, date_from = "", "", ""
    for paragraph in found[:_HEAD]:
        style, text = paragraph
        day = find_date(text) if style == "date" else ""
        if style == "author" or day:
            byline = byline or (text if style == "author" else "")
            date, date_from = (date or day), "document: date" if date or day else ""
            if Told(byline, dates=(date,)).says_all_of(text) or text == byline:
                left.remove(paragraph)
    if not dated and len(left) > 1 and left[0][1] == title:
        left = left[1:]
    texts = [text for _, text in left]
    remark = suspicion("\n".join(texts)) or _many(dated)
    article = Article(
        title=title,
        paragraphs=tuple(part_giants(texts)),
        byline=byline,
        date=date,
        date_from=date_from,
        language=about.language,
        tags=about.tags,
        remarks=(remark,) if remark else (),
    )
    article = with_facts_of_file(
        article,
        author=about.byline,
        made=about.created,
        changed=about.updated,
        has_head=not dated,
    )
    return replace(article, title=title or title_from_name(source.name))


def _title(found: Sequence[Paragraph], named: str, *, is_one: bool) -> str:
    """The headline by the styles of paragraphs; `named` is what the document is called, which is
    the better name where there are several. That of the first of many articles is none.
    """
    styled = next((text for style, text in found[:_HEAD] if style == "title"), "")
    headlines = [text for style, text in found if style == _HEADLINE]
    first = next((text for style, text in found[:_HEAD] if style == _HEADLINE), "")
    first = first or next((text for style, text in found[:1] if style.startswith("heading")), "")
    return styled or (named if len(headlines) > 1 else "") or (first if is_one else "") or named


def _dated_headlines(found: Sequence[Paragraph]) -> int:
    """How many headlines have a line with a day below them; 0 where most have none."""
    below = [after for (style, _), after in pairwise(found) if style == _HEADLINE]
    dated = sum(
        style != _HEADLINE
        and len(text) <= _LINE
        and not is_sentence(text)
        and len(date_in(text, "").date) >= len("2016-03-21")
        for style, text in below
    )
    return dated if dated > 1 and dated * 2 > len(below) else 0


def _many(dated: int) -> str:
    told = f"{dated} headlines with a day below each"
    return f"looks like several articles in one file ({told}); it was read as one" * bool(dated)
