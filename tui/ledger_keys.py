"""The keys of the quotes: who said what."""

from __future__ import annotations

from tui.key import ANYWHERE, LEDGER, OPENS_PAGE, Key

LEDGER_KEYS: tuple[Key, ...] = (
    Key("app.quotes", "Q", "quotes", ANYWHERE, "Quotes: who said what", "quotes", 33,
        palette=True),
    Key("quotes.open", "enter,l", "open", LEDGER,
        "Read it in its article; of a speaker, the quotes", "read", 90),
    Key("quotes.turn", "tab", "turn(1)", LEDGER, "Next list", "next list", 88),
    Key("quotes.turn_back", "shift+tab", "turn(-1)", LEDGER, "List before"),
    Key("quotes.beside", "equals_sign,v", "beside", LEDGER,
        "Keep this speaker, and have another one beside; again: one alone", "beside", 86),
    Key("quotes.scope", "w", "scope", LEDGER, "Of what was found, or of the whole archive",
        "found/all", 84),
    Key("quotes.about", "f,slash", "about", LEDGER, "Only what names somebody", "about", 82),
    Key("quotes.indirect", "i", "indirect", LEDGER,
        "With what is reported without quotation marks, or without", "indirect", 80),
    Key("quotes.wordings", "c", "wordings", LEDGER,
        "Where else the same words stand, and other wordings", "wordings", 78),
    Key("quotes.speaker", "s", "speaker", LEDGER,
        "Somebody else said it, or nobody: put this quote right", "speaker", 76),
    Key("quotes.bookmark", "b", "bookmark", LEDGER, "Bookmark, or take it away", "bookmark", 75),
    Key("quotes.note", "a", "note", LEDGER, "Write a note", "note", 50),
    Key("quotes.tags", "t", "tags", LEDGER, "Tags", "tags", 45),
    Key("quotes.collect", "D", "collect", LEDGER, "Put into a dossier", "dossier", 40),
    Key("quotes.copy", "y", "copy", LEDGER, "Copy with speaker and source", "copy", 70),
    Key("quotes.export", "e", "export", LEDGER, "Export the selected, else all of this list",
        "export", 65),
    Key("quotes.browse", "o", "browse", LEDGER, "Open the source in a browser",
        leaves=OPENS_PAGE),
    Key("quotes.undo", "u,ctrl+z", "undo", LEDGER, "Undo"),
    Key("quotes.redo", "U", "redo", LEDGER, "Redo"),
    Key("quotes.help", "question_mark,f1", "help", LEDGER, "Keys of this place", "keys", 100),
    Key("quotes.close", "escape,q,Q,h,backspace", "close", LEDGER, "Close", "close", 95),
)  # fmt: skip
