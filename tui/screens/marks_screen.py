"""What the screens of bookmarks and of dossiers have in common: a list of marks, and their keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from index import Heading
from tui.controllers.marks import Chosen, MarksController
from tui.controllers.sharing import SharingController
from tui.keymap import Keymap
from tui.on_view import check_row
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.typing import BY_KEY
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Bookmark


class MarksScreen(NutgrafScreen["Bookmark | str | None"]):
    """A list of marks. Answers the bookmark to be read, or the query to be asked."""

    tells_lacking = False

    DEFAULT_CSS = """
    MarksScreen LineList { height: 1fr; }
    MarksScreen #empty { height: 1fr; content-align: center middle; display: none; }
    MarksScreen.-empty #empty { display: block; }
    """
    place = ""
    """The place whose keys work here."""

    def __init__(self, rows: LineList[Any]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._rows
            yield Static(self.nothing(self.nutgraf.keymap), id="empty")
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        nutgraf = self.nutgraf
        self.marks = MarksController(self, nutgraf.session, nutgraf.keymap, changed=self.renew)
        self.sharing = SharingController(self, nutgraf.session, folder=nutgraf.config.export_folder)
        self.query_one(KeyLine).place = self.place
        self._rows.focus()
        self.begin(self.renew())

    def nothing(self, keymap: Keymap) -> Content:
        """What stands in the place of an empty list."""
        raise NotImplementedError

    def archive_changed(self) -> None:
        self.begin(self.renew())

    async def came_back(self) -> None:
        await self.renew()

    async def renew(self) -> None:
        """Show what there is now."""
        raise NotImplementedError

    def chosen_marks(self) -> Sequence[Bookmark]:
        """The bookmarks that a key acts on."""
        raise NotImplementedError

    def read(self, mark: Bookmark) -> None:
        """Leave for a bookmark's place in its article; one that is gone is read where it was
        marked.
        """
        if mark.state == "removed":
            self.say("Its article was removed; what was marked stays here.")
        else:
            self.dismiss(mark)

    async def export_marks(
        self,
        marks: Sequence[Bookmark],
        title: str,
        *,
        words: str = "",
        of: int = 0,
        queries: Sequence[str] = (),
    ) -> None:
        """Export bookmarks; that there are none is said. They have these `words`, and are some `of`
        all, or stand in a dossier beside `queries`.
        """
        if not marks:
            self.say("There is nothing to export.")
            return
        session = self.nutgraf.session
        excerpts = await session.read(session.archive.marked, marks)
        heading = Heading(title=title, words=words, bookmarks=of, queries=tuple(queries))
        await self.sharing.export(excerpts, heading)

    @on(LineList.SelectionChanged)
    def _selection_changed(self) -> None:
        self._rows.say_selected()

    @on(LineList.Left)
    def action_close(self) -> None:
        if not self.let_go():
            self.dismiss(None)

    def let_go(self) -> bool:
        """What Escape takes away before it closes: the selection. Whether there was any."""
        return self._rows.clear_selection()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_note(self) -> None:
        check_row(self._rows)
        if marks := self.chosen_marks():
            await self.marks.note(Chosen(marks, passage=marks[0].text or marks[0].anchor.exact))

    @work(exit_on_error=False, group=BY_KEY)
    async def action_tags(self) -> None:
        check_row(self._rows)
        if marks := self.chosen_marks():
            await self.marks.tags(Chosen(marks))

    @work(exit_on_error=False, group=BY_KEY)
    async def action_copy(self) -> None:
        if not self.copy_selected() and (marks := self.chosen_marks()):
            session = self.nutgraf.session
            await self.sharing.copy(await session.read(session.archive.marked, marks))

    @work(exit_on_error=False, group=BY_KEY)
    async def action_browse(self) -> None:
        if marks := self.chosen_marks():
            session = self.nutgraf.session
            (first, *_) = await session.read(session.archive.marked, marks[:1])
            self.sharing.browse([mark.url for mark in marks], first.cited.history.file)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_undo(self) -> None:
        await self.marks.undo()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_redo(self) -> None:
        await self.marks.undo(again=True)
