"""Keys that work anywhere, pressed in a screen over the main one: they lead on from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import keys
from tui.key import Key
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

_OPENS = {
    "app.bookmarks": keys.BOOKMARKS,
    "app.desk": keys.DESK,
    "app.changed": keys.CHANGED,
    "app.trail": keys.TRAIL,
    "app.pivot": keys.PIVOT,
    "app.quotes": keys.LEDGER,
    "app.stories": keys.STORIES,
    "app.saved": keys.SAVED,
    "app.feeds": keys.FEEDS,
}
"""The places that keys open over what is there."""

_IN_FRONT = {
    "app.query", "app.results", "app.reader", "app.entities", "app.filters", "app.back",
    "app.forward", "app.timeline",
}  # fmt: skip
"""Keys that do something on the main screen, which has to be in front for that."""

_LEAVES = {"app.clear", "app.quit"}

_SAYS = {
    "app.next_pane": "There is no other list here; {close} closes this one.",
    "app.previous_pane": "There is no other list here; {close} closes this one.",
    "app.zen": "This has the whole screen already.",
}


async def go_elsewhere(screen: NutgrafScreen[object], main: MainScreen, key: Key) -> None:
    """Do what a key does that was pressed in a screen over the main one, or say why it does not.
    A list that it opens stands over the screen, and Escape leads back to that.
    """
    if key.id in _SAYS:
        sign = screen.nutgraf.keymap.sign("app.clear")
        screen.say(_SAYS[key.id].format(close=sign))
    elif key.id in ("app.help", "app.command", "app.palette"):
        await screen.run_action(key.action)
    elif key.id in ("app.undo", "app.redo"):
        screen.undo_anywhere(again=key.id == "app.redo")
    elif (there := _open_at(main, _OPENS.get(key.id, ""))) is screen or key.id in _LEAVES:
        await screen.run_action("close")
    elif there is not None:
        there.come_to_front()
    else:
        if key.id in _IN_FRONT:
            main.come_to_front()
        screen.went_elsewhere = True
        await main.run_action(key.action)


def _open_at(main: MainScreen, place: str) -> NutgrafScreen[object] | None:
    """The screen whose keys are those of a place, where it is open."""
    open_ones = (one for one in main.app.screen_stack if isinstance(one, NutgrafScreen))
    return next((one for one in open_ones if one.query_one(KeyLine).place == place), None)
