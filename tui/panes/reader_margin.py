"""The margin of the reader: numbers of paragraphs, bookmarks, and a bar beside the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tui import present

if TYPE_CHECKING:
    from index import ArticleView, ParagraphView

_DIGITS = (3, 12)  # room for the number of a paragraph, at least and at most
_BAR = 2  # the bar and a blank
_WIDE_ENOUGH = 36  # cells of a pane from which on it has numbers


def cells_of(article: ArticleView | None, pane: int) -> int:
    """How wide the margin is in a pane of so many cells; all digits of the numbers have room."""
    if pane < _WIDE_ENOUGH:
        return _BAR
    last = article.paragraphs[-1].ordinal if article and article.paragraphs else 0
    return min(max(len(str(last)), _DIGITS[0]), _DIGITS[1]) + 1 + _BAR


def margin(
    paragraph: ParagraphView, cells: int, *, first: bool, current: bool, focus: bool, sign: str
) -> Content:
    """What stands before a line of a paragraph, its `first` one or another; `sign` in place of the
    number where it is marked.
    """
    bar = ("▌ ", "$primary" if focus else "$quiet") if current else ("  ", "")
    room = cells - _BAR
    if not room:
        return Content.assemble(bar)
    if first and sign:
        return Content.assemble((f"{sign} ".rjust(room), present.MARK), bar)
    number = f"{paragraph.ordinal if first else ''} ".rjust(room)
    return Content.assemble((number, "bold $foreground" if current else "$quiet"), bar)
