"""The keys of what leads on from a paragraph: versions of its article, and what was changed."""

from __future__ import annotations

from tui.key import ANYWHERE, CHANGED, PARAGRAPH, VERSIONS, Key

LINKED_KEYS: tuple[Key, ...] = (
    Key("paragraph.versions", "V", "versions", PARAGRAPH,
        "What the outlet changed in this article; two selected articles compared", palette=True),
    Key("app.changed", "alt+v", "changed_articles", ANYWHERE,
        "Articles that were changed after publication", palette=True),
    Key("versions.next", "n", "next_change(1)", VERSIONS, "Next change", "next change", 90),
    Key("versions.previous", "N", "next_change(-1)", VERSIONS, "The change before"),
    Key("versions.every", "a", "every", VERSIONS, "Show what is the same too, or count it",
        "all of it", 85),
    Key("versions.later", "right_square_bracket,right", "turn(1)", VERSIONS,
        "The next comparison of versions", "later", 82),
    Key("versions.earlier", "left_square_bracket,left", "turn(-1)", VERSIONS,
        "The comparison before", "earlier", 81),
    Key("versions.copy", "y", "copy", VERSIONS, "Copy the differences as Markdown", "copy", 70),
    Key("versions.read", "enter", "open", VERSIONS, "Read the article", "read", 75),
    Key("versions.list", "V", "list", VERSIONS, "All articles that were changed", "changed", 65),
    Key("versions.help", "question_mark,f1", "help", VERSIONS, "Keys of this place", "keys", 100),
    Key("versions.close", "escape,q,h,backspace", "close", VERSIONS, "Close", "close", 95),
    Key("changed.open", "enter,l", "open", CHANGED, "What was changed in it", "what", 90),
    Key("changed.silent", "s", "silent", CHANGED,
        "Only those that do not say so in their text, or all", "silent ones", 85),
    Key("changed.help", "question_mark,f1", "help", CHANGED, "Keys of this place", "keys", 100),
    Key("changed.close", "escape,q,h,backspace", "close", CHANGED, "Close", "close", 95),
)  # fmt: skip
