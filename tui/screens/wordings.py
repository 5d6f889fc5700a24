"""One quote in the words of each article that has it: what is added is marked, what is left out is
struck.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from tui import keys, present
from tui.by_others import by_another
from tui.hit_lines import source_line
from tui.keys import bindings
from tui.panes.differences import painted
from tui.passage import passage
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.text import clean, fit
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import LedgerEntry, Pieces, QuoteView

_WORDS = 5
_HEIGHT = _WORDS + 3


class Wording(NamedTuple):
    """A quote, with how the first one becomes its words where they differ, and what is to be said
    of it besides.
    """

    quote: QuoteView
    pieces: Pieces | None = None
    said: str = ""


class WordingList(LineList[Wording]):
    """The wordings, the first one first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.LEDGER) if each.action == "open"
    ]
    BORDER_TITLE = "Wordings"
    gap = 1

    def __init__(self) -> None:
        super().__init__(_HEIGHT, id="wordings")

    def paint(self, item: Wording, cells: int) -> Sequence[Content]:
        quote, pieces, said = item
        told = [Content.styled(fit(said, cells), present.KEY)] if said else []
        source = source_line(quote.hit, cells, marked=quote.hit.bookmarked)
        if pieces is None:
            return [source, *told, *passage(quote.shown, (), cells, _WORDS)]
        text, spans, styles = painted(pieces)
        before, behind = quote.marks
        spans = [(start + len(before), end + len(before)) for start, end in spans]
        return [
            source,
            *told,
            *passage(f"{before}{text}{behind}", spans, cells, _WORDS, styles=styles),
        ]


class WordingsScreen(NutgrafScreen["int | None"]):
    """Answers the paragraph to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.LEDGER) if each.action in ("close", "help")
    ]

    def __init__(self, entry: LedgerEntry) -> None:
        super().__init__()
        self._rows: list[Wording] = [
            Wording(entry.quote),
            *(Wording(quote) for quote in entry.others),
            *(Wording(quote, one.pieces) for one in entry.variants for quote in one.every),
            *(Wording(quote, said=by_another(quote)) for quote in entry.by_others or ()),
        ]
        self._speaker = entry.quote.speaker
        self.list = WordingList()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.list
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        line = self.query_one(KeyLine)
        line.place, line.only = keys.LEDGER, frozenset({"open", "close", "help"})
        at = self.begun_at if isinstance(self.begun_at, int) else 0
        self.list.show_rows(len(self._rows), lambda a, b: self._rows[a:b], at)
        said = present.plural(len({row.quote.hit.article for row in self._rows}), "article")
        self.list.border_title = Content(f"{clean(self._speaker)} · {said}")
        self.list.focus()

    def left_at(self) -> int:
        return self.list.cursor

    @on(LineList.Opened)
    def _opened(self) -> None:
        if (item := self.list.current()) is not None:
            self.dismiss(item.quote.hit.number)

    @on(LineList.Left)
    def action_close(self) -> None:
        self.dismiss(None)
