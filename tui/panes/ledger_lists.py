"""The lists of the ledger: who speaks, and what they said."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content

from tui import present
from tui.by_others import by_others
from tui.hit_lines import source_line
from tui.keys import LEDGER, bindings
from tui.passage import passage
from tui.text import clean, fit, pad
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import LedgerEntry, SpeakerCount

_WORDS = 3
_HEIGHT = _WORDS + 3  # where it is from, what else is to be said of it, a blank line
UNNAMED = "Without a name"
_SOON = 0.25  # seconds


class Listed(NamedTuple):
    """Entries as a list shows them: the first ones are read, others when they come into sight;
    settled when the same words stand once, of so many `quotes`; `lacking` says which are left out.
    """

    rows: Sequence[LedgerEntry]
    first: Sequence[LedgerEntry]
    quotes: int
    settled: bool = True
    lacking: str = ""


NOTHING = Listed((), (), 0)


def _opening() -> list[BindingType]:
    return [each for each in bindings(LEDGER) if each.action == "open"]


class SpeakerList(LineList["SpeakerCount"]):
    """Who speaks, and how often."""

    BINDINGS: ClassVar[list[BindingType]] = _opening()
    BORDER_TITLE = "Speakers"
    selects = False

    def __init__(self) -> None:
        super().__init__(1, id="speakers")
        self.rows: list[SpeakerCount] = []
        self.kept: int | None = None

    def action_select(self) -> None:
        """Keys act on quotes, and none on several speakers: Space goes to those of this one."""
        self.action_open()

    def show(self, rows: list[SpeakerCount]) -> None:
        """Show speakers; the one at the cursor stays where it is among them."""
        current = self.current()
        self.rows = rows
        known = [one.entity for one in rows]
        at = known.index(current.entity) if current and current.entity in known else 0
        self.show_rows(len(rows), lambda a, b: self.rows[a:b], at)

    def paint(self, item: SpeakerCount, cells: int) -> Sequence[Content]:
        count = present.number(item.quotes)
        sign = "=" if item.entity == self.kept else " "
        name = clean(item.name) or UNNAMED
        style = present.NAME_PLAIN[item.type] if item.entity else present.QUIET
        room = max(1, cells - len(count) - 3)
        return [
            Content.assemble(
                (sign, present.KEY),
                (pad(fit(name, room), room), style),
                (f" {count}", present.QUIET),
            )
        ]


class SaidList(LineList["LedgerEntry"]):
    """What somebody said, newest first, the same words once."""

    BINDINGS: ClassVar[list[BindingType]] = _opening()
    gap = 1

    def __init__(self, id: str) -> None:  # noqa: A002
        super().__init__(_HEIGHT, id=id)
        self.rows: Sequence[LedgerEntry] = ()
        self.speaker = ""
        self.bookmarked: frozenset[int] = frozenset()
        self._by_others: dict[tuple[int, int], str] = {}
        self._come = asyncio.Event()
        self._listed = NOTHING

    def expect(self) -> None:
        """Other quotes are on their way; nobody's are shown meanwhile, where that takes long."""
        self._come.clear()
        self.set_timer(_SOON, self._stand_empty)

    def _stand_empty(self) -> None:
        if not self._come.is_set():
            self.rows = ()
            self.show_rows(0, lambda _a, _b: ())
            self.border_title, self.border_subtitle = "", "reading …"

    async def come(self) -> None:
        """Wait for the quotes that are on their way: a key is meant for those."""
        await self._come.wait()

    def show(self, said: Listed, speaker: str) -> None:
        """Show the quotes of a speaker, "" for those without a name, from the first on."""
        self.rows, self.speaker = said.rows, speaker
        at_hand = dict(enumerate(said.first))
        self.show_rows(len(said.rows), lambda a, b: said.rows[a:b], at_hand=at_hand)
        self.border_title = Content((clean(speaker) or UNNAMED) if len(said.rows) else "")
        self._listed = said
        self.say_selected()
        self._come.set()

    def settle(self, said: Listed, places: Sequence[int]) -> None:
        """Show the same quotes otherwise grouped; `places` are those of the rows there were."""
        self.rows = said.rows
        at_hand = dict(enumerate(said.first))
        self.renew_rows(len(said.rows), lambda a, b: said.rows[a:b], places.__getitem__, at_hand)
        self._listed = said
        self.say_selected()

    def say_selected(self) -> None:
        said = self._listed
        rows = len(said.rows)
        told = [self.said_selected] if self.selected else []
        told.append(present.plural(rows, "quote"))
        if not said.settled:
            told.append("the same words are looked for …")
        elif rows < said.quotes:
            told.append(f"the same words once, of {present.number(said.quotes)}")
        self.border_subtitle = " · ".join([*told, said.lacking] if said.lacking else told)

    def paint(self, item: LedgerEntry, cells: int) -> Sequence[Content]:
        quote = item.quote
        marked = quote.hit.number in self.bookmarked
        others = self._by_others.get((quote.hit.number, quote.start), "")
        style = present.KEY if others else _style(item)
        said = Content.styled(fit(" · ".join(filter(None, (others, said_of(item)))), cells), style)
        return [
            source_line(quote.hit, cells, marked=marked),
            *passage(quote.shown, (), cells, _WORDS),
            said,
        ]

    def say_others(self, entry: LedgerEntry) -> None:
        """Say of a quote who else says so."""
        place = entry.quote.hit.number, entry.quote.start
        told = by_others(entry.by_others or ())
        if told != self._by_others.get(place, ""):
            self._by_others[place] = told
            self.repaint()

    # What is asked for below may have to be read: to be called in a thread.

    def exported(self) -> list[tuple[str, LedgerEntry]]:
        """The selected quotes, else all, each with the name of its speaker."""
        chosen = sorted(self.selected)
        entries = [self.rows[row] for row in chosen] if chosen else self.rows
        return [(self.speaker, entry) for entry in entries]

    def copied(self) -> list[tuple[str, LedgerEntry]]:
        """The selected quotes, else that at the cursor, each with the name of its speaker."""
        rows = self.chosen_rows or [self.cursor]
        return [(self.speaker, self.rows[row]) for row in rows if row < len(self.rows)]

    def chosen(self) -> list[int]:
        """The paragraphs that a key acts on: of the selected quotes, else that at the cursor."""
        rows = sorted(self.selected) or [self.cursor]
        found = [self.rows[row].quote.hit.number for row in rows if row < len(self.rows)]
        return list(dict.fromkeys(found))


def said_of(entry: LedgerEntry) -> str:
    """What is to be said of a quote besides its words."""
    quote = entry.quote
    parts = []
    if in_other_words := entry.in_other_words:
        every = (quote for one in in_other_words for quote in one.every)
        outlets = list(dict.fromkeys(clean(quote.hit.outlet) for quote in every))
        named = ", ".join(filter(None, outlets)) or "another article"
        parts.append(f"misquoted? Other words in {named}")
    if not quote.entity and quote.speaker:
        parts.append(clean(quote.speaker))
    if quote.behalf:
        parts.append(f"for {clean(quote.behalf)}")
    if quote.certainty:
        parts.append(f"speaker {quote.certainty}{' by you' * quote.put_right}")
    if quote.kind == "indirect":
        parts.append("as reported, without marks")
    if entry.others:
        same = "between the marks " * entry.only_marked
        parts.append(f"{same}+{present.plural(len(entry.others), 'article')}")
    if cut := {quote.hit.article for one in entry.cut_otherwise for quote in one.every}:
        parts.append(f"more or less of it in {present.plural(len(cut), 'article')}")
    return " · ".join(parts)


def _style(entry: LedgerEntry) -> str:
    return present.KEY if entry.in_other_words else present.QUIET
