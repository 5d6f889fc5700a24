"""newsboat's cache.db: what its feeds carried, as long as it was kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.text_parts.html_fragments import looks_like_html, text_of
from index.ingest.readers.text_parts.paragraph_splitting import part_giants, split

_ITEMS = ("id", "guid", "title", "author", "url", "feedurl", "pubDate", "content", "deleted")
_QUERY = """
SELECT item.id, item.guid, item.title, item.author, item.url, item.pubDate, item.content, feed.title
FROM rss_item AS item LEFT JOIN rss_feed AS feed ON feed.rssurl = item.feedurl
WHERE coalesce(item.deleted, 0) = 0 ORDER BY item.id
"""


class NewsboatReader:
    """The database in which newsboat keeps the items of feeds."""

    name = "newsboat"
    suffixes = ()
    describe = "newsboat's cache.db, an article an item"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        is_database = head.startswith(b"SQLite format 3\x00")
        return 0.98 if is_database and b"rss_item" in head and b"rss_feed" in head else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        # Loaded here: readers are used without an archive too, and SQLite takes 10 ms.
        from index.store.file.foreign_databases import rows  # noqa: PLC0415

        del options
        needed = {"rss_item": _ITEMS, "rss_feed": ("rssurl", "title")}
        with source.on_disk() as path:
            for row in rows(path, _QUERY, needed):
                yield _article(row, source)


def _article(row: tuple[Any, ...], source: Input) -> Article | Skipped:
    number, guid, title, author, url, published, content, feed = row
    text, headline = _text(content), _text(title)
    paragraphs = list(text_of(text)) if looks_like_html(text) else split(text)
    date = find_date(str(published)) if isinstance(published, int) and published > 0 else ""
    return Article(
        title=" ".join(text_of(headline)),
        paragraphs=tuple(part_giants(paragraphs or [headline, _text(url)])),
        outlet=_text(feed),
        byline=_text(author),
        date=date,
        date_from="newsboat: pubDate" if date else "",
        url=_text(url),
        source_id=_text(guid),
        origin=f"{source.path}:{number}",
        text_from="feed",
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
