"""The entity desk: names mended, each change seen before it is kept, each undone with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content

from index import NotShared
from tui import keys, present
from tui.controllers import wishes
from tui.controllers.desk_lists import LISTS, NAMES, NONE, PAIRS, DeskLists, Listing, row_key
from tui.controllers.entity_edits import EntityEditsController
from tui.keys import bindings
from tui.lane import Lane
from tui.panes.edit_preview import PreviewList
from tui.panes.editor_list import EditorList
from tui.pending_edits import Pending, Preview
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.subject import Subject, Wish
from tui.typing import BY_KEY
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from tui.controllers.desk_lists import Rows


class _Left(NamedTuple):
    """Where the desk was left: the list, and the row by what it stands for."""

    list: str
    row: object


class EntityEditorScreen(NutgrafScreen["Wish | None"]):
    """All entities and what to do about them. Answers what is to be opened next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each
        for each in bindings(keys.DESK)
        if each.id not in ("desk.open", "desk.filter", "desk.select")
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  (as declared)
    DEFAULT_CSS = """
    EntityEditorScreen #halves { height: 1fr; }
    EntityEditorScreen LineList {
        width: 1fr; height: 1fr; border: round $border-blurred;
        border-title-color: $quiet; border-subtitle-color: $quiet;
    }
    EntityEditorScreen LineList:focus {
        border: round $border; border-title-color: $background;
        border-title-background: $border; border-title-style: bold;
        border-subtitle-color: $foreground;
    }
    EntityEditorScreen.-narrow #halves { layout: vertical; }
    EntityEditorScreen.-pending #preview { border: round $mark; border-title-color: $mark; }
    """

    def __init__(self, needle: str = "") -> None:
        super().__init__()
        self._list = NAMES if needle else PAIRS
        self._opening = True
        self._first_needle = needle
        self._left: _Left | None = None
        self._pending: Pending | None = None
        self._proposed_on: object = None
        self._keeping = False
        self._shown = (Pending(""), 0)
        """What was previewed last, and how many paragraphs it had."""
        self._edition = 0
        """How often names were changed."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="halves"):
            yield EditorList()
            yield PreviewList()
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        session = self._session = self.nutgraf.session
        archive = session.archive  # asked in threads, which may outlive the screen
        self._edits = EntityEditsController(
            self, session, self.rows, propose=self._propose, changed=self._changed
        )
        self._filling: Lane[Listing, Rows] = session.lane(
            self,
            DeskLists(archive).read,
            self._filled,
            self._not_filled,
            slow=True,
        )
        self._looking: Lane[Pending, Preview] = session.lane(
            self,
            lambda pending: pending.preview(archive),
            self._previewed,
            lambda _edits, error: self.trouble(error),
            slow=True,
        )
        self.query_one(KeyLine).place = keys.DESK
        self.query_one(PreviewList).read_in(session)
        rows = self.query_one(EditorList)
        left = self.was_at()
        if isinstance(left, _Left) and not self._first_needle:
            self._list, self._left = left.list, left
        rows.focus()
        rows.set_needle(self._first_needle)
        self.fill()

    def on_unmount(self) -> None:
        self._session.let_go(self._filling, self._looking)

    def left_at(self) -> _Left | None:
        row = self.rows.current()
        return None if self.rows.needle else _Left(self._list, row_key(row) if row else None)

    # The list

    @property
    def rows(self) -> EditorList:
        return self.query_one(EditorList)

    @on(EditorList.NeedleChanged)
    def fill(self) -> None:
        """Show the list anew. What is asked for is said in one word: the list, and its filter."""
        self.rows.show_title(f"Entity desk · {self._list}")
        if not self.rows.count:
            what = f"looking for {PAIRS}" if self._list == PAIRS else "reading"
            self.rows.border_subtitle = f"{what} …"
        self._filling.submit(Listing(self._list, self.rows.needle, self._edition))

    def _filled(self, wanted: Listing, found: Rows) -> None:
        if wanted.name != self._list:
            return
        rows = self.rows
        rows.show(found)
        if (left := self._left) is not None and left.list == wanted.name:
            at = next((at for at, row in enumerate(found) if row_key(row) == left.row), rows.cursor)
            rows.move_to(at)
        self._left = None
        rows.show_needle()
        if not rows.needle and not rows.typing:
            said = present.number(len(found)) if len(found) else NONE.get(wanted.name, "none")
            rows.border_subtitle = Content(said)
        if not len(found):
            self._show_changes(Preview(), "")

    def _not_filled(self, wanted: Listing, error: Exception) -> None:
        self.trouble(error)
        if self._opening and isinstance(error, NotShared):
            self.action_turn(1)
            return
        if wanted.name == self._list and not self.rows.count:
            self.rows.border_subtitle = Content("not to be had")

    def action_turn(self, step: int) -> None:
        self._opening = False
        self._list = LISTS[(LISTS.index(self._list) + step) % len(LISTS)]
        self._drop()
        self.rows.marks_in_view = False
        self.rows.set_needle("")
        self.rows.cursor = 0
        self.fill()

    # The preview

    @on(LineList.Highlighted, "#desk-list")
    def _highlighted(self) -> None:
        row = self.rows.current()
        if self._pending is not None:
            if row_key(row) == row_key(self._proposed_on):
                return
            # Enter would keep what is said of another row than the one that is looked at.
            self.say(f"Not done: {self._pending.title}")
            self._pending = None
            self.set_class(False, "-pending")
        self._looking.submit(self._edits.under_cursor(row))

    def _propose(self, pending: Pending) -> None:
        """Show what edits would change, to be kept or dropped."""
        self._pending, self._proposed_on = pending, self.rows.current()
        self._looking.submit(pending)

    def _previewed(self, pending: Pending, preview: Preview) -> None:
        self._shown = (pending, len(preview.changes))
        if self._pending in (None, pending):
            self._show_changes(preview, pending.title, changing=bool(pending.edits))

    def _show_changes(self, shown: Preview, title: str, *, changing: bool = False) -> None:
        self.set_class(self._pending is not None, "-pending")
        ways = ""
        if self._pending is not None:
            keep, drop = (self.nutgraf.keymap.sign(name) for name in ("desk.open", "desk.close"))
            ways = f" · {keep} keeps it · {drop} drops it"
        pane = self.query_one(PreviewList)
        pane.show(shown, title, ways, changing=changing)
        if not title:
            pane.border_title = Content(self._nothing())

    def _nothing(self) -> str:
        """Why there is nothing to preview."""
        if not self.rows.needle or self.rows.count:
            return "Nothing to preview"
        return f"None here · {self.nutgraf.keymap.sign('desk.type')}: other lists"

    def _drop(self) -> bool:
        """Let go of what is previewed; False when nothing was."""
        if self._pending is None:
            return False
        self._pending = None
        self._highlighted()
        self.set_class(False, "-pending")
        return True

    def action_scroll_preview(self, step: int) -> None:
        self.query_one(PreviewList).action_page(step, 0.5)

    # Doing it

    @on(LineList.Opened, "#desk-list")
    def _opened(self) -> None:
        if self._pending is not None:
            self._keep(self._pending)
        else:
            self.action_page_of_name()

    @work(exit_on_error=False, group=BY_KEY)
    async def _keep(self, pending: Pending) -> None:
        """What is previewed stays so until it is kept: a failure loses no name that was typed."""
        if self._keeping:
            return
        self._keeping = True
        try:
            if await self._is_as_shown(pending):
                done = await self._edits.keep(pending)
                undo = self.nutgraf.keymap.sign("desk.undo")
                self.say(f"Done: {done}; {undo} undoes it.")
        finally:
            self._keeping = False

    async def _is_as_shown(self, pending: Pending) -> bool:
        """Whether edits change now as many paragraphs as were shown; else it is said, and what they
        would change now is shown.
        """
        now = await self._session.read(pending.preview, self._session.archive)
        count = len(now.changes)
        if not count:
            self.say(f"Not done: {pending.title}. It would change nothing.")
            self._changed()
            return False
        shown, before = self._shown
        if shown != pending or before == count:
            return True
        self._previewed(pending, now)
        keep = self.nutgraf.keymap.sign("desk.open")
        self.say(f"Names were changed meanwhile: {count} ¶ change now. {keep} keeps it.")
        return False

    def _changed(self) -> None:
        """Entities changed: everything is read again."""
        self._pending = None
        self.archive_changed()

    def archive_changed(self) -> None:
        current = self.rows.current()
        if current is not None:
            self._left = _Left(self._list, row_key(current))
        self._edition += 1
        self.fill()
        if self._pending is not None:
            self._looking.submit(self._pending)
        else:
            self._highlighted()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_undo(self) -> None:
        await self._edits.undo()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_redo(self) -> None:
        await self._edits.undo(again=True)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_merge(self) -> None:
        await self._edits.merge()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_split(self) -> None:
        await self._edits.split()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_rename(self) -> None:
        await self._edits.rename()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_retype(self) -> None:
        await self._edits.retype()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_hide(self) -> None:
        await self._edits.hide()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_apart(self) -> None:
        await self._edits.apart()

    # Elsewhere

    def action_page_of_name(self) -> None:
        one = self._edits.entity_or_say()
        if one is not None:
            self.begin(self._look_at(Subject(one.entity, one.type, one.name)), by_key=True)

    async def _look_at(self, subject: Subject) -> None:
        """Open the page of a name. From there one comes back to the desk as it was left."""
        wish = await wishes.opening(self, None)(Wish(page=subject))
        if wish is None:
            return
        if wish.editor is None:
            self.dismiss(wish)
        elif wish.editor != subject:
            self._list = NAMES
            self.rows.set_needle(wish.editor.name)
            self.fill()

    @on(LineList.Left)
    def action_close(self) -> None:
        if not self._drop() and not self.rows.clear_marks():
            if self.rows.needle:
                self.rows.set_needle("")
            else:
                self.dismiss(None)
