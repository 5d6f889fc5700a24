"""A collection on one subject."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierItem:
    """What stands in a dossier: a bookmark, by its number, or else a query."""

    number: int
    bookmark: int | None
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A collection on one subject; its items are in the reader's order. `created` is UTC."""

    number: int
    name: str
    created: str
    items: tuple[DossierItem, ...] = ()
