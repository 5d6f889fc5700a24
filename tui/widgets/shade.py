"""The screen below a dialogue, darkened. A line that looks as before is not darkened anew."""

from __future__ import annotations

from textual.color import Color
from textual.css.styles import RulesMap
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Shade(Visual):
    """What is seen of a screen through a colour that lies over it.

    The framework does the same for every segment at every paint, which is most of what a key in a
    dialogue costs.
    """

    def __init__(self, screen: Screen[object], color: Color) -> None:
        """`color` has an alpha below 1."""
        self._screen, self.color = screen, color
        self._dark: list[tuple[Strip, Strip]] = []

    def is_over(self, screen: Screen[object], color: Color) -> bool:
        return self._screen is screen and self.color == color

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        del style, options
        lines = self._screen._compositor.render_strips()[:height]
        kept = [*self._dark, *[None] * (len(lines) - len(self._dark))]
        self._dark = [
            known if known is not None and known[0] == line else (line, self._darkened(line))
            for line, known in zip(lines, kept, strict=False)
        ]
        return [dark.adjust_cell_length(width) for _, dark in self._dark]

    def _darkened(self, line: Strip) -> Strip:
        return Strip(BackgroundScreen.process_segments(line, self.color), line.cell_length)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        del rules
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        del rules, width
        return self._screen.size.height
