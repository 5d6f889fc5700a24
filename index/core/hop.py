"""A step of a reader's way through an archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HopKind = Literal["search", "read", "aside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A search that was made, or a paragraph that was opened in what it found, or "aside": out of a
    list (bookmarks, quotes, related paragraphs) while that was looked at.

    `number` is the moment in microseconds; `parent` the hop that this one was made from. `query`
    finds what was found; it is `text` within `filters`. `paragraph` is the archive's number of the
    one that was looked at, `reference` how it is referred to for good ("mkwqenkkisue:4"), `label`
    its headline, outlet and date. `found` is how many paragraphs there were, None if not known.
    """

    number: int
    parent: int | None
    kind: HopKind
    query: str
    text: str = ""
    filters: tuple[str, ...] = ()
    sort: str = ""
    scope: str = ""
    paragraph: int | None = None
    reference: str = ""
    label: str = ""
    found: int | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing was looked for: no step that leads to anything."""
        return self.kind == "search" and not self.query.strip()
