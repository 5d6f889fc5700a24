"""Names as a tagger finds them, before it is settled who is meant."""

from __future__ import annotations

from typing import NamedTuple

from index.core.values import EntityType


class Span(NamedTuple):
    """A name in a batch of tokens; `first` and `last` are token numbers, last inclusive."""

    first: int
    last: int
    type: EntityType
    confidence: float
