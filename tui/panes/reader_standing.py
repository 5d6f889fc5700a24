"""What stands in the reader, kept so that it can be shown again as it stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import ArticleView
    from tui.matches import Matches, Walk
    from tui.panes.reader_names import Place


@dataclass(frozen=True, slots=True)
class ReaderStanding:
    """An article at a place: its current paragraph by the archive's number, and on which `line` of
    the window that begins; the match and the name that were gone to last.
    """

    article: ArticleView
    paragraph: int | None
    line: int
    matches: Matches
    walk: Walk | None
    name: Place | None
    opened: frozenset[int]
    """Paragraphs that are furniture and shown all the same, by number."""
