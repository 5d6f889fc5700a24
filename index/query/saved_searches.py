"""Saved searches while a query is read: what `@name` stands for, and when it may not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from index.query.fields import nearest
from index.query.nodes import Scope

Searches = Mapping[str, str] | Callable[[str], str | None]
"""Saved searches by name."""

MOST_SAVED = 50
MOST_NESTED = 8


@dataclass(slots=True)
class _Allowance:
    """How many saved searches may still be put in, so that a few cannot stand for millions."""

    left: int = MOST_SAVED


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around the text that is being read."""

    saved: Searches
    today: date
    scope: Scope
    names: tuple[str, ...] = ()
    """The saved searches that are being read, outermost first."""
    depth: int = 0
    """How many brackets are open around the text."""
    allowance: _Allowance = field(default_factory=_Allowance)

    def search(self, name: str) -> str | None:
        """The text that is saved by a name, None where none is."""
        return self.saved.get(name) if isinstance(self.saved, Mapping) else self.saved(name)

    def nearest(self, name: str) -> str | None:
        """The saved name most like another, None where none is near."""
        return nearest(name, self.saved) if isinstance(self.saved, Mapping) else None

    def within(self, name: str, depth: int) -> Context | str:
        """The context of a saved search, or why it is not put in."""
        if name in self.names:
            return "stands for itself"
        if len(self.names) >= MOST_NESTED:
            return f"is nested more than {MOST_NESTED} deep"
        if not self.allowance.left:
            return f"would be one of more than {MOST_SAVED} saved searches"
        self.allowance.left -= 1
        return replace(self, names=(*self.names, name), depth=depth)
