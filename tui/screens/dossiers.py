"""The dossiers: each a heading with its bookmarks and queries below, in the reader's order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content

from tui import keys, present
from tui.keymap import Keymap
from tui.on_view import check_row
from tui.screens.marks_screen import MarksScreen
from tui.screens.writing import Ask
from tui.text import clean, fit
from tui.typing import BY_KEY
from tui.widgets.bookmark_lines import LINES, bookmark_lines
from tui.widgets.folded_rows import Folds, Group
from tui.widgets.group_list import GroupList
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Bookmark, Dossier, DossierItem


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier's heading (`item` is None), or one of its items with its bookmark, if it is one."""

    dossier: Dossier
    item: DossierItem | None = None
    mark: Bookmark | None = None

    @property
    def key(self) -> tuple[int, int]:
        """What it is known by when the list is read again."""
        return self.dossier.number, self.item.number if self.item else 0


class DossierList(GroupList[Row]):
    """Bookmarks take as many lines as in their own list, queries one, each with a blank below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in keys.bindings(keys.DOSSIERS) if each.id == "dossiers.open"
    ]
    BORDER_TITLE = "Dossiers"
    gap = 1

    def __init__(self) -> None:
        super().__init__(LINES)
        self.rows: list[Row] = []

    def show(self, rows: list[Row], begun_at: object = None) -> None:
        """Show what the dossiers hold now. Cursor and selection stay, and what was folded is; the
        cursor begins at the row with a key.
        """
        chosen = {row.key for place in self.selected if (row := self.item(place)) is not None}
        closed = {self.rows[row].key for row in self.folds.folded if row < len(self.rows)}
        current, at = self.current(), self.cursor
        self.rows = rows
        heads = [at for at, row in enumerate(rows) if row.item is None]
        ends = [*heads[1:], len(rows)]
        groups = tuple(Group(head, end - head - 1) for head, end in zip(heads, ends, strict=False))
        folded = frozenset(head for head in heads if rows[head].key in closed)
        folds = Folds(len(rows), groups, folded)
        places = {row.key: at for at, row in enumerate(rows)}
        near = folds.row(max(0, min(at, folds.shown - 1))) if rows else 0
        begun = next((at for key, at in places.items() if key == begun_at), 0)
        cursor = places.get(current.key, near) if current else begun
        self.show_groups(folds, lambda a, b: self.rows[a:b], cursor)
        shown = (folds.place(at) for at, row in enumerate(rows) if row.key in chosen)
        self.select(place for place in shown if place is not None)

    def chosen(self) -> list[Row]:
        """The selected items, else the row under the cursor."""
        selected = [self.item(place) for place in sorted(self.selected)]
        if items := [row for row in selected if row is not None and row.item is not None]:
            return items
        row = self.current()
        return [row] if row is not None else []

    def _heights(self) -> dict[int, int]:
        queries = {
            place: 2
            for at, row in enumerate(self.rows)
            if row.item is not None and row.mark is None
            and (place := self.folds.place(at)) is not None
        }  # fmt: skip
        return super()._heights() | queries

    def paint(self, item: Row, cells: int) -> Sequence[Content]:
        if item.item is None:
            return [self._heading(item, cells)]
        if item.mark is not None:
            return bookmark_lines(item.mark, cells)
        query = fit(clean(item.item.query), cells - 2)
        return [Content.assemble(("/ ", present.KEY), query)]

    def _heading(self, row: Row, cells: int) -> Content:
        at = next(at for at, one in enumerate(self.rows) if one.key == row.key)
        sign = "▸" if at in self.folds.folded else "▾"
        count = f" {present.plural(len(row.dossier.items), 'item')}"
        return Content.assemble(
            (f"{sign} ", present.KEY),
            (fit(clean(row.dossier.name), cells - 2 - len(count)), present.HEADLINE),
            (count, present.QUIET),
        )


class DossiersScreen(MarksScreen):
    """All dossiers, by name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in keys.bindings(keys.DOSSIERS) if each.id != "dossiers.open"
    ]
    place = keys.DOSSIERS

    def __init__(self) -> None:
        self.list = DossierList()
        super().__init__(self.list)

    def nothing(self, keymap: Keymap) -> Content:
        sign = keymap.sign("paragraph.collect")
        return Content.assemble(
            ("No dossiers yet.\n\n", present.HEADLINE),
            (sign, present.KEY),
            (" on a paragraph puts it into one: a collection on a subject,\n", present.QUIET),
            ("in an order of your own, that is exported as a whole.", present.QUIET),
        )

    async def renew(self) -> None:
        rows = await self.nutgraf.session.read(self._read)
        self.list.show(rows, self.begun_at)
        self.show_empty(self.list, empty=not rows)
        count = sum(row.item is None for row in rows)
        self.list.border_title = Content(present.plural(count, "dossier"))

    def left_at(self) -> tuple[int, int] | None:
        current = self.list.current()
        return current.key if current is not None else None

    def _read(self) -> list[Row]:
        """All rows; called in a thread."""
        archive = self.nutgraf.session.archive
        marks = {mark.number: mark for mark in archive.bookmarks()}
        rows = []
        for dossier in archive.dossiers.all():
            rows.append(Row(dossier))
            rows += [Row(dossier, item, marks.get(item.bookmark or 0)) for item in dossier.items]
        return rows

    # What is under the cursor

    @on(LineList.Opened)
    def _opened(self) -> None:
        row = self.list.current()
        if row is None or row.item is None:
            return
        if row.mark is None:
            self.dismiss(row.item.query)
        else:
            self.read(row.mark)

    def chosen_marks(self) -> list[Bookmark]:
        """The bookmarks among the selected items, else that under the cursor."""
        marks = [row.mark for row in self.list.chosen() if row.mark is not None]
        if not marks:
            self.say("There is no bookmark here.")
        return marks

    # What changes dossiers

    @work(exit_on_error=False, group=BY_KEY)
    async def action_delete(self) -> None:
        check_row(self.list)
        session, rows = self.nutgraf.session, self.list.chosen()
        dossiers, undo = session.archive.dossiers, self.nutgraf.keymap.sign("dossiers.undo")
        if not rows:
            return
        if rows[0].item is None:
            await session.do(dossiers.delete, rows[0].dossier.number)
            self.say(f"“{rows[0].dossier.name}” taken away, its bookmarks stay; {undo} undoes it.")
        else:
            items = [row.item.number for row in rows if row.item is not None]
            await session.do(dossiers.remove, items)
            self.say(f"{present.plural(len(items), 'item')} taken out; {undo} undoes it.")
        await self.renew()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_move(self, step: int) -> None:
        rows = [row for row in self.list.chosen() if row.item is not None]
        if len({row.dossier.number for row in rows}) > 1:
            self.say("Items of several dossiers are selected: those of one are moved at a time.")
        elif rows:
            dossier = rows[0].dossier
            moved = _moved([item.number for item in dossier.items], {r.key[1] for r in rows}, step)
            if moved is not None:
                session = self.nutgraf.session
                await session.do(session.archive.dossiers.move, dossier.number, *moved)
                await self.renew()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_rename(self) -> None:
        if (row := self.list.current()) is None:
            return
        number, dossiers = row.dossier.number, self.nutgraf.session.archive.dossiers

        async def rename(name: str) -> None:
            await self.nutgraf.session.do(dossiers.rename, number, name)

        if await self.ask(Ask("Name of the dossier", row.dossier.name, act=rename)) is not None:
            await self.renew()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_export(self) -> None:
        rows = self.list
        if (row := rows.current()) is None:
            return
        if rows.selected:
            chosen = rows.chosen()
        else:
            chosen = [one for one in rows.rows if one.dossier.number == row.dossier.number]
        queries = [one.item.query for one in chosen if one.item is not None and one.item.query]
        if queries:
            them = present.plural(len(queries), "query is", "queries are")
            self.say(f"{them} told and not written out: only what is bookmarked is.")
        marks = [one.mark for one in chosen if one.mark is not None]
        await self.export_marks(marks, row.dossier.name, queries=queries)


def _moved(
    items: Sequence[int], chosen: Collection[int], step: int
) -> tuple[Sequence[int], int | None] | None:
    """The chosen ones of some items in their order, and before which of the others they stand when
    they are one block and it is moved by a step; None where that changes nothing.
    """
    block = [item for item in items if item in chosen]
    rest = [item for item in items if item not in chosen]
    first, last = items.index(block[0]), items.index(block[-1])
    at = max(0, first - 1) if step < 0 else min(len(rest), last + 2 - len(block))
    if [*rest[:at], *block, *rest[at:]] == list(items):
        return None
    return block, rest[at] if at < len(rest) else None
