"""The bookmarks: where each leads today, its note and tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui import keys, present
from tui.controllers.collecting import CollectingController
from tui.controllers.marks import Chosen, MarksController
from tui.controllers.sharing import SharingController
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.screens.writing import Ask
from tui.text import clean
from tui.typing import BY_KEY
from tui.widgets.bookmark_lines import LINES, bookmark_lines
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Bookmark


class BookmarkList(LineList["Bookmark"]):
    """Bookmarks in rows of five lines; the last one is blank."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in keys.bindings(keys.BOOKMARKS) if each.id == "bookmarks.open"
    ]
    BORDER_TITLE = "Bookmarks"
    gap = 1

    def __init__(self) -> None:
        super().__init__(LINES)

    def paint(self, item: Bookmark, cells: int) -> Sequence[Content]:
        return bookmark_lines(item, cells)


class BookmarksScreen(NutgrafScreen["Bookmark | str | None"]):
    """All bookmarks, newest first. Answers the one to be read, or a dossier's query to be asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in keys.bindings(keys.BOOKMARKS) if each.id != "bookmarks.open"
    ]
    DEFAULT_CSS = """
    BookmarksScreen BookmarkList { height: 1fr; }
    BookmarksScreen #empty { height: 1fr; content-align: center middle; display: none; }
    BookmarksScreen.-empty #empty { display: block; }
    BookmarksScreen.-empty BookmarkList { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._needle = ""
        self._shown: list[Bookmark] = []

    def compose(self) -> ComposeResult:
        with Vertical():
            yield BookmarkList()
            yield Static(_nothing(self.nutgraf.keymap), id="empty")
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        nutgraf = self.nutgraf
        self.marks = MarksController(
            self, nutgraf.session, nutgraf.keymap, changed=self.marks_changed
        )
        self.collecting = CollectingController(self, nutgraf.session, changed=self.marks_changed)
        self.sharing = SharingController(self, nutgraf.session, folder=nutgraf.config.export_folder)
        self.query_one(KeyLine).place = keys.BOOKMARKS
        self.query_one(BookmarkList).focus()
        self._load()

    @work(exit_on_error=False)
    async def _load(self) -> None:
        await self.marks_changed()

    async def marks_changed(self) -> None:
        """Show the bookmarks there are now."""
        rows = self.query_one(BookmarkList)
        selected = {self._shown[row].number for row in rows.selected}
        session = self.nutgraf.session
        count, self._shown = await session.read(self._read)
        rows.show_rows(len(self._shown), lambda a, b: self._shown[a:b], rows.cursor)
        rows.select(row for row, mark in enumerate(self._shown) if mark.number in selected)
        self.set_class(not count, "-empty")
        said = present.plural(count, "bookmark")
        if self._needle:
            said = f"{len(self._shown)} of {said} with “{clean(self._needle)}”"
        rows.border_title = Content(said)

    def _read(self) -> tuple[int, list[Bookmark]]:
        """How many bookmarks there are, and those to be shown; called in a thread."""
        every = self.nutgraf.session.archive.bookmarks()
        needle = self._needle.casefold()
        return len(every), [each for each in every if needle in _searchable(each)]

    def _chosen(self) -> list[Bookmark]:
        """The selected bookmarks, else the one under the cursor."""
        rows = self.query_one(BookmarkList)
        if rows.selected:
            return [self._shown[row] for row in sorted(rows.selected)]
        current = rows.current()
        return [current] if current is not None else []

    @on(LineList.Opened)
    def _opened(self) -> None:
        bookmark = self.query_one(BookmarkList).current()
        if bookmark is None:
            return
        if bookmark.paragraph is None:
            self.say("This paragraph is gone; what was marked stays here.")
            return
        self.dismiss(bookmark)

    @on(LineList.Left)
    def action_close(self) -> None:
        if not self.query_one(BookmarkList).clear_selection():
            self.dismiss(None)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_note(self) -> None:
        if chosen := self._chosen():
            await self.marks.note(Chosen(chosen, passage=chosen[0].text))

    @work(exit_on_error=False, group=BY_KEY)
    async def action_tags(self) -> None:
        if chosen := self._chosen():
            await self.marks.tags(Chosen(chosen))

    @work(exit_on_error=False, group=BY_KEY)
    async def action_delete(self) -> None:
        if chosen := self._chosen():
            await self.marks.remove(chosen)
            await self.marks_changed()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_collect(self) -> None:
        if chosen := self._chosen():
            await self.collecting.bookmarks([mark.number for mark in chosen])

    @work(exit_on_error=False, group=BY_KEY)
    async def action_dossiers(self) -> None:
        from tui.screens.dossiers import DossiersScreen  # noqa: PLC0415  (seldom opened)

        if (found := await self.ask(DossiersScreen())) is not None:
            self.dismiss(found)
        else:
            await self.marks_changed()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_undo(self) -> None:
        await self.marks.undo()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_redo(self) -> None:
        await self.marks.undo(again=True)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_copy(self) -> None:
        if self.copy_selected():
            return
        if chosen := self._chosen():
            session = self.nutgraf.session
            await self.sharing.copy(await session.read(session.archive.marked, chosen))

    @work(exit_on_error=False, group=BY_KEY)
    async def action_export(self) -> None:
        rows = self.query_one(BookmarkList)
        if chosen := self._chosen() if rows.selected else self._shown:
            session = self.nutgraf.session
            excerpts = await session.read(session.archive.marked, chosen)
            await self.sharing.export(excerpts, title="Bookmarks")
        else:
            self.say("There is nothing to export.")

    def action_browse(self) -> None:
        self.sharing.browse([bookmark.url for bookmark in self._chosen()])

    @work(exit_on_error=False, group=BY_KEY)
    async def action_filter(self) -> None:
        needle = await self.ask(
            Ask("Only bookmarks with", self._needle, saving="Filter", precious=False)
        )
        if needle is not None:
            self._needle = needle
            await self.marks_changed()

    @on(KeyLine.Pressed)
    async def _key_pressed(self, event: KeyLine.Pressed) -> None:
        await self.nutgraf.run_key(event.key)


def _searchable(bookmark: Bookmark) -> str:
    tags = " ".join(f"#{tag}" for tag in bookmark.tags)
    parts = (bookmark.title, bookmark.outlet, bookmark.text, bookmark.anchor.exact, bookmark.note)
    return " ".join((*parts, tags)).casefold()


def _nothing(keymap: keys.Keymap) -> Content:
    sign = keymap.sign("paragraph.bookmark")
    return Content.assemble(
        ("No bookmarks yet.\n\n", present.HEADLINE),
        (sign, present.KEY),
        (" on a paragraph marks it; here it can get a note and tags,\n", present.QUIET),
        ("and leave as Markdown with its source.", present.QUIET),
    )
