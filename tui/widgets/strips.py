"""Content to strips, the form in which a line widget paints."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


def strip_of(content: Content, cells: int, base: Style, widget: Widget) -> Strip:
    """`content` as one line of exactly `cells` cells over the style `base`."""
    segments = [
        Segment(text, style.rich_style)
        for text, style in content.render(base, "", widget.app.stylesheet.parse_style)
    ]
    return Strip(segments, content.cell_length).adjust_cell_length(cells, base.rich_style)
