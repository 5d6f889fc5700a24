"""The small values that nearly every room speaks of."""

from __future__ import annotations

from typing import Literal, NamedTuple

EntityType = Literal["person", "org", "place"]


class Span(NamedTuple):
    """Where in the query text a clause stands, in characters, end exclusive."""

    start: int
    end: int
