"""A hand on the keys of the real application, without a clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest import mock

from textual import events
from textual._context import visible_screen_stack
from textual.dom import DOMNode
from textual.geometry import Region
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen

from index import Results
from tui.app import NutgrafApp
from tui.panes.chips import ChipsRow
from tui.panes.entities import EntitiesPane
from tui.panes.query_bar import QueryBar
from tui.panes.reader import ReaderPane
from tui.panes.results import ResultsPane
from tui.panes.status import StatusLine
from tui.view import View

PAINT: Callable[[Screen[object]], None] = Screen._compositor_refresh


def draw(screen: Screen[object]) -> None:
    """Have all widgets draw what is to be painted anew. Their lines are put together where somebody
    looks at them, or at the terminal.
    """
    compositor, app = screen._compositor, screen.app
    visible_screen_stack.set(app._background_screens)
    if not compositor._dirty_regions:
        return
    screen_region = compositor.size.region
    asked = Region.from_union(list(compositor._dirty_regions)).intersection(screen_region)
    compositor._dirty_regions.clear()
    for _ in compositor._get_renders(asked):
        pass
    screen._dirty_widgets.clear()
    app._update_mouse_over(screen)


@contextmanager
def painted_at_rest() -> Iterator[None]:
    """Within it nothing is painted of what is on the way to where the application comes to rest."""
    with mock.patch.object(Screen, "_compositor_refresh", _leave_painting):
        yield


def _leave_painting(screen: Screen[object]) -> None:
    if screen is not screen.app.screen:
        PAINT(screen)
        return
    screen._dirty_widgets.clear()
    screen.app._update_mouse_over(screen)


def _rests(node: MessagePump) -> bool:
    """Whether a widget waits for its next message, or takes none (yet or any more).

    To send each a message of our own and wait for that would be half of all that tests do.
    """
    if not node.is_running:
        return node._task is None or node._task.done()
    queue = node._message_queue
    return queue.empty() and any(not one.done() for one in queue.ready_event._waiters)


class Hand:
    """Presses keys and waits until the application has done all that follows from them.

    What keys lead to is drawn where it is looked at (`text`), or after each `press` when it is told
    to be `watchful`.
    """

    def __init__(self, app: NutgrafApp, pilot: Pilot[int], *, watchful: bool = False) -> None:
        self.app, self.pilot, self._watchful = app, pilot, watchful
        self.gap = 1.0
        """Seconds from one key to the next, as the events tell."""
        self._clock = 0.0

    async def press(self, *keys: str) -> None:
        """Each key is done with before the next."""
        for place, key in enumerate(keys, 1):
            self.send(key)
            await self.settle(paint=place == len(keys))

    async def type(self, text: str) -> None:
        """Type, and then wait as long as a user does who is done."""
        await self.press(*text)
        self.pause_over()
        await self.settle()

    def pause_over(self) -> None:
        """As long as a user waits who is done with typing, nothing was typed."""
        main = self.app.main
        main.search.pause_over()
        main.begin(main.names.arrived())

    def look_at(self, view: View) -> None:
        self.app.main.search.look_at(view)

    def send(self, key: str) -> None:
        """Put a key into the queue as the terminal does, and do not wait."""
        char = key if len(key) == 1 else {"space": " "}.get(key)
        if char is not None and not char.isalnum():
            key = _character_to_key(char)
        event = events.Key(key, char)
        event.set_sender(self.app)
        self._clock += self.gap
        event.time = self._clock
        self.app._driver.send_message(event)

    async def settle(self, *, paint: bool = True) -> None:
        """Wait until no message waits in any queue and the archive is asked nothing, and for the
        watchful until all is drawn.

        An application that ends draws nothing more.
        """
        quiet, paint = 0, paint and self._watchful
        while quiet < 3 and self.app._exception is None and not self.app._exit:
            await self._flush()
            if self.app.typing.busy:
                await self.app.typing.idle()
                quiet = 0
            elif self.app.session.busy:
                await self.app.session.idle()
                quiet = 0
            elif self._unpainted or not all(map(_rests, self._nodes())):
                quiet = 0
            elif paint and self.app.screen._compositor._dirty_regions:
                draw(self.app.screen)
                quiet = 0
            else:
                quiet += 1

    @property
    def _unpainted(self) -> bool:
        """Whether the screen is to be drawn yet, as while another one is being put on top."""
        screen = self.app.screen
        asked = (screen._layout_required, screen._scroll_required, screen._repaint_required)
        return bool(self.app._batch_count or screen._dirty_widgets or any(asked))

    def _nodes(self) -> list[MessagePump]:
        nodes: list[DOMNode] = [*self.app.screen_stack]
        for node in nodes:  # which grows by what is in each
            nodes += node._nodes._nodes
        return [self.app, *nodes]

    async def _flush(self) -> None:
        """Let every widget of every screen work through what is in its queue."""
        await asyncio.sleep(0)  # What was just asked of the loop comes first.
        for node in self._nodes():
            while not _rests(node) and self.app._exception is None:  # noqa: ASYNC110
                await asyncio.sleep(0)
        self.app.screen._on_timer_update()

    # What is on the screen

    @property
    def view(self) -> View:
        """What is searched for."""
        return self.app.main.search.view

    @property
    def found(self) -> Results:
        """What is shown of it."""
        results = self.app.main.search.results
        assert results is not None
        return results

    @property
    def pane(self) -> str:
        """The pane that has the focus, or had it last."""
        return self.app.main.arrangement.pane

    @property
    def eye(self) -> str:
        """The pane of the paragraphs that a key acts on."""
        return self.app.main.arrangement.eye

    @property
    def results(self) -> ResultsPane:
        return self.app.main.results

    @property
    def reader(self) -> ReaderPane:
        return self.app.main.reader

    @property
    def entities(self) -> EntitiesPane:
        return self.app.main.entities

    @property
    def bar(self) -> QueryBar:
        return self.app.main.bar

    @property
    def chips(self) -> ChipsRow:
        return self.app.main.chips

    @property
    def status(self) -> StatusLine:
        return self.app.main.status

    @property
    def focus(self) -> str:
        focused = self.app.focused
        return "" if focused is None else focused.id or type(focused).__name__

    @property
    def said(self) -> str:
        """The newest message to the user."""
        toasts = list(self.app._notifications)
        return toasts[-1].message if toasts else ""

    def text(self) -> str:
        """The characters on the screen."""
        return "\n".join(self._lines())

    def results_text(self) -> str:
        """Those of the results."""
        region = self.results.region
        lines = self._lines()[region.y : region.bottom]
        return "\n".join(line[region.x + 1 : region.right - 1] for line in lines)

    def _lines(self) -> list[str]:
        draw(self.app.screen)
        height = self.app.size.height
        return [strip.text for strip in self.app.screen._compositor.render_strips()[:height]]
