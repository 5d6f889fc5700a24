"""Links that a list keeps without their texts."""

from __future__ import annotations

from dataclasses import replace

from index.core.article import Article
from index.core.late_patterns import late

_SAVED = late(r"creat|stamp|added|saved")


def is_link(article: Article) -> bool:
    """Whether an article has no text but what stands for it: headline, address, what was marked."""
    known = {article.title, article.url, *(one.text for one in article.highlights)}
    first = article.paragraphs[0] if article.paragraphs else ""
    untitled = article.title.endswith("…") and first.startswith(article.title[:-1])
    stands = set(article.paragraphs) <= known or (untitled and first == article.url)
    return article.text_from in ("link", "feed") and bool(article.url) and stands


def as_link(article: Article) -> Article:
    """An article that is known by its headline and address, whose text is still to come."""
    # When it was put on a list is not when it was published.
    is_own = not _SAVED.search(article.date_from)
    return replace(
        article,
        paragraphs=(article.title,),
        text_from="link",
        date=article.date if is_own else "",
        date_from=article.date_from if is_own else "",
    )
