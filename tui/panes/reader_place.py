"""Which paragraph is in sight, and where the column stands so that one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.panes.reader_layout import ReaderLayout


def in_sight(lines: ReaderLayout, paragraph: int, top: int, height: int) -> int:
    """A paragraph if some of it is in the window, `height` lines from `top` on; else the nearest
    one of which something is.
    """
    while paragraph + 1 < len(lines.tops) and lines.bottom(paragraph) <= top:
        paragraph += 1
    while paragraph > 0 and lines.tops[paragraph] >= top + height:
        paragraph -= 1
    return paragraph


def revealing(lines: ReaderLayout, paragraph: int, window: int | None, height: int) -> int | None:
    """The first line of a window that shows a paragraph, a quarter from its top; None when the
    present one, which begins at line `window`, shows all of it.

    Without a present one it is where an article stands when it is opened, which does not depend on
    whether the pane got its size before or after.
    """
    top, bottom, now = lines.tops[paragraph], lines.bottom(paragraph), window or 0
    if top >= now and bottom <= now + height:
        return None if window is not None else now
    if paragraph == 0 and bottom <= height:
        return 0
    return max(0, top - max(0, height // 4))
