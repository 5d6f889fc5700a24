"""Every key, once. Bindings, footer, help, palette and the keys in force (`keymap.py`) read it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.anywhere_keys import ANYWHERE_KEYS, QUERY_KEYS
from tui.feed_keys import FEED_KEYS
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
    FEEDS,
    FILTERS,
    FIND,
    LEDGER,
    LINE,
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
from tui.key_check import key_sign
from tui.ledger_keys import LEDGER_KEYS
from tui.linked_keys import LINKED_KEYS
from tui.mark_keys import BOOKMARK_KEYS, DOSSIER_KEYS, EXPORT_KEYS
from tui.name_keys import NAME_KEYS
from tui.naming_keys import NAMING_KEYS
from tui.paragraph_keys import MOVING_KEYS, PARAGRAPH_KEYS, READER_KEYS, RESULT_KEYS
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
    "FEEDS",
    "FILTERS",
    "FIND",
    "KEYS",
    "LEDGER",
    "LINE",
    "LISTS",
    "MISSED",
    "MOVING",
    "NOTE",
    "OVER_MAIN",
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
    "elsewhere",
    "key_of",
    "passes_input",
    "sign",
]

PLACES = (
    ANYWHERE, QUERY, LINE, MOVING, LISTS, PARAGRAPH, RESULTS, READER, FILTERS, FIND, WORDS, MISSED,
    ENTITIES, COMPANY, ENTITY, DESK, BOOKMARKS, DOSSIERS, LEDGER, STORIES, STORY, TIMELINE, PIVOT,
    TRAIL, VERSIONS, CHANGED, BESIDE, PASSAGES, SAVED, FEEDS, EXPORT, NOTE, DIALOG,
)  # fmt: skip

# Where keys of several places work at once, the nearest place first.
WITHIN: dict[str, tuple[str, ...]] = {
    QUERY: (QUERY, LINE, ANYWHERE),
    RESULTS: (RESULTS, LISTS, MOVING, PARAGRAPH, ANYWHERE),
    READER: (READER, MOVING, PARAGRAPH, ANYWHERE),
    ENTITIES: (ENTITIES, MOVING, PARAGRAPH, ANYWHERE),
    COMPANY: (COMPANY, MOVING),
    ENTITY: (ENTITY, MOVING),
    DESK: (DESK, MOVING),
    BOOKMARKS: (BOOKMARKS, LISTS, MOVING),
    DOSSIERS: (DOSSIERS, LISTS, MOVING),
    TIMELINE: (TIMELINE, PARAGRAPH, ANYWHERE),
    FILTERS: (FILTERS, PARAGRAPH, ANYWHERE),
    FIND: (FIND, LINE),
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
    FEEDS: (FEEDS, MOVING),
    EXPORT: (EXPORT,),
    NOTE: (NOTE,),
    DIALOG: (DIALOG, LINE),
}


OVER_MAIN = (
    COMPANY, ENTITY, DESK, BOOKMARKS, DOSSIERS, MISSED, BESIDE, PIVOT, STORIES, STORY, TRAIL,
    VERSIONS, CHANGED, PASSAGES, LEDGER, SAVED, FEEDS,
)  # fmt: skip
"""The places of screens over the main one. A key for anywhere leads on from there, where the place
has no other use for it."""

KEYS: tuple[Key, ...] = (
    *ANYWHERE_KEYS,
    *QUERY_KEYS,
    *MOVING_KEYS,
    *PARAGRAPH_KEYS,
    *RESULT_KEYS,
    *READER_KEYS,
    *NAME_KEYS,
    *NAMING_KEYS,
    *LINKED_KEYS,
    *RELATION_KEYS,
    *LEDGER_KEYS,
    *STORY_KEYS,
    *SAVED_KEYS,
    *FEED_KEYS,
    *BOOKMARK_KEYS,
    *DOSSIER_KEYS,
    *EXPORT_KEYS,
)
_BY_ID = {key.id: key for key in KEYS}

_SIGNS = {
    "slash": "/", "question_mark": "?", "colon": ":", "minus": "-", "plus": "+",
    "equals_sign": "=", "asterisk": "*", "vertical_line": "|", "apostrophe": "'", "at": "@",
    "space": "Space", "escape": "Esc", "enter": "Enter", "tab": "Tab", "shift+tab": "⇧Tab",
    "up": "↑", "down": "↓",
    "left_square_bracket": "[", "right_square_bracket": "]", "left_curly_bracket": "{",
    "right_curly_bracket": "}", "home": "Home", "end": "End", "pageup": "PgUp",
    "pagedown": "PgDn", "backspace": "Bksp", "delete": "Del", "left": "←", "right": "→",
    "comma": ",",
}  # fmt: skip


def sign(key: str) -> str:
    """How a key is written for people: `slash` is "/", `ctrl+p` "^p"."""
    if key in _SIGNS:
        return _SIGNS[key]
    for prefix, short in (("ctrl+", "^"), ("alt+", "Alt+"), ("shift+", "⇧")):
        if key.startswith(prefix):
            return short + sign(key.removeprefix(prefix))
    return key_sign(key) or (key.upper() if len(key) > 1 else key)


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


def elsewhere() -> list[Binding]:
    """What binds the keys for anywhere where neither a screen nor a part of one binds them."""
    return [replace(one, action=f"app.elsewhere('{one.id}')") for one in bindings(ANYWHERE)]
