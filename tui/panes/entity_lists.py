"""The lists of an entity's page: what is known of it, quotes, its newest paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from tui import present
from tui.bars import share_bar
from tui.hit_lines import hit_lines, quote_lines
from tui.subject import Subject
from tui.text import clean, fit, pad, width
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Hit, QuoteView


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the page: a heading, or words with a figure; `other` can be followed.

    `clause` is what narrows a search to what the figure counts, beside the entity itself.
    """

    words: str
    figure: str = ""
    share: float = -1
    heading: bool = False
    other: Subject | None = None
    clause: str = ""


class FactList(LineList[Fact]):
    """What is known of the entity, in sections."""

    BORDER_TITLE = "What is known"

    def __init__(self) -> None:
        super().__init__(1, id="facts")

    def selectable(self, row: int) -> bool:
        item = self.item(row)
        return item is not None and not item.heading and bool(item.words)

    def paint(self, item: Fact, cells: int) -> Sequence[Content]:
        if item.heading:
            return [Content.styled(fit(item.words, cells), "bold $foreground")]
        bar = max(0, min(16, cells - 36)) if item.share >= 0 else 0
        room = max(1, cells - width(item.figure) - bar - 2)
        style = present.NAME_PLAIN[item.other.type] if item.other else "$foreground"
        return [
            Content.assemble(
                (pad(clean(item.words), room), style),
                " ",
                (share_bar(item.share, bar) if bar else "", present.FAINT),
                (f" {item.figure}", present.QUIET),
            )
        ]


class NewestList(LineList["Hit"]):
    """The newest paragraphs that name the entity."""

    BORDER_TITLE = "Newest paragraphs"
    gap = 1

    def __init__(self) -> None:
        super().__init__(5, id="newest")

    def hit(self) -> Hit | None:
        return self.current()

    def paint(self, item: Hit, cells: int) -> Sequence[Content]:
        return hit_lines(item, cells, 2, marked=item.bookmarked)


class QuoteList(LineList["QuoteView"]):
    """Words somebody said, newest first; with the speaker where they are not all by one."""

    def __init__(self, title: str, *, speakers: bool, id: str) -> None:  # noqa: A002
        super().__init__(3, id=id)
        self.border_title = title
        self.display = False
        self._speakers = speakers

    def hit(self) -> Hit | None:
        quote = self.current()
        return quote.hit if quote else None

    def paint(self, item: QuoteView, cells: int) -> Sequence[Content]:
        return quote_lines(item, cells, 2, speaker=self._speakers)
