"""The small values that nearly every room speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityType = Literal["person", "org", "place"]


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the query text a clause stands, in characters, end exclusive."""

    start: int
    end: int
