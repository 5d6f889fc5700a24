"""Feeds that were saved to a file; those on the web are followed with `nutgraf feeds`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.core.article import Article
from index.core.reports import Feed, Remark, Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.feed_formats.feed_items import article_of
from index.ingest.readers.feed_formats.feed_parser import begins_as_feed, parse_feed


def left_out(states: Mapping[str, int]) -> str:
    """What is to be said of posts that were not published, counted by what they are."""
    listed = ", ".join(f"{state} {count:,}" for state, count in states.items())
    return f"posts that were not published are left out: {listed}"


class FeedReader:
    """RSS, Atom and JSON Feed in files."""

    name = "feed"
    suffixes = (".rss", ".atom", ".rdf", ".xml")
    describe = "RSS, Atom and JSON Feed that were saved, an article an item"

    def sniff(self, head: bytes, name: str) -> float:
        del name
        return 0.95 if begins_as_feed(head) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Remark]:
        parsed = parse_feed(source.content(), "", options.encoding)
        feed = Feed(number=0, url=source.path)
        for item in parsed.items:
            yield article_of(item, feed, parsed)
        if parsed.unpublished:
            yield Remark(source.path, left_out(parsed.unpublished))
        if not parsed.is_whole:
            yield Skipped(source.path, "the feed was cut off; its last item was left out")
