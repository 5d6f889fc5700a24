"""The bytes that an article was read from, kept with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from index.core.article import Article, Original
from index.core.reports import Remark
from index.ingest.readers.base import MEBIBYTE
from index.ingest.readers.lone_articles import Item, lone_articles

_OF_SEVERAL = "its bytes are not kept: it holds several articles, and only those of one can be"
_OF_STREAM = "its bytes are not kept: what comes through a pipe is read once; add it as a file"
_TOO_LARGE = "its bytes are not kept: they are more than {:g} MiB (--limit-mb changes that)"


def with_original(
    items: Iterable[Item],
    path: str,
    content: Callable[[], bytes | None],
    limit: int,
    *,
    is_container: Callable[[], bool],
) -> Iterator[Item]:
    """What is in an input; one article that all of its bytes are for gets these, and where they are
    not kept that is said.

    `content` gives the bytes, of which there may be `limit`, or None where they cannot be had;
    `is_container` says, once all is read, whether what is in the input are inputs themselves.
    """
    articles = 0
    for item, is_alone in lone_articles(items):
        if isinstance(item, Article):
            articles += 1
            is_whole = is_alone and not is_container()
            yield _kept_with(item, path, content(), limit) if is_whole else item
        else:
            yield item
    if articles > 1 and not is_container():
        yield Remark(path, _OF_SEVERAL)


def _kept_with(article: Article, path: str, data: bytes | None, limit: int) -> Article:
    """An article with the bytes of its file, or what is to be said where they are not kept."""
    if data is not None and len(data) <= limit:
        return replace(article, original=Original(path, data))
    reason = _OF_STREAM if data is None else _TOO_LARGE.format(limit / MEBIBYTE)
    return replace(article, remarks=(*article.remarks, reason))
