"""In which language an article is, where what it was read from does not say."""

from __future__ import annotations

from dataclasses import replace

from index.core.article import Article


def in_its_language(article: Article) -> Article:
    """An article with the language that its words tell, unless it states one or they tell none."""
    if article.language:
        return article
    # Loaded where something is read: whoever looks for news that does not come has no use for it.
    from index.entities.languages.article_language import language_of  # noqa: PLC0415

    told = language_of(article.paragraphs)
    return replace(article, language=told) if told else article
