"""The keys of bookmarks, dossiers and exports, and of dialogues that write."""

from __future__ import annotations

from tui.key import BOOKMARKS, DIALOG, DOSSIERS, EXPORT, NOTE, OPENS_PAGE, Key

BOOKMARK_KEYS: tuple[Key, ...] = (
    Key("bookmarks.open", "enter,l", "open", BOOKMARKS, "Read it in its article", "read", 90),
    Key("bookmarks.note", "a", "note", BOOKMARKS, "Write its note", "note", 85),
    Key("bookmarks.tags", "t", "tags", BOOKMARKS, "Tags", "tags", 80),
    Key("bookmarks.delete", "d,delete,b", "delete", BOOKMARKS, "Take the bookmark away",
        "take away", 75),
    Key("bookmarks.collect", "D", "collect", BOOKMARKS, "Put into a dossier", "dossier", 72),
    Key("bookmarks.dossiers", "tab", "dossiers", BOOKMARKS, "The dossiers", "dossiers", 68),
    Key("bookmarks.undo", "u,ctrl+z", "undo", BOOKMARKS, "Undo", "undo", 60),
    Key("bookmarks.redo", "U", "redo", BOOKMARKS, "Redo"),
    Key("bookmarks.copy", "y", "copy", BOOKMARKS, "Copy with its source", "copy", 65),
    Key("bookmarks.export", "e", "export", BOOKMARKS, "Export the selected, else all",
        "export", 70),
    Key("bookmarks.browse", "o", "browse", BOOKMARKS, "Open the source in a browser",
        leaves=OPENS_PAGE),
    Key("bookmarks.filter", "f,slash", "filter", BOOKMARKS, "Filter as you type", "filter", 55),
    Key("bookmarks.help", "question_mark,f1", "help", BOOKMARKS, "Keys of this place", "keys",
        100),
    Key("bookmarks.close", "escape,q,B,h,backspace", "close", BOOKMARKS, "Close", "close", 95),
)  # fmt: skip

DOSSIER_KEYS: tuple[Key, ...] = (
    Key("dossiers.open", "enter,l", "open", DOSSIERS,
        "Read it in its article, ask the query; fold a dossier", "read", 90),
    Key("dossiers.delete", "d,delete", "delete", DOSSIERS,
        "Take out of the dossier, or the dossier away; bookmarks stay", "take out", 85),
    Key("dossiers.down", "J,alt+down", "move(1)", DOSSIERS,
        "Move it down, or the selected ones as a block", "move down", 80),
    Key("dossiers.up", "K,alt+up", "move(-1)", DOSSIERS,
        "Move it up, or the selected ones as a block", "move up", 79),
    Key("dossiers.export", "e", "export", DOSSIERS, "Export the selected, else this dossier",
        "export", 75),
    Key("dossiers.note", "a", "note", DOSSIERS, "Write its note", "note", 70),
    Key("dossiers.tags", "t", "tags", DOSSIERS, "Tags", "tags", 65),
    Key("dossiers.rename", "R", "rename", DOSSIERS, "Rename the dossier", "rename", 60),
    Key("dossiers.copy", "y", "copy", DOSSIERS, "Copy with its source", "copy", 55),
    Key("dossiers.undo", "u,ctrl+z", "undo", DOSSIERS, "Undo", "undo", 50),
    Key("dossiers.redo", "U", "redo", DOSSIERS, "Redo"),
    Key("dossiers.browse", "o", "browse", DOSSIERS, "Open the source in a browser",
        leaves=OPENS_PAGE),
    Key("dossiers.help", "question_mark,f1", "help", DOSSIERS, "Keys of this place", "keys",
        100),
    Key("dossiers.close", "escape,q,tab,h,backspace", "close", DOSSIERS, "To the bookmarks",
        "bookmarks", 95),
)  # fmt: skip

EXPORT_KEYS: tuple[Key, ...] = (
    Key("export.file", "f", "file", EXPORT, "Write a file", "file", 90),
    Key("export.copy", "y", "copy", EXPORT, "Copy to the clipboard", "clipboard", 85),
    Key("export.edit", "e", "edit", EXPORT, "Open in $EDITOR", "$EDITOR", 80,
        leaves="opens $EDITOR"),
    Key("export.format", "t", "format", EXPORT, "Choose another format", "format", 78),
    Key("export.close", "escape,q", "close", EXPORT, "Close", "close", 95),
    Key("export.help", "question_mark,f1", "help", EXPORT, "Keys of this place"),
    Key("note.save", "ctrl+s", "save", NOTE, "Save the note", "save", 90),
    Key("note.close", "escape", "close", NOTE, "Close; asks if something changed", "close",
        80),
    Key("note.help", "f1", "help", NOTE, "Keys of this place"),
    Key("dialog.close", "escape", "close", DIALOG, "Close without doing it", "close", 80),
    Key("dialog.help", "f1", "help", DIALOG, "Keys of this place"),
)  # fmt: skip
