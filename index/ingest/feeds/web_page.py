"""A page named by its address, as the importer takes inputs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.core.article import Article
from index.core.credentials import without_login
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.discovery import find
from index.ingest.readers.source import Source

if TYPE_CHECKING:
    from index.ingest.feeds.fetch_feeds import Network

# A path library makes one slash of two.
_ADDRESS = late(r"(https?):/{1,2}(?=[^/?#\s])", re.IGNORECASE)


class Page:
    """What is at an address; fetched when it is read, once."""

    size = 0
    place = ""

    def __init__(self, url: str, options: ReadOptions, network: Network) -> None:
        self.path = without_login(url)
        self._url = url
        self.bytes_read = 0
        self._options = options
        self._network = network

    def digest(self) -> str:
        """Nothing: whether a page has changed is only known once it is there."""
        return ""

    def articles(self) -> Iterator[Article | Skipped | Remark]:
        """The articles; what keeps them away is told. Raises StoppedError alone."""
        # Loaded here: only addresses need the network's libraries.
        from index.ingest.feeds.full_text import fetch_page  # noqa: PLC0415

        try:
            yield from fetch_page(self._network.web, self._url, self._options, may_be_local=True)
        except InputError as error:
            yield Skipped(self.path, error.message)


def inputs(
    paths: Sequence[Path | str],
    options: ReadOptions,
    *,
    stop: Callable[[], bool] | None = None,
    network: Network | None = None,
) -> Iterator[Source | Skipped | Page]:
    """The inputs that paths and web addresses name, in order. Opens and fetches none.

    A fetch that is under way is given up when `stop` says so.
    """
    files: list[Path | str] = []
    for path in paths:
        match = _ADDRESS.match(str(path))
        if not match:
            files.append(path)
            continue
        yield from find(files, options)
        files.clear()
        if network is None:
            # Loaded here for the same reason.
            from index.ingest.feeds.fetch_feeds import Network  # noqa: PLC0415
            from index.ingest.feeds.politeness import Clock  # noqa: PLC0415

            network = Network(Clock(stop))
        yield Page(f"{match[1].lower()}://{str(path)[match.end() :]}", options, network)
    yield from find(files, options)
