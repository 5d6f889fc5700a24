"""Links that a list keeps without their texts."""

from __future__ import annotations

from index.core.article import Article


def is_link(article: Article) -> bool:
    """Whether an article has no text but what stands for it: headline, address, what was marked."""
    known = {article.title, article.url, *(one.text for one in article.highlights)}
    first = article.paragraphs[0] if article.paragraphs else ""
    untitled = article.title.endswith("…") and first.startswith(article.title[:-1])
    stands = set(article.paragraphs) <= known or (untitled and first == article.url)
    return article.text_from == "feed" and bool(article.url) and stands
