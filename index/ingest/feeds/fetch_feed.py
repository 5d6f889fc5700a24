"""Fetching one feed: what the server says, what came of it, what is to be remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from index.core.addresses import normalise_url
from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Feed, FeedState, Skipped
from index.ingest.feeds.content_encoding import GZIP, Unpacker
from index.ingest.feeds.feeds_of_page import feed_of_page
from index.ingest.feeds.full_text import (
    at_own_address,
    fetch_page,
    status_text,
    why_other,
    with_page,
)
from index.ingest.feeds.http_client import MEBIBYTE, Answer, Web, WebError
from index.ingest.feeds.list_entry import is_web_address
from index.ingest.feeds.politeness import Clock
from index.ingest.feeds.robots import Robots
from index.ingest.feeds.web_addresses import is_local
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.feed_formats.feed_items import Item, ParsedFeed, article_of
from index.ingest.readers.feed_formats.feed_parser import is_feed, parse_feed

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5"
)
FEED_LIMIT = 16 * MEBIBYTE
# Articles handed on at once when each costs a request, so that an interruption loses few.
_PAGES = 5
# Seconds to leave a server alone that asks for it without saying how long.
_LEFT_ALONE = 900


@dataclass(frozen=True, slots=True)
class Portion:
    """Articles of a feed that are ready to be stored, and the items whose pages were looked up.

    `known` is how many items were passed over since the feed says of them what it said before;
    `unpaged` are pages that could not be had, `waiting` the items of those that may be had later.
    """

    feed: Feed
    articles: tuple[Article | Skipped, ...]
    items: tuple[tuple[str, str], ...] = ()
    known: int = 0
    unpaged: tuple[Skipped, ...] = ()
    waiting: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How the fetch of a feed ended, and the fields of the feed that changed."""

    feed: Feed
    state: FeedState
    message: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)


class Follower:
    """Fetches feeds, each in the thread that asks."""

    def __init__(self, web: Web, robots: Robots, clock: Clock, options: ReadOptions) -> None:
        self._web = web
        self._robots = robots
        self._clock = clock
        self._options = options

    def follow(
        self, feed: Feed, looked_up: Mapping[str, str], waiting: Sequence[Item] = ()
    ) -> Iterator[Portion | Ending]:
        """Portions of a feed, then how it ended. `looked_up` has the digests of its items whose
        pages need no second look, `waiting` are those whose pages could not be had before: they are
        asked for again, though the feed may have left the items out. Raises StoppedError alone.
        """
        status = 0
        try:
            answer = self._ask(feed)
            status = answer.status
            if status != 200:
                yield self._refused(feed, answer)
                return
            parsed = parse_feed(answer.body, answer.url, answer.charset)
        except InputError as error:
            yield self._failed(feed, error.message, status)
            return
        is_complete = True
        left = _left_out(waiting, parsed)
        for portion, is_final in self._portions(
            feed, parsed, looked_up, left, is_local=answer.is_local
        ):
            is_complete = is_complete and is_final
            yield portion
        yield self._ended(feed, answer, parsed, is_complete=is_complete and parsed.is_whole)

    def _ask(self, feed: Feed) -> Answer:
        headers = {"Accept": _ACCEPT}
        if feed.etag:
            headers["If-None-Match"] = feed.etag
        if feed.modified:
            headers["If-Modified-Since"] = feed.modified
        answer = self._web.get(feed.url, headers, limit=FEED_LIMIT, may_be_local=True, partly=True)
        if answer.status != 200 or is_feed(answer.body):
            return answer
        if answer.body.startswith(GZIP):
            # Packed, and the server does not say so.
            unpacker = Unpacker("gzip", FEED_LIMIT)
            unpacker.feed(answer.body)
            return replace(answer, body=unpacker.content())
        # A page may name its feed, which is what was meant.
        named = feed_of_page(answer.body, answer.url)
        if not named or named == feed.url or (is_local(named) and not answer.is_local):
            return answer
        if _was_read(feed):
            # A page on a bad day; what it names may be another feed of the site.
            raise InputError(f"a web page came, which names another feed: {named}")
        return self._named(named, answer)

    def _named(self, named: str, page: Answer) -> Answer:
        """The feed that a page names. Raises InputError where none is there."""
        accept = {"Accept": _ACCEPT}
        try:
            found = self._web.get(
                named, accept, limit=FEED_LIMIT, may_be_local=page.is_local, partly=True
            )
        except InputError as error:
            raise InputError(f"a web page; the feed it names, {named}: {error.message}") from error
        if found.status != 200:
            reason = status_text(found.status)
            raise InputError(f"a web page; the feed it names, {named}: {reason}")
        return replace(found, moved_to=found.moved_to or named)

    def _portions(
        self,
        feed: Feed,
        parsed: ParsedFeed,
        looked_up: Mapping[str, str],
        left: Sequence[Item],
        *,
        is_local: bool,
    ) -> Iterator[tuple[Portion, bool]]:
        """Portions, each with whether all of its pages gave what they ever will. Of items that the
        feed has `left` out there is news only where their page can be had now.

        Only what came from this machine or network leads to pages there (`is_local`).
        """
        if not feed.full:
            yield (
                Portion(feed, tuple(_article(item, feed, parsed) for item in parsed.items)),
                True,
            )
            return
        places = _Places()
        fresh = [item for item in parsed.items if looked_up.get(item.key) != item.digest]
        known = len(parsed.items) - len(fresh)
        fresh += left
        for start in range(0, max(1, len(fresh)), _PAGES):
            articles: list[Article | Skipped] = []
            items: list[tuple[str, str]] = []
            unpaged: list[Skipped] = []
            waiting: list[Item] = []
            is_final = True
            some = fresh[start : start + _PAGES]
            for item in some:
                found, is_settled, why = self._full(item, feed, parsed, may_be_local=is_local)
                if not (why and item in left):
                    places.add(articles, found, item.url)
                unpaged += [Skipped(item.url, why)] if why else []
                is_final = is_final and is_settled
                if is_settled:
                    items.append((item.key, item.digest))
                else:
                    waiting.append(item)
            told = tuple(articles), tuple(items), known, tuple(unpaged), tuple(waiting)
            yield Portion(feed, *told), is_final
            known = 0

    def _full(
        self, item: Item, feed: Feed, parsed: ParsedFeed, *, may_be_local: bool
    ) -> tuple[list[Article | Skipped], bool, str]:
        """The article with its page's text, or as the feed has it; whether that is settled; and why
        the page's text could not be had, "" when it was or is not wanted.
        """
        article = _article(item, feed, parsed)
        url = item.url
        if isinstance(article, Skipped) or not is_web_address(url) or self._is_dropped(article):
            return [article], True, ""
        try:
            if not self._robots.allows(url, may_be_local=may_be_local):
                return [article], True, "its robots.txt forbids it"
            pages = fetch_page(self._web, url, self._options, may_be_local=may_be_local)
        except WebError as error:
            later = "; tried again next time" if error.again else ""
            return [article], not error.again, f"{error.message}{later}"
        except InputError as error:
            return [article], True, error.message
        page = pages[0] if len(pages) == 1 else None
        if isinstance(page, Article):
            why = why_other(article, page)
            return [article if why else with_page(article, page)], True, why
        why = page.reason if isinstance(page, Skipped) else "what came is not one article"
        return [article], True, why

    def _is_dropped(self, article: Article) -> bool:
        """Whether a rule will drop it whatever its page says, so that it need not be fetched."""
        return not self._options.rules.keep and bool(self._options.rules.dropped_by(article))

    def _ended(
        self, feed: Feed, answer: Answer, parsed: ParsedFeed, *, is_complete: bool
    ) -> Ending:
        """How a feed ended that was read. One that was not complete is asked for again in full."""
        changes: dict[str, Any] = {
            **self._answered(answer.status),
            "gone": False,
            "etag": answer.headers.get("etag", "")[:500] if is_complete else "",
            "modified": answer.headers.get("last-modified", "")[:100] if is_complete else "",
        }
        message = "" if parsed.is_whole else "it was cut off; its last item waits for the next time"
        # Kept, so that the list of feeds says it as well.
        changes["error"] = message
        if parsed.title and not feed.named:
            changes["title"] = parsed.title
        if answer.moved_to and answer.moved_to != feed.url:
            changes["url"] = answer.moved_to
            message = "; ".join(filter(None, (f"moved to {answer.moved_to}", message)))
        return Ending(feed=feed, state="fetched", message=message, changes=changes)

    def _refused(self, feed: Feed, answer: Answer) -> Ending:
        if answer.status == 304 and not (feed.etag or feed.modified):
            reason = "says that nothing is new, and was not asked that (HTTP 304)"
            return self._failed(feed, reason, answer.status)
        if answer.status == 304:
            return Ending(feed=feed, state="same", changes=self._answered(304))
        wait = answer.retry_after or (_LEFT_ALONE if answer.status == 429 else 0)
        until = self._clock.now() + timedelta(seconds=wait)
        return self._failed(
            feed,
            status_text(answer.status),
            answer.status,
            next_allowed=until.isoformat(timespec="seconds") if wait else "",
            gone=answer.status == 410,
        )

    def _answered(self, status: int) -> dict[str, Any]:
        now = self._now()
        return {
            "fetched": now,
            "answered": now,
            "status": status,
            "error": "",
            "next_allowed": "",
        }

    def _failed(self, feed: Feed, message: str, status: int, **more: Any) -> Ending:
        changes = {"fetched": self._now(), "status": status, "error": message, **more}
        state: FeedState = "gone" if more.get("gone") else "failed"
        return Ending(feed=feed, state=state, message=message, changes=changes)

    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="seconds")


def _left_out(waiting: Sequence[Item], parsed: ParsedFeed) -> list[Item]:
    """Those of some items that a feed has no more."""
    keys = {item.key for item in parsed.items}
    return [item for item in waiting if item.key not in keys]


class _Places:
    """The addresses that the pages of a feed's items name: one that several give which are not one
    article is none of theirs, but that of their section.
    """

    def __init__(self) -> None:
        self._first: dict[str, tuple[Article, str]] = {}
        self._shared: set[str] = set()

    def add(
        self, articles: list[Article | Skipped], found: Sequence[Article | Skipped], link: str
    ) -> None:
        """Add what was found for an item to a portion, in which what has the same address gets its
        own, or comes once more if it was handed on before.
        """
        for one in found:
            if not isinstance(one, Article) or one.text_from == "feed":
                articles.append(one)
                continue
            place = normalise_url(one.url)
            first, its_link = self._first.setdefault(place, (one, link))
            if first.paragraphs == one.paragraphs or normalise_url(link) == place:
                articles.append(one)
                continue
            if place not in self._shared and normalise_url(its_link) != place:
                at = articles.index(first) if first in articles else len(articles)
                articles[at : at + 1] = [at_own_address(first, its_link)]
            self._shared.add(place)
            articles.append(at_own_address(one, link))


def _article(item: Item, feed: Feed, parsed: ParsedFeed) -> Article | Skipped:
    """The article of an item, as its feed says it now."""
    article = article_of(item, feed, parsed)
    return replace(article, said_now=True) if isinstance(article, Article) else article


def _was_read(feed: Feed) -> bool:
    """Whether there was a feed at this address before."""
    is_known = bool(feed.title) and not feed.named
    return is_known or bool(feed.etag or feed.modified or (feed.fetched and not feed.error))
