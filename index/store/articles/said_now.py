"""What a feed says at this moment of an article, against what is known of it.

Feeds are fetched in order, so that what one says now counts, also where it said so before. Caches
and the feeds of sections give older states: what says that it was changed earlier than the text
that is known stands before that. Where nothing says which is newer, a feed takes back only what it
said itself: two feeds that say two things would change the article with every fetch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from index.core.addresses import normalise_url
from index.core.article import Article
from index.core.change_notes import says_taken_back
from index.core.dates import instant
from index.store.articles.known_article import Known
from index.store.articles.text_likeness import plain

_FETCHED = ("feed", "page")
_CHANGED = "feed: updated"
"""Where the date of an item was found of which only the last change is told."""

_CUT = ("…", "...")


def is_back(article: Article, known: Known, *, is_repeated: bool) -> bool:
    """Whether a text that an article had is its present one again. `is_repeated` says that the same
    fetch brought another text of it before: feeds have the newest first.
    """
    newest = known.newest
    if not article.said_now or newest.get("text_from") != article.text_from:
        return False
    is_same_feed = newest.get("origin") == article.origin
    if article.text_from == "page":
        is_same_page = normalise_url(article.url) == normalise_url(newest.get("url", ""))
        return (is_same_feed or is_same_page) and not is_repeated
    order = _order(article, newest)
    return order > 0 or (order == 0 and is_same_feed and not is_repeated)


def first_later(article: Article, known: Known, repeated: str) -> str:
    """The digest of the first text of an article that its feed changed after the one that it says
    now, "" where this is the newest. `repeated` is that of the text which the same fetch brought
    before, "" where it brought none.
    """
    if not article.said_now or article.text_from != "feed":
        return ""
    newest = known.newest
    order = _order(article, newest)
    if order == 0 and repeated and repeated == [*known.texts][-1]:
        return repeated
    if order >= 0 or newest.get("text_from") not in _FETCHED:
        return ""
    texts = known.texts.items()
    is_same_feed = newest.get("origin") == article.origin
    if not is_same_feed and any(_is_of_its_feed(article, about) for _, about in texts):
        # It never says when it changes something, and it did.
        return ""
    return next(digest for digest, about in texts if _order(article, about) < 0)


def _is_of_its_feed(article: Article, about: Mapping[str, str]) -> bool:
    return about.get("origin") == article.origin and _order(article, about) == 0


def is_taken_back(article: Article) -> bool:
    """Whether a feed says that an article is retracted: a text that may be short, and is none that
    stands for the full one.
    """
    return article.said_now and says_taken_back(article.title, article.paragraphs)


def has_new_headline(article: Article, known: Known) -> bool:
    """Whether the feed that the newest text came from gives it another headline now, whatever it
    has of the text.
    """
    newest = known.newest
    if not article.said_now or newest.get("origin") != article.origin:
        return False
    before, now = plain(newest.get("title", "")), plain(article.title)
    is_cut = now.endswith(_CUT) or before.startswith(now)
    return not is_cut and before != now and _order(article, newest) >= 0


def as_published(article: Article, before: Mapping[str, str]) -> Article:
    """An article with the day on which its feed first said it: what it says later is the day of a
    change.
    """
    if not article.said_now or before.get("origin") != article.origin:
        return article
    first, now = instant(before.get("date", "")), instant(article.date)
    where = before.get("date_from", "")
    if first is None or now is None or now <= first:
        return article
    if where == _CHANGED != article.date_from:
        return article
    changed = article.updated or article.date
    return replace(article, date=before["date"], date_from=where, updated=changed)


def is_put_right_by_feed(article: Article, stored: Mapping[str, str], name: str) -> bool:
    """Whether what a feed says otherwise now than it did is to be taken over: not a later day,
    which feeds give to what they show again, nor an address that differs by what tracks.
    """
    said, before = getattr(article, name), stored.get(name, "")
    if name == "url":
        return _path(said) != _path(before) and bool(_path(said).strip("/"))
    if name == "date":
        first, now = instant(before), instant(said)
        return first is not None and now is not None and now < first
    if name == "updated":
        return _order(article, stored) > 0
    return True


def _path(url: str) -> str:
    """Where a page is on its site, or whatever its site is."""
    return normalise_url(url).partition("://")[2].partition("?")[0].partition("/")[2]


def _order(article: Article, about: Mapping[str, str]) -> int:
    """Whether an article was changed after (1) or before (-1) a text that is known; 0 where that is
    not said.
    """
    one, other = (
        _changed(article.updated, article.date),
        _changed(about.get("updated", ""), about.get("date", "")),
    )
    if one is None or other is None:
        return 0
    return (one > other) - (one < other)


def _changed(updated: str, date: str) -> int | None:
    """When something was changed last, as far as the minute is told."""
    said = updated or date
    return instant(said) if "T" in said else None
