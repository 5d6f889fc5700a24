"""The application's line to the archive: all that is asked of it is asked in threads, from here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from index import Cancellation
from tui.ahead import ReadAhead
from tui.damage import blaming
from tui.lane import Lane, Owner

if TYPE_CHECKING:
    from index import ArticleView, Results
    from tui.asked import Asked
    from tui.place import Rows
    from tui.view import View

_PATIENCE = 0.3
"""Seconds that are waited at the end for what was begun, and again once it was told to stop."""

P = ParamSpec("P")
Q = TypeVar("Q")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Search:
    """A search to be made, and the paragraph that shall be current afterwards if it is found.

    `rows` are those shown, where the same is searched for again or where paragraphs are `selected`,
    which are looked for among the hits. `typing`: its last word may go on.
    `screenful` is how many rows are read at once. `written`: its text came letter by letter, and
    another letter may come.
    """

    view: View
    paragraph: int | None = None
    rows: Rows | None = field(default=None, compare=False, repr=False)
    typing: bool = False
    screenful: int = field(default=16, compare=False)
    written: bool = field(default=False, compare=False)
    selected: bool = field(default=False, compare=False)


class _Latest:
    """The search of a lane that is under way."""

    def __init__(self) -> None:
        self._cancellation = Cancellation()

    def begun(self) -> Cancellation:
        self._cancellation = Cancellation()
        return self._cancellation

    def cancel(self) -> None:
        self._cancellation.cancel()


class Session:
    """Lanes for what is asked anew with every key, a queue for what changes something, and room
    for what takes long, so that nothing small waits for it.
    """

    def __init__(self, archive: Asked) -> None:
        self.archive = archive
        self._quick = ThreadPoolExecutor(6, thread_name_prefix="lane")
        self._ordered = ThreadPoolExecutor(1, thread_name_prefix="queue")
        self._slow = ThreadPoolExecutor(4, thread_name_prefix="reader")
        self._lanes: set[Lane[Any, Any]] = set()
        self._doing: set[asyncio.Future[Any]] = set()
        self._reading: set[asyncio.Future[Any]] = set()

    def search_lane(
        self,
        owner: Owner,
        answered: Callable[[Search, Results], None],
        failed: Callable[[Search, Exception], None],
    ) -> Lane[Search, Results]:
        latest = _Latest()
        return self.lane(
            owner,
            lambda search: self._search(search, latest.begun()),
            answered,
            failed,
            superseded=latest.cancel,
        )

    def article_lane(
        self,
        owner: Owner,
        answered: Callable[[int, ArticleView], None],
        failed: Callable[[int, Exception], None],
    ) -> Lane[int, ArticleView]:
        """Articles by one of their paragraphs' numbers."""
        return self.lane(owner, self.archive.article_of, answered, failed)

    def lane(
        self,
        owner: Owner,
        ask: Callable[[Q], T],
        answered: Callable[[Q, T], None],
        failed: Callable[[Q, Exception], None],
        *,
        slow: bool = False,
        superseded: Callable[[], None] = lambda: None,
    ) -> Lane[Q, T]:
        """A lane for any question; it hands nothing over once its owner is gone. What may take
        long is `slow`.
        """
        executor = self._slow if slow else self._quick
        lane = Lane(
            lambda question: self._asked(ask, question),
            answered,
            failed,
            executor,
            owner,
            superseded=superseded,
        )
        self._lanes.add(lane)
        return lane

    def let_go(self, *lanes: Lane[Any, Any]) -> None:
        """Ask nothing more in lanes whose screen is gone."""
        for lane in lanes:
            lane.drop()
            self._lanes.discard(lane)

    async def do(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call in a thread, one after the other; raises what the call raises."""
        return await self._call(
            self._ordered, self._doing, lambda: self._asked(call, *args, **kwargs)
        )

    async def read(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call in a thread beside everything else what changes nothing and may take long."""
        return await self._call(
            self._slow, self._reading, lambda: self._asked(call, *args, **kwargs)
        )

    def _asked(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call, in a thread; what a damaged archive brings forth is said of the archive."""
        with blaming(self.archive):
            return call(*args, **kwargs)

    @staticmethod
    async def _call(
        executor: Executor, pending: set[asyncio.Future[Any]], call: Callable[[], T]
    ) -> T:
        answer = asyncio.get_running_loop().run_in_executor(executor, call)
        pending.add(answer)
        answer.add_done_callback(pending.discard)
        return await answer

    @property
    def busy(self) -> bool:
        """Whether anything is being asked."""
        return bool(self._doing or self._reading) or any(lane.busy for lane in self._lanes)

    async def done(self) -> None:
        """Wait until all that `do` was called for is done; what is read may go on."""
        while self._doing:
            await asyncio.wait(self._doing)

    async def idle(self) -> None:
        """Wait until nothing is being asked any more."""
        while self.busy:
            for lane in list(self._lanes):
                await lane.idle()
            if pending := self._doing | self._reading:
                await asyncio.wait(pending)

    def close(self) -> bool:
        """Ask nothing any more; whether all threads have come to their end.

        What is being changed is finished, what is being looked for is interrupted. While a thread
        is still at work the archive must not be closed.
        """
        pools = (self._quick, self._ordered, self._slow)
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)
        _joined(self._ordered, _PATIENCE)
        self.archive.interrupt()
        end = time.monotonic() + _PATIENCE
        return all(_joined(pool, end - time.monotonic()) for pool in pools)

    def _search(self, search: Search, cancellation: Cancellation) -> Results:
        view = search.view
        results = self.archive.search(
            view.text,
            filters=view.filters,
            sort=view.sort,
            scope=view.scope,
            typing=search.typing,
            fold=view.fold,
            cancellation=cancellation,
        )
        # Read here what is painted first, so that the screen does not wait for the file.
        hits = ReadAhead(results.hits, search.screenful, search.paragraph)
        if search.rows is not None:
            # The new rows will be compared with these.
            search.rows.prepare()
        if search.rows is not None or search.selected:
            len(hits.places)
        return replace(results, hits=hits)


def _joined(pool: ThreadPoolExecutor, seconds: float) -> bool:
    """Whether the threads of a pool that was shut down have ended, or do within some seconds."""
    end = time.monotonic() + seconds
    threads = list(pool._threads)
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)
