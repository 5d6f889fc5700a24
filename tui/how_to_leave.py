"""Which keys close what one is in, and which quit: those that do so where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys import passes_input, sign

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.screen import Screen

_EVERYWHERE = "ctrl+q"
_CLOSE = {"close", "ask('close')", "ask('leave')", "escape"}
"""Actions that close a list, a dialogue, a line of its own, or the palette."""


def how_to_leave(screen: Screen[object], *, writes: bool) -> str:
    """A sentence that names them. Where one `writes`, letters are text and are none of them."""
    here = {
        key: active.binding
        for key, active in screen.active_bindings.items()  # the nearest to the focus first
        if not writes or passes_input(key)
    }
    close = next((key for key, binding in here.items() if binding.action in _CLOSE), "")
    leave = next((key for key, binding in here.items() if _quits(binding)), _EVERYWHERE)
    closes = f"{sign(close)} closes this, " if close else ""
    return f"{closes}{sign(leave)} quits."


def _quits(binding: Binding) -> bool:
    """Whether it is the key that quits, and does: in a screen over the main one it closes that."""
    return binding.id == "app.quit" and binding.action == "leave"
