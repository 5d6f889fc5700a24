"""Where an article was read: a file, or a place in what collects texts."""

from __future__ import annotations

from index.core.article import Article
from index.core.late_patterns import late

# What stands behind a collection's name for a record's place in it.
_PLACE = late(r":\d+$")


def is_from_file(article: Article) -> bool:
    """Whether a text was read from a file, which can be read again under its name."""
    is_fetched = article.text_from in ("feed", "page", "doubtful")
    return not is_fetched and not article.origin.startswith(("-", "http"))


def is_read_from_file(article: Article) -> bool:
    """The same, of feeds that were saved as well."""
    is_saved = article.text_from == "feed" and not article.origin.startswith(("-", "http"))
    return is_saved or is_from_file(article)


def is_whole_file(article: Article) -> bool:
    """Whether an article is all of a file, or of one that is packed with others."""
    is_file = is_from_file(article) and article.origin != ""
    return is_file and not has_place(article.origin)


def is_lone_file(article: Article) -> bool:
    """Whether a file is all that tells which article it is: it has no address or id of its own and
    is no part of a collection. An edited one has another text, and may have another headline.
    """
    by_itself = article.text_from == "file" and not (article.url or article.source_id)
    return by_itself and article.origin not in ("", "-") and not has_place(article.origin)


def file_of(origin: str) -> str:
    """The file or collection that a text was read from, without the text's place in it."""
    return _PLACE.sub("", origin)


def has_place(origin: str) -> bool:
    """Whether a text was read from a place of its own in what collects texts."""
    return _PLACE.search(origin) is not None


def is_letter(article: Article) -> bool:
    """Whether a text was read from mail."""
    return article.date_from.startswith("mail:")
