"""Who wrote a text and when, where lines below its headline say that and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from index.core.article import Article
from index.core.publication import GUESSED_IN_TEXT
from index.ingest.readers.dates.line_dates import BETWEEN
from index.ingest.readers.text_parts.article_heads import LONGEST_LINE
from index.ingest.readers.text_parts.head_lines import head_of, is_label, is_sentence, signed
from index.ingest.readers.text_parts.told_elsewhere import Told, days_in_a_row, is_dateline

# A head has so many lines at most. A line that says a day has so many words besides.
_LINES, _WORDS = 4, 5


def with_head(article: Article) -> Article:
    """An article with what its head says and the article does not, without the lines that say that
    and nothing else. Any other line stays, as does the last one: there is no article without text.
    """
    first = takewhile(lambda text: len(text) <= LONGEST_LINE, article.paragraphs[:_LINES])
    said = [text for text in first if _says_no_more(text)]
    if not said or not article.title or days_in_a_row(article.paragraphs, article.language):
        return article
    head = head_of(((text, "") for text in said), article.language)
    date = article.date or head.date
    byline = article.byline or head.byline
    where = "text: below the headline" if head.is_declared else GUESSED_IN_TEXT
    updated = article.updated or (head.updated if head.updated > date else "")
    told = Told(byline, article.outlet, (date, updated), article.language)
    left = list(article.paragraphs)
    for text in filter(told.says_all_of, said):
        left.remove(text)
    return replace(
        article,
        paragraphs=tuple(left) or article.paragraphs,
        byline=byline,
        date=date,
        updated=updated,
        date_from=article.date_from if article.date or not date else where,
    )


def _says_no_more(text: str) -> bool:
    """Whether a line says who wrote a text, or when it was published, and nothing else."""
    if is_sentence(text):
        return False
    parts = [part for part in BETWEEN.split(text) if re.search(r"[^\W\d_]", part)] or [text]
    return all(map(_is_of_head, parts)) and not all(map(is_label, parts))


def _is_of_head(text: str) -> bool:
    if signed(text, "") or is_label(text):
        return len(re.findall(r"\w+", text)) <= 2 * _WORDS
    if len(re.findall(r"(?<![^\W\d_])[^\W\d_]{2,}+:", text)) > 1:
        # “Published: 4 March 2025 Source: Echo”
        return False
    return is_dateline(text, "") and len(re.findall(r"[^\W\d_]+", text)) <= _WORDS
