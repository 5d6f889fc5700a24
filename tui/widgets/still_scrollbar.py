"""A scrollbar of which only those lines are drawn again that look otherwise than before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget


class StillScrollBar(ScrollBar):
    """The framework's scrollbar, drawn line by line.

    Among a hundred thousand rows its thumb hardly ever moves. Drawn anew whenever their number is
    another one, it would be a fifth of what a key of typing costs.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)  # it has no more than it shows
    window_virtual_size: Reactive[int] = Reactive(100, repaint=False)
    window_size: Reactive[int] = Reactive(0, repaint=False)
    position: Reactive[float] = Reactive(0.0, repaint=False)

    def __init__(self) -> None:
        super().__init__(vertical=True, name="vertical")
        self._drawn: Sequence[Strip] = ()

    def watch_window_virtual_size(self) -> None:
        self._refresh_changed()

    def watch_window_size(self) -> None:
        self._refresh_changed()

    def watch_position(self) -> None:
        self._refresh_changed()

    def _refresh_changed(self) -> None:
        """Have the lines drawn again that look otherwise."""
        if not self._drawn:
            return
        before, self._drawn = self._drawn, self._strips()
        for y, strip in enumerate(self._drawn):
            if y >= len(before) or strip is not before[y]:
                self.refresh(Region(0, y, self.size.width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        self._drawn = self._strips()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return self._drawn[y] if y < len(self._drawn) else Strip.blank(self.size.width)

    def _strips(self) -> Sequence[Strip]:
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        assert isinstance(bar.style, Style)
        if not bar.window_size and isinstance(self.parent, Widget):  # all can be seen
            return [Strip.blank(1, self.parent.visual_style.rich_style)] * self.size.height
        looks = bar.style, self.visual_style.rich_style
        return _bar(self.size.height, bar.virtual_size, bar.window_size, bar.position, looks)


@lru_cache(maxsize=64)
def _bar(
    height: int, rows: int, window: int, position: float, looks: tuple[Style, Style]
) -> Sequence[Strip]:
    """The lines of a scrollbar; `looks` are its own and that of what is behind it."""
    style, behind = looks
    assert style.bgcolor is not None
    assert style.color is not None
    segments = ScrollBarRender.render_bar(
        height, rows, window, position, back_color=style.bgcolor, bar_color=style.color
    ).segments
    return [_line(segment, behind) for segment in segments]


@lru_cache(maxsize=64)
def _line(segment: Segment, behind: Style) -> Strip:
    """A line of a scrollbar; those that look the same are the same object."""
    return Strip([segment], 1).apply_style(behind)
