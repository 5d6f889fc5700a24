"""Text selected with the mouse in what is painted line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.segment import Segment
from textual.selection import Selection
from textual.strip import Strip

from tui.text import width
from tui.widgets.still_view import StillView


class Piece(NamedTuple):
    """The part of a line that is selected: characters from `start` on, to `end`, -1 for all."""

    y: int
    start: int
    end: int


def selecting(strip: Strip, widget: StillView, y: int) -> Strip:
    """Line `y` of what a widget scrolls, such that it can be selected and shows what is.

    What each part of it stands for is said when the mouse asks, and not in what is painted: there
    it would make every style another one, and a key of typing cost a tenth more.
    """
    selection = widget.text_selection
    span = selection.get_span(y) if selection is not None else None
    if span is not None:
        text = strip.text
        end = len(text) if span[1] < 0 else span[1]
        before, until = width(text[: span[0]]), width(text[:end])
        style = widget.screen.get_component_rich_style("screen--selection")
        chosen = [
            Segment(each.text, each.style + style if each.style else style)
            for each in strip.crop(before, until)
        ]
        strip = Strip.join(
            [strip.crop(0, before), Strip(chosen), strip.crop(until, strip.cell_length)]
        )
    return strip if widget.painting else strip.apply_offsets(0, y)


def pieces(selection: Selection, widget: StillView) -> Iterator[Piece]:
    """The lines of a selection; one without a beginning or an end goes as far as one can see."""
    top = widget.scroll_offset.y
    first = selection.start.y if selection.start is not None else top
    bottom = min(top + widget.size.height, widget.virtual_size.height) - 1
    last = selection.end.y if selection.end is not None else bottom
    for y in range(first, min(last, widget.virtual_size.height - 1) + 1):
        if (span := selection.get_span(y)) is not None:
            yield Piece(y, *span)


def text_of(selection: Selection, widget: StillView, margin: int) -> str:
    """The text of the lines that are selected, without the `margin` characters before each."""
    lines = []
    for y, start, end in pieces(selection, widget):
        text = widget.render_line(y - widget.scroll_offset.y).text
        lines.append(text[max(start, margin) : end if end >= 0 else None].rstrip())
    return "\n".join(lines).strip("\n")
