"""The keys of lists and of the reader, and what is done to the paragraphs one is on."""

from __future__ import annotations

from tui.key import LISTS, MOVING, OPENS_PAGE, PARAGRAPH, READER, RESULTS, Key

MARKS = (
    "paragraph.bookmark", "paragraph.note", "paragraph.tags", "paragraph.collect",
    "paragraph.furniture",
)  # fmt: skip
"""What marks paragraphs, where there are some to be marked."""

MOVING_KEYS: tuple[Key, ...] = (
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
)  # fmt: skip

PARAGRAPH_KEYS: tuple[Key, ...] = (
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
        palette=True, leaves=OPENS_PAGE),
    Key("paragraph.export", "e", "export", PARAGRAPH, "Export, as Markdown or else", "export", 75,
        palette=True),
    Key("paragraph.furniture", "f", "furniture", PARAGRAPH,
        "Furniture: leave this text out wherever it stands, or show it again", palette=True),
    Key("paragraph.remove", "delete", "remove", PARAGRAPH,
        "Remove the article from the archive", palette=True),
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

RESULT_KEYS: tuple[Key, ...] = (
    Key("results.widen", "right_curly_bracket", "widen(1)", RESULTS,
        "More of its article around what was found", "more of it", 41, palette=True),
    Key("results.narrow", "left_curly_bracket", "widen(-1)", RESULTS,
        "Less of its article around what was found", palette=True),
    Key("results.more", "alt+right_curly_bracket", "context(1)", RESULTS,
        "More lines in every row", palette=True),
    Key("results.less", "alt+left_curly_bracket", "context(-1)", RESULTS,
        "Fewer lines in every row", palette=True),
    Key("results.relax_1", "alt+1", "relax(0)", RESULTS,
        "Little found: take the first way to more"),
    Key("results.relax_2", "alt+2", "relax(1)", RESULTS, "The second way"),
)  # fmt: skip

READER_KEYS: tuple[Key, ...] = (
    Key("reader.next_entity", "right_square_bracket", "entity(1)", READER, "Next name"),
    Key("reader.previous_entity", "left_square_bracket", "entity(-1)", READER,
        "Previous name"),
    Key("reader.next_paragraph", "p", "paragraph(1)", READER, "Next paragraph", "paragraph",
        57),
    Key("reader.previous_paragraph", "P", "paragraph(-1)", READER, "Previous paragraph"),
    Key("reader.number", "number_sign", "number", READER,
        "Go to a paragraph by its number", palette=True),
    Key("reader.follow", "enter,l", "follow", READER,
        "All that names the one under the cursor; open or fold furniture", "follow", 88),
    Key("reader.page_down", "space", "page(1)", READER, "A page down"),
    Key("reader.narrow", "plus", "narrow", READER, "Of what was found, only what names it",
        "narrow", 53),
    Key("reader.exclude", "minus", "exclude", READER, "Of what was found, only what does not"),
    Key("reader.company", "x", "company", READER, "Who stands with the name under the cursor",
        "who with whom", 56),
    Key("reader.page", "i", "page_of_name", READER, "The page of the name under the cursor",
        "its page", 54),
)  # fmt: skip
