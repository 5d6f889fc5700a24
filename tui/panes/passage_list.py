"""A list of paragraphs that stand beside one, each with what it has to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from tui import present
from tui.hit_lines import head_lines, hit_lines
from tui.keys import PASSAGES, bindings
from tui.panes.differences import painted
from tui.passage import passage
from tui.text import fit
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Hit, Pieces

_PASSAGE = 3
_HEIGHT = _PASSAGE + 4  # where it is from, its headline, what is said of it, and a blank line


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph and what is said of it in a line; `strong` stands out. `pieces` are how another
    paragraph, of which this one is nearly a copy, becomes it.
    """

    hit: Hit
    said: str
    strong: bool = False
    pieces: Pieces = ()


class PassageList(LineList[Passage]):
    """Paragraphs with where they are from, some lines of them, and what is said of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(PASSAGES) if each.action == "open"
    ]
    gap = 1

    def __init__(self) -> None:
        super().__init__(_HEIGHT, id="passages")
        self.bookmarked: frozenset[int] = frozenset()

    def paint(self, item: Passage, cells: int) -> Sequence[Content]:
        marked = item.hit.number in self.bookmarked
        style = present.GOOD if item.strong else present.QUIET
        said = Content.styled(fit(item.said, cells), style)
        if not item.pieces:
            return [*hit_lines(item.hit, cells, _PASSAGE, marked=marked, copies=False), said]
        text, spans, styles = painted(item.pieces)
        head = head_lines(item.hit, cells, marked=marked)
        return [*head, *passage(text, spans, cells, _PASSAGE, styles=styles), said]

    def chosen(self) -> list[int]:
        """The paragraphs that a key acts on: the selected ones, else the one at the cursor."""
        rows = self.chosen_rows or [self.cursor]
        return [item.hit.number for row in rows if (item := self.item(row)) is not None]
