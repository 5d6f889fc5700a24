"""Every key, once. Bindings, footer, help, palette and the keys in force (`keymap.py`) read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.key import (
    ANYWHERE,
    BESIDE,
    BOOKMARKS,
    CHANGED,
    COMPANY,
    DESK,
    DIALOG,
    DOSSIERS,
    ENTITIES,
    ENTITY,
    EXPORT,
    FIND,
    LEDGER,
    LISTS,
    MISSED,
    MOVING,
    NOTE,
    PARAGRAPH,
    PASSAGES,
    PIVOT,
    QUERY,
    READER,
    RESULTS,
    SAVED,
    STORIES,
    STORY,
    TIMELINE,
    TRAIL,
    VERSIONS,
    WORDS,
    Key,
)
from tui.ledger_keys import LEDGER_KEYS
from tui.linked_keys import LINKED_KEYS
from tui.name_keys import NAME_KEYS
from tui.naming_keys import NAMING_KEYS
from tui.relation_keys import RELATION_KEYS
from tui.saved_keys import SAVED_KEYS
from tui.story_keys import STORY_KEYS

if TYPE_CHECKING:
    from textual.binding import Binding


__all__ = [
    "ANYWHERE",
    "BESIDE",
    "BOOKMARKS",
    "CHANGED",
    "COMPANY",
    "DESK",
    "DIALOG",
    "DOSSIERS",
    "ENTITIES",
    "ENTITY",
    "EXPORT",
    "FIND",
    "KEYS",
    "LEDGER",
    "LISTS",
    "MISSED",
    "MOVING",
    "NOTE",
    "PARAGRAPH",
    "PASSAGES",
    "PIVOT",
    "PLACES",
    "QUERY",
    "READER",
    "RESULTS",
    "SAVED",
    "STORIES",
    "STORY",
    "TIMELINE",
    "TRAIL",
    "VERSIONS",
    "WITHIN",
    "WORDS",
    "Key",
    "bindings",
    "key_of",
    "passes_input",
    "sign",
]

PLACES = (
    ANYWHERE, QUERY, MOVING, LISTS, PARAGRAPH, RESULTS, READER, FIND, WORDS, MISSED, ENTITIES,
    COMPANY, ENTITY, DESK, BOOKMARKS, DOSSIERS, LEDGER, STORIES, STORY, TIMELINE, PIVOT, TRAIL,
    VERSIONS, CHANGED,
    BESIDE, PASSAGES, SAVED, EXPORT, NOTE, DIALOG,
)  # fmt: skip

# Where keys of several places work at once, the nearest place first.
WITHIN: dict[str, tuple[str, ...]] = {
    QUERY: (QUERY, ANYWHERE),
    RESULTS: (RESULTS, LISTS, MOVING, PARAGRAPH, ANYWHERE),
    READER: (READER, MOVING, PARAGRAPH, ANYWHERE),
    ENTITIES: (ENTITIES, MOVING, PARAGRAPH, ANYWHERE),
    COMPANY: (COMPANY, MOVING),
    ENTITY: (ENTITY, MOVING),
    DESK: (DESK, MOVING),
    BOOKMARKS: (BOOKMARKS, LISTS, MOVING),
    DOSSIERS: (DOSSIERS, LISTS, MOVING),
    TIMELINE: (TIMELINE, PARAGRAPH, ANYWHERE),
    FIND: (FIND,),
    WORDS: (WORDS,),
    MISSED: (MISSED, MOVING),
    BESIDE: (READER, MOVING, BESIDE),
    PIVOT: (PIVOT,),
    STORIES: (STORIES, MOVING),
    STORY: (STORY, LISTS, MOVING),
    TRAIL: (TRAIL, MOVING),
    VERSIONS: (VERSIONS, MOVING),
    CHANGED: (CHANGED, MOVING),
    PASSAGES: (PASSAGES, LISTS, MOVING),
    LEDGER: (LEDGER, LISTS, MOVING),
    SAVED: (SAVED, MOVING),
    EXPORT: (EXPORT,),
    NOTE: (NOTE,),
    DIALOG: (DIALOG,),
}


def _keys() -> Iterator[Key]:
    yield from (
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
            "Go to people, organisations, places", "names", 55, palette=True),
        Key("app.filters", "4", "pane('chips')", ANYWHERE, "Go to the filters", palette=True),
        Key("app.zen", "z", "zen", ANYWHERE, "Zen: this pane alone", "zen", 20, palette=True),
        Key("app.back", "H,alt+left", "history_back", ANYWHERE, "Back in history", palette=True),
        Key("app.forward", "L,alt+right", "history_forward", ANYWHERE, "Forward in history",
            palette=True),
        Key("app.undo", "u,ctrl+z", "undo", ANYWHERE, "Undo", "undo", 10, palette=True),
        Key("app.redo", "U", "redo", ANYWHERE, "Redo", palette=True),
        Key("app.bookmarks", "B", "bookmarks", ANYWHERE, "Bookmarks", "bookmarks", 50,
            palette=True),
        Key("app.desk", "E", "desk", ANYWHERE, "All names: the entity desk", "all names", 35,
            palette=True),
        Key("app.clear", "escape", "clear", ANYWHERE, "Back; then clear selection, filters, query"),
        Key("app.quit", "q,ctrl+q", "leave", ANYWHERE, "Quit", "quit", 30, palette=True),
    )  # fmt: skip
    yield from (
        Key("query.run", "enter", "submit", QUERY, "Go to what was found", "results", 90),
        Key("query.previous", "up", "previous", QUERY, "Earlier query, or previous completion",
            "earlier", 70),
        Key("query.next", "down", "next", QUERY, "Later query, or next completion"),
        Key("query.complete", "tab", "complete", QUERY, "Take the completion; else next pane",
            "complete", 80),
        Key("query.leave", "escape", "leave", QUERY, "Close completions; else to the results",
            "back", 60),
        Key("query.relax_1", "alt+1", "relax(0)", QUERY, "Nothing found: take the first way out"),
        Key("query.relax_2", "alt+2", "relax(1)", QUERY, "The second way out"),
        Key("query.relax_3", "alt+3", "relax(2)", QUERY, "The third way out"),
        Key("query.relax_4", "alt+4", "relax(3)", QUERY, "The fourth way out"),
    )  # fmt: skip
    yield from (
        Key("list.down", "j,down,ctrl+n", "down", MOVING, "Down"),
        Key("list.up", "k,up", "up", MOVING, "Up"),
        Key("list.top", "g,home", "top", MOVING, "To the top"),
        Key("list.bottom", "G,end", "bottom", MOVING, "To the bottom"),
        Key("list.half_down", "ctrl+d", "half_page(1)", MOVING, "Half a page down"),
        Key("list.half_up", "ctrl+u", "half_page(-1)", MOVING, "Half a page up"),
        Key("list.page_down", "ctrl+f,pagedown", "page(1)", MOVING, "A page down"),
        Key("list.page_up", "ctrl+b,pageup", "page(-1)", MOVING, "A page up"),
        Key("list.open", "enter,l", "open", LISTS, "Open", "open", 90),
        Key("list.back", "h,backspace", "back", MOVING, "To the pane before"),
        Key("list.select", "space", "select", LISTS, "Select, and down", "select", 65),
        Key("list.range", "v", "range", LISTS, "Begin or end a range"),
        Key("list.all", "ctrl+a", "select_all", LISTS, "Select all, or none"),
    )
    yield from (
        Key("paragraph.bookmark", "b", "bookmark", PARAGRAPH, "Bookmark, or take it away",
            "bookmark", 85, palette=True),
        Key("paragraph.note", "a", "note", PARAGRAPH, "Write a note", "note", 45, palette=True),
        Key("paragraph.tags", "t", "tags", PARAGRAPH, "Tags", "tags", 40, palette=True),
        Key("paragraph.collect", "D", "collect", PARAGRAPH, "Put into a dossier", "dossier", 43,
            palette=True),
        Key("paragraph.collect_search", "alt+d", "collect_search", PARAGRAPH,
            "Put this search into a dossier", palette=True),
        Key("paragraph.copy", "y", "copy", PARAGRAPH, "Copy with its source", "copy", 62,
            palette=True),
        Key("paragraph.browse", "o", "browse", PARAGRAPH, "Open the source in a browser",
            palette=True),
        Key("paragraph.export", "e", "export", PARAGRAPH, "Export to Markdown", "export", 75,
            palette=True),
        Key("paragraph.furniture", "f", "furniture", PARAGRAPH,
            "Furniture: leave this text out wherever it stands, or show it again", palette=True),
        Key("paragraph.next_hit", "n", "next_hit", PARAGRAPH,
            "Next match, on into the next result", "next match", 58),
        Key("paragraph.previous_hit", "N", "previous_hit", PARAGRAPH, "Previous match"),
        Key("paragraph.scroll_down", "J", "scroll_reader(1)", PARAGRAPH, "Scroll the reader down"),
        Key("paragraph.scroll_up", "K", "scroll_reader(-1)", PARAGRAPH, "Scroll the reader up"),
        Key("paragraph.save_search", "S", "save_search", PARAGRAPH, "Save this search",
            "save search", 15, palette=True),
        Key("paragraph.sort", "s", "sort", PARAGRAPH, "Next order: relevance, newest, …", "sort",
            48, palette=True),
        Key("paragraph.scope", "w", "scope", PARAGRAPH,
            "Words in the same paragraph, or anywhere in the article", "scope", 47, palette=True),
    )  # fmt: skip
    yield from (
        Key("results.widen", "right_curly_bracket", "widen(1)", RESULTS,
            "More of its article around what was found", "more of it", 41, palette=True),
        Key("results.narrow", "left_curly_bracket", "widen(-1)", RESULTS,
            "Less of its article around what was found", palette=True),
        Key("results.more", "alt+right_curly_bracket", "context(1)", RESULTS,
            "More lines in every row", palette=True),
        Key("results.less", "alt+left_curly_bracket", "context(-1)", RESULTS,
            "Fewer lines in every row", palette=True),
    )  # fmt: skip
    yield from (
        Key("reader.next_entity", "right_square_bracket", "entity(1)", READER, "Next name"),
        Key("reader.previous_entity", "left_square_bracket", "entity(-1)", READER,
            "Previous name"),
        Key("reader.next_paragraph", "p", "paragraph(1)", READER, "Next paragraph", "paragraph",
            57),
        Key("reader.previous_paragraph", "P", "paragraph(-1)", READER, "Previous paragraph"),
        Key("reader.follow", "enter,l", "follow", READER,
            "Search for the name under the cursor; open or fold furniture", "follow", 88),
        Key("reader.company", "x", "company", READER, "Who stands with the name under the cursor",
            "who with whom", 56),
        Key("reader.page", "i", "page_of_name", READER, "The page of the name under the cursor",
            "its page", 54),
    )  # fmt: skip
    yield from NAME_KEYS
    yield from NAMING_KEYS
    yield from LINKED_KEYS
    yield from RELATION_KEYS
    yield from LEDGER_KEYS
    yield from STORY_KEYS
    yield from SAVED_KEYS
    yield from (
        Key("bookmarks.open", "enter,l", "open", BOOKMARKS, "Read it in its article", "read", 90),
        Key("bookmarks.note", "a", "note", BOOKMARKS, "Write its note", "note", 85),
        Key("bookmarks.tags", "t", "tags", BOOKMARKS, "Tags", "tags", 80),
        Key("bookmarks.delete", "d,delete,b", "delete", BOOKMARKS, "Take the bookmark away",
            "delete", 75),
        Key("bookmarks.collect", "D", "collect", BOOKMARKS, "Put into a dossier", "dossier", 72),
        Key("bookmarks.dossiers", "tab", "dossiers", BOOKMARKS, "The dossiers", "dossiers", 68),
        Key("bookmarks.undo", "u,ctrl+z", "undo", BOOKMARKS, "Undo", "undo", 60),
        Key("bookmarks.redo", "U", "redo", BOOKMARKS, "Redo"),
        Key("bookmarks.copy", "y", "copy", BOOKMARKS, "Copy with its source", "copy", 65),
        Key("bookmarks.export", "e", "export", BOOKMARKS, "Export the selected, else all",
            "export", 70),
        Key("bookmarks.browse", "o", "browse", BOOKMARKS, "Open the source in a browser"),
        Key("bookmarks.filter", "f,slash", "filter", BOOKMARKS, "Filter this list", "filter", 55),
        Key("bookmarks.help", "question_mark,f1", "help", BOOKMARKS, "Keys of this place", "keys",
            100),
        Key("bookmarks.close", "escape,q,B,h,backspace", "close", BOOKMARKS, "Close", "close", 95),
    )  # fmt: skip
    yield from (
        Key("dossiers.open", "enter,l", "open", DOSSIERS,
            "Read it in its article, ask the query; fold a dossier", "read", 90),
        Key("dossiers.delete", "d,delete", "delete", DOSSIERS,
            "Take out of the dossier, or the dossier away; bookmarks stay", "take out", 85),
        Key("dossiers.down", "J,alt+down", "move(1)", DOSSIERS, "Move it down", "move down", 80),
        Key("dossiers.up", "K,alt+up", "move(-1)", DOSSIERS, "Move it up", "move up", 79),
        Key("dossiers.export", "e", "export", DOSSIERS, "Export the selected, else this dossier",
            "export", 75),
        Key("dossiers.note", "a", "note", DOSSIERS, "Write its note", "note", 70),
        Key("dossiers.tags", "t", "tags", DOSSIERS, "Tags", "tags", 65),
        Key("dossiers.rename", "R", "rename", DOSSIERS, "Rename the dossier", "rename", 60),
        Key("dossiers.copy", "y", "copy", DOSSIERS, "Copy with its source", "copy", 55),
        Key("dossiers.undo", "u,ctrl+z", "undo", DOSSIERS, "Undo", "undo", 50),
        Key("dossiers.redo", "U", "redo", DOSSIERS, "Redo"),
        Key("dossiers.browse", "o", "browse", DOSSIERS, "Open the source in a browser"),
        Key("dossiers.help", "question_mark,f1", "help", DOSSIERS, "Keys of this place", "keys",
            100),
        Key("dossiers.close", "escape,q,tab,h,backspace", "close", DOSSIERS, "To the bookmarks",
            "bookmarks", 95),
    )  # fmt: skip
    yield from (
        Key("export.file", "f", "file", EXPORT, "Write a file", "file", 90),
        Key("export.copy", "y", "copy", EXPORT, "Copy to the clipboard", "clipboard", 85),
        Key("export.edit", "e", "edit", EXPORT, "Open in $EDITOR", "$EDITOR", 80),
        Key("export.format", "t", "format", EXPORT, "Choose another format", "format", 78),
        Key("export.close", "escape,q", "close", EXPORT, "Close", "close", 95),
        Key("note.save", "ctrl+s", "save", NOTE, "Save the note", "save", 90),
        Key("note.close", "escape", "close", NOTE, "Close; asks if something changed", "close",
            80),
        Key("dialog.close", "escape", "close", DIALOG, "Close without doing it", "close", 80),
    )  # fmt: skip


KEYS: tuple[Key, ...] = tuple(_keys())
_BY_ID = {key.id: key for key in KEYS}

_SIGNS = {
    "slash": "/", "question_mark": "?", "colon": ":", "minus": "-", "plus": "+",
    "equals_sign": "=", "asterisk": "*", "vertical_line": "|", "apostrophe": "'", "at": "@",
    "space": "Space", "escape": "Esc", "enter": "Enter", "tab": "Tab", "shift+tab": "⇧Tab",
    "up": "↑", "down": "↓",
    "left_square_bracket": "[", "right_square_bracket": "]", "left_curly_bracket": "{",
    "right_curly_bracket": "}", "home": "Home", "end": "End", "pageup": "PgUp",
    "pagedown": "PgDn", "backspace": "Bksp", "delete": "Del", "left": "←", "right": "→",
}  # fmt: skip


def sign(key: str) -> str:
    """How a key is written for people: `slash` is "/", `ctrl+p` "^p"."""
    if key in _SIGNS:
        return _SIGNS[key]
    for prefix, short in (("ctrl+", "^"), ("alt+", "Alt+"), ("shift+", "⇧")):
        if key.startswith(prefix):
            return short + sign(key.removeprefix(prefix))
    return key.upper() if len(key) > 1 else key


def passes_input(key: str) -> bool:
    """Whether a key is no character, and so is not typed into a line of text."""
    return len(_SIGNS.get(key, key)) > 1 and key != "space"


def key_of(id_: str) -> Key:
    """The key of an action."""
    return _BY_ID[id_]


def bindings(place: str) -> list[Binding]:
    """What a widget of `place` binds. All have ids, so that the user's keymap reaches them."""
    # The table of keys is also printed where there is no screen.
    from textual.binding import Binding  # noqa: PLC0415

    return [
        Binding(key.keys, key.action, key.words, show=False, id=key.id)
        for key in KEYS
        if key.place == place
    ]
