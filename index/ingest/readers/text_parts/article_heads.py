"""What stands above an article and is said again in its text: headline, byline, day."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import takewhile

from index.core.article import Article
from index.core.clean import clean_article
from index.core.page_labels import kept_with
from index.core.reports import Skipped
from index.ingest.readers.text_parts.hover_cards import without_cards
from index.ingest.readers.text_parts.told_elsewhere import Told
from index.ingest.saved_link import is_link

HEAD = 6
"""Paragraphs that may be such."""

LONGEST_LINE = 170
"""What is longer is text, above which a head has ended."""

# Shorter lines may stand anywhere.
_LINE = 8
# Characters of a word above a headline, in the same element.
_KICKER = 30


def cleaned(article: Article, path: str) -> Article | Skipped:
    """See `clean_article`; without cards about people, nor the headline, byline and day that the
    text begins with once more, as in tables and feeds, where it has another text.
    """
    whole = clean_article(article, path)
    if isinstance(whole, Skipped):
        return whole
    found = _without_head(article, without_cards(whole))
    if not whole.pages:
        return found
    return replace(found, pages=kept_with(whole.pages, whole.paragraphs, found.paragraphs))


def _without_head(article: Article, found: Article) -> Article:
    # A headline that is made of the text is no second one.
    if not article.title or is_link(found):
        return found
    title = _words(found.title)
    told = Told(found.byline, dates=(found.date,), order=found.language)
    told = told.above(found.paragraphs)

    def is_head(text: str) -> bool:
        is_title = len(text) <= 2 * len(found.title) and _words(text) == title
        return is_title or told.says_all_of(text)

    head = len(list(takewhile(is_head, found.paragraphs[:HEAD])))
    return replace(found, paragraphs=found.paragraphs[head:] or found.paragraphs)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def below_head(
    paragraphs: list[str], title: str, told: Told, known: Collection[str] = ()
) -> list[str]:
    """The paragraphs without the first few where these say again what the article is called, or
    what is `told` of it, or are lines that are `known` to. What stands between them stays.
    """
    kept: list[str] = []
    told = told.above(paragraphs)
    paragraphs = _below_kicker(paragraphs, title)
    for place, text in enumerate(paragraphs[:HEAD]):
        is_title = title and text.endswith(title) and len(text) <= len(title) + _KICKER
        is_title = is_title or (len(known) > 0 and _is_joined(text, title, known, told))
        if is_title or text in known or told.says_all_of(text):
            continue
        kept.append(text)
        if not known or len(text) > LONGEST_LINE:
            return [*kept, *paragraphs[place + 1 :]]
    return [*kept, *paragraphs[HEAD:]]


def _below_kicker(paragraphs: list[str], title: str) -> list[str]:
    """The paragraphs without a label above the headline and the headline below it."""
    if len(paragraphs) > 2 and title and paragraphs[1] == title:
        label = paragraphs[0]
        if len(label) <= _KICKER and label[-1:].isalnum():
            return paragraphs[2:]
    return paragraphs


def _is_joined(text: str, title: str, known: Collection[str], told: Told) -> bool:
    """Whether a text is lines of a head in one, with the headline or without, and nothing else."""
    rest = text
    for line in sorted({title, *known}, key=len, reverse=True):
        rest = rest.replace(line, "", 1) if len(line) >= _LINE else rest
    return len(rest) < len(text) and (not re.search(r"\w", rest) or told.says_all_of(rest))
