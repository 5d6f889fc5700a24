"""Fetching feeds beside everything else, and telling of those that fail."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index import NotShared
from tui import present

if TYPE_CHECKING:
    from index import Feed, FeedOutcome, FetchReport, ReadOptions
    from tui.config import Config
    from tui.controllers.host import Host
    from tui.session import Session


class FetchingController:
    """One fetch at a time, which goes on whatever is looked at meanwhile.

    `changed` is called when something came, `sign` says by which key the feeds are listed.
    `done` of `total` feeds were asked; `total` is 0 while nothing is fetched.
    """

    def __init__(
        self,
        host: Host,
        session: Session,
        config: Config,
        *,
        changed: Callable[[], None],
        sign: Callable[[], str],
    ) -> None:
        self._host, self._session, self._config = host, session, config
        self._changed, self._sign = changed, sign
        self.done = self.total = 0
        self.told: Callable[[], None] | None = None
        """What is to be called after each feed."""
        self._stop = threading.Event()
        self._failing: frozenset[int] | None = None
        """The feeds of which it is known that they fail; None before it was looked."""

    def begin(self, feeds: Sequence[Feed]) -> None:
        """Ask feeds for what is new, beside what is looked at."""
        if feeds:
            self._host.begin(self._fetch(feeds))

    async def _fetch(self, feeds: Sequence[Feed]) -> None:
        if self.total:
            self._host.say("A fetch is under way already.")
            return
        if wrong := self._config.intake_problem:
            self._host.say(f"{wrong} Nothing was fetched.", bad=True)
            return
        self._stop.clear()
        self.done, self.total = 0, len(feeds)
        loop = asyncio.get_running_loop()
        self._tell()
        try:
            report = await self._session.read(
                lambda: self._session.archive.feeds.fetch(
                    [str(feed.number) for feed in feeds],
                    self._options(),
                    tell=lambda outcome: _call_in(loop, self._asked, outcome),
                    stop=lambda: self._stop.is_set() or not self._host.is_running,
                )
            )
        finally:
            self.done = self.total = 0
            self._tell()
        if any(one.new or one.changed for one in report.outcomes):
            self._changed()
        self._host.say(summary(report), bad=bool(report.failed))

    def _options(self) -> ReadOptions:
        from index import ReadOptions, RecogniserSettings, Rules  # noqa: PLC0415  (loads the readers)

        rules = Rules.of(**self._config.intake)
        return ReadOptions(rules=rules, engine=RecogniserSettings(**self._config.entities))

    def _asked(self, outcome: FeedOutcome) -> None:
        self.done += 1
        number = outcome.feed.number
        failing = self._failing or frozenset()
        self._failing = failing | {number} if outcome.feed.fails else failing - {number}
        self._tell()

    def _tell(self) -> None:
        if self.told is not None:
            self.told()

    def stop(self) -> None:
        """Have a fetch end with what it is at."""
        if self.total:
            self._stop.set()
            self._host.say("Fetching ends; what came is kept.")
        else:
            self._host.say("Nothing is being fetched.")

    def _every(self) -> Sequence[Feed]:
        """Called in a thread."""
        return self._session.archive.feeds.all()

    async def look(self) -> None:
        """Say of feeds that another process fetched which of them fail since it was last looked."""
        try:
            feeds = await self._session.read(self._every)
        except NotShared:
            return
        before = self._failing
        self._failing = frozenset(feed.number for feed in feeds if feed.fails)
        new = [feed for feed in feeds if feed.fails and feed.number not in (before or ())]
        if before is not None and new and not self.total:
            self._host.say(f"{_named(new)}; {self._sign()} lists the feeds.", bad=True)


def _call_in(
    loop: asyncio.AbstractEventLoop, call: Callable[[FeedOutcome], None], outcome: FeedOutcome
) -> None:
    """Call from a thread in the loop, unless that is over."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(call, outcome)


def _named(failing: Sequence[Feed]) -> str:
    first = failing[0]
    if len(failing) == 1:
        return f"{first.title or first.url} could not be fetched: {first.error}"
    return f"{present.number(len(failing))} feeds could not be fetched"


def summary(report: FetchReport) -> str:
    """What a fetch brought, in words."""
    new, changed = (
        sum(getattr(one, what) for one in report.outcomes) for what in ("new", "changed")
    )
    parts = [f"{present.number(new)} new", f"{present.number(changed)} changed"]
    if report.failed:
        parts.append(f"{present.number(len(report.failed))} failed")
    feeds = present.plural(len(report.outcomes), "feed")
    ended = "; stopped, the rest was not asked" if report.interrupted else ""
    if len(report.outcomes) == 1 and report.outcomes[0].message:
        ended = f"; {report.outcomes[0].message}{ended}"
    return f"{feeds}: {', '.join(parts)}{ended}."
