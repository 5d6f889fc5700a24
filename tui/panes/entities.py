"""Who and what is in the hits: names by type, then outlets, with counts over all hits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from tui import present
from tui.bars import share_bar
from tui.keys import ENTITIES, bindings
from tui.text import NO_OUTLET, clean, fit, width
from tui.widgets.filtered_list import FilteredList

if TYPE_CHECKING:
    from index import EntityCount, EntityType

_HEADS = (
    ("person", "People"),
    ("org", "Organisations"),
    ("place", "Places"),
    ("outlet", "Outlets"),
)
TYPES: dict[str, EntityType] = {"person": "person", "org": "org", "place": "place"}
_FEWEST = 3
_UNFOLD = 50  # names that “more” brings


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a section and how many names it has; `cut`: or more."""

    title: str
    total: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A value to narrow to: the query field it belongs to, itself, its count among the hits.

    `entity` is its number, 0 for what is no entity; `watched` when it is on the watch list.
    """

    field: str
    name: str
    count: int
    share: float
    entity: int = 0
    watched: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """Names that are folded away."""

    field: str
    hidden: int


@dataclass(frozen=True, slots=True)
class Names:
    """The names that are shown, by query field: of all that are in the hits, or of those that are
    unusual there (`only_here`), the ones that contain `needle`.

    They are read from the archive when they are looked at.
    """

    sections: Mapping[str, Sequence[tuple[str, int] | EntityCount]]
    only_here: bool = False
    needle: str = ""


class EntitiesPane(FilteredList["Head | Name | More"]):
    """A list of names in sections. Folded to what fits; Enter on “more” brings more."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ENTITIES)]
    BORDER_TITLE = "3 Entities"

    class Chosen(Message):
        """A name was taken as a filter, or to be left out."""

        def __init__(self, name: Name, *, exclude: bool) -> None:
            super().__init__()
            self.name, self.exclude = name, exclude

    class Asked(Message):
        """More is wanted of a name: "page", or "company"."""

        def __init__(self, name: Name, what: str) -> None:
            super().__init__()
            self.name, self.what = name, what

    class OnlyHereAsked(Message):
        """What is unusual in the hits is wanted, or everything again."""

    class NeedleChanged(Message):
        """Other names are wanted: those that contain the filter."""

    selects = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(1, id=id)
        self._names: Names | None = None
        self._rows: list[Head | Name | More] = []
        self._extra: dict[str, int] = {}

    def show(self, names: Names, *, again: bool = False) -> None:
        """Show the names of other hits, or others of them; the cursor stays on the name it was
        moved to, if that is left. `again`, they are the names of the same search, and nothing that
        is looked at moves.
        """
        self._names = names
        self.border_title = "3 Entities · only here" if names.only_here else "3 Entities"
        if again:
            self._renew()
        else:
            self._extra.clear()
            self._fill()

    def needle_changed(self) -> None:
        self.post_message(self.NeedleChanged())

    def _fill(self) -> None:
        before = self.current() if self._moved() else None
        self._rows = list(self._build())
        places = {
            (row.field, row.name): at for at, row in enumerate(self._rows) if isinstance(row, Name)
        }
        cursor = 0
        if isinstance(before, Name):
            cursor = places.get((before.field, before.name), 0)
        self.show_rows(len(self._rows), lambda a, b: self._rows[a:b], cursor)

    def _moved(self) -> bool:
        """Whether the cursor is on another name than the first. Nobody chose the first one: of
        other hits, the first is meant again.
        """
        return any(isinstance(row, Name) for row in self._rows[: self.cursor])

    def _renew(self) -> None:
        before = self._rows
        rows = self._rows = list(self._build())
        places = {_identity(row): at for at, row in enumerate(rows)}
        self.renew_rows(
            len(rows), lambda a, b: rows[a:b], lambda row: places.get(_identity(before[row]))
        )

    def _build(self) -> Iterator[Head | Name | More]:
        names = self._names
        if names is None:
            return
        shown = [(field, title, names.sections.get(field, ())) for field, title in _HEADS]
        shown = [section for section in shown if len(section[2])]
        room = max(_FEWEST, (self.size.height + 1) // max(1, len(shown)) - 3)
        for at, (field, title, found) in enumerate(shown):
            if at:
                yield Head("", 0)
            yield Head(title, len(found), getattr(found, "cut", False))
            count = room + self._extra.get(field, 0)
            count = len(found) if len(found) <= count + 1 else count
            values = [_value(each) for each in found[:count]]
            most = max(number for _, number, _, _ in values) or 1
            yield from (
                Name(field, name, number, number / most, entity, watched)
                for name, number, entity, watched in values
            )
            if count < len(found):
                yield More(field, len(found) - count)
        if not shown:
            nothing = "Nothing unusual here" if names.only_here else "No names"
            yield Head("No such name" if names.needle else nothing, 0)

    def on_resize(self) -> None:
        super().on_resize()
        self._fill()

    def selectable(self, row: int) -> bool:
        return 0 <= row < len(self._rows) and not isinstance(self._rows[row], Head)

    def paint(self, item: Head | Name | More, cells: int) -> Sequence[Content]:
        if isinstance(item, Head):
            total = f" {present.number(item.total)}{'+' * item.cut}" if item.total else ""
            return [Content.assemble((item.title, "bold $foreground"), (total, present.QUIET))]
        if isinstance(item, More):
            return [Content.styled(f"… {present.number(item.hidden)} more", present.QUIET)]
        return [_name_line(item, cells)]

    def action_open(self) -> None:
        item = self.current()
        if isinstance(item, More):
            self._extra[item.field] = self._extra.get(item.field, 0) + _UNFOLD
            cursor = self.cursor
            self._fill()
            self.move_to(cursor)
        elif isinstance(item, Name):
            self.post_message(self.Chosen(item, exclude=False))

    def action_exclude(self) -> None:
        item = self.current()
        if isinstance(item, Name):
            self.post_message(self.Chosen(item, exclude=True))

    def action_company(self) -> None:
        self._ask("company")

    def action_page_of_name(self) -> None:
        self._ask("page")

    def _ask(self, what: str) -> None:
        item = self.current()
        if isinstance(item, Name):
            self.post_message(self.Asked(item, what))

    def action_only_here(self) -> None:
        self.post_message(self.OnlyHereAsked())

    def action_select(self) -> None:
        """Names are not selected; Space narrows as Enter does."""
        self.action_open()


def _identity(row: Head | Name | More) -> tuple[object, ...]:
    """What makes a row the same one among other rows."""
    if isinstance(row, Name):
        return (row.field, row.entity, row.name)
    return (row.title,) if isinstance(row, Head) else (row.field,)


def _name_line(item: Name, cells: int) -> Content:
    count = present.number(item.count)
    bar_cells = max(4, min(24, cells - 30)) if cells >= 22 else 0
    room = cells - bar_cells - max(4, len(count)) - 2
    sign = f" {present.WATCHED}" if item.watched else ""
    name = fit(clean(item.name) or NO_OUTLET, room - len(sign)) + sign
    style = {"person": "$person", "org": "$org", "place": "$place"}.get(item.field, "$foreground")
    gap = " " * max(1, room - width(name) + 1)
    return Content.assemble(
        (name, style),
        gap,
        (share_bar(item.share, bar_cells), present.FAINT),
        (count.rjust(cells - room - 1 - bar_cells), present.QUIET),
    )


def _value(value: tuple[str, int] | EntityCount) -> tuple[str, int, int, bool]:
    if isinstance(value, tuple):
        return (*value, 0, False)
    return value.name, value.count, value.entity, value.watched
