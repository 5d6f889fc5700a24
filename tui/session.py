"""The application's line to the archive: all that is asked of it is asked in threads, from here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from tui.lane import Lane

if TYPE_CHECKING:
    from index import Archive, ArticleView, Results
    from tui.view import View

_NAMES_SEEN = 40

P = ParamSpec("P")
Q = TypeVar("Q")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Search:
    """A search to be made, and the paragraph that shall be current afterwards if it is found."""

    view: View
    paragraph: int | None = None


class Session:
    """Two lanes, one for searches and one for articles, and a queue for everything else."""

    def __init__(self, archive: Archive, executor: Executor | None = None) -> None:
        self.archive = archive
        self._executor = executor or ThreadPoolExecutor(4, thread_name_prefix="archive")
        self._queue = asyncio.Lock()
        self._lanes: list[Lane[Any, Any]] = []
        self._pending: set[asyncio.Future[Any]] = set()

    def search_lane(
        self,
        answered: Callable[[Search, Results], None],
        failed: Callable[[Search, Exception], None],
    ) -> Lane[Search, Results]:
        return self._kept(Lane(self._search, answered, failed, self._executor))

    def article_lane(
        self,
        answered: Callable[[int, ArticleView], None],
        failed: Callable[[int, Exception], None],
    ) -> Lane[int, ArticleView]:
        """Articles by one of their paragraphs' numbers."""
        return self._kept(Lane(self.archive.article_of, answered, failed, self._executor))

    def lane(
        self,
        ask: Callable[[str], T],
        answered: Callable[[str, T], None],
        failed: Callable[[str, Exception], None],
    ) -> Lane[str, T]:
        return self._kept(Lane(ask, answered, failed, self._executor))

    def asking(
        self,
        ask: Callable[[Q], T],
        answered: Callable[[Q, T], None],
        failed: Callable[[Q, Exception], None],
    ) -> Lane[Q, T]:
        """A lane for any question."""
        return self._kept(Lane(ask, answered, failed, self._executor))

    def _kept(self, lane: Lane[Q, T]) -> Lane[Q, T]:
        self._lanes.append(lane)
        return lane

    def let_go(self, *lanes: Lane[Any, Any]) -> None:
        """Ask nothing more in lanes whose screen is gone."""
        for lane in lanes:
            lane.drop()
        self._lanes = [lane for lane in self._lanes if lane not in lanes]

    async def do(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call in a thread, one after the other; raises what the call raises."""
        async with self._queue:
            loop = asyncio.get_running_loop()
            answer = loop.run_in_executor(self._executor, lambda: call(*args, **kwargs))
            self._pending.add(answer)
            answer.add_done_callback(self._pending.discard)
            return await answer

    @property
    def busy(self) -> bool:
        """Whether anything is being asked."""
        return bool(self._pending) or any(lane.busy for lane in self._lanes)

    async def done(self) -> None:
        """Wait until all that `do` was called for is done; searches may go on."""
        while self._pending:
            await asyncio.wait(self._pending)

    async def idle(self) -> None:
        """Wait until nothing is being asked any more."""
        while self.busy:
            for lane in self._lanes:
                await lane.idle()
            if self._pending:
                await asyncio.wait(self._pending)

    def close(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _search(self, search: Search) -> Results:
        view = search.view
        results = self.archive.search(
            view.text, filters=view.filters, sort=view.sort, scope=view.scope
        )
        # Read here what is painted first, so that the screen does not wait for the file.
        results.hits[0:64]
        for names in (results.facets.people, results.facets.organisations, results.facets.places):
            names[:_NAMES_SEEN]
        return results
