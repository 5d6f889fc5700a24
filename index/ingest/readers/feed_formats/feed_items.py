"""What a feed holds, and the articles that its items are."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from index.core.addresses import normalise_url, without_tracking
from index.core.article import Article
from index.core.dates import instant
from index.core.reports import Feed, Skipped
from index.ingest.readers.text_parts.article_heads import cleaned
from index.ingest.readers.text_parts.page_names import without_outlet

_ALERT = "tag:google.com,2013:googlealerts/"

# More than any feed has; each takes kilobytes while it is parsed.
MOST_ITEMS = 50_000
# With so many items of one link one is compared: feeds repeat few, and never far from each other.
_COMPARED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed; "" where the feed says nothing. `paragraphs` is the fullest text given.

    `outlet` is set where the feed passes on items of others. Dates are as in an article, as is
    `shares_link`.
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
    shares_link: bool = False

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

    def as_said(self) -> str:
        """All of it as a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_said(cls, line: str) -> Item:
        """The item of such a line."""
        said = json.loads(line)
        lists = {name: tuple(said[name]) for name in ("paragraphs", "tags")}
        return cls(**(said | lists))


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed as it was read; `is_whole` is false when it ends before its end. `unpublished` counts
    what an export holds besides and was read by nobody but its authors, by what it is.
    """

    title: str = ""
    language: str = ""
    items: tuple[Item, ...] = field(default=())
    is_whole: bool = True
    unpublished: Mapping[str, int] = field(default_factory=dict)


def article_of(item: Item, feed: Feed, parsed: ParsedFeed) -> Article | Skipped:
    """The article that an item is by itself; of a link without a text, its title is the text."""
    if not item.title and not item.paragraphs:
        return Skipped(item.url or feed.url, "an item without title and text")
    title, outlet = _alerted(item)
    outlet = outlet or (feed.title if feed.named else "") or parsed.title or feed.title
    title = without_outlet(title, outlet)
    article = Article(
        title=title,
        paragraphs=item.paragraphs or (title,),
        outlet=outlet,
        byline=item.byline,
        date=item.date,
        date_from=item.date_from,
        updated=item.updated,
        language=item.language,
        url=without_tracking(item.url),
        tags=(*item.tags, *feed.tags),
        source_id=item.guid,
        origin=feed.url,
        text_from="feed",
        shares_link=item.shares_link,
    )
    return cleaned(article, item.url or feed.url)


def _alerted(item: Item) -> tuple[str, str]:
    """Headline and outlet of an item; alerts have the outlet behind the headline of its article."""
    if item.guid.startswith(_ALERT):
        title, dash, outlet = item.title.rpartition(" - ")
        if dash and title.strip() and not item.outlet:
            return title.strip(), outlet.strip()
    return item.title, item.outlet


def without_repeats(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items without those that say again what another one says at the same link, of which the
    one that was changed last stays (the first where dates do not say), in order.

    Other items that share link and id, or the link and have no id, get one by what tells them
    apart: a link may stand for many notices, and careless programs give out one id many times.
    """
    kept: list[Item] = []
    by_link: dict[str, list[int]] = {}
    for item in items:
        link = normalise_url(item.url) if item.url else item.guid
        at_link = by_link.setdefault(link, []) if link else []
        again = next((n for n in at_link[:_COMPARED] if _says_again(item, kept[n])), None)
        if again is None:
            at_link.append(len(kept))
            kept.append(item)
        elif _moment(item) > _moment(kept[again]):
            kept[again] = item
    _without_shared_ids(kept)
    for places in by_link.values():
        ids = Counter(kept[place].guid for place in places)
        for place in places if len(places) > 1 else ():
            item = kept[place]
            if not item.guid or ids[item.guid] > 1:
                kept[place] = replace(item, guid=_own_guid(item, [kept[n] for n in places]))
        said = [kept[place] for place in places]
        if len({one.guid for one in said}) > 1 and len({one.title for one in said}) > 1:
            for place in places:
                kept[place] = replace(kept[place], shares_link=bool(kept[place].url))
    return tuple(kept)


def _without_shared_ids(kept: list[Item]) -> None:
    """Take away ids that several items with links of their own have: careless programs give out
    one id many times, and the link tells what each is.
    """
    links: dict[str, set[str]] = {}
    for item in kept:
        if item.guid and item.url:
            links.setdefault(item.guid, set()).add(normalise_url(item.url))
    for place, item in enumerate(kept):
        if item.url and len(links.get(item.guid, ())) > 1:
            kept[place] = replace(item, guid="")


def _says_again(item: Item, other: Item) -> bool:
    """Whether two items at one link are one: of one headline or id and the same words, as far as
    the shorter one goes.
    """
    one, two = (" ".join(each.paragraphs).casefold().rstrip(" .…") for each in (item, other))
    is_named = item.title == other.title or (bool(item.guid) and item.guid == other.guid)
    is_said = bool(one and two) or item.title == other.title
    return is_named and is_said and (one.startswith(two) or two.startswith(one))


def _own_guid(item: Item, others: Sequence[Item]) -> str:
    """An id for an item that shares its own with others, which stays when its text is changed."""
    titled = [one for one in others if one.title == item.title and one.guid == item.guid]
    of_day = [one for one in titled if one.date == item.date]
    date = item.date if len(titled) > 1 else ""
    # Nothing but their texts tells these apart; one that is changed is known by what it keeps.
    parts = (item.guid, item.title, date, item.digest if len(of_day) > 1 else "")
    return " ".join(filter(None, parts)) or item.digest


def _moment(item: Item) -> int:
    return instant(item.updated) or instant(item.date) or 0
