"""The keys of the whole main screen, and those of its query bar."""

from __future__ import annotations

from tui.key import ANYWHERE, FILTERS, LINE, QUERY, Key

BACK = "app.clear"
UNDO = "app.undo"

ANYWHERE_KEYS: tuple[Key, ...] = (
    Key("app.query", "slash", "query", ANYWHERE, "Write a query", "query", 95, palette=True),
    Key("app.help", "question_mark,f1", "help", ANYWHERE, "Keys of this place", "keys", 100,
        palette=True),
    Key("app.palette", "colon,ctrl+p", "app.command_palette", ANYWHERE, "All commands",
        "commands", 60),
    Key("app.next_pane", "tab", "next_pane", ANYWHERE, "Next pane"),
    Key("app.previous_pane", "shift+tab", "previous_pane", ANYWHERE, "Previous pane"),
    Key("app.results", "1", "pane('results')", ANYWHERE, "Go to the results", palette=True),
    Key("app.reader", "2", "pane('reader')", ANYWHERE, "Go to the reader", palette=True),
    Key("app.entities", "3", "pane('entities')", ANYWHERE,
        "Go to the entities: people, organisations, places", "entities", 87, palette=True),
    Key("app.filters", "4", "pane('chips')", ANYWHERE, "Go to the filters", palette=True),
    Key("app.zen", "z", "zen", ANYWHERE, "Zen: this pane alone", "zen", 20, palette=True),
    Key("app.back", "H,alt+left", "history_back", ANYWHERE, "Back in history", palette=True),
    Key("app.forward", "L,alt+right", "history_forward", ANYWHERE, "Forward in history",
        palette=True),
    Key(UNDO, "u,ctrl+z", "undo", ANYWHERE, "Undo", "undo", 10, palette=True),
    Key("app.redo", "U", "redo", ANYWHERE, "Redo", palette=True),
    Key("app.bookmarks", "B", "bookmarks", ANYWHERE, "Bookmarks", "bookmarks", 50,
        palette=True),
    Key("app.desk", "E", "desk", ANYWHERE,
        "The entity desk: all entities, and what to put right", "entity desk", 35, palette=True),
    Key(BACK, "escape", "clear", ANYWHERE, "Back; then clear selection, filters, query", "back",
        99),
    Key("app.suspend", "alt+z", "suspend", ANYWHERE,
        "Back to the shell for a while; fg there leads here again", palette=True),
    Key("app.quit", "q,ctrl+q", "leave", ANYWHERE, "Quit", "quit", 30, palette=True,
        leaves="quits"),
)  # fmt: skip

QUERY_KEYS: tuple[Key, ...] = (
    Key("query.run", "enter", "submit", QUERY, "Go to what was found", "results", 90),
    Key("query.previous", "up", "previous", QUERY, "Earlier query, or previous completion",
        "earlier", 70),
    Key("query.next", "down", "next", QUERY, "Later query, or next completion"),
    Key("query.complete", "tab", "complete", QUERY, "Take the completion; else next pane",
        "complete", 80),
    Key("query.leave", "escape", "leave", QUERY, "Close completions; else to the results",
        "back", 60),
    Key("query.relax_1", "alt+1", "relax(0)", QUERY,
        "Nothing or little found: take the first way out"),
    Key("query.relax_2", "alt+2", "relax(1)", QUERY, "The second way out"),
    Key("query.relax_3", "alt+3", "relax(2)", QUERY, "The third way out"),
    Key("query.relax_4", "alt+4", "relax(3)", QUERY, "The fourth way out"),
    Key("filters.remove", "enter,delete,backspace,x,minus", "remove", FILTERS,
        "Take the filter away", "take away", 96),
    Key("filters.previous", "left,h", "move(-1)", FILTERS, "The filter before", "before", 91),
    Key("filters.next", "right,l", "move(1)", FILTERS, "The next filter", "next", 92),
    Key("line.undo", "ctrl+z", "undo_typing", LINE, "Take back what was typed, word by word",
        "undo typing", 10),
    Key("line.redo", "ctrl+y", "redo_typing", LINE, "Type it again"),
)  # fmt: skip
