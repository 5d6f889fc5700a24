"""The left half of the entity desk: likely duplicates, entities, or the edits that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from index import Duplicate, EntityCount, KeptEdit, ListedCorrection, WatchedName
from tui import present
from tui.bars import share_bar
from tui.keys import DESK, bindings
from tui.text import clean, fit, pad, width
from tui.widgets.filtered_list import FilteredList

_BAR = 12
_KINDS = {"person": "person", "org": "org.", "place": "place"}
Row = Duplicate | EntityCount | KeptEdit | ListedCorrection | WatchedName


class EditorList(FilteredList["Row"]):
    """Rows of one kind at a time. Marks are kept by entity, whatever list or filter is shown; how
    many there are stands in the frame.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(DESK) if each.id in ("desk.open", "desk.filter", "desk.select")
    ]

    class NeedleChanged(Message):
        """The filter changed."""

    selects = False

    def __init__(self) -> None:
        super().__init__(1, id="desk-list")
        self.marked: dict[int, EntityCount] = {}
        self.marks_in_view = False
        """Whether the marks were set in the rows that are shown."""
        self._title = ""
        self._most = 1

    def show_title(self, title: str) -> None:
        """What is listed, and how many names are marked."""
        self._title = title
        count = len(self.marked)
        self.border_title = Content(f"{title} · {present.number(count)} marked" if count else title)

    def show(self, rows: Sequence[Row]) -> None:
        """List these, which are of one kind; entities, the most frequent first."""
        first = rows[0] if len(rows) else None
        self._most = first.count if isinstance(first, EntityCount) else 1
        height, self.gap = (4, 1) if isinstance(first, Duplicate) else (1, 0)
        self.show_rows(len(rows), lambda a, b: rows[a:b], self.cursor, height=height)

    def needle_changed(self) -> None:
        self.marks_in_view = False
        self.post_message(self.NeedleChanged())

    def paint(self, item: Row, cells: int) -> Sequence[Content]:
        if isinstance(item, Duplicate):
            return _pair_lines(item, cells)
        if isinstance(item, KeptEdit):
            when = present.day(item.at) if item.by != "archive" else "settled"
            when = f"{clean(item.person)} · {when}" if item.person else when
            words = pad(clean(str(item.edit)), cells - width(when) - 1)
            return [Content.assemble(words, " ", (when, present.QUIET))]
        if isinstance(item, ListedCorrection):
            when = present.day(item.at) if item.places else "words are gone"
            words = pad(f"{clean(str(item))} · {clean(item.title)}", cells - width(when) - 1)
            return [Content.assemble(words, " ", (when, present.QUIET))]
        if isinstance(item, WatchedName):
            return [_watched_line(item, cells)]
        return [self._entity_line(item, cells)]

    def _entity_line(self, item: EntityCount, cells: int) -> Content:
        mark = "✓ " if item.entity in self.marked else ""
        count = present.number(item.count)
        bar = _BAR if cells >= 44 else 0
        beside = share_bar(item.count / self._most, bar) if bar else ""
        if item.certainty is not None:
            sure = f"{item.certainty:.0%} sure"
            bar, beside = _BAR, sure.rjust(_BAR)
        room = max(1, cells - width(mark) - bar - 8 - 6)
        sign = f" {present.WATCHED}" if item.watched else ""
        name = fit(clean(item.name), max(1, room - len(sign))) + sign
        return Content.assemble(
            (mark, present.MARK),
            (pad(name, room), present.NAME_PLAIN[item.type]),
            (pad(_KINDS[item.type], 7), present.QUIET),
            (beside, present.QUIET if item.certainty is not None else present.FAINT),
            (count.rjust(7), present.QUIET),
        )

    def action_select(self) -> None:
        item = self.current()
        if not isinstance(item, EntityCount):
            return
        if self.marked.pop(item.entity, None) is None:
            self.marked[item.entity] = item
        self.marks_in_view = True
        self.show_title(self._title)
        self.repaint()
        self.action_down()

    def clear_marks(self) -> bool:
        """Let go of all marks; False when there was none."""
        had = bool(self.marked)
        self.marked.clear()
        self.show_title(self._title)
        self.repaint()
        return had


def _watched_line(item: WatchedName, cells: int) -> Content:
    """A name of the watch list, and the forms that it is found by."""
    kind, name = _KINDS[item.type], clean(item.name)
    forms = "" if item.forms == (item.name,) else ", ".join(map(clean, item.forms))
    room = max(1, cells - 7)
    shown = fit(name, room)
    return Content.assemble(
        (shown, present.NAME_PLAIN[item.type]),
        (pad(f"  {forms}" if forms else "", room - width(shown)), present.QUIET),
        (kind.rjust(7), present.QUIET),
    )


def _pair_lines(item: Duplicate, cells: int) -> list[Content]:
    """The two names with their counts, the rarer below, and what speaks for it."""
    lines = []
    for lead, known in (("", item.one), ("╰ ", item.other)):
        right = f"{_KINDS[known.type]} {present.number(known.count):>5} ¶"
        room = cells - width(right) - width(lead) - 1
        lines.append(
            Content.assemble(
                (lead, present.QUIET),
                (pad(clean(known.name), room), present.NAME_PLAIN[known.type]),
                (f" {right}", present.QUIET),
            )
        )
    lines.append(Content.styled(fit("  " + " · ".join(item.evidence), cells), present.QUIET))
    return lines
