"""A name that was missed: every paragraph that would name it, shown before it is found there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui import keys, present
from tui.keys import bindings
from tui.panes.edit_preview import PreviewList
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.text import clean
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Occurrences, WatchedName


class OccurrenceList(PreviewList):
    """The paragraphs in which the name would be found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.MISSED) if each.action == "open"
    ]


class MissedNameScreen(NutgrafScreen[bool]):
    """The paragraphs that a name would be found in. Answers whether it is to be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.MISSED) if each.action != "open"
    ]
    DEFAULT_CSS = """
    MissedNameScreen #said { height: auto; max-height: 4; padding: 0 2; }
    MissedNameScreen OccurrenceList {
        height: 1fr; border: round $mark; border-title-color: $mark;
        border-subtitle-color: $quiet;
    }
    """

    def __init__(self, name: WatchedName, found: Occurrences) -> None:
        super().__init__()
        self._watched, self._found = name, found

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._said(), id="said")
            yield OccurrenceList()
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def _said(self) -> Content:
        name, found = self._watched, self._found
        forms = ", ".join(f"“{clean(form)}”" for form in name.forms)
        called = f" of {clean(name.name)}" if name.forms != (name.name,) else ""
        times = present.plural(found.changes.mentions, "occurrence")
        lines = [f"{forms}: a name{called} ({present.KINDS[name.type]}), found in {times}."]
        if found.already:
            lines.append(f"Found already: {present.plural(found.already, 'occurrence')}.")
        if found.within:
            lines.append(f"{present.plural(found.within, 'time')} within longer names, which stay.")
        lines.append("It is kept on the watch list and found in whatever is imported later.")
        return Content(" ".join(lines))

    def on_mount(self) -> None:
        changes = self._found.changes
        self.query_one(KeyLine).place = keys.MISSED
        preview = self.query_one(OccurrenceList)
        preview.read_in(self.nutgraf.session)
        preview.border_title = f"{present.number(len(changes))} ¶ change"
        preview.show_rows(len(changes), lambda a, b: changes[a:b])
        preview.focus()

    def action_scroll(self, step: int) -> None:
        self.query_one(OccurrenceList).action_page(step, 0.5)

    @on(LineList.Opened)
    def _opened(self) -> None:
        self.dismiss(True)

    @on(LineList.Left)
    def action_close(self) -> None:
        self.dismiss(False)
