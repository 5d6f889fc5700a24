"""Several lines of text, to be written or read."""

from __future__ import annotations

from textual.widgets import TextArea


class TextBox(TextArea):
    """A text area that is let go of when it is closed.

    Textual's follows the theme of the application, which goes on to know it, and all that hangs on
    it, until another theme is chosen.
    """

    def on_unmount(self) -> None:
        watchers: list[tuple[object, object]] = getattr(self.app, "__watchers", {}).get("theme", [])
        watchers[:] = [one for one in watchers if one[0] is not self]
