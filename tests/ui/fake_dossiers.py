"""Dossiers in memory, for the archive of tests that knows no file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from index import NutgrafError
from index.core.dossier import Dossier, DossierItem


class FakeDossiers:
    """What `index.Dossiers` does, without undo."""

    def __init__(self, archive) -> None:
        self._archive = archive
        self._every: dict[int, Dossier] = {}
        self._numbers = count(1)

    def all(self) -> list[Dossier]:
        return sorted(self._every.values(), key=lambda one: one.name)

    def collect(
        self,
        name: str,
        *,
        paragraphs: Sequence[int] = (),
        bookmarks: Sequence[int] = (),
        queries: Sequence[str] = (),
    ) -> int:
        one = next((one for one in self.all() if one.name == name), None)
        if one is None:
            one = Dossier(number=next(self._numbers), name=name, created="2025-11-01")
        marks = [self._archive.add_bookmark(number).number for number in paragraphs]
        there = {(item.bookmark, item.query) for item in one.items}
        wanted = [*((mark, "") for mark in (*marks, *bookmarks)), *((None, q) for q in queries)]
        fresh = [
            DossierItem(number=next(self._numbers), bookmark=mark, query=query)
            for mark, query in dict.fromkeys(wanted)
            if (mark, query) not in there
        ]
        self._every[one.number] = replace(one, items=(*one.items, *fresh))
        return len(fresh)

    def remove(self, items: Sequence[int]) -> int:
        for one in self.all():
            left = tuple(item for item in one.items if item.number not in items)
            self._every[one.number] = replace(one, items=left)
        return len(items)

    def move(self, number: int, items: Sequence[int], before: int | None = None) -> None:
        one = self._every[number]
        rest = [item for item in one.items if item.number not in items]
        at = [item.number for item in rest].index(before) if before else len(rest)
        moved = [item for item in one.items if item.number in items]
        self._every[number] = replace(one, items=(*rest[:at], *moved, *rest[at:]))

    def rename(self, number: int, name: str) -> None:
        if any(one.name == name for one in self.all() if one.number != number):
            raise NutgrafError(f"There is a dossier “{name}” already.")
        self._every[number] = replace(self._every[number], name=name)

    def delete(self, number: int) -> None:
        del self._every[number]


if TYPE_CHECKING:
    from tui.asked import AskedDossiers

    def _it_is_what_the_screen_asks(dossiers: FakeDossiers) -> AskedDossiers:
        return dossiers
