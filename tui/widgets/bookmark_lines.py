"""A bookmark in a list: its source and state, headline, passage, tags and note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from index import cited_page, with_signs
from tui import present
from tui.passage import passage
from tui.text import clean, fit

if TYPE_CHECKING:
    from index import Bookmark, BookmarkState

LINES = 5
"""What it takes, the last one blank."""

_STATES: dict[BookmarkState, tuple[str, str]] = {
    "kept": ("kept", present.GOOD),
    "moved": ("↕ moved", "$warn"),
    "changed": ("≠ changed", "bold $warn"),
    "gone": ("✗ gone", "bold $bad"),
    "removed": ("✗ removed", present.QUIET),
}


def bookmark_lines(item: Bookmark, cells: int) -> list[Content]:
    """The lines of a bookmark, each at most `cells` wide."""
    state, style = _STATES[item.state]
    place = f"¶{item.ordinal}/{item.paragraphs}" if item.paragraph is not None else ""
    where = " · ".join(filter(None, (cited_page(clean(item.page)), place)))
    right = Content.assemble((state, style), (f"  {where}" if where else "", present.QUIET))
    left = fit(present.source(item), cells - right.cell_length - 2)
    gap = " " * max(1, cells - Content(left).cell_length - right.cell_length)
    title = clean(item.title) or "Without a headline"
    tags = with_signs(item.tags)
    note = clean(item.note.strip().split("\n")[0])
    below = Content.assemble(
        (f"{tags}  " if tags else "", present.MARK),
        (f"✎ {note}" if note else "", "italic"),
    )
    shown = passage(item.anchor.exact or item.text, (), cells, 1 if below else 2)
    if item.state == "changed":
        # What was marked stands first: it is what the bookmark is of.
        now = fit(f"now: {clean(item.text)}", cells)
        shown = [*shown[:1], Content.styled(now, present.QUIET)][: 1 if below else 2]
    return [
        Content.assemble((left + gap, present.QUIET), right),
        Content.styled(fit(title, cells), present.HEADLINE),
        *shown,
        below.truncate(cells, ellipsis=True),
    ]
