"""An entity as the recogniser finds it, and which other one it goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.core.values import EntityType


@dataclass(frozen=True, slots=True)
class Found:
    """An entity as the recogniser finds it."""

    number: int
    type: EntityType
    name: str


def goes_by(one: Found, merged: Mapping[int, Found]) -> Found:
    """The entity that one is merged into at last."""
    while one.number in merged:
        one = merged[one.number]
    return one
