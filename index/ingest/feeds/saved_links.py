"""Links that a list keeps without their texts: the pages behind them, where they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.source import Source
from index.ingest.saved_link import is_link

if TYPE_CHECKING:
    from index.ingest.feeds.fetch_feeds import Network
    from index.ingest.feeds.web_page import Page


class WithPages:
    """An input whose links are given with the pages behind them."""

    def __init__(self, source: Source, options: ReadOptions, network: Network) -> None:
        self.path, self.place = source.path, source.place
        self.size = source.size
        self._source = source
        self._options = options
        self._network = network

    @property
    def bytes_read(self) -> int:
        """How many bytes of the file have been taken so far."""
        return self._source.bytes_read

    def digest(self) -> str:
        """Nothing: what the pages hold is only known once they are there."""
        return ""

    def articles(self) -> Iterator[Article | Skipped | Remark]:
        """The articles; a page that could not be had is told, and its link kept."""
        for item in self._source.articles():
            if isinstance(item, Article) and is_link(item):
                yield from self._with_page(item)
            else:
                yield item

    def _with_page(self, link: Article) -> Iterator[Article | Skipped]:
        try:
            page = self._page(link.url)
        except InputError as error:
            page = Skipped(link.url, error.message)
        # Loaded here: only addresses need the network's libraries.
        from index.ingest.feeds.full_text import with_page  # noqa: PLC0415

        yield with_page(link, page) if isinstance(page, Article) else link
        if isinstance(page, Skipped):
            yield page

    def _page(self, url: str) -> Article | Skipped:
        """What is at an address. Raises InputError when nothing usable comes back."""
        from index.ingest.feeds.full_text import fetch_page  # noqa: PLC0415

        # A file that came from elsewhere leads to nothing on this machine or its network.
        if not self._network.robots.allows(url, may_be_local=False):
            return Skipped(url, "its robots.txt asks programs to stay away")
        pages = fetch_page(self._network.web, url, self._options, may_be_local=False)
        return (
            pages[0]
            if len(pages) == 1 and not isinstance(pages[0], Remark)
            else Skipped(url, "no single article")
        )


def with_pages(
    inputs: Iterable[Source | Skipped | Page], options: ReadOptions, network: Network
) -> Iterator[WithPages | Skipped | Page]:
    """The inputs, those that are files with the pages behind their links."""
    for one in inputs:
        yield WithPages(one, options, network) if isinstance(one, Source) else one
