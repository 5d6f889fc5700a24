"""Pieces of query text for the screen to put together, safe whatever a name holds."""

from __future__ import annotations

from index.query.canonical import quoted as quote
from index.query.nodes import EntityType, TextField

__all__ = ["entity_clause", "field_clause", "negate", "quote"]


def entity_clause(kind: EntityType | None, name: str) -> str:
    """The clause for exactly this entity, such as `person:"Xi Jinping"`."""
    return f"{kind or 'entity'}:{quote(name)}"


def field_clause(name: TextField, value: str) -> str:
    """The clause for this value of a field, such as `outlet:"The Times"`."""
    return f"{name}:{quote(value)}"


def negate(clause: str) -> str:
    """The opposite of one clause: excluded, or no longer so."""
    return clause[1:] if clause.startswith("-") else f"-{clause}"
