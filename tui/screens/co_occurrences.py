"""Who with whom: a drawer with the names that stand in the same paragraphs as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from index import NotFound
from tui import present
from tui.bars import every_month, spark, squeeze
from tui.keys import COMPANY, bindings, elsewhere
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.subject import Opening, Subject, Wish
from tui.text import clean, fit, pad
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import CoOccurrence, EntityType, JointDates

_TURNS: tuple[EntityType | None, ...] = (None, "person", "org", "place")
_TITLES = {None: "everyone", "person": "people", "org": "organisations", "place": "places"}
_BARS = 12
_AHEAD = 40  # rows whose meetings are read at a time


class CoOccurrenceList(LineList["CoOccurrence"]):
    """Names, each with how often, since when and how much more than chance would have it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(COMPANY) if each.action in ("both", "never")
    ]

    class Taken(LineList.OfRow):
        """Paragraphs with the name at the cursor, or without it, are wanted."""

        def __init__(self, control: CoOccurrenceList, row: int, *, never: bool) -> None:
            super().__init__(control, row)
            self.never = never

    selects = False

    def __init__(self) -> None:
        super().__init__(1)
        self.meetings: dict[int, JointDates] = {}
        self.months: tuple[str, ...] = ()

    def paint(self, item: CoOccurrence, cells: int) -> Sequence[Content]:
        right = f"{_ratio(item.ratio):>6} {present.number(item.together):>5}"
        meeting = self.meetings.get(item.entity)
        wide = cells >= 54
        middle = Content("")
        if wide:
            counts = dict(meeting.months) if meeting else {}
            values = squeeze([counts.get(month, 0) for month in self.months], _BARS)
            date = present.day(meeting.first) if meeting and meeting.first else ""
            middle = Content.assemble(
                (spark(values).ljust(_BARS), present.QUIET),
                (f" {pad(date, 11)}", present.QUIET),
            )
        room = cells - middle.cell_length - len(right) - 1
        name = pad(clean(item.name), room)
        style = present.NAME_PLAIN[item.type]
        return [Content.assemble((name, style), " ", middle, (right, present.QUIET))]

    def action_both(self) -> None:
        self._take(never=False)

    def action_never(self) -> None:
        self._take(never=True)

    action_open = action_both

    def _take(self, *, never: bool) -> None:
        if self.selectable(self.cursor):
            self.post_message(self.Taken(self, self.cursor, never=never))

    def action_select(self) -> None:
        """Names are not selected; Space takes both, as Enter does."""
        self.action_both()


class CoOccurrenceScreen(NutgrafScreen["Wish | None"], ModalScreen["Wish | None"]):
    """A drawer at the right. Answers what is to be looked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(each for each in bindings(COMPANY) if each.action not in ("both", "never")),
        *elsewhere(),  # those of the application do not reach into a drawer
    ]
    DEFAULT_CSS = """
    CoOccurrenceScreen { align: right top; background: $background 40%; }
    CoOccurrenceScreen > .drawer {
        width: 72; max-width: 100%; height: 1fr; background: $surface;
        border: round $border; border-title-style: bold; border-title-color: $foreground;
        border-subtitle-color: $quiet; padding: 0;
    }
    CoOccurrenceScreen CoOccurrenceList { height: 1fr; background: $surface; }
    """

    def __init__(self, subject: Subject, opening: Opening) -> None:
        super().__init__()
        self._subject, self._opening = subject, opening
        self._all: Sequence[CoOccurrence] = ()
        self._rows: list[CoOccurrence] = []
        self._turn = 0
        self._by_ratio = False
        self._loading = False
        self._asked: set[int] = set()
        """With whom meetings were read, or are being read."""

    def compose(self) -> ComposeResult:
        drawer = Vertical(classes="drawer")
        drawer.border_title = Content(f"With {clean(self._subject.name)}")
        drawer.border_subtitle = "reading …"
        with drawer:
            yield CoOccurrenceList()
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        self.query_one(KeyLine).place = COMPANY
        self.query_one(CoOccurrenceList).focus()
        self._load()

    def archive_changed(self) -> None:
        self._load()

    @work(exit_on_error=False)
    async def _load(self) -> None:
        session = self.nutgraf.session
        archive, number = session.archive, self._subject.entity
        try:
            self._all = await session.read(archive.co_occurrences, number)
        except NotFound:
            if not self._all:
                raise
            self._show_nothing()
            return
        # With itself an entity is named whenever it is named.
        (own,) = await session.read(archive.joint_dates, number, [number])
        if not own.months:
            self._show_nothing()
            return
        months = [month for month, _ in every_month(own.months)]
        self.query_one(CoOccurrenceList).months = tuple(months)
        self._asked.clear()
        self._fill()

    def _show_nothing(self) -> None:
        """The name was led elsewhere, or is none any more."""
        self._all = ()
        self._fill()
        names = "It names nothing any more: names were changed."
        self.query_one(".drawer", Vertical).border_subtitle = names

    def _fill(self) -> None:
        kind = _TURNS[self._turn]
        rows = [one for one in self._all if kind in (None, one.type)]
        if self._by_ratio:
            # Together once, two rare names have a ratio beyond all others, and it means nothing.
            rows = sorted(rows, key=lambda one: (one.together < 2, -one.ratio))
        self._rows = rows
        drawer, names = self.query_one(".drawer", Vertical), self.query_one(CoOccurrenceList)
        order = "most above chance first" if self._by_ratio else "most often first"
        drawer.border_title = Content(f"With {clean(self._subject.name)} · {_TITLES[kind]}")
        told = [order, "× is times chance"]
        if months := names.months:
            ends = dict.fromkeys((months[0][:4], months[-1][:4]))
            told.insert(1, f"bars {'–'.join(ends)}, since when")
        drawer.border_subtitle = Content(" · ".join(told))
        current = names.current()
        others = [one.entity for one in rows]
        at = others.index(current.entity) if current and current.entity in others else 0
        names.show_rows(len(rows), lambda a, b: self._rows[a:b], at)
        self._read_ahead()

    @on(LineList.Highlighted)
    def _read_ahead(self) -> None:
        names = self.query_one(CoOccurrenceList)
        ahead = self._rows[max(0, names.cursor - 5) : names.cursor + _AHEAD]
        missing = [one.entity for one in ahead if one.entity not in self._asked]
        if missing and not self._loading:
            self._loading = True
            self._asked.update(missing)
            self._read_meetings(missing)

    @work(exit_on_error=False)
    async def _read_meetings(self, others: list[int]) -> None:
        session = self.nutgraf.session
        try:
            meetings = await session.read(session.archive.joint_dates, self._subject.entity, others)
        except Exception:
            self._asked.difference_update(others)
            raise
        finally:
            self._loading = False
        names = self.query_one(CoOccurrenceList)
        names.meetings.update({meeting.other: meeting for meeting in meetings})
        names.repaint()
        self._read_ahead()  # other rows may be looked at by now

    def _current(self) -> Subject | None:
        one = self.query_one(CoOccurrenceList).current()
        return Subject(one.entity, one.type, one.name) if one is not None else None

    @on(CoOccurrenceList.Taken)
    def _taken(self, event: CoOccurrenceList.Taken) -> None:
        if (other := self._current()) is not None:
            own = self._subject.filter()
            self.dismiss(Wish(filters=(own, other.filter(exclude=event.never))))

    def action_turn(self, step: int) -> None:
        self._turn = (self._turn + step) % len(_TURNS)
        self._fill()

    def action_order(self) -> None:
        self._by_ratio = not self._by_ratio
        self._fill()

    def action_walk(self) -> None:
        if (other := self._current()) is not None:
            self.begin(self._go_on(Wish(company=other)), by_key=True)

    def action_page_of_name(self) -> None:
        if (other := self._current()) is not None:
            self.begin(self._go_on(Wish(page=other)), by_key=True)

    async def _go_on(self, first: Wish) -> None:
        if (wish := await self._opening(first)) is not None:
            self.dismiss(wish)

    @on(LineList.Left)
    def action_close(self) -> None:
        self.dismiss(None)


def _ratio(ratio: float) -> str:
    """Times chance, short: ×6.3, ×140."""
    return f"×{ratio:.1f}" if ratio < 10 else f"×{fit(present.number(round(ratio)), 5)}"
