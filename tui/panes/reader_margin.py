"""The margin of the reader: numbers of paragraphs, bookmarks, quotes, and a bar beside the current
paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tui import present
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import ArticleView, MentionView, ParagraphView, QuoteMark

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
    paragraph: ParagraphView,
    cells: int,
    *,
    first: bool,
    current: bool,
    focus: bool,
    sign: str,
    said: str = "",
) -> Content:
    """What stands before a line of a paragraph, its `first` one or another; `sign` in place of the
    number where it is marked, `said` what tells of quotes.
    """
    bar = ("▌" if current else " ", "$primary" if focus else "$quiet")
    quoted = (said or " ", present.QUIET)
    room = cells - _BAR
    if not room:
        return Content.assemble(bar, quoted)
    number, style = f"{paragraph.ordinal if first else ''}", "$quiet"
    if first and sign:
        number, style = sign, present.MARK
    elif current:
        style = "bold $foreground"
    return Content.assemble((number.rjust(room - 1), style), quoted, bar, " ")


def said_on(quotes: Sequence[QuoteMark], start: int, end: int) -> str:
    """What tells that a line, from one character of a paragraph to another, has words of a quote:
    one begins there, with or without quotation marks, or goes on; "" where it has none.
    """
    begun = [quote.kind for quote in quotes if start <= quote.start < end]
    if begun:
        return "’" if set(begun) == {"indirect"} else "”"
    return "┊" if any(quote.start < start < quote.end for quote in quotes) else ""


def speakers(quotes: Sequence[QuoteMark]) -> str:
    """Who says what is quoted, each once, in order; "" where nobody is said to."""
    found = []
    for quote in quotes:
        name = clean(quote.speaker)
        if quote.behalf:
            name += f" (for {clean(quote.behalf)})"
        sure = " (put right by you)" if quote.put_right else " (guessed)" * quote.guessed
        found.append(f"{name}{sure}")
    return ", ".join(dict.fromkeys(filter(None, found)))


def meant(mention: MentionView) -> str:
    """Whom a name in the text means, and whether the reader said so."""
    return f"→ {clean(mention.name)}{', put right' * mention.put_right}"
