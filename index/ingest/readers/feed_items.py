"""What a feed holds, before its items become articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.core.article import normalise_url
from index.core.dates import instant

# More than any feed has; each takes kilobytes while it is parsed.
MOST_ITEMS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed; "" where the feed says nothing. `paragraphs` is the fullest text given.

    `outlet` is set where the feed passes on items of others. Dates are as in an article.
    """

    guid: str
    url: str
    title: str
    paragraphs: tuple[str, ...] = ()
    date: str = ""
    date_from: str = ""
    updated: str = ""
    byline: str = ""
    outlet: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells the item from the others of its feed."""
        return normalise_url(self.url) if self.url else self.guid or self.digest

    @property
    def digest(self) -> str:
        """The same as long as the feed says the same of the item."""
        text = "\x1f".join((self.title, self.updated, self.date, *self.paragraphs))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed as it was read.

    `is_whole` is false when it ends before its end, `site` is the page it belongs to.
    """

    title: str = ""
    site: str = ""
    language: str = ""
    items: tuple[Item, ...] = field(default=())
    is_whole: bool = True


def without_repeats(items: Iterable[Item]) -> tuple[Item, ...]:
    """One item of each key, in order: the one changed last, the first where dates do not say."""
    kept: dict[str, Item] = {}
    for item in items:
        other = kept.get(item.key)
        if other is None or _moment(item) > _moment(other):
            kept[item.key] = item
    return tuple(kept.values())


def _moment(item: Item) -> int:
    return instant(item.updated) or instant(item.date) or 0
