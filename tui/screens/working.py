"""Long work: said when it takes a while, how far it has got, and given up with Escape."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui import present
from tui.screens.dialogs import Dialog
from tui.screens.trouble import RefusedError
from tui.typing import WORKING

if TYPE_CHECKING:
    from tui.controllers.host import Host
    from tui.session import Session

T = TypeVar("T")

SHOWN_AFTER = 0.3
_EVERY = 0.1  # seconds, both


class Work:
    """What a thread that works and the screen tell each other."""

    def __init__(self) -> None:
        self.done, self.total = 0, 0
        self._stop = threading.Event()

    def told(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    def stop(self) -> None:
        self._stop.set()

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    def __str__(self) -> str:
        if self.stopped:
            return "Taking back what was done …"
        if not self.total:
            return "Waiting for what is being done …"
        return f"{present.number(self.done)} of {present.number(self.total)}"


class Working(Dialog[None]):
    """Says how far work has got. It closes when that is over, however it ended."""

    below = "{close} stop"

    def __init__(self, heading: str, work: Work, over: Awaitable[object]) -> None:
        super().__init__(self._wait)
        self.add_class(WORKING)
        self.heading, self._work, self._over = heading, work, over

    def fields(self) -> Iterable[Widget]:
        yield Static(Content(str(self._work)), id="progress")

    def on_mount(self) -> None:
        self.set_interval(_EVERY, self._show)
        self.answer(None)

    def _show(self) -> None:
        self.query_one("#progress", Static).update(Content(str(self._work)))

    async def _wait(self, _answer: None) -> None:
        await self._over

    def busy_words(self) -> str:
        return self.below

    def stop_acting(self) -> None:
        self._work.stop()
        self._show()


async def work_on(
    host: Host, session: Session, heading: str, call: Callable[..., T], *args: object
) -> T:
    """Call something that takes `progress` and `stop` in a thread, and show that it works when it
    is not done at once. Raises what it raises; RefusedError when it was stopped.
    """
    from index import StoppedError  # noqa: PLC0415  (not before the first paint)

    work = Work()
    asked = partial(call, *args, progress=work.told, stop=lambda: work.stopped)
    task = asyncio.ensure_future(session.do(asked))
    await asyncio.wait({task}, timeout=SHOWN_AFTER)
    if not task.done():
        await host.ask(Working(heading, work, asyncio.wait({task})))
    try:
        return await task
    except StoppedError:
        raise RefusedError("Stopped; nothing was changed.") from None
