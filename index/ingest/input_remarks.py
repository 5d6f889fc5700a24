"""What is said of an input once it is read: what its articles lack."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from index.core.article import Article
from index.core.reports import Remark
from index.ingest.saved_link import is_link

# What stood in a date's place and is none, as readers put it behind where they found it.
_UNREAD_DATE = re.compile(r" \((.+)\)$")
_DATES_SHOWN = 3


class InputRemarks:
    """Gathers from the articles of one input what concerns several of them."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._links = 0
        self._misread: Counter[str] = Counter()

    def of_article(self, article: Article) -> Iterator[Remark]:
        """What is to be said of an article by itself; what else it lacks is taken down."""
        self._links += is_link(article)
        if not article.date and (found := _UNREAD_DATE.search(article.date_from)):
            self._misread[found[1]] += 1
        return (Remark(self._path, remark) for remark in article.remarks)

    def of_all(self) -> Iterator[Remark]:
        """What is to be said of all articles together."""
        if self._misread:
            yield Remark(self._path, self._undated())
        if self._links:
            many = f"{self._links:,} links" if self._links > 1 else "a link"
            text = f"{many} without text; nutgraf add --fetch FILE gets the pages"
            yield Remark(self._path, text)

    def _undated(self) -> str:
        count = self._misread.total()
        shown = ", ".join(f"“{text}”" for text in list(self._misread)[:_DATES_SHOWN])
        more = " …" if len(self._misread) > _DATES_SHOWN else ""
        said = f"{count:,} articles are" if count > 1 else "an article is"
        return f"{said} undated: what stands as the date is no likely one ({shown}{more})"
