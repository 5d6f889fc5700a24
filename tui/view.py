"""What is being looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index import narrowed

if TYPE_CHECKING:
    from index import Scope, Sort

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "outlet")


@dataclass(frozen=True, slots=True)
class View:
    """A search as the screen has it: the text of the bar, the chips, the order, the scope,
    and whether copies have rows of their own.
    """

    text: str = ""
    filters: tuple[str, ...] = ()
    sort: Sort | None = None
    scope: Scope | None = None
    fold: bool = True
    """Whether copies stand behind the one that was first."""

    @property
    def query(self) -> str:
        """One query that finds what is seen, to save and to print."""
        return narrowed(self.text, self.filters, self.scope or "paragraph").strip()

    def with_filter(self, fragment: str) -> View:
        """Add a filter; one that says the opposite gives way to it."""
        opposite = fragment[1:] if fragment.startswith("-") else f"-{fragment}"
        kept = tuple(each for each in self.filters if each not in {fragment, opposite})
        return replace(self, filters=(*kept, fragment))

    def without_filter(self, position: int) -> View:
        kept = [each for at, each in enumerate(self.filters) if at != position]
        return replace(self, filters=tuple(kept))
