"""The ways out of nothing, or of little: looked for after the answer, when typing has stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.timer import Timer

    from index import Relaxation, Results
    from tui.controllers.host import Host
    from tui.lane import Lane
    from tui.session import Session


class WaysOut:
    """Finds out how something would be found, where nothing was, or more."""

    def __init__(
        self,
        host: Host,
        session: Session,
        found: Callable[[Results, Sequence[Relaxation]], None],
    ) -> None:
        """`found` is told the ways out of an answer, unless they were stopped."""
        self._host = host
        self._lane: Lane[Results, Sequence[Relaxation]] = session.lane(
            host,
            lambda results: results.relaxations,
            found,
            lambda _results, error: host.trouble(error),
        )
        self._waiting: Results | None = None
        self._timer: Timer | None = None

    def look(self, results: Results, follows: float = 0) -> None:
        """Look for them, in so many seconds, unless they are stopped by then."""
        self.stop()
        if follows:
            self._waiting = results
            self._timer = self._host.set_timer(follows, partial(self.look, results))
        else:
            self._lane.submit(results)

    def stop(self) -> None:
        """They are not wanted any more."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._waiting = None
        self._lane.drop()

    async def arrived(self) -> None:
        """Wait for those that were asked for."""
        if self._waiting is not None:
            self.look(self._waiting)
        await self._lane.idle()
