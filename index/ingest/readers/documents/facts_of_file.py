"""What a document says of its file: who made it, and when.

That is seldom who wrote the text, or when it was published: files are copied, printed and put
together by their readers. So what the text itself says counts before it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.core.article import Article
from index.core.late_patterns import late
from index.core.publication import MADE
from index.ingest.readers.text_parts.text_heads import with_head

# Authors that programs put in for want of one.
_NO_AUTHOR = late(
    r"\W*+(?:anonymous|unspecified|unknown|user|admin(?:istrator)?|owner|microsoft office user|"
    r"author|none|default|python-docx|calibre)?\W*+",
    re.IGNORECASE,
)


def commented(writer: str, said: str) -> str:
    """A comment that was put into a document, as a paragraph that says what it is."""
    return f"Comment by {writer}: {said}" if writer else f"Comment: {said}"


def with_facts_of_file(
    article: Article, *, author: str, made: str, changed: str, has_head: bool = True
) -> Article:
    """An article with what the lines below its headline say of it, and, where they do not, who made
    its file, when, and when that was changed, ISO 8601; "" is not known. Without a headline of its
    own (`has_head`) there are no such lines.
    """
    article = with_head(article) if has_head else article
    is_undated = not article.date and made != ""
    return replace(
        article,
        byline=article.byline or ("" if _NO_AUTHOR.fullmatch(author) else author),
        date=made if is_undated else article.date,
        date_from=MADE if is_undated else article.date_from,
        updated=changed if is_undated else article.updated,
    )
