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


class PreviewList(LineList["Change"]):
    """Paragraphs with the names concerned, and what each would mean then."""

    gap = 1
    changing = True
    """Whether what is shown is what would change, not only what is there."""

    def __init__(self) -> None:
        super().__init__(6, id="preview")

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
