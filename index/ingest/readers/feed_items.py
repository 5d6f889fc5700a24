"""What a feed holds, and the articles that its items are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.core.article import Article, normalise_url
from index.core.clean import clean_article
from index.core.dates import instant
from index.core.reports import Feed, Skipped

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
    """A feed as it was read; `is_whole` is false when it ends before its end."""

    title: str = ""
    language: str = ""
    items: tuple[Item, ...] = field(default=())
    is_whole: bool = True


def article_of(item: Item, feed: Feed, parsed: ParsedFeed) -> Article | Skipped:
    """The article that an item is by itself; of a link without a text, its title is the text."""
    if not item.title and not item.paragraphs:
        return Skipped(item.url or feed.url, "an item without title and text")
    article = Article(
        title=item.title,
        paragraphs=item.paragraphs or (item.title,),
        outlet=item.outlet or (feed.title if feed.named else "") or parsed.title or feed.title,
        byline=item.byline,
        date=item.date,
        date_from=item.date_from,
        updated=item.updated,
        language=item.language,
        url=item.url,
        tags=(*item.tags, *feed.tags),
        source_id=item.guid,
        origin=feed.url,
        text_from="feed",
    )
    return clean_article(article, item.url or feed.url)


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
