"""The line above the keys: months of the hits as a small chart, and how they are ordered."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui import present
from tui.bars import every_month, spark, squeeze
from tui.text import width

_BETWEEN = " · "


class StatusLine(Widget):
    """Months at the left; selection, order and scope at the right."""

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 2; background: $background; }
    """

    months: reactive[Sequence[tuple[str, int]]] = reactive(())
    state: reactive[tuple[str, ...]] = reactive(())
    """Words for the right end, the most important last."""
    timeline: bool = True

    class Pressed(Message):
        """The months were clicked."""

    class WordPressed(Message):
        """One of the words at the right end was clicked."""

        def __init__(self, word: str) -> None:
            super().__init__()
            self.word = word

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        left, right = self._ends(self.size.width)
        if self.timeline and offset.x < left.cell_length:
            self.post_message(self.Pressed())
        at = self.size.width - right.cell_length
        for word in right.plain.split(_BETWEEN):
            if at <= offset.x < at + width(word):
                self.post_message(self.WordPressed(word))
            at += width(word) + width(_BETWEEN)

    def render(self) -> Content:
        cells = self.size.width
        left, right = self._ends(cells)
        return left + Content(" " * max(0, cells - left.cell_length - right.cell_length)) + right

    def _ends(self, cells: int) -> tuple[Content, Content]:
        """The months, and the words at the right."""
        words = list(self.state)
        while words and width(_BETWEEN.join(words)) > cells:
            words.pop(0)
        right = Content.styled(_BETWEEN.join(words), present.QUIET)
        left = self._chart(cells - right.cell_length - 3) if self.timeline else Content("")
        return left, right

    def _chart(self, cells: int) -> Content:
        months = every_month(self.months)
        if not months or cells < 24:
            return Content("")
        first, last = present.day(months[0][0]), present.day(months[-1][0])
        ends = width(first) + (width(last) if len(months) > 1 else 0) + 2
        values = squeeze([count for _, count in months], cells - ends)
        parts = [(f"{first} ", present.QUIET), (spark(values), "$primary")]
        if len(months) > 1:
            parts.append((f" {last}", present.QUIET))
        undated = sum(count for month, count in self.months if not month)
        content = Content.assemble(*parts)
        extra = f"  {present.number(undated)} undated" if undated else ""
        if extra and content.cell_length + width(extra) <= cells:
            content = content + Content.styled(extra, present.QUIET)
        return content
