"""What a feed holds, and the articles that its items are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from index.core.addresses import normalise_url
from index.core.article import Article
from index.core.clean import clean_article
from index.core.dates import instant
from index.core.reports import Feed, Skipped

_ALERT = "tag:google.com,2013:googlealerts/"

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
        # One link may stand for many notices, and careless programs give out one id many times.
        url = normalise_url(self.url) if self.url else ""
        return " ".join(filter(None, (url, self.guid))) or self.digest

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
    title, outlet = _alerted(item)
    article = Article(
        title=title,
        paragraphs=item.paragraphs or (title,),
        outlet=outlet or (feed.title if feed.named else "") or parsed.title or feed.title,
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


def _alerted(item: Item) -> tuple[str, str]:
    """Headline and outlet of an item; alerts have the outlet behind the headline of its article."""
    if item.guid.startswith(_ALERT):
        title, dash, outlet = item.title.rpartition(" - ")
        if dash and title.strip() and not item.outlet:
            return title.strip(), outlet.strip()
    return item.title, item.outlet


def without_repeats(items: Iterable[Item]) -> tuple[Item, ...]:
    """One item of each key, and of each headline at one link, in order: the one changed last, the
    first where dates do not say.
    """
    kept = _newest(items, lambda item: (item.key,))
    return _newest(
        kept, lambda item: (normalise_url(item.url), item.title) if item.url else (item.key,)
    )


def _newest(items: Iterable[Item], key: Callable[[Item], tuple[str, ...]]) -> tuple[Item, ...]:
    kept: dict[tuple[str, ...], Item] = {}
    for item in items:
        other = kept.get(key(item))
        if other is None or _moment(item) > _moment(other):
            kept[key(item)] = item
    return tuple(kept.values())


def _moment(item: Item) -> int:
    return instant(item.updated) or instant(item.date) or 0
