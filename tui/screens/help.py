"""The keys of a place, to look through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from tui import present
from tui.keymap import Keymap
from tui.keys import Key
from tui.program import program
from tui.screens.dialogs import Dialog
from tui.text import fit, pad
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList

Row = "Key | str"


class KeyList(LineList["Key | str"]):
    """Keys below the names of the places they work in."""

    def __init__(self, place: str, keymap: Keymap) -> None:
        super().__init__(1)
        self._place, self._keymap = place, keymap

    def selectable(self, row: int) -> bool:
        return super().selectable(row) and isinstance(self.item(row), Key)

    def paint(self, item: Key | str, cells: int) -> Sequence[Content]:
        if isinstance(item, str):
            return [Content.styled(item, "bold $foreground")]
        signs = self._keymap.signs_in(self._place, item)
        return [
            Content.assemble(
                (pad(signs, min(18, cells // 2)), present.KEY),
                (fit(" " + item.words, cells - min(18, cells // 2)), ""),
            )
        ]


class HelpScreen(Dialog[None]):
    """All keys that work in a place, nearest first; typing filters them, and Enter does what the
    one under the cursor does.
    """

    DEFAULT_CSS = """
    HelpScreen > .box { width: 76; height: 90%; }
    HelpScreen Input { margin-bottom: 1; background: $surface; }
    HelpScreen KeyList { height: 1fr; background: $surface; }
    """

    below = "type to search · Enter does it · {close} close"

    def __init__(self, place: str, keymap: Keymap) -> None:
        super().__init__()
        self.heading = f"Keys · {place}"
        self._place, self._keymap = place, keymap

    def fields(self) -> Iterable[Widget]:
        yield LineInput(placeholder="Search keys", compact=True)
        yield KeyList(self._place, self._keymap)

    def on_mount(self) -> None:
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def action_help(self) -> None:
        """The key that shows the keys puts them away again."""
        self.dismiss(None)

    @on(Input.Submitted)
    @on(LineList.Opened)
    def _chosen(self) -> None:
        key = self.query_one(KeyList).current()
        if isinstance(key, Key):
            self.dismiss(None)
            self.app.call_later(program(self).run_key, key)

    def on_key(self, event: object) -> None:
        """Arrows and pages move the list while one types."""
        keys = self.query_one(KeyList)
        moves = {"down": keys.action_down, "up": keys.action_up}
        pages = {"pagedown": 1, "pageup": -1}
        name = getattr(event, "key", "")
        if name in moves:
            moves[name]()
        elif name in pages:
            keys.action_page(pages[name])

    def _fill(self, needle: str) -> None:
        words = needle.casefold().split()
        rows: list[Key | str] = []
        place = ""
        for key in self._keymap.reachable(self._place):
            text = f"{self._keymap.signs_in(self._place, key)} {key.words} {key.id}".casefold()
            if not all(word in text for word in words):
                continue
            if key.place != place:
                rows += [""] * bool(rows) + [key.place[0].upper() + key.place[1:]]
                place = key.place
            rows.append(key)
        rows = rows or ["No key does that here."]
        self.query_one(KeyList).show_rows(len(rows), lambda a, b: rows[a:b])
