"""The feeds of an archive: followed, listed, fetched, and handed to other programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from index.core.addresses import normalise_url
from index.core.clean import clean
from index.core.credentials import without_login
from index.core.errors import ArchiveBusy, IndexNotWritten, NotFound, NutgrafError
from index.core.reports import Feed, FeedOutcome, FetchReport, ListReport
from index.ingest.feeds.list_entry import LIST_LIMIT, FeedList, Subscription, feed_address
from index.store.articles import feed_articles
from index.store.database import Database
from index.store.file.lock import fetch_lock, writer_lock
from index.store.library import subscriptions as stored
from index.store.revisions import latest_revision

if TYPE_CHECKING:
    from index.ingest.feeds.fetch_feeds import Network
    from index.ingest.readers.base import ReadOptions

ListFormat = Literal["opml", "urls"]

_NAMED = 4  # feeds that a name may mean


class Feeds:
    """What an archive follows. Nothing is fetched but by `fetch`.

    `indexing` gives what works out and indexes all that comes from then on.
    """

    def __init__(self, database: Database, indexing: Callable[[], Callable[[], object]]) -> None:
        self._database = database
        self._indexing = indexing

    def all(self) -> Sequence[Feed]:
        """Every feed, in the order in which they were added."""
        return stored.every(self._database)

    def find(self, reference: str) -> Feed:
        """The feed with this address, number, title or unmistakable part of either.

        Raises NotFound.
        """
        # No reference is no part of an address, and not the title of a feed that has none.
        text = clean(reference).casefold()
        feeds = self.all() if text else ()
        exact = [
            feed
            for feed in feeds
            if text in (str(feed.number), feed.url.casefold(), feed.title.casefold())
        ]
        parts = [f for f in feeds if text in f.url.casefold() or text in f.title.casefold()]
        found = exact or parts
        if len(found) == 1:
            return found[0]
        if found:
            likely = ", ".join(f"{feed.number} {feed.title or feed.url}" for feed in found[:_NAMED])
            more = f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
            several = f"“{reference}” may mean several feeds: {likely}{more}."
            raise NotFound(several, "Give its number; nutgraf feeds list has them all.")
        raise NotFound(f"No feed is followed that is called “{reference}”.", "nutgraf feeds list")

    def add(
        self, url: str, *, title: str = "", tags: Sequence[str] = (), full: bool | None = None
    ) -> tuple[Feed, bool]:
        """Follow a feed; the feed, and whether it is a new one.

        Of one that is followed already, title, tags and `full` are changed where given, and with
        them the outlet and the tags of the articles that it brought. Raises NutgrafError when the
        address is none.
        """
        return self.add_all([url], title=title, tags=tags, full=full)[0]

    def add_all(
        self,
        urls: Sequence[str],
        *,
        title: str = "",
        tags: Sequence[str] = (),
        full: bool | None = None,
    ) -> list[tuple[Feed, bool]]:
        """The same for several feeds, of which all are followed then or none."""
        wanted = [Subscription(feed_address(url), title, tuple(tags)) for url in urls]
        return self._follow_all([(one, full) for one in wanted])

    def _follow_all(
        self, wanted: Sequence[tuple[Subscription, bool | None]]
    ) -> list[tuple[Feed, bool]]:
        with self._database.transaction() as connection:
            before = latest_revision(connection)
            followed = {normalise_url(feed.url): feed for feed in self.all()}
            found = [self._follow(connection, one, full, followed) for one, full in wanted]
            is_changed = latest_revision(connection) != before
        if is_changed:
            # Who writes meanwhile indexes this too, and so does the next search.
            with suppress(ArchiveBusy, IndexNotWritten), writer_lock(self._database.path):
                self._indexing()()
        return found

    @staticmethod
    def _follow(
        connection: Any, wanted: Subscription, full: bool | None, followed: dict[str, Feed]
    ) -> tuple[Feed, bool]:
        """See `add`; `followed` has the feeds by their addresses without what does not count."""
        key = normalise_url(wanted.url)
        title = clean(wanted.title)
        tags = tuple(dict.fromkeys(filter(None, map(clean, wanted.tags))))
        known = followed.get(key)
        if known is None:
            feed = stored.add(connection, wanted.url, title, tags, full=bool(full))
            followed[key] = feed
            return feed, True
        changes: dict[str, Any] = {"gone": False, "next_allowed": ""} if known.gone else {}
        if title and title != known.title:
            changes |= {"title": title, "named": True}
            if known.title:
                feed_articles.rename(connection, known.url, known.title, title)
        if set(tags) - set(known.tags):
            changes["tags"] = tuple(dict.fromkeys((*known.tags, *tags)))
            feed_articles.tag(connection, known.url, tags)
        if full is not None and full != known.full:
            # The server must give the items again, so that their pages are looked up.
            changes |= {"full": full, "etag": "", "modified": ""}
        if changes:
            stored.set_fields(connection, known.number, changes)
        followed[key] = replace(known, **changes)
        return followed[key], False

    def remove(self, *references: str) -> list[Feed]:
        """Follow some feeds no more; their articles stay. Raises NotFound, all staying then."""
        found = {feed.number: feed for feed in map(self.find, references)}
        stored.remove(self._database, found)
        return list(found.values())

    def fetch(
        self,
        references: Sequence[str] = (),
        options: ReadOptions | None = None,
        *,
        tell: Callable[[FeedOutcome], None] | None = None,
        stop: Callable[[], bool] | None = None,
        network: Network | None = None,
    ) -> FetchReport:
        """Fetch the named feeds, or all, and import what they bring.

        `tell` hears of each as it is done; `stop` is asked now and then. Feeds that are gone for
        good are asked again only when named. Raises NotFound, ArchiveBusy, ArchiveError.
        """
        # Loaded here: the network's libraries take their time, and lists do without them.
        from index.ingest.feeds.fetch_feeds import FeedFetch  # noqa: PLC0415
        from index.ingest.readers.base import ReadOptions  # noqa: PLC0415

        named = [self.find(reference) for reference in references]
        feeds = list({feed.number: feed for feed in named}.values()) or self.all()
        with fetch_lock(self._database.path):
            fetch = FeedFetch(
                self._database,
                options or ReadOptions(),
                index_pending=self._indexing(),
                tell=tell,
                stop=stop,
                network=network,
            )
            return fetch.run(feeds, retry_gone=bool(named))

    def import_list(self, path: Path) -> ListReport:
        """Follow the feeds of an OPML list or of newsboat's `urls` file.

        Raises NutgrafError when the file cannot be read or is neither.
        """
        try:
            with path.open("rb") as file:
                data = file.read(LIST_LIMIT + 1)
        except OSError as error:
            raise NutgrafError(f"{path} cannot be read: {error.strerror or error}.") from error
        if len(data) > LIST_LIMIT:
            raise NutgrafError(f"{path} is too large for a list of feeds.")
        return self.import_bytes(data, str(path))

    def import_bytes(self, data: bytes, name: str = "-") -> ListReport:
        """The same for a list that has been read."""
        found = _read_list(data)
        if not found.feeds and not found.left_out:
            raise NutgrafError(
                f"{name} holds no list of feeds.", "OPML and newsboat's urls file are read."
            )
        followed = self._follow_all([(one, True if one.full else None) for one in found.feeds])
        added = sum(is_new for _, is_new in followed)
        return ListReport(added=added, known=len(followed) - added, left_out=found.left_out)

    def export_list(self, form: ListFormat = "opml") -> str:
        """All feeds as OPML, or as newsboat's `urls`."""
        # Loaded here as below: the screen looks at feeds, and at no list.
        from index.ingest.feeds.newsboat_urls import write_urls  # noqa: PLC0415
        from index.ingest.feeds.opml import write_opml  # noqa: PLC0415

        lines = [
            Subscription(
                without_login(clean(feed.url)),
                clean(feed.title),
                tuple(filter(None, map(clean, feed.tags))),
                feed.full,
            )
            for feed in self.all()
        ]
        return write_urls(lines) if form == "urls" else write_opml(lines)


def _read_list(data: bytes) -> FeedList:
    from index.ingest.feeds.newsboat_urls import read_urls  # noqa: PLC0415
    from index.ingest.feeds.opml import read_opml  # noqa: PLC0415

    looks_like_xml = re.match(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<|\x00<", data[:64])
    if looks_like_xml or b"<outline" in data[:65_536]:
        return read_opml(data)
    return read_urls(data)
