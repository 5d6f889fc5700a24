"""The last line: the keys that work here, the most useful first, each whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui import present
from tui.anywhere_keys import BACK, UNDO
from tui.keymap import Keymap
from tui.keys import Key
from tui.paragraph_keys import MARKS


class KeyLine(Widget):
    """Keys with their words; a click on one does what the key does."""

    DEFAULT_CSS = """
    KeyLine { height: 1; background: $surface; padding: 0 1; dock: bottom; }
    """

    place: reactive[str] = reactive("")
    only: reactive[frozenset[str]] = reactive(frozenset())
    """The actions that there are, where not all of the place's are."""
    leads_back: reactive[bool] = reactive(default=False)
    """Whether Escape leads back to where one came from; that it does more is not said here."""

    removed: reactive[bool] = reactive(default=False)
    """Whether keys would act on an article that was removed, on which nothing is marked."""

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key

    def __init__(self, keymap: Keymap, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keymap = keymap

    @property
    def keys(self) -> Sequence[Key]:
        every = self._keymap.footer(self.place)
        if not self.leads_back:
            every = [key for key in every if key.id != BACK]
        if self.removed:
            first = [key for key in every if key.id == UNDO]
            every = first + [key for key in every if key.id not in (UNDO, *MARKS)]
        return [key for key in every if key.action in self.only] if self.only else every

    def _laid_out(self) -> tuple[Content, list[tuple[Key, int, int]]]:
        """Keys and their words as far as they fit whole; for each its cells, end exclusive."""
        line = Content("")
        places: list[tuple[Key, int, int]] = []
        for key in self.keys:
            sign = self._keymap.sign_in(self.place, key)
            item = Content.assemble((sign, present.KEY), (f" {key.brief}", present.QUIET))
            gap = 2 if places else 0
            start = line.cell_length + gap
            if start + item.cell_length > self.size.width:
                continue
            line = line + Content(" " * gap) + item
            places.append((key, start, start + item.cell_length))
        return line, places

    def render(self) -> Content:
        if not self.screen.is_active:  # what is on top has the keyboard, and keys of its own
            return Content("")
        line, _ = self._laid_out()
        return line

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        _, places = self._laid_out()
        for key, start, end in places:
            if offset is not None and start <= offset.x < end:
                self.post_message(self.Pressed(key))
