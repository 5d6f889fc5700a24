"""A screen whose keys work on paragraphs: marked, copied, exported, opened where they came from."""

from __future__ import annotations

from typing import TypeVar

from textual import work

from tui.controllers.marks import MarksController
from tui.controllers.paragraphs import ParagraphsController
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.typing import BY_KEY

T = TypeVar("T")


class ParagraphScreen(NutgrafScreen[T]):
    """Its controllers say which paragraphs a key is for, and what becomes of them."""

    paragraphs: ParagraphsController
    marks: MarksController

    def exported_query(self) -> str:
        """The query that what is exported came from; "" where it came from none."""
        return ""

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
        await self.paragraphs.export(self.exported_query())

    @work(exit_on_error=False, group=BY_KEY)
    async def action_browse(self) -> None:
        await self.paragraphs.browse()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_undo(self) -> None:
        await self.marks.undo()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_redo(self) -> None:
        await self.marks.undo(again=True)
