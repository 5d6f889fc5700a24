"""The keys of what stands beside a paragraph: its copies, and what is related to it."""

from __future__ import annotations

from tui.key import OPENS_PAGE, PARAGRAPH, PASSAGES, Key

RELATION_KEYS: tuple[Key, ...] = (
    Key("paragraph.copies", "c", "copies", PARAGRAPH,
        "Its copies in other articles, who had it first", "copies", 42, palette=True),
    Key("paragraph.related", "r", "related", PARAGRAPH,
        "What is related: rare words, names, days in common", "related", 59, palette=True),
    Key("results.fold", "C", "fold_copies", PARAGRAPH,
        "Copies behind the one that was first, or a row for each", palette=True),
    Key("results.dim", "alt+s", "dim_seen", PARAGRAPH,
        "Dim what was seen in the reader, or show all rows alike", palette=True),
    Key("passages.open", "enter,l", "open", PASSAGES, "Read it in its article", "read", 90),
    Key("passages.related", "r", "related", PASSAGES, "What is related to it", "related", 85),
    Key("passages.copies", "c", "copies", PASSAGES, "Its copies", "copies", 80),
    Key("passages.bookmark", "b", "bookmark", PASSAGES, "Bookmark, or take it away", "bookmark",
        75),
    Key("passages.note", "a", "note", PASSAGES, "Write a note", "note", 60),
    Key("passages.tags", "t", "tags", PASSAGES, "Tags", "tags", 55),
    Key("passages.collect", "D", "collect", PASSAGES, "Put into a dossier", "dossier", 50),
    Key("passages.copy", "y", "copy", PASSAGES, "Copy with its source", "copy", 70),
    Key("passages.export", "e", "export", PASSAGES, "Export the selected, else this one",
        "export", 65),
    Key("passages.browse", "o", "browse", PASSAGES, "Open the source in a browser",
        leaves=OPENS_PAGE),
    Key("passages.undo", "u,ctrl+z", "undo", PASSAGES, "Undo", "undo", 40),
    Key("passages.redo", "U", "redo", PASSAGES, "Redo"),
    Key("passages.help", "question_mark,f1", "help", PASSAGES, "Keys of this place", "keys", 100),
    Key("passages.close", "escape,q,h,backspace", "close", PASSAGES, "Close", "close", 95),
)  # fmt: skip
