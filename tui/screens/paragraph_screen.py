"""A screen whose keys work on paragraphs: marked, copied, exported, opened where they came from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual import on, work

from tui.controllers.collecting import CollectingController
from tui.controllers.marks import MarksController
from tui.controllers.paragraphs import ParagraphsController
from tui.controllers.sharing import SharingController
from tui.on_view import check_row
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.typing import BY_KEY
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from tui.config import Config
    from tui.keymap import Keymap
    from tui.session import Session

T = TypeVar("T")


class MarkedList(Protocol):
    """A list of rows that stand for paragraphs, some of which are bookmarked."""

    bookmarked: frozenset[int]

    @property
    def selected(self) -> frozenset[int]:
        """The rows that are selected."""

    def reveal_cursor(self) -> bool:
        """Bring the row under the cursor into sight; False where it was."""

    def chosen(self) -> list[int]:
        """The paragraphs that a key acts on."""

    def clear_selection(self) -> bool:
        """Select nothing any more; whether anything was."""

    def repaint(self) -> None:
        """Draw the rows anew."""


def paint_marks(rows: MarkedList, marked: frozenset[int]) -> None:
    """Show in a list which paragraphs are bookmarked."""
    if marked != rows.bookmarked:
        rows.bookmarked = marked
        rows.repaint()


class ParagraphScreen(NutgrafScreen[T]):
    """Its controllers say which paragraphs a key is for, and what becomes of them."""

    paragraphs: ParagraphsController
    marks: MarksController
    sharing: SharingController
    collecting: CollectingController

    def work_on(
        self,
        targets: Callable[[], Awaitable[list[int]]],
        paint: Callable[[frozenset[int]], None],
    ) -> None:
        """Make the controllers: `targets` gives the paragraphs that a key acts on, `paint` shows
        which ones are bookmarked.
        """
        nutgraf = self.nutgraf
        self.work_with(nutgraf.session, nutgraf.keymap, nutgraf.config, targets, paint)

    def work_with(
        self,
        session: Session,
        keymap: Keymap,
        config: Config,
        targets: Callable[[], Awaitable[list[int]]],
        paint: Callable[[frozenset[int]], None],
    ) -> None:
        """As `work_on`, for a screen that is made before there is an application."""
        changed = self.marks_changed
        self.marks = MarksController(self, session, keymap, changed=changed, paint=paint)
        self.sharing = SharingController(self, session, folder=config.export_folder)
        self.collecting = CollectingController(self, session, changed=changed)
        self.paragraphs = ParagraphsController(
            self, session, self.marks, self.sharing, self.collecting, targets=targets
        )

    async def marks_changed(self) -> None:
        """Show again what depends on bookmarks."""
        await self.marks.read()

    async def came_back(self) -> None:
        await self.marks_changed()

    def exported_query(self) -> tuple[str, int]:
        """The query that what is exported came from, and how many paragraphs it finds; "" and 0
        where it came from none.
        """
        return "", 0

    def is_lost(self, paragraph: int) -> bool:
        """Whether that query finds a paragraph no longer that is still shown."""
        del paragraph
        return False

    @property
    def folded_away(self) -> int:
        """How many copies of what is exported that query finds, where all of its rows are."""
        return 0

    @property
    def furniture_left_out(self) -> Callable[[], int]:
        """Tells how many paragraphs that query means that are left out as furniture, where all of
        its rows are exported; by another search, for a thread.
        """
        return int

    @property
    def chosen_elsewhere(self) -> int:
        """How many of the paragraphs that a key acts on are not on view."""
        return 0

    @work(exit_on_error=False, group=BY_KEY)
    async def action_bookmark(self) -> None:
        await self.paragraphs.bookmark()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_note(self) -> None:
        await self.paragraphs.note()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_tags(self) -> None:
        await self.paragraphs.tags()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_collect(self) -> None:
        await self.paragraphs.collect()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_copy(self) -> None:
        if not self.copy_selected():
            await self.paragraphs.copy()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_export(self) -> None:
        query, found = self.exported_query()
        await self.paragraphs.export(
            query,
            found=found,
            lost=self.is_lost,
            folded=self.folded_away,
            furniture=self.furniture_left_out,
            elsewhere=self.chosen_elsewhere,
        )

    @work(exit_on_error=False, group=BY_KEY)
    async def action_browse(self) -> None:
        await self.paragraphs.browse()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_undo(self) -> None:
        await self.marks.undo()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_redo(self) -> None:
        await self.marks.undo(again=True)


class ParagraphListScreen(ParagraphScreen["int | None"]):
    """One list of paragraphs. Answers the one to be read, by number."""

    _rows: MarkedList

    def work_on_list(self, rows: MarkedList) -> None:
        """Make the controllers, for the paragraphs of the list."""
        self._rows = rows

        async def targets() -> list[int]:
            check_row(rows)
            return rows.chosen()

        self.work_on(targets, lambda marked: paint_marks(rows, marked))

    @on(LineList.Left)
    def action_close(self) -> None:
        if not self._rows.clear_selection():
            self.dismiss(None)
