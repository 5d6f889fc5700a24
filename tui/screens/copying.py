"""Copying what was selected with the mouse, and saying so."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import Screen

from tui.present import number
from tui.program import program

T = TypeVar("T")


class CopiesText(Screen[T]):
    """The framework's copying says nothing, and would send an empty clipboard."""

    def action_copy_text(self) -> None:
        if not self.copy_selected():
            program(self).action_how_to_quit()

    def copy_selected(self) -> bool:
        """Copy what is selected; False when nothing is."""
        text = self.get_selected_text()
        if not text or not text.strip():
            return False
        self.app.copy_to_clipboard(text)
        self.clear_selection()
        self.app.notify(
            f"{number(len(text))} characters sent to the terminal's clipboard.", markup=False
        )
        return True
