"""Filters: query fragments that stand beside the text as chips."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from index import entity_clause, field_clause, negate
from tui.text import NO_OUTLET, clean

if TYPE_CHECKING:
    from index import EntityType

_FIELD_WORDS = {"org": "organisation"}
_ENTITIES = ("person", "org", "place")


def fragment(field: str, value: str, *, exclude: bool = False) -> str:
    """The clause for a row of a list, `person:"Xi Jinping"`, or its opposite."""
    if field in _ENTITIES:
        clause = entity_clause(cast("EntityType", field), value)
    else:
        clause = field_clause("outlet", value)
    return negate(clause) if exclude else clause


def saved_clause(name: str) -> str:
    """What stands for a saved search in a query."""
    plain = name.replace("-", "").replace("_", "").replace(".", "").isalnum()
    return f"@{name}" if plain else f'@"{name}"'


def name_of_search(typed: str) -> str:
    """The name that is meant where one is typed for a saved search."""
    return typed.strip().lstrip("@").replace(" ", "_")


def label(text: str) -> str:
    """A fragment as a chip says it: “person: Xi Jinping”, “− outlet: Xinhua”."""
    if text in ("-outlet:*", "outlet:*"):
        return NO_OUTLET if text[0] == "-" else f"− {NO_OUTLET}"
    minus = "− " if text.startswith("-") else ""
    field, colon, value = text.removeprefix("-").partition(":")
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = re.sub(r"\\(.)", r"\1", value[1:-1])
    value = clean(value)
    if field == "story" and value == "*":
        return "story: in one" if not minus else "story: in none"
    if field == "story":
        # The headline, where it stands behind the id.
        value = value.partition(" ")[2] or value
    return f"{minus}{_FIELD_WORDS.get(field, field)}: {value}" if colon else f"{minus}{field}"
