"""An entity that something is wanted of, from wherever it was pointed at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from tui.filters import fragment

if TYPE_CHECKING:
    from index import EntityType


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity by its number, with its type and name."""

    entity: int
    type: EntityType
    name: str

    def filter(self, *, exclude: bool = False) -> str:
        """The query fragment for paragraphs that name it, or do not."""
        return fragment(self.type, self.name, exclude=exclude)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a screen about names was left with: to look for something, or to open another screen.

    `filters` are looked for; `paragraph` is to be read; `page` and `editor` are the
    entities whose page, or whose place on the entity desk, is wanted.
    """

    filters: tuple[str, ...] = ()
    paragraph: int | None = None
    page: Subject | None = None
    company: Subject | None = None
    editor: Subject | None = None


Opening: TypeAlias = Callable[[Wish], Awaitable[Wish | None]]
"""Opens what is wished for over what is there, and answers what is wished for in the end, for which
all screens between are left: that something is looked for, or the desk one came from; None where
it was closed.
"""
