"""Two articles, or two versions of one, held against each other."""

from __future__ import annotations

from collections.abc import Sequence

from index.compare.paragraph_changes import changes
from index.compare.words import differences
from index.core.article_view import ArticleView
from index.core.comparison import Comparison, FieldChange

_FIELDS = ("title", "date", "updated", "outlet", "byline", "section", "language", "url")


def compare(old: ArticleView, new: ArticleView) -> Comparison:
    """What is otherwise in `new`: facts of the publication, and paragraph by paragraph."""
    fields = [(name, getattr(old, name), getattr(new, name)) for name in _FIELDS]
    fields.append(("tags", ", ".join(old.tags), ", ".join(new.tags)))
    if not old.language or not new.language:
        # It was told of one of them alone, by the program: nobody has said that it is another one.
        fields = [field for field in fields if field[0] != "language"]
    return Comparison(
        old,
        new,
        tuple(FieldChange(name, differences(a, b)) for name, a, b in fields if a != b),
        changes(_texts(old), _texts(new)),
    )


def _texts(article: ArticleView) -> Sequence[str]:
    return [paragraph.text for paragraph in article.paragraphs]
