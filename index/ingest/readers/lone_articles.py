"""Which article is the only one that an input holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.core.article import Article
from index.core.reports import Remark, Skipped

Item = Article | Skipped | Remark


def lone_articles(items: Iterable[Item]) -> Iterator[tuple[Item, bool]]:
    """What an input holds, each with whether it is the only article.

    The first article waits until another one comes, or the end. Where the reader fails it is given
    before what was raised, and not as the only one: nobody knows what would have come.
    """
    held: Article | None = None
    several = False
    waiting = iter(items)
    while True:
        try:
            item = next(waiting, None)
        except BaseException:
            if held is not None:
                yield held, False
            raise
        if item is None:
            break
        if isinstance(item, Article) and not several:
            if held is None:
                held = item
                continue
            several = True
            yield held, False
            held = None
        yield item, False
    if held is not None:
        yield held, True
