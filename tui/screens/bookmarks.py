"""The bookmarks: where each leads today, its note and tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from index import with_signs
from tui import keys, present
from tui.controllers.collecting import CollectingController
from tui.keymap import Keymap
from tui.on_view import check_row
from tui.screens.marks_screen import MarksScreen
from tui.text import clean, has_words
from tui.typing import BY_KEY
from tui.widgets.bookmark_lines import LINES, bookmark_lines
from tui.widgets.filtered_list import FilteredList
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Bookmark


class BookmarkList(FilteredList["Bookmark"]):
    """Bookmarks in rows of five lines; the last one is blank."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in keys.bindings(keys.BOOKMARKS) if each.id == "bookmarks.open"
    ]
    BORDER_TITLE = "Bookmarks"
    gap = 1

    class NeedleChanged(Message):
        """The filter changed."""

    def __init__(self) -> None:
        super().__init__(LINES)

    def needle_changed(self) -> None:
        self.post_message(self.NeedleChanged())

    def paint(self, item: Bookmark, cells: int) -> Sequence[Content]:
        return bookmark_lines(item, cells)


class BookmarksScreen(MarksScreen):
    """All bookmarks, newest first, and from here the dossiers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in keys.bindings(keys.BOOKMARKS) if each.id != "bookmarks.open"
    ]
    place = keys.BOOKMARKS

    def __init__(self) -> None:
        self.list = BookmarkList()
        super().__init__(self.list)
        self._shown: list[Bookmark] = []
        self._count = 0

    def on_mount(self) -> None:
        self.collecting = CollectingController(self, self.nutgraf.session, changed=self.renew)

    def nothing(self, keymap: Keymap) -> Content:
        sign = keymap.sign("paragraph.bookmark")
        return Content.assemble(
            ("No bookmarks yet.\n\n", present.HEADLINE),
            (sign, present.KEY),
            (" on a paragraph marks it; here it can get a note and tags,\n", present.QUIET),
            ("and leave as Markdown with its source.", present.QUIET),
        )

    async def renew(self) -> None:
        rows, current = self.list, self.list.current()
        selected = [self._shown[row].number for row in rows.chosen_rows]
        needle = rows.needle
        count, shown = await self.nutgraf.session.read(self._read, needle)
        if needle != rows.needle:
            return
        self._count, self._shown = count, shown
        numbers = [mark.number for mark in self._shown]
        looked_at = current.number if current else self.was_at()
        at = numbers.index(looked_at) if looked_at in numbers else rows.cursor
        rows.show_rows(len(self._shown), lambda a, b: self._shown[a:b], at)
        rows.select(numbers.index(number) for number in selected if number in numbers)
        self.show_empty(rows, empty=not self._count)
        said = present.plural(self._count, "bookmark")
        if needle:
            said = f"{present.number(len(self._shown))} of {said} with “{clean(needle)}”"
            if not self._shown:
                said += f"; {self.nutgraf.keymap.sign('bookmarks.close')} shows all"
        rows.border_title = Content(said)
        rows.show_needle()
        self.go_on_inside()

    def left_at(self) -> int | None:
        current = self.list.current()
        return current.number if current is not None else None

    def _read(self, needle: str) -> tuple[int, list[Bookmark]]:
        """How many bookmarks there are, and those to be shown; called in a thread."""
        every = self.nutgraf.session.archive.bookmarks()
        # In a query it is `tag:fraud`; as it is shown, #fraud.
        wanted = needle.replace("tag:", "#")
        return len(every), [each for each in every if has_words(_searchable(each), wanted)]

    def chosen_marks(self) -> list[Bookmark]:
        """The selected bookmarks, else the one under the cursor."""
        if self.list.selected:
            return [self._shown[row] for row in self.list.chosen_rows]
        if (current := self.list.current()) is None:
            self.say("There is no bookmark here.")
            return []
        return [current]

    @on(LineList.Opened)
    def _opened(self) -> None:
        if (bookmark := self.list.current()) is not None:
            self.read(bookmark)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_delete(self) -> None:
        check_row(self.list)
        if chosen := self.chosen_marks():
            await self.marks.remove(chosen)
            await self.renew()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_collect(self) -> None:
        check_row(self.list)
        if chosen := self.chosen_marks():
            await self.collecting.bookmarks([mark.number for mark in chosen])

    @work(exit_on_error=False, group=BY_KEY)
    async def action_dossiers(self) -> None:
        from tui.screens.dossiers import DossiersScreen  # noqa: PLC0415  (seldom opened)

        if (found := await self.ask(DossiersScreen(), "action_dossiers")) is not None:
            self.dismiss(found)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_export(self) -> None:
        chosen = self.chosen_marks() if self.list.selected else self._shown
        await self.export_marks(chosen, "Bookmarks", words=self.list.needle, of=self._count)

    @on(BookmarkList.NeedleChanged)
    def _filtered(self) -> None:
        self.begin(self.renew(), by_key=True)

    def action_filter(self) -> None:
        self.list.action_filter()

    def let_go(self) -> bool:
        if super().let_go():
            return True
        had = bool(self.list.needle)
        self.list.set_needle("")
        return had


def _searchable(bookmark: Bookmark) -> str:
    # As they are shown, and so that the first word of several is found by itself.
    tags = " ".join((*(f"#{tag}" for tag in bookmark.tags), with_signs(bookmark.tags)))
    parts = (bookmark.title, bookmark.outlet, bookmark.text, bookmark.anchor.exact, bookmark.note)
    return " ".join((*parts, tags))
