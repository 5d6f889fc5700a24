"""What an archive that holds nothing says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tui import present
from tui.called import call
from tui.keymap import Keymap
from tui.keys import QUERY, key_of
from tui.program import program

if TYPE_CHECKING:
    from index import Stats


class Welcome(Static):
    """Tells how to bring news into an empty archive; hidden once there is some."""

    DEFAULT_CSS = """
    Welcome { display: none; height: 1fr; padding: 1 3; content-align: center middle; }
    """

    def show(self, stats: Stats) -> None:
        empty = not stats.articles
        self.screen.set_class(empty, "-empty")
        if empty:
            self.update(_words(program(self).keymap))


def _words(keymap: Keymap) -> Content:
    # The query has the focus, where letters are text: only keys that are none are named.
    help_sign = keymap.sign_in(QUERY, key_of("app.help"))
    quit_sign = keymap.sign_in(QUERY, key_of("app.quit"))
    lines: list[tuple[str, str]] = [
        ("This archive is empty.\n\n", present.HEADLINE),
        ("Bring news into it from another terminal;\nit appears here by itself.\n\n", ""),
        (f"{call('add ~/news', anywhere=True)}\n", present.KEY),
        ("a folder of text, Markdown, HTML or JSON Lines\n\n", present.QUIET),
        (f"{call('add articles.jsonl', anywhere=True)}\n", present.KEY),
        ("one article a line\n\n", present.QUIET),
        (f"{help_sign} keys    {quit_sign} quit", present.QUIET),
    ]
    return Content.assemble(*lines)
