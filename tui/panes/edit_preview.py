"""The right half of the entity desk: every paragraph that an edit would change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tui import present
from tui.hit_lines import hit_lines
from tui.text import clean, fit, width
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Change, EntityType
    from tui.pending_edits import Preview


class PreviewList(LineList["Change"]):
    """Paragraphs with the names concerned, and what each would mean then."""

    gap = 1
    changing = True
    """Whether what is shown is what would change, not only what is there."""

    def __init__(self) -> None:
        super().__init__(6, id="preview")

    def show(self, shown: Preview, title: str, ways: str, *, changing: bool) -> None:
        """Show paragraphs under a title, with how many there are and the `ways` on from here."""
        self.changing = changing
        count = len(shown.changes)
        said = f"{present.number(count)} ¶{' change' * changing}" if title else ""
        self.border_title, self.border_subtitle = Content(clean(title)), Content(said + ways)
        self.show_rows(count, lambda a, b: shown.changes[a:b], at_hand=dict(enumerate(shown.first)))

    def paint(self, item: Change, cells: int) -> Sequence[Content]:
        hit = item.hit
        lines = hit_lines(hit, cells, 2 if self.changing else 3, marked=hit.bookmarked)
        if self.changing:
            lines.append(self._arrow(item, cells))
        return lines

    @staticmethod
    def _arrow(item: Change, cells: int) -> Content:
        """The names in the text, and whom they would mean."""
        names = list(dict.fromkeys(item.hit.text[start:end] for start, end in item.hit.spans))
        said = fit(", ".join(f"“{clean(name)}”" for name in names[:3]), max(4, cells // 2))
        then = ", ".join(map(_meant, dict.fromkeys(item.after)))
        return Content.assemble(
            (said, present.QUIET),
            (" → ", present.QUIET),
            (fit(then, cells - width(said) - 3), present.MARK),
        )


def _meant(after: tuple[EntityType, str] | None) -> str:
    return "not a name" if after is None else f"{clean(after[1])} ({present.KINDS[after[0]]})"
