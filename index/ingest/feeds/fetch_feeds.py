"""Fetching many feeds: hosts side by side, each by one thread; storing by the thread that asked."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from index.core.article import Article
from index.core.errors import ArchiveBusy, IndexNotWritten, StoppedError
from index.core.late_patterns import late
from index.core.reports import Feed, FeedOutcome, FetchReport, Skipped
from index.ingest.feeds.address_guard import Resolve, resolved
from index.ingest.feeds.fetch_feed import Ending, Follower, Portion
from index.ingest.feeds.http_client import Limits, Web, agent
from index.ingest.feeds.politeness import PAUSE, Clock, Pace
from index.ingest.feeds.robots import Robots
from index.ingest.feeds.web_addresses import host_of
from index.ingest.importer import Importer
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.encodings import decode
from index.ingest.readers.feed_formats.feed_items import Item
from index.store.database import Database
from index.store.file.lock import writer_lock
from index.store.library import subscriptions as stored

_THREADS = 8
# Portions that may wait to be stored; more would only fill memory.
_WAITING = 16
# How often the user's wish to stop is looked at, in seconds.
_TICK = 0.2
# Articles stored, or seconds, between two commits of the index: one a feed would cost more than it
# gives, one at the end would let an open screen wait.
_INDEX_EVERY = 1000
_INDEX_SECONDS = 30.0
# How long to wait for another process that writes, in seconds.
_PATIENCE = 120.0
# Of a robots.txt 500 KiB have to be read (RFC 9309, 2.5); what is behind that is passed over.
_ROBOTS_LIMIT = 512 * 1024

_OPTION = late(r"; --\w+ takes (?:it|this one)\b[^;,)]*")


@dataclass(slots=True)
class _Ready:
    """Articles that are there already, as the importer takes inputs."""

    path: str
    items: Sequence[Article | Skipped]
    size: int = 0
    bytes_read: int = 0
    place: str = ""

    def digest(self) -> str:
        return ""

    def articles(self) -> Iterator[Article | Skipped]:
        return iter(self.items)


class _Task(NamedTuple):
    """A feed to be fetched; see `Follower.follow`."""

    feed: Feed
    looked_up: Mapping[str, str] = MappingProxyType({})
    waiting: tuple[Item, ...] = ()


class Network:
    """How the world is asked: time, pauses and limits, which tests replace."""

    def __init__(
        self,
        clock: Clock | None = None,
        limits: Limits | None = None,
        pause: float = PAUSE,
        resolve: Resolve = resolved,
    ) -> None:
        self.clock = clock or Clock()
        self._pace = Pace(self.clock, pause)
        self.web = Web(self.clock, self._pace, limits, resolve)

    def follower(self, options: ReadOptions) -> Follower:
        """What fetches one feed after another, by these settings."""
        return Follower(self.web, self.robots, self.clock, options)

    @cached_property
    def robots(self) -> Robots:
        """What hosts allow, each asked once."""
        return Robots(self._robots_text, self._pace, agent())

    def _robots_text(self, url: str, may_be_local: bool) -> tuple[int, str]:
        answer = self.web.get(
            url,
            {"Accept": "text/plain,*/*;q=0.5"},
            limit=_ROBOTS_LIMIT,
            may_be_local=may_be_local,
            beginning=True,
        )
        body = answer.body
        if len(body) == _ROBOTS_LIMIT:
            # The last line may lack its end, and would then forbid more than it says.
            body = body[: body.rfind(b"\n") + 1]
        return answer.status, decode(body)


class FeedFetch:
    """One fetch of some feeds.

    `index_pending` indexes what has been stored, `tell` hears of each feed as it is done, `stop`
    is asked now and then; what is under way is given up then, what is stored stays.
    """

    def __init__(
        self,
        database: Database,
        options: ReadOptions,
        *,
        index_pending: Callable[[], object],
        tell: Callable[[FeedOutcome], None] | None = None,
        stop: Callable[[], bool] | None = None,
        network: Network | None = None,
    ) -> None:
        self._database = database
        self._options = options
        self._index_pending = index_pending
        self._tell = tell or (lambda _: None)
        self._stop = stop or (lambda: False)
        self._network = network or Network()
        self._clock = self._network.clock
        self._report = FetchReport()
        self._outcomes: dict[int, FeedOutcome] = {}
        self._unindexed = 0
        self._indexed = 0.0
        self._tasks: queue.SimpleQueue[list[_Task]] = queue.SimpleQueue()
        self._results: queue.Queue[Portion | Ending] = queue.Queue(_WAITING)

    def run(self, feeds: Sequence[Feed], *, retry_gone: bool = False) -> FetchReport:
        """Fetch the feeds; what is wrong with one is told and stops no other.

        Raises ArchiveError when the archive cannot be written, ArchiveBusy when another process
        keeps writing to it; what was told as done is stored all the same.
        """
        began = self._indexed = self._clock.ticks()
        wanted = [feed for feed in feeds if self._is_due(feed, retry_gone=retry_gone)]
        try:
            self._start(wanted)
            self._collect(len(wanted))
        finally:
            self._clock.stop.set()
        if self._unindexed:
            # Who writes meanwhile indexes this too, and so does the next search.
            with suppress(ArchiveBusy), writer_lock(self._database.path):
                self._index_pending()
        self._report.seconds = self._clock.ticks() - began
        return self._report

    def _is_due(self, feed: Feed, *, retry_gone: bool) -> bool:
        """Whether a feed is to be fetched now; if not, that is told."""
        if feed.gone and not retry_gone:
            message = f"{feed.error}; name it to ask again"
            self._done(FeedOutcome(feed=feed, state="waiting", message=message))
        elif feed.next_allowed > self._clock.now().isoformat(timespec="seconds"):
            message = f"not before {feed.next_allowed}: the server asks to be left alone"
            self._done(FeedOutcome(feed=feed, state="waiting", message=message))
        else:
            self._outcomes[feed.number] = FeedOutcome(feed=feed)
            return True
        return False

    def _start(self, feeds: Sequence[Feed]) -> None:
        """Let threads work on the hosts, the one with most feeds first."""
        hosts: dict[str, list[_Task]] = {}
        for feed in feeds:
            task = _Task(feed)
            if feed.full:
                waiting = stored.waiting(self._database, feed.number)
                known = stored.looked_up(self._database, feed.number)
                task = _Task(feed, known, tuple(map(Item.of_said, waiting)))
            hosts.setdefault(host_of(feed.url), []).append(task)
        for group in sorted(hosts.values(), key=len, reverse=True):
            self._tasks.put(group)
        follower = self._network.follower(self._options)
        for _ in range(min(_THREADS, len(hosts))):
            # As daemons they never keep a program alive that wants to end.
            threading.Thread(target=self._work, args=(follower,), daemon=True).start()

    def _work(self, follower: Follower) -> None:
        while True:
            try:
                group = self._tasks.get_nowait()
            except queue.Empty:
                return
            for task in group:
                feed = task.feed
                try:
                    for result in follower.follow(*task):
                        self._hand_on(result)
                except StoppedError:
                    return
                except Exception as error:  # noqa: BLE001  (one feed, whatever it is, stops none)
                    reason = f"it could not be read ({type(error).__name__}: {error})"
                    self._hand_on(
                        Ending(feed=feed, state="failed", message=reason, changes={"error": reason})
                    )

    def _hand_on(self, result: Portion | Ending) -> None:
        while not self._clock.stop.is_set():
            try:
                self._results.put(result, timeout=_TICK)
            except queue.Full:
                continue
            return
        raise StoppedError

    def _collect(self, waiting: int) -> None:
        while waiting:
            if self._stop():
                self._report.interrupted = True
                return
            try:
                result = self._results.get(timeout=_TICK)
            except queue.Empty:
                continue
            if isinstance(result, Portion):
                self._store(result)
            else:
                self._end(result)
                waiting -= 1

    def _store(self, portion: Portion) -> None:
        outcome = self._outcomes[portion.feed.number]
        with self._writing():
            importer = Importer(self._database, self._options, index_pending=lambda: None)
            report = importer.take([_Ready(portion.feed.url, portion.articles)])
            # Only now: what was looked up is remembered when what it gave is stored.
            waiting = [(item.key, item.as_said()) for item in portion.waiting]
            stored.change(self._database, portion.feed.number, {}, portion.items, waiting)
            self._unindexed += report.new + report.changed
            is_due = self._clock.ticks() - self._indexed >= _INDEX_SECONDS
            if self._unindexed >= _INDEX_EVERY or (self._unindexed and is_due):
                # What has no room now is tried again at the end, and said then.
                with suppress(IndexNotWritten):
                    self._index_pending()
                    self._unindexed = 0
                self._indexed = self._clock.ticks()
        outcome.new += report.new
        outcome.changed += report.changed
        outcome.unchanged += report.unchanged + portion.known
        outcome.skipped += [replace(one, reason=_plain(one.reason)) for one in report.skipped]
        unpaged = (replace(one, reason=_plain(one.reason)) for one in portion.unpaged)
        outcome.unpaged += unpaged
        outcome.remarks += [replace(one, text=_plain(one.text)) for one in report.remarks]
        for rule, count in report.dropped.items():
            outcome.dropped += count
            self._report.dropped[rule] = self._report.dropped.get(rule, 0) + count

    def _end(self, ending: Ending) -> None:
        outcome = self._outcomes[ending.feed.number]
        outcome.state, outcome.message = ending.state, ending.message
        changes = dict(ending.changes)
        known = stored.at(self._database, changes["url"]) if "url" in changes else None
        if known is not None:
            outcome.message = f"moved to {changes.pop('url')}, which is followed already"
            if not ending.feed.answered:
                # A page that was named again leads to the feed that it led to before.
                stored.become(self._database, ending.feed, known)
                outcome.message = f"is {known.url}, which is followed already: both are one now"
                outcome.feed = stored.at(self._database, known.url) or known
                self._done(outcome)
                return
        stored.change(self._database, ending.feed.number, changes)
        outcome.feed = replace(ending.feed, **changes)
        self._done(outcome)

    def _done(self, outcome: FeedOutcome) -> None:
        self._report.outcomes.append(outcome)
        self._tell(outcome)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the writer's lock, after another process has had it for a while."""
        gives_up = self._clock.ticks() + _PATIENCE
        while True:
            lock = writer_lock(self._database.path)
            try:
                lock.__enter__()
            except ArchiveBusy:
                if self._clock.ticks() >= gives_up:
                    raise
                self._clock.sleep(1)
                continue
            break
        try:
            yield
        finally:
            lock.__exit__(None, None, None)


def _plain(said: str) -> str:
    """What is said of an article, without the option of another command that would take it."""
    return _OPTION.sub("", said)
