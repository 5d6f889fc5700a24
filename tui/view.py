"""What is being looked at, and the way back to what was."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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
        text = narrowed(self.text, self.filters).strip()
        widened = self.scope == "article" and "scope:" not in text and text
        return f"{text} scope:article" if widened else text

    def with_filter(self, fragment: str) -> View:
        """Add a filter; one that says the opposite gives way to it."""
        opposite = fragment[1:] if fragment.startswith("-") else f"-{fragment}"
        kept = tuple(each for each in self.filters if each not in {fragment, opposite})
        return replace(self, filters=(*kept, fragment))

    def without_filter(self, position: int) -> View:
        kept = [each for at, each in enumerate(self.filters) if at != position]
        return replace(self, filters=tuple(kept))


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the way: a view and the paragraph that was current in it."""

    view: View
    paragraph: int | None = None


@dataclass(slots=True)
class Trail:
    """Back and forward over views, as in a browser."""

    stops: list[Stop] = field(default_factory=lambda: [Stop(View())])
    at: int = 0

    @property
    def here(self) -> Stop:
        return self.stops[self.at]

    def visit(self, view: View) -> bool:
        """Go on to a view; what lay ahead is forgotten. False if one is there already."""
        if view == self.here.view:
            return False
        self.stops[self.at + 1 :] = [Stop(view)]
        self.at += 1
        return True

    def stand(self, view: View, paragraph: int | None) -> None:
        """Note which paragraph is current, if `view` is where the trail stands."""
        if view == self.here.view:
            self.stops[self.at] = Stop(view, paragraph)

    def step(self, by: int) -> Stop | None:
        """Go back (-1) or forward (1); None at either end."""
        if not 0 <= self.at + by < len(self.stops):
            return None
        self.at += by
        return self.here
