"""The completions that hang below the query bar."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui import present
from tui.complete import Completion
from tui.text import clean, fit, pad, width

_MOST = 8
_NAME = 40  # cells


class Completions(Widget):
    """A few completions; `chosen` is -1 while none is picked out."""

    DEFAULT_CSS = """
    Completions {
        layer: over; position: absolute; display: none;
        width: auto; height: auto; max-width: 60;
        background: $panel; padding: 0 1;
    }
    Completions.-open { display: block; }
    """

    virtual_size = reactive(Size(0, 0), layout=False)  # it has no more than it shows

    items: reactive[Sequence[Completion]] = reactive(())
    chosen: reactive[int] = reactive(-1)

    _room = Size(0, 0)
    """The cells it takes; no narrower while it is open, or its edge would move at each key."""

    class Picked(Message):
        """A completion was clicked."""

        def __init__(self, completion: Completion) -> None:
            super().__init__()
            self.completion = completion

    class Closed(Message):
        """What was on offer is no more."""

    @property
    def open(self) -> bool:
        return self.has_class("-open")

    def offer(self, items: Sequence[Completion]) -> None:
        if self.open and not items:
            self.post_message(self.Closed())
        self.chosen = -1
        self.items = tuple(items[:_MOST])
        before, at_least = self._room, self._room.width if self.open else 0
        self._room = Size(max(at_least, _width(self.items)), len(self.items))
        if self.items and self._room != before:
            self.refresh(layout=True)
        self.set_class(bool(self.items), "-open")

    def close(self) -> None:
        self.offer(())

    def move(self, step: int) -> bool:
        """Pick the next one out; False when the first was left upwards."""
        if step < 0 and self.chosen < 0:
            return False
        self.chosen = min(self.chosen + step, len(self.items) - 1)
        return True

    def taken(self) -> Completion | None:
        """The one picked out, else the first."""
        return self.items[max(0, self.chosen)] if self.items else None

    def get_content_width(self, container: Size, viewport: Size) -> int:
        del container, viewport
        return self._room.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport, width
        return self._room.height

    def render(self) -> Content:
        names = list(map(_name, self.items))
        room = max((width(name) for name in names), default=0)
        lines = []
        for at, (name, each) in enumerate(zip(names, self.items, strict=True)):
            line = Content.assemble(
                (pad(name, room), "bold" if at == self.chosen else ""),
                (f"  {clean(each.hint)}" if each.hint else "", present.QUIET),
            )
            lines.append(line.stylize("reverse") if at == self.chosen else line)
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self.items):
            self.post_message(self.Picked(self.items[offset.y]))


def _name(item: Completion) -> str:
    return fit(clean(item.shown), _NAME)


def _width(items: Sequence[Completion]) -> int:
    """The cells of the widest line."""
    names = max((width(_name(each)) for each in items), default=0)
    return names + max((2 + width(clean(each.hint)) for each in items if each.hint), default=0)
