"""The last door before the terminal: what is drawn holds nothing that could steer it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from index import without_steering


class NothingSteers(LineFilter):
    """Takes out of every line what could steer a terminal, whoever drew it.

    Panes show what `clean` leaves, and this finds nothing in it. A field into which something was
    pasted, or a widget that is not ours, draws its text as it is.

    `before` are the filters that lines go through first. All are one, since every filter makes a
    line anew, and keeps it.
    """

    def __init__(self, before: Sequence[LineFilter] = ()) -> None:
        super().__init__()
        self.before = before

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        for each in self.before:
            segments = each.apply(segments, background)
        # Nothing that steers is printable.
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else segment._replace(text=without_steering(segment.text))
            for segment in segments
        ]
