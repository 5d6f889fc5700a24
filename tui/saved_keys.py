"""The keys of saved searches."""

from __future__ import annotations

from tui.key import ANYWHERE, SAVED, Key

SAVED_KEYS: tuple[Key, ...] = (
    Key("app.saved", "at", "saved_searches", ANYWHERE, "Saved searches, and what is new in them",
        "saved", 16, palette=True),
    Key("saved.open", "enter,l", "open", SAVED, "Search, with what is new marked", "open", 90),
    Key("saved.new", "n", "only_new", SAVED, "Only what is new; it stays new", "only new", 85),
    Key("saved.looked", "m", "looked", SAVED, "Nothing is new in it any more", "none is new", 80),
    Key("saved.rename", "R", "rename", SAVED,
        "Rename it, where queries name it too", "rename", 70),
    Key("saved.forget", "d,delete", "forget", SAVED, "Forget it", "forget", 75),
    Key("saved.undo", "u,ctrl+z", "undo", SAVED, "Undo", "undo", 60),
    Key("saved.redo", "U", "redo", SAVED, "Redo"),
    Key("saved.command", "Y", "copy_command", SAVED, "Copy the command that says what is new"),
    Key("saved.help", "question_mark,f1", "help", SAVED, "Keys of this place", "keys", 100),
    Key("saved.close", "escape,q,at,h,backspace", "close", SAVED, "Close", "close", 95),
)  # fmt: skip
