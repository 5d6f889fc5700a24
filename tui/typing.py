"""Keys one after the other, when a slow line or a paste brings many at once.

A key may open a dialogue or move the focus, which takes a few turns of the event loop. Without
this, what is typed meanwhile would go to the place before: `/swap` in one go would sort the list,
change the scope and open a note.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input, TextArea

from tui.key_layouts import latin_key

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen
    from textual.worker import Worker

    from tui.keymap import Keymap


BY_KEY = "by key"
"""The group of the workers that a key begins: the next key waits until they are done or have opened
what they open."""

WORKING = "working"
"""The class of screens that only say that work is going on: what is typed is meant for what comes
after."""

# What a key sets off passes through this many rounds of message queues at most. It is waited for
# this many seconds, so that nothing that hangs can swallow what is typed.
_ROUNDS = 4
_GIVES_UP = ("escape", "ctrl+c", "ctrl+q")
_PATIENCE = 3.0
_EVERY = 0.005  # seconds


class Typing:
    """The keys that wait until the key before them has done what it does.

    `done` waits until all is done that the archive was asked to do.
    """

    def __init__(self, app: App[int], done: Callable[[], Awaitable[object]]) -> None:
        self._app, self._done = app, done
        self.patience = _PATIENCE
        self._waiting: deque[events.Event] = deque()
        self._due: deque[events.Event] = deque()
        self._task: asyncio.Task[None] | None = None
        self._begun = asyncio.Event()

    def begin(self) -> None:
        """There is a place for what is typed now; what came before goes there."""
        self._begun.set()

    @property
    def busy(self) -> bool:
        return self._task is not None and not self._task.done()

    def is_due(self, event: events.Event) -> bool:
        """Whether it is this event's turn; it is told once."""
        if not self._due or event is not self._due[0]:
            return False
        self._due.popleft()
        return True

    def put(self, event: events.Event) -> None:
        """Let an event wait for its turn. What gives up work that is going on does not."""
        if self._app.screen.has_class(WORKING) and getattr(event, "key", "") in _GIVES_UP:
            self._due.appendleft(event)
            self._app.post_message(event)
            return
        self._waiting.append(event)
        if not self.busy:
            self._task = asyncio.get_running_loop().create_task(self._run())

    def stop(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()

    async def idle(self) -> None:
        """Wait until nothing waits."""
        if self._task is not None:
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        await self._begun.wait()
        while self._waiting:
            event = self._waiting.popleft()
            # Letters in a line of text lead nowhere else: they need not wait for one another.
            written = self._writes(event)
            screen, before = self._app.screen, set(self._app.workers)
            self._due.append(event)
            if not self._app.post_message(event):
                return
            if written:
                await asyncio.sleep(0)  # the loop may take it up
            else:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._followed(screen, before), self.patience)

    def as_meant(self, event: events.Event, keymap: Keymap) -> events.Event:
        """A letter of another layout as the key it stands on, where no text is written and no
        action has the letter itself.
        """
        if not isinstance(event, events.Key):
            return event
        latin = latin_key(event.character or "")
        if latin is None or self.takes_text() or event.key in keymap.names:
            return event
        meant = events.Key(*latin)
        meant.set_sender(event._sender or self._app)
        meant.time = event.time
        return meant

    def takes_text(self) -> bool:
        """Whether what is typed is written where the focus is."""
        return self._in_field() or getattr(self._app.focused, "typing", False)

    def _in_field(self) -> bool:
        """Whether the focus is in a field that text is written in; a filter is none."""
        focused = self._app.focused
        is_area = isinstance(focused, TextArea) and not focused.read_only
        return isinstance(focused, Input) or is_area

    def _writes(self, event: events.Event) -> bool:
        """Whether an event only puts text where the focus is."""
        is_text = isinstance(event, events.Paste) or getattr(event, "is_printable", False)
        return is_text and self._in_field()

    async def _followed(self, screen: Screen[object], before: Collection[Worker[object]]) -> None:
        """Wait until a key has led where it leads, from a screen and the workers there were."""
        await self._handled()
        while self._leads_on(screen) and self._under_way(before):  # noqa: ASYNC110
            await asyncio.sleep(_EVERY)
        if self._app.screen is not screen:
            await self._handled()

    def _leads_on(self, screen: Screen[object]) -> bool:
        """Whether a key that was pressed on a screen may lead to another one yet.

        What opens a dialogue waits for its answer: it does not come to an end by itself. What says
        that work is going on closes when it is over.
        """
        return self._app.screen is screen or self._app.screen.has_class(WORKING)

    def _under_way(self, before: Collection[Worker[object]]) -> bool:
        """Whether workers that a key began are at work, other than those there were before."""
        return any(
            worker.group == BY_KEY and not worker.is_finished and worker not in before
            for worker in self._app.workers
        )

    async def _handled(self) -> None:
        """Wait until the queues between the focus and the application have been worked through."""
        for _ in range(_ROUNDS):
            for node in (self._app.focused or self._app.screen).ancestors_with_self:
                passed = asyncio.Event()
                if node.is_running and node.call_later(passed.set):
                    await passed.wait()
            await self._done()
